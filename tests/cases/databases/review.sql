BEGIN TRANSACTION;
CREATE TABLE question (
    id integer primary key,
    asked_at text not null,            -- UTC
    lang text not null,
    text text not null,
    kind text not null,                -- unanswered | unsure | thumbed_down
    closest text not null,             -- slugs that were shown or offered, with spaces between
    settled text,                      -- what was made of it; null: waits for staff
    settled_by text,
    settled_at text,
    edition integer                    -- the edition that is to answer it
);
INSERT INTO "question" VALUES(1,'2026-11-24T12:00:00+00:00','lang of old','text of old','kind of old','closest of old','settled of old','settled_by of old','2026-11-24T12:00:00+00:00',1);
CREATE TABLE thumb (
    turn text primary key,             -- a hash: names no conversation
    given_at text not null,
    up integer not null,
    lang text not null,
    answered text,                     -- slug of the article that answered, where one did
    question integer                   -- its row for review, where the thumb was down
);
INSERT INTO "thumb" VALUES('turn of old','2026-11-24T12:00:00+00:00',1,'lang of old','answered of old',1);
CREATE INDEX open_question on question (lang, id) where settled is null;
CREATE INDEX thumb_by_article on thumb (answered);
COMMIT;
