"""The home page, and the chat where there is no JavaScript: a form that posts, a page with the conversation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from knowledge.library.articles import load_articles
from knowledge.library.placeholders import fill
from knowledge.wording import translate as words
from tariff_data.core.messages import Message
from web.http.app_keys import DESK, LANG
from web.http.assistant_gateway import Messages, NotReady
from web.http.security import public
from web.pages.addresses import for_reader
from web.pages.forms import Form
from web.pages.markdown import rendered
from web.pages.page import page
from web.pages.script_words import script_words
from web.site.changes import latest
from web.site.estimating import form_context

Json = dict[str, Any]

_GUIDES = (
    "de-minimis-ended", "is-my-bill-right", "gifts", "additional-tariffs-today",
)  # fmt: skip
LONGEST = 2000
_EMPTY: Json = {"by": "desk", "text": "", "card": None, "buttons": [], "sources": [], "mark": None}


@public
async def home(request: web.Request) -> web.Response:
    """Chat and estimator side by side; while the assistant is being trained, that is said before anybody asks it."""
    training = request.app[DESK].state == "training"
    trouble = words.say(Message("site.chat.in_training"), request[LANG]) if training else ""
    return _page(request, trouble=trouble)


@public
async def talk(request: web.Request) -> web.Response:
    """A message sent by the form."""
    lang = request[LANG]
    sent = await request.post()
    text = str(sent.get("say") or sent.get("text") or "").strip()
    conversation = str(sent.get("conversation") or "") or None
    desk = request.app[DESK]
    try:
        if not text:
            return _page(request, await _transcript(request, conversation), conversation)
        if len(text) > LONGEST:
            said = await _transcript(request, conversation)
            trouble = words.say(Message("site.chat.too_long", {"n": LONGEST}), lang)
            return _page(request, said, conversation, draft=text, trouble=trouble, status=400)
        reply = await desk.handle(conversation, text, lang)
    except NotReady:
        trouble = words.say(Message(f"site.chat.{desk.state}"), lang)
        return _page(request, [], conversation, draft=text, trouble=trouble, status=503)
    said = await desk.transcript(reply.conversation) or [{"by": "person", "text": text}, *reply.messages]
    return _page(request, said, reply.conversation)


@public
async def rate(request: web.Request) -> web.Response:
    """Whether an answer was helpful, sent by the form below it."""
    lang = request[LANG]
    sent = await request.post()
    conversation, mark, helpful = (str(sent.get(name) or "") for name in ("conversation", "mark", "helpful"))
    rated: dict[str, str] = {}
    try:
        if helpful in {"yes", "no"} and await request.app[DESK].rate(conversation, mark, helpful == "yes", lang):
            rated = {mark: helpful}
        said = await _transcript(request, conversation)
    except NotReady:
        raise web.HTTPServiceUnavailable from None
    return _page(request, said, conversation, rated=rated)


@public
async def delete(request: web.Request) -> web.Response:
    """Delete the conversation and begin anew."""
    sent = await request.post()
    await request.app[DESK].forget(str(sent.get("conversation") or ""))
    raise web.HTTPSeeOther(f"/{request[LANG]}/")


@public
async def to_home(request: web.Request) -> web.Response:
    """Where somebody reloads the address a form was sent to."""
    raise web.HTTPFound(f"/{request[LANG]}/")


async def _transcript(request: web.Request, conversation: str | None) -> Messages:
    return (await request.app[DESK].transcript(conversation) if conversation else None) or []


def _page(
    request: web.Request,
    transcript: Messages = [],  # noqa: B006 - never changed
    conversation: str | None = None,
    *,
    draft: str = "",
    trouble: str = "",
    rated: Mapping[str, str] = {},
    status: int = 200,
) -> web.Response:
    lang = request[LANG]
    context = form_context(Form(lang)) | {
        "current": "ask",
        "here": "/",
        "here_full": "/",
        "conversation": conversation if transcript else None,
        "transcript": [_EMPTY | said for said in for_reader(transcript, lang)],
        "draft": draft,
        "trouble": trouble,
        "rated": rated,
        "examples": [words.say(Message(f"site.chat.example.{n}"), lang) for n in (1, 2, 3)],
        "guides": _guides(lang),
        "changes": latest(lang),
        "markdown": lambda text: rendered(text, lang),
        "script_words": script_words(lang),
    }
    return page(request, "home.html", context, status=status)


def _guides(lang: str) -> list[Json]:
    articles = {article.slug: article for article in load_articles()}
    chosen = [articles[slug] for slug in _GUIDES if slug in articles][:4] or list(articles.values())[:4]
    editions = [(article.slug, article.in_language(lang)) for article in chosen]
    return [{"slug": slug, "title": one.title, "summary": fill(one.summary, lang)} for slug, one in editions]
