"""For search engines: robots.txt and the sitemap, every page in every language with its counterparts."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as Xml
from xml.sax.saxutils import escape

from aiohttp import web

from knowledge.library.active_release import kept_with_knowledge
from knowledge.library.articles import load_articles
from knowledge.wording.languages import languages
from tariff_data.hts.database import open_schedule
from web.http.app_keys import SETTINGS
from web.http.security import public
from web.pages import texts

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_BASE = "urn:importdesk:base"


@public
async def robots(request: web.Request) -> web.Response:
    """Everything may be read but the API, estimates (one address per question) and what is not public."""
    base = request.config_dict[SETTINGS].url or str(request.url.origin())
    shut = [
        f"Disallow: /{code}/{part}"
        for code in languages()
        for part in ("estimate?", "bill?", "search?", "chat", "sellers/catalogue/")
    ]
    lines = ["User-agent: *", "Disallow: /api/", "Disallow: /staff", *shut, f"Sitemap: {base}/sitemap.xml"]
    return _kept(web.Response(text="\n".join(lines) + "\n", content_type="text/plain"))


@public
async def sitemap(request: web.Request) -> web.Response:
    """Pages, guides, and the tariff down to its headings."""
    base = request.config_dict[SETTINGS].url or str(request.url.origin())
    text = _sitemap().replace(_BASE, escape(base, {'"': "&quot;"}))
    return _kept(web.Response(text=text, content_type="application/xml", charset="utf-8"))


@kept_with_knowledge
def _sitemap() -> str:
    """The sitemap of the guides in use, with a stand-in for the site's address: a Host header must not fill a cache."""
    root = Xml.Element("urlset", {"xmlns": _SITEMAP, "xmlns:xhtml": _XHTML})
    for path in _paths():
        for code in languages():
            place = Xml.SubElement(root, "url")
            Xml.SubElement(place, "loc").text = f"{_BASE}/{code}{path}"
            for other in languages():
                counterpart = {"rel": "alternate", "hreflang": other, "href": f"{_BASE}/{other}{path}"}
                Xml.SubElement(place, "xhtml:link", counterpart)
    text: str = Xml.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}'


def _paths() -> Iterator[str]:
    yield from (
        "/",
        "/estimate",
        "/bill",
        "/tariff",
        "/guides",
        "/glossary",
        "/coverage",
        "/changes",
        "/sellers",
        "/api",
    )
    yield from (f"/sellers/{tool}" for tool in ("catalogue", "descriptions", "notice", "widget"))
    yield from (f"/{name}" for name in texts.names())
    yield from (f"/guides/{article.slug}" for article in load_articles())
    schedule = open_schedule()
    for section in schedule.sections():
        for chapter in schedule.children(section.code):
            headings = schedule.children(chapter.code)
            if headings:
                yield f"/tariff/{chapter.code}"
            yield from (f"/tariff/{heading.code}" for heading in headings)


def _kept(response: web.Response) -> web.Response:
    response.headers["Cache-Control"] = "public, max-age=3600"
    response.enable_compression()
    return response
