"""Intents, and the data files they are trained from: `bot/data`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.library.articles import Article

DATA = Path(__file__).resolve().parents[1] / "data"
ARTICLE = "article."


@cache
def read_data(path: str) -> Any:
    """A data file below `bot/data`."""
    return yaml.safe_load((DATA / path).read_text(encoding="utf-8"))


def spoken_languages() -> list[str]:
    """The languages the assistant has flows for: folders below `bot/data`."""
    return sorted(path.name for path in DATA.iterdir() if (path / "flows.yml").exists())


def intent_of(article: Article) -> str:
    """The intent that asks for an article."""
    return ARTICLE + article.slug
