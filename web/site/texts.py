"""Pages that are only text: `knowledge/pages/<name>/<language>.md`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import frontmatter
from aiohttp import web

import knowledge
from knowledge.languages import DEFAULT
from web.keys import LANG
from web.security import public
from web.site.markdown import rendered
from web.site.pages import page

PAGES = Path(knowledge.__file__).resolve().parent / "pages"


@public
async def text(request: web.Request) -> web.Response:
    """One such page."""
    name = request.match_info["page"]
    if name not in names():
        raise web.HTTPNotFound
    return page(request, "text.html", _read(name, request[LANG]))


@cache
def names() -> tuple[str, ...]:
    """The pages there are."""
    return tuple(sorted(path.name for path in PAGES.iterdir() if (path / f"{DEFAULT}.md").exists()))


@cache
def _read(name: str, lang: str) -> dict[str, Any]:
    file = PAGES / name / f"{lang}.md"
    post = frontmatter.loads((file if file.exists() else PAGES / name / f"{DEFAULT}.md").read_text(encoding="utf-8"))
    return {"title": post["title"], "summary": post["summary"], "body": rendered(post.content, lang)}
