"""What staff make of a group of questions: an article, training questions, an intercept, or out of scope.

Each gives an edition that goes the usual way (review, approval, publication); the questions leave the queue and come
back if the edition is discarded.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping

import yaml

from knowledge.editorial.documents import ARTICLE, checked_name
from knowledge.editorial.drafting import close, open_draft, save
from knowledge.editorial.editions import Edition, expect, named
from knowledge.editorial.front_matter import with_questions
from knowledge.editorial.store import Editorial, record
from knowledge.library.articles import find_page
from knowledge.library.validate import TOPICS
from knowledge.review.grouping import Group, group
from knowledge.review.questions import settle
from knowledge.terms.glossary import bare
from knowledge.terms.intercepts import COLUMNS
from knowledge.wording.languages import languages
from knowledge.wording.refusals import Refused, Unknown, WrongState

_CHECKED_EVERY = 4  # of many wordings, every fourth becomes a check question, which training never sees
_BODY = "Write here, in 60 to 130 words, what the chat says: the answer first, then the reason.\n\n## Details\n\n…\n"


def draft(
    store: Editorial, number: int, who: str, *, slug: str, title: str | None = None, topic: str | None = None
) -> Edition:
    """A draft of a new article for a group of questions; `topic` is that of the closest article unless given."""
    asked, document = group(number, store.folder), checked_name(f"{ARTICLE}{slug}")
    if store.standing(document) or _opened(store, document, who).files:
        raise WrongState("editorial.refused.article_there", slug=slug)
    topic = topic or next((page.topic for near in asked.closest if (page := find_page(near))), "")
    if topic not in (known := yaml.safe_load(TOPICS.read_text(encoding="utf-8"))):
        raise Unknown("editorial.refused.topic", topic=topic, known=", ".join(known))
    files = {f"{lang}.md": _beginning(asked, lang, slug, topic, title) for lang in languages()}
    return _kept(store, asked, document, files, who, f"article:{slug}")


def ask(store: Editorial, number: int, who: str, *, slug: str, as_check: bool = False) -> Edition:
    """A draft of an article with a group's wordings as further training questions (or check questions)."""
    asked, document = group(number, store.folder), checked_name(f"{ARTICLE}{slug}")
    one = _opened(store, document, who)
    name = f"{asked.lang}.md"
    if name not in one.files:
        raise Unknown("editorial.refused.no_article_in", slug=slug, language=asked.lang)
    text = with_questions(one.files[name], "checks" if as_check else "asks", asked.texts)
    return _kept(store, asked, document, {**one.files, name: text}, who, f"ask:{slug}")


def intercept(store: Editorial, number: int, who: str, *, term: str, question: str, then: str = "") -> Edition:
    """A draft of the intercepts in which the desk asks a question back where a message is just this term."""
    asked = group(number, store.folder)
    if not bare(term) or not question.strip():
        raise Unknown("editorial.refused.intercept")
    one, name = _opened(store, "intercepts", who), f"{asked.lang}.csv"
    text = one.files.get(name) or f"{','.join(COLUMNS)}\n"
    rows = list(csv.DictReader(io.StringIO(text)))
    if bare(term) in {bare(row["term"]) for row in rows}:
        raise WrongState("editorial.refused.intercept_there", term=term)
    own = [int(row["id"].removeprefix("ST-")) for row in rows if row["id"].startswith("ST-")]
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(
        [f"ST-{max(own, default=0) + 1:03}", *(" ".join(cell.split()) for cell in (term, question, then))]
    )
    files = {**one.files, name: text + line.getvalue()}
    return _kept(store, asked, "intercepts", files, who, f"intercept:{term}")


def out_of_scope(store: Editorial, number: int, who: str) -> Edition:
    """A draft of the questions that are none of the desk's business, with a group's wordings added."""
    asked = group(number, store.folder)
    one, name = _opened(store, "out_of_scope", who), f"{asked.lang}.yaml"
    text = one.files.get(name, "")
    present = {bare(row) for row in yaml.safe_load(text) or ()}
    new = "".join(
        f"- {json.dumps(wording, ensure_ascii=False)}\n" for wording in asked.texts if bare(wording) not in present
    )
    return _kept(store, asked, "out_of_scope", {**one.files, name: text + new}, who, "out_of_scope")


def dismiss(store: Editorial, number: int, who: str, why: str) -> Group:
    """Take a group off the queue with nothing made of it: noise, abuse, answered since."""
    if not why.strip():
        raise Unknown("editorial.refused.dismissal_reason")
    asked = group(number, store.folder)
    settle(asked.questions, named(who), "dismissed", folder=store.folder)
    with store.writing() as db:
        record(db, named(who), "dismissed questions", why=why, details=_details(asked))
    return asked


def _opened(store: Editorial, document: str, who: str) -> Edition:
    one = open_draft(store, document, who)
    return expect(one, "draft")


def _kept(store: Editorial, asked: Group, document: str, files: Mapping[str, str], who: str, what: str) -> Edition:
    one = _opened(store, document, who)
    try:
        one = save(store, one.id, files, who, revision=one.revision, why=asked.text, questions=asked.questions)
    except Refused:
        close(store, one.id, who)
        raise
    close(store, one.id, who)
    settle(asked.questions, named(who), what, one.id, store.folder)
    with store.writing() as db:
        record(db, named(who), "took questions", document=document, edition=one.id, details=_details(asked))
    return one


def _details(asked: Group) -> dict[str, object]:
    return {"questions": list(asked.questions), "text": asked.text, "lang": asked.lang}


def _beginning(asked: Group, lang: str, slug: str, topic: str, title: str | None) -> str:
    """The text that a new article begins with: the questions. What its author must find out (sources, the day they were
    read) is left out, so that it cannot be handed in without."""
    here = asked.lang == lang
    many = here and len(asked.texts) >= _CHECKED_EVERY
    checks = asked.texts[_CHECKED_EVERY - 1 :: _CHECKED_EVERY] if many else ()
    asks = [text for text in asked.texts if text not in checks] if here else []
    head = {
        "slug": slug,
        "topic": topic,
        "title": (title or asked.text)[:120],
        "summary": "",
        "asks": asks,
        "checks": list(checks),
        "sources": [],
        "related": [near for near in asked.closest if find_page(near)][:3],
    }
    return f"---\n{yaml.safe_dump(head, allow_unicode=True, sort_keys=False, width=1000)}---\n\n{_BODY}"
