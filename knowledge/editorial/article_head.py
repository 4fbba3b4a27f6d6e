"""The front matter of an article as text: only the fields that changed are written anew."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

ORDER = ("slug", "topic", "title", "summary", "holds", "eras", "asks", "checks", "sources", "checked", "related")
_FIELD = re.compile(r"([a-z_]+):")


def changed(head: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """The lines of a head that said `before`, so that they say `after`; the order of the fields stays."""
    blocks = _blocks(head)
    if yaml.safe_load(head or "{}") != dict(before) or len(dict(blocks)) != len(blocks):
        blocks = []  # written in a way that cannot be taken apart
    lines = {name: "\n".join(block) for name, block in blocks}
    for name, value in after.items():
        if name not in lines or value != before.get(name):
            lines[name] = field(name, value)
    names = [name for name, _block in blocks]
    names += [name for name in (*ORDER, *after) if name in lines and name not in names]
    return "\n".join(lines[name] for name in dict.fromkeys(names) if name == "" or name in after)


def _blocks(head: str) -> list[tuple[str, list[str]]]:
    """The fields with their lines; what stands before the first goes under no name."""
    blocks: list[tuple[str, list[str]]] = []
    for line in head.split("\n") if head else ():
        if found := _FIELD.match(line):
            blocks.append((found[1], [line]))
        elif blocks:
            blocks[-1][1].append(line)
        else:
            blocks.append(("", [line]))
    return blocks


def field(name: str, value: Any) -> str:
    """One field as the articles write it."""
    if name in ("slug", "topic") and re.fullmatch(r"[a-z][a-z0-9_-]*", str(value)):
        return f"{name}: {value}"
    if name == "related":
        return f"{name}: [{', '.join(_inline(one) for one in value)}]"
    if isinstance(value, list) and value:
        return "\n".join([f"{name}:", *(f"  - {_inline(one)}" for one in value)])
    return f"{name}: {_inline(value)}"


def _inline(value: Any) -> str:
    """A value within one line; text always in quotes, so that no colon or sign can mean something else."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_inline(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    if value is None:
        return "null"
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    if re.fullmatch(r"[a-z][a-z0-9-]*[a-z]", text) and text not in ("null", "true", "false", "yes", "no", "on", "off"):
        return text
    return json.dumps(text, ensure_ascii=False)
