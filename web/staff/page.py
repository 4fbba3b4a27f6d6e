"""What every page of the console shares: who is signed in, where one can go, how times are written."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from aiohttp import web
from babel.dates import format_datetime, get_timezone

from knowledge.editorial import Refused
from knowledge.wording import translate as words
from knowledge.wording.languages import language
from tariff_data.core.messages import Message
from web.http.app_keys import LANG
from web.pages.page import Context, page
from web.staff.accounts.members import Member
from web.staff.accounts.roles import Role
from web.staff.accounts.sessions import Session
from web.staff.keys import FORM, SESSION

ZONE = get_timezone("America/New_York")  # customs dates go by Washington's clock
_ROOMS = (
    ("home", "/staff/", Role.AUTHOR),
    ("articles", "/staff/articles", Role.AUTHOR),
    ("publishing", "/staff/publishing", Role.AUTHOR),
    ("law", "/staff/law", Role.AUTHOR),
    ("log", "/staff/log", Role.REVIEWER),
    ("keys", "/staff/keys", Role.ADMINISTRATOR),
    ("people", "/staff/people", Role.ADMINISTRATOR),
    ("exchange", "/staff/exchange", Role.ADMINISTRATOR),
)


def signed_in(request: web.Request) -> Session:
    """The session that the door let in."""
    return request[SESSION]


def who(request: web.Request) -> str:
    """The name that is recorded."""
    return signed_in(request).member.name


def field(request: web.Request, name: str, most: int = 10_000) -> str:
    """A field of the form, without the space around it; empty where it was not sent."""
    value = request[FORM].get(name, "")
    return value.strip()[:most] if isinstance(value, str) else ""


def staff_page(
    request: web.Request, template: str, context: Context | None = None, *, status: int = 200
) -> web.Response:
    """A page of the console."""
    return page(request, f"staff/{template}", _shared(request) | (context or {}), status=status)


def trouble(request: web.Request, key: str, status: int, **values: object) -> web.Response:
    """A page that says what went wrong and where to go on."""
    lang = request[LANG]
    said = {part: words.say(Message(f"staff.trouble.{key}.{part}", values), lang) for part in ("title", "text")}
    return staff_page(request, "trouble.html", {"said": said, "detail": "", "faults": ()}, status=status)


def refused_page(request: web.Request, refusal: Refused) -> web.Response:
    """What the editorial room does not do, and why, in its own sentence."""
    lang, kind = request[LANG], type(refusal).__name__.lower()
    known = f"staff.refused.{kind}" if words.has(f"staff.refused.{kind}") else "staff.refused"
    said = {"title": words.say(Message(known), lang), "text": words.say(Message("staff.refused.text"), lang)}
    detail = {"said": said, "detail": refusal.message, "faults": refusal.faults}
    return staff_page(request, "trouble.html", detail, status=409)


def done(path: str, key: str, **query: object) -> web.HTTPSeeOther:
    """To a page that says what was done (`staff.done.<key>`)."""
    more = "".join(f"&{name}={value}" for name, value in query.items())
    return web.HTTPSeeOther(f"{path}{'&' if '?' in path else '?'}done={key}{more}")


def moment(when: datetime, lang: str) -> str:
    """A moment by Washington's clock."""
    local = when if when.tzinfo else when.replace(tzinfo=UTC)
    said = format_datetime(local, "medium", tzinfo=ZONE, locale=language(lang).locale)
    return words.say(Message("staff.moment", {"when": _without_seconds(said)}), lang)


def _without_seconds(text: str) -> str:
    head, _, tail = text.rpartition(":")
    return head + tail[2:] if head.count(":") else text


def _shared(request: web.Request) -> Context:
    lang = request[LANG]
    session: Session | None = request.get(SESSION)
    member: Member | None = session.member if session else None
    told = request.query.get("done", "")

    def can(role: str) -> bool:
        return member is not None and member.role.may(Role(role))

    def at(when: datetime) -> str:
        return moment(when, lang)

    def states(state: str) -> str:
        return words.say(Message(f"staff.state.{state}"), lang)

    def in_words(message: Message | str) -> str:
        return words.say(message, lang)

    def actions(what: str) -> str:
        key = f"staff.action.{what.replace(' ', '_').replace('-', '_')}"
        return words.say(Message(key), lang) if words.has(key) else what

    def names(recorded: str) -> str:
        key = f"staff.who.{recorded.replace(' ', '_')}"
        return words.say(Message(key), lang) if words.has(key, lang) else recorded

    shown: dict[str, Any] = {
        "who_name": names,
        "action_name": actions,
        "say": in_words,
        "member": member,
        "csrf": session.csrf if session else "",
        "rooms": [(name, path) for name, path, role in _ROOMS if can(role)],
        "can": can,
        "at": at,
        "state_name": states,
        "room": None,
        "told": words.say(Message(f"staff.done.{told}"), lang) if words.has(f"staff.done.{told}") else "",
        "here": None,
    }
    return shown
