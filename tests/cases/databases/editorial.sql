BEGIN TRANSACTION;
CREATE TABLE action (
    id integer primary key,
    at text not null,
    who text not null,
    what text not null,
    document text,
    edition integer,
    release integer,
    why text not null,
    details text not null              -- JSON
);
INSERT INTO "action" VALUES(1,'2026-11-24T12:00:00+00:00','who of old','what of old','document of old',1,1,'why of old','{}');
CREATE TABLE edition (
    id integer primary key,
    document text not null,
    state text not null,
    revision integer not null,         -- counts the saves
    files text not null,               -- JSON: file name -> text
    base text not null,                -- fingerprint of the text it was made from
    base_files text not null,
    authors text not null,             -- JSON: who wrote in it, the first first
    approver text,
    publish_at text,                   -- UTC; null: with the next publication
    release integer,                   -- that it was published in
    questions text not null,           -- JSON: numbers of the review questions it is meant to answer
    why text not null,
    created_at text not null,
    changed_at text not null,
    changed_by text not null
);
INSERT INTO "edition" VALUES(1,'document of old','state of old',1,'{}','base of old','{}','[]','approver of old','2026-11-24T12:00:00+00:00',1,'[]','why of old','2026-11-24T12:00:00+00:00','2026-11-24T12:00:00+00:00','changed_by of old');
CREATE TABLE lock (
    document text primary key,
    who text not null,
    until text not null
);
INSERT INTO "lock" VALUES('document of old','who of old','2026-11-24T12:00:00+00:00');
CREATE TABLE release (
    number integer primary key,
    at text not null,
    who text not null,
    why text not null,
    kind text not null,                -- files | publish | withdraw | restore | rollback
    back_to integer,                   -- the release whose texts a rollback brought back
    overlay text not null,             -- JSON: document -> edition in use
    models text not null,              -- JSON: language -> name of the model
    measured text not null             -- JSON: what the gate found
);
INSERT INTO "release" VALUES(1,'2026-11-24T12:00:00+00:00','who of old','why of old','kind of old',1,'{}','{}','{}');
CREATE INDEX edition_by_document on edition (document, state);
CREATE UNIQUE INDEX one_open_edition on edition (document)
    where state in ('draft', 'review') or (state = 'approved' and publish_at is null);
CREATE INDEX action_by_document on action (document);
CREATE TRIGGER action_stays before update on action begin
    select raise(abort, 'what was recorded cannot be changed');
end;
CREATE TRIGGER action_remains before delete on action begin
    select raise(abort, 'what was recorded cannot be removed');
end;
COMMIT;
