"""A small knowledge room of two articles, and a store of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.editorial import Editorial

TEXT = """---
slug: {slug}
topic: {topic}
title: About {slug} in {lang}
summary: A sentence that answers what people ask about {slug}.
asks: [{asks}]
checks: [{checks}]
sources: [{{citation: "19 CFR 10.152", url: "https://www.ecfr.gov/"}}]
checked: 2026-10-09
---
{lead}

## More
Text about {slug}.
"""
LEAD = "This is what the desk says about it, in one short sentence that anybody can read and understand. " * 3


def article(slug: str, topic: str = "gifts", lead: str = LEAD) -> dict[str, str]:
    """The files of an article without faults."""
    return {
        f"{lang}.md": TEXT.format(
            slug=slug,
            topic=topic,
            lang=lang,
            lead=lead,
            asks=", ".join(f"{lang} question {slug} {number}" for number in range(12)),
            checks=", ".join(f"{lang} check {slug} {number}" for number in range(4)),
        )
        for lang in ("en", "es")
    }


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """The room's own files."""
    folder = tmp_path / "room"
    for slug in ("gifts", "samples"):
        place = folder / "articles" / slug
        place.mkdir(parents=True)
        for name, text in article(slug).items():
            (place / name).write_text(text, encoding="utf-8")
    intercepts = folder / "intercepts"
    intercepts.mkdir()
    for lang in ("en", "es"):
        (intercepts / f"{lang}.csv").write_text("id,term,question,then\nTI-001,gift,What is it?,\n", encoding="utf-8")
    return folder


@pytest.fixture
def store(tmp_path: Path, room: Path, monkeypatch: pytest.MonkeyPatch) -> Editorial:
    """The store over it, in a home folder of its own."""
    home = (tmp_path / "home").resolve()
    monkeypatch.setenv("IMPORTDESK_HOME", str(home))
    return Editorial(home, room)
