"""Withdrawing an article: chat and search forget it, its page stays with a dated notice. And bringing it back."""

from __future__ import annotations

import json
from datetime import date

import yaml

from knowledge.editorial.documents import ARTICLE, Files
from knowledge.editorial.drafting import begin
from knowledge.editorial.editions import Edition, change, expect, named, open_edition
from knowledge.editorial.store import Editorial, record
from knowledge.wording.refusals import Unknown, WrongState

DOCUMENT = "withdrawn"
_FILE = "articles.yaml"


def withdraw(
    store: Editorial, slug: str, who: str, why: str, *, see: str | None = None, on: date | None = None
) -> Edition:
    """An approved edition that withdraws an article with the next publication.

    One person may do it alone, since what is wrong must not go on being said. `see`: the article to read instead.
    """
    if not why.strip():
        raise Unknown("editorial.refused.withdrawal_reason")
    for named_slug in filter(None, (slug, see)):
        if not store.standing(f"{ARTICLE}{named_slug}"):
            raise Unknown("fault.no_article", slug=named_slug)
    row = {"on": on or date.today(), **({"see": see} if see else {})}
    return _amended(store, {slug: row}, (), who, why, "withdrew", "approved")


def restore(store: Editorial, slug: str, who: str, why: str) -> Edition:
    """An edition, in review, that brings a withdrawn article back; somebody else approves it."""
    if slug not in _read(store.standing(DOCUMENT)):
        raise Unknown("editorial.refused.not_withdrawn", slug=slug)
    return _amended(store, {}, (slug,), who, why, "restored", "review")


def _amended(
    store: Editorial,
    added: dict[str, dict[str, object]],
    removed: tuple[str, ...],
    who: str,
    why: str,
    what: str,
    state: str,
) -> Edition:
    who, base = named(who), store.standing(DOCUMENT)
    with store.writing() as db:
        one = open_edition(db, DOCUMENT)
        if one is not None and one.state != state:
            raise WrongState("editorial.refused.finish_first", n=one.id, document=DOCUMENT)
        rows = {**_read(one.files if one else base), **added}
        files = {_FILE: _written({slug: row for slug, row in rows.items() if slug not in removed})}
        if one is None:
            one = begin(db, DOCUMENT, who, why, files, base, state)
        else:
            authors = one.authors if one.wrote(who) else (*one.authors, who)
            one = change(
                db,
                expect(one, state),
                who,
                files=json.dumps(files),
                revision=one.revision + 1,
                authors=json.dumps(authors, ensure_ascii=False),
            )
        for slug in (*added, *removed):
            record(db, who, what, document=f"{ARTICLE}{slug}", edition=one.id, why=why)
        return one


def _read(files: Files) -> dict[str, dict[str, object]]:
    return dict(yaml.safe_load(files.get(_FILE, "")) or {})


def _written(rows: dict[str, dict[str, object]]) -> str:
    return yaml.safe_dump(rows, allow_unicode=True) if rows else "{}\n"
