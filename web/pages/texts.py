"""Pages that are only text: `knowledge/pages/<name>/<language>.md`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import frontmatter
from aiohttp import web

from knowledge.library.active_release import in_use, kept_with_knowledge
from knowledge.wording.languages import DEFAULT
from web.http.app_keys import LANG
from web.http.security import public
from web.pages.markdown import rendered
from web.pages.page import page


@public
async def text(request: web.Request) -> web.Response:
    """One such page."""
    name = request.match_info["page"]
    if name not in names():
        raise web.HTTPNotFound
    return page(request, "text.html", read(name, request[LANG]))


@kept_with_knowledge
def names() -> tuple[str, ...]:
    """The pages there are."""
    return tuple(sorted(path.parent.name for path in _folder().glob(f"*/{DEFAULT}.md")))


@kept_with_knowledge
def read(name: str, lang: str) -> dict[str, Any]:
    """A page's title, summary and body."""
    folder = _folder() / name
    file = folder / f"{lang}.md"
    post = frontmatter.loads((file if file.exists() else folder / f"{DEFAULT}.md").read_text(encoding="utf-8"))
    return {"title": post["title"], "summary": post["summary"], "body": rendered(post.content, lang)}


def _folder() -> Path:
    return in_use().folder / "pages"
