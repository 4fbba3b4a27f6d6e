"""Every text there is, and beginning to write."""

from __future__ import annotations

import asyncio
from typing import Any

import yaml
from aiohttp import web

from knowledge.editorial import Editorial, article_form, drafting
from knowledge.editorial.documents import ARTICLE, LISTS, documents_below
from knowledge.editorial.editions import Edition, editions
from knowledge.library.active_release import in_use
from knowledge.library.articles import BadArticle, find_page, load_articles
from knowledge.library.validate import TOPICS
from knowledge.review.feedback import thumbs
from knowledge.terms.glossary import bare
from knowledge.wording.languages import languages
from knowledge.wording.refusals import WrongState
from web.http.app_keys import LANG
from web.staff.accounts.roles import Role, needs
from web.staff.keys import EDITORIAL
from web.staff.naming import title_of
from web.staff.page import done, field, staff_page, who

Json = dict[str, Any]
_OWN_WAY = ("withdrawn",)  # changed by withdrawing and bringing back, not by hand


@needs(Role.AUTHOR)
async def articles(request: web.Request) -> web.Response:
    """The articles by title, with what is in the works; searched by their words."""
    wanted = request.query.get("q", "").strip()[:200]
    found = await asyncio.to_thread(_articles, request.config_dict[EDITORIAL], request[LANG], wanted)
    return staff_page(request, "articles.html", {"room": "articles", "articles": found, "wanted": wanted})


@needs(Role.AUTHOR)
async def texts(request: web.Request) -> web.Response:
    """Everything else that the desk says from files: pages and lists."""
    found = await asyncio.to_thread(_texts, request.config_dict[EDITORIAL], request[LANG])
    return staff_page(request, "texts.html", {"room": "articles", "texts": found})


@needs(Role.AUTHOR)
async def new(request: web.Request) -> web.Response:
    """The form for a new article."""
    return staff_page(request, "new_article.html", {"room": "articles", "topics": topics(request[LANG])})


@needs(Role.AUTHOR)
async def begin(request: web.Request) -> web.Response:
    """Begin a new article, with nothing but its name, topic and title."""
    store, slug = request.config_dict[EDITORIAL], slugged(field(request, "slug", 80) or field(request, "title", 80))
    title, topic = field(request, "title", 120), field(request, "topic", 60)
    one = await asyncio.to_thread(_begun, store, slug, title, topic, who(request))
    raise web.HTTPSeeOther(f"/staff/editions/{one.id}/edit")


@needs(Role.AUTHOR)
async def edit(request: web.Request) -> web.Response:
    """Open the draft of a text: the one in the works, or a new one of what is in use."""
    store, document = request.config_dict[EDITORIAL], field(request, "document", 100)
    take_over = field(request, "take_over") == "yes"
    one = await asyncio.to_thread(drafting.open_draft, store, document, who(request), take_over=take_over)
    if one.state != "draft":
        raise done(f"/staff/editions/{one.id}", "in_works")
    raise web.HTTPSeeOther(f"/staff/editions/{one.id}/edit")


def topics(lang: str) -> list[tuple[str, str]]:
    """The topics an article can have, by their name in the language."""
    known: dict[str, dict[str, str]] = yaml.safe_load(TOPICS.read_text(encoding="utf-8"))
    return sorted(((id, names.get(lang) or names["en"]) for id, names in known.items()), key=lambda row: row[1])


def slugged(text: str) -> str:
    """A title as it stands in an address."""
    return "-".join(bare(text).split())[:60].strip("-") or "-"


def _begun(store: Editorial, slug: str, title: str, topic: str, name: str) -> Edition:
    document = f"{ARTICLE}{slug}"
    one = drafting.open_draft(store, document, name)
    if store.standing(document) or one.files:
        raise WrongState("staff.why.article_there", slug=slug)
    fields = {"slug": slug, "topic": topic}
    for lang in languages():
        fields |= {f"{lang}.title": title, f"{lang}.lead": "…"}
    return drafting.save(store, one.id, article_form.files_with({}, fields), name, revision=one.revision)


def _articles(store: Editorial, lang: str, wanted: str) -> list[Json]:
    open_ = {one.document: one for one in editions(store, "draft", "review", "approved") if not one.scheduled}
    dated = {one.document: one for one in editions(store, "approved") if one.scheduled}
    given = thumbs(folder=store.folder)
    rows = []
    for article in (*load_articles(), *in_use().withdrawn):
        document, shown = f"{ARTICLE}{article.slug}", article.in_language(lang)
        rows.append({
            "slug": article.slug,
            "document": document,
            "title": shown.title,
            "summary": shown.summary,
            "topic": article.topic,
            "checked": min(edition.facts.checked for edition in article.editions.values()),
            "languages": list(article.editions),
            "withdrawn": article.withdrawn,
            "open": open_.pop(document, None),
            "dated": dated.get(document),
            "thumbs": given.get(article.slug),
        })  # fmt: skip
    rows += [_unpublished(one, lang) for document, one in open_.items() if document.startswith(ARTICLE)]
    return sorted((row for row in rows if _says(row, wanted)), key=lambda row: str(row["title"]).casefold())


def _unpublished(one: Edition, lang: str) -> Json:
    return {
        "slug": one.slug, "document": one.document, "title": title_of(one.document, lang, one.files) or one.slug,
        "summary": "", "topic": "", "checked": None, "languages": [name.partition(".")[0] for name in one.files],
        "withdrawn": None, "open": one, "dated": None, "thumbs": None,
    }  # fmt: skip


def _says(row: Json, wanted: str) -> bool:
    words = bare(f"{row['title']} {row['summary']} {row['slug']} {row['topic'].replace('_', ' ')}")
    return all(word in words for word in bare(wanted).split())


def _texts(store: Editorial, lang: str) -> list[Json]:
    open_ = {one.document: one for one in editions(store, "draft", "review", "approved") if not one.scheduled}
    names = {name for name in documents_below(store.base()) if not name.startswith(ARTICLE)} | set(LISTS)
    names |= {name for name in open_ if not name.startswith(ARTICLE)}
    return [
        {"document": name, "title": title_of(name, lang), "open": open_.get(name), "by_hand": name not in _OWN_WAY}
        for name in sorted(names)
    ]


def known_slugs() -> list[str]:
    """The slugs of every article in use."""
    return sorted(article.slug for article in load_articles())


def title_of_slug(slug: str, lang: str) -> str:
    """The title of an article in use, else its slug."""
    try:
        page = find_page(slug)
    except BadArticle:
        return slug
    return page.in_language(lang).title if page else slug
