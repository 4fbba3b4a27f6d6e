"""An article's files as the fields of a form, and back: what was not changed stays as its author wrote it.

Field names: shared by the languages `topic`, `from`, `to`, `checked`, `sources`, `related`, `era.0.from`, `era.0.to`;
of one language `en.title`, `en.summary`, `en.lead`, `en.body`, `en.asks`, `en.checks`, `en.era.0`.
A text that cannot be read is no error here: it comes out as `en.text`, to be mended as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import frontmatter
import yaml

from knowledge.editorial import article_head
from knowledge.editorial.documents import Files, unix
from knowledge.wording.languages import languages

Fields = dict[str, str]
LISTS = ("asks", "checks")
MOST_ERAS = 20
_HEAD = re.compile(r"\A---\n(?P<head>.*?)\n---\n?(?P<content>.*)\Z", re.S)


def fields_of(files: Mapping[str, str]) -> Fields:
    """The fields of an article. Shared facts are taken from the first language that has them."""
    fields: Fields = {}
    for lang in languages():
        text = files.get(f"{lang}.md", "")
        parts = _parts(text)
        if parts is None:
            fields[f"{lang}.text"] = text
            continue
        facts, content = parts
        lead, heading, rest = content.strip().partition("\n## ")
        fields |= {
            f"{lang}.title": _text(facts.get("title")),
            f"{lang}.summary": _text(facts.get("summary")),
            f"{lang}.lead": lead.strip(),
            f"{lang}.body": (heading + rest).strip(),
            **{f"{lang}.{name}": "\n".join(map(_text, _listed(facts, name))) for name in LISTS},
            **{f"{lang}.era.{n}": _text(era.get("answer")) for n, era in enumerate(_eras(facts))},
        }
        for name, value in _shared(facts).items():
            if not fields.get(name):
                fields[name] = value
    return fields


def files_with(files: Mapping[str, str], fields: Mapping[str, str]) -> Files:
    """The article's files with what the fields say; fields that are not given stay as they are."""
    changed = dict(files)
    for lang in languages():
        name = f"{lang}.md"
        if f"{lang}.text" in fields:
            changed[name] = unix(fields[f"{lang}.text"])
        elif f"{lang}.title" in fields:
            changed[name] = _written(files.get(name, ""), lang, fields)
    return {name: text for name, text in changed.items() if text.strip()}


def _parts(text: str) -> tuple[dict[str, Any], str] | None:
    """Front matter and content, None where the front matter cannot be read."""
    if not text.strip():
        return {}, ""
    try:
        post = frontmatter.loads(text)
    except (yaml.YAMLError, ValueError):
        return None
    facts: dict[str, Any] = dict(post.metadata)
    shaped = (
        all(isinstance(facts.get(name) or [], list) for name in (*LISTS, "eras", "sources", "related"))
        and all(isinstance(one, dict) for name in ("eras", "sources") for one in facts.get(name) or ())
        and isinstance(facts.get("holds") or {}, dict)
    )
    return (facts, post.content) if shaped else None


def _shared(facts: Mapping[str, Any]) -> Fields:
    holds: dict[str, Any] = facts.get("holds") or {}
    shared = {
        "topic": _text(facts.get("topic")),
        "from": _text(holds.get("from")),
        "to": _text(holds.get("to")),
        "checked": _text(facts.get("checked")),
        "related": ", ".join(map(_text, _listed(facts, "related"))),
        "sources": "\n".join(
            " | ".join(filter(None, (_text(one.get("citation")), _text(one.get("url")))))
            for one in _listed(facts, "sources")
        ),
    }
    for number, era in enumerate(_eras(facts)):
        shared |= {f"era.{number}.from": _text(era.get("from")), f"era.{number}.to": _text(era.get("to"))}
    return shared


def _listed(facts: Mapping[str, Any], name: str) -> list[Any]:
    return list(facts.get(name) or ())


def _eras(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    return _listed(facts, "eras")


def _written(text: str, lang: str, fields: Mapping[str, str]) -> str:
    facts, content = _parts(text) or ({}, "")
    wanted = facts | _facts(facts, lang, fields)
    found = _HEAD.match(text)
    head = article_head.changed(found["head"] if found else "", facts, wanted)
    lead, body = (_lines(fields.get(f"{lang}.{part}", "")) for part in ("lead", "body"))
    old_lead, heading, rest = content.strip().partition("\n## ")
    if found and (lead, body) == (old_lead.strip(), (heading + rest).strip()):
        return f"---\n{head}\n---\n{found['content']}"
    return f"---\n{head}\n---\n\n{lead}\n" + (f"\n{body}\n" if body else "")


def _facts(before: Mapping[str, Any], lang: str, fields: Mapping[str, str]) -> dict[str, Any]:
    """What the fields say of one language's front matter."""
    said: dict[str, Any] = {
        name: " ".join(fields[f"{lang}.{name}"].split()) for name in ("title", "summary") if f"{lang}.{name}" in fields
    }
    said |= {name: _items(fields[f"{lang}.{name}"]) for name in LISTS if f"{lang}.{name}" in fields}
    for name in ("slug", "topic"):
        if name in fields:
            said[name] = fields[name].strip()
    if "from" in fields or "to" in fields:
        holds = {"from": _day(fields.get("from", "")), "to": _day(fields.get("to", ""))}
        if any(holds.values()) or before.get("holds"):
            said["holds"] = holds
    if "checked" in fields and (fields["checked"].strip() or "checked" in before):
        said["checked"] = _day(fields["checked"])
    if "related" in fields:
        said["related"] = re.findall(r"[^\s,]+", fields["related"])
    if "sources" in fields:
        said["sources"] = [_source(line) for line in _items(fields["sources"])]
    if "era.0.from" in fields or before.get("eras"):
        eras = [era for n in range(MOST_ERAS) if (era := _era(n, lang, fields))]
        if eras or before.get("eras"):
            said["eras"] = eras
    return {name: value for name, value in said.items() if value != before.get(name) and (value or name in before)}


def _era(number: int, lang: str, fields: Mapping[str, str]) -> dict[str, Any] | None:
    answer = " ".join(fields.get(f"{lang}.era.{number}", "").split())
    days = {end: _day(fields.get(f"era.{number}.{end}", "")) for end in ("from", "to")}
    return {**days, "answer": answer} if answer or any(days.values()) else None


def _source(line: str) -> dict[str, str]:
    citation, bar, url = line.rpartition(" | ")
    if not bar:
        citation, url = line, ""
    return {"citation": citation.strip(), **({"url": url.strip()} if url.strip() else {})}


def _items(text: str) -> list[str]:
    return [one for line in _lines(text).split("\n") if (one := " ".join(line.split()))]


def _lines(text: str) -> str:
    return unix(text).strip()


def _day(text: str) -> date | str | None:
    """A day where it is one; anything else stays as it was typed, so that the check can name it."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return text.strip() or None


def _text(value: object) -> str:
    return "" if value is None else str(value)
