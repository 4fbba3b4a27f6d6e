"""The pages, each below its language: /en/guides, /es/guides."""

from __future__ import annotations

from aiohttp import hdrs, web

from knowledge.wording.languages import languages
from web.http.app_keys import LANG
from web.http.rate_limits import Limit
from web.http.security import public
from web.pages import guides, texts
from web.pages.page import set_up
from web.site import bills, changes, coverage, estimating, glossary, home, maps, searching, tariff


def add_site(app: web.Application) -> None:
    """Give every page its route."""
    set_up(app)
    app[guides.RATING] = Limit(rate=1 / 10, burst=20)
    lang = "/{lang:" + "|".join(languages()) + "}"
    app.router.add_routes(
        [
            web.get(f"{lang}/", home.home),
            web.post(f"{lang}/chat", home.talk),
            web.get(f"{lang}/chat", home.to_home),
            web.post(f"{lang}/chat/delete", home.delete),
            web.post(f"{lang}/chat/feedback", home.rate),
            web.get(f"{lang}/estimate", estimating.estimate),
            web.post(f"{lang}/estimate", estimating.estimate),
            web.get(f"{lang}/bill", bills.bill),
            web.post(f"{lang}/bill", bills.bill),
            web.get(f"{lang}/tariff", tariff.browse),
            web.get(f"{lang}/tariff/{{code:\\d{{2}}(?:\\d{{2}})?}}", tariff.place),
            web.get(f"{lang}/tariff/{{code:\\d{{8}}}}", tariff.line),
            web.get(f"{lang}/search", searching.search),
            web.get(f"{lang}/changes", changes.changes),
            web.get(f"{lang}/changes.atom", changes.feed),
            web.get(f"{lang}/glossary", glossary.glossary),
            web.get(f"{lang}/coverage", coverage.coverage),
            web.get("/robots.txt", maps.robots),
            web.get("/sitemap.xml", maps.sitemap),
            web.get(f"{lang}/guides", guides.guides),
            web.get(f"{lang}/guides/{{slug}}", guides.guide),
            web.post(f"{lang}/guides/{{slug}}/feedback", guides.rate),
            *(web.get(f"{lang}/{{page:{name}}}", texts.text) for name in texts.names()),
            web.get(lang, in_language),
            web.get("/", in_language),
            *(
                web.get(f"/{{path:{path}}}", in_language)
                for path in (
                    "estimate",
                    "bill",
                    "search",
                    "changes",
                    "glossary",
                    "coverage",
                    "tariff",
                    r"tariff/\d{2,8}",
                    "guides",
                    "guides/[^/]+",
                    *texts.names(),
                )
            ),
        ]
    )


@public
async def in_language(request: web.Request) -> web.Response:
    """An address without a language leads to the same page in the reader's."""
    path = request.match_info.get("path", "")
    query = f"?{request.query_string}" if request.query_string else ""
    raise web.HTTPFound(f"/{request[LANG]}/{path}{query}", headers={hdrs.VARY: hdrs.ACCEPT_LANGUAGE})
