BEGIN TRANSACTION;
CREATE TABLE attempt (
    digest text primary key,           -- of the name or address that failed
    failures integer not null,
    last_at text not null
);
INSERT INTO "attempt" VALUES('digest of old',1,'2026-11-24T12:00:00+00:00');
CREATE TABLE invitation (
    digest text primary key,           -- of the link's token
    member text not null,
    until text not null
);
INSERT INTO "invitation" VALUES('digest of old','member of old','2026-11-24T12:00:00+00:00');
CREATE TABLE law_check (
    id integer primary key,
    subject text not null,             -- a programme or file of the law data
    fingerprint text not null,         -- of the records that were looked at
    who text not null,
    at text not null,
    why text not null
);
INSERT INTO "law_check" VALUES(1,'subject of old','fingerprint of old','who of old','2026-11-24T12:00:00+00:00','why of old');
CREATE TABLE member (
    key text primary key,              -- the name, however it is written
    name text not null,
    role text not null,
    state text not null,               -- invited | active | closed
    lang text,
    password text,                     -- Argon2id
    app_secret text,                   -- of an authenticator app, null: none
    app_step integer not null default 0,
    made_at text not null
);
INSERT INTO "member" VALUES('key of old','name of old','role of old','state of old','lang of old','password of old','app_secret of old',1,'2026-11-24T12:00:00+00:00');
CREATE TABLE session (
    digest text primary key,           -- of the cookie's token
    member text not null,
    csrf text not null,
    made_at text not null,
    seen_at text not null
);
INSERT INTO "session" VALUES('digest of old','member of old','csrf of old','2026-11-24T12:00:00+00:00','2026-11-24T12:00:00+00:00');
CREATE TABLE source_check (
    url text primary key,
    state text not null,               -- opens | gone | unsure
    said text not null,
    at text not null
);
INSERT INTO "source_check" VALUES('url of old','state of old','said of old','2026-11-24T12:00:00+00:00');
COMMIT;
