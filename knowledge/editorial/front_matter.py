"""Changes to the questions at the head of an article that leave the rest of the file as its author wrote it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

import frontmatter

from knowledge.terms.glossary import bare
from knowledge.wording.refusals import WrongState

_HEAD = re.compile(r"\A---\n(?P<head>.*?)\n---\n", re.S)


def with_questions(text: str, field: str, questions: Iterable[str]) -> str:
    """The article's text with further `asks` or `checks`; those that stand in either already are left out."""
    facts: dict[str, Any] = dict(frontmatter.loads(text).metadata)
    present = {bare(str(one)) for name in ("asks", "checks") for one in facts.get(name) or ()}
    new = [one for one in dict.fromkeys(questions) if bare(one) and bare(one) not in present]
    if not new:
        return text
    found = _HEAD.match(text)
    if found is None:
        raise WrongState("editorial.refused.no_front_matter")
    lines = _inserted(found["head"].split("\n"), field, new)
    changed = f"---\n{chr(10).join(lines)}\n---\n{text[found.end() :]}"
    expected = {**facts, field: [*(facts.get(field) or ()), *new]}
    if frontmatter.loads(changed).metadata != expected:
        raise WrongState("editorial.refused.by_hand", field=field)
    return changed


def _inserted(lines: list[str], field: str, new: list[str]) -> list[str]:
    """The lines of a front matter with further items at the end of a list."""
    quoted = [json.dumps(one, ensure_ascii=False) for one in new]
    start = next((number for number, line in enumerate(lines) if line.startswith(f"{field}:")), None)
    if start is None:
        return [*lines, f"{field}:", *(f"  - {one}" for one in quoted)]
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or lines[end][0] in " -#"):
        end += 1
    value = lines[start].removeprefix(f"{field}:").strip()
    if value in ("[]", "null", "~", ""):
        items = [line for line in lines[start + 1 : end] if line.lstrip().startswith("- ")]
        indent = items[0][: len(items[0]) - len(items[0].lstrip())] if items else "  "
        return [
            *lines[:start],
            f"{field}:",
            *lines[start + 1 : end],
            *(f"{indent}- {one}" for one in quoted),
            *lines[end:],
        ]
    closing = end - 1  # a list in brackets, over one line or several
    head, bracket, rest = lines[closing].rpartition("]")
    return [*lines[:closing], f"{head}, {', '.join(quoted)}{bracket}{rest}", *lines[end:]]
