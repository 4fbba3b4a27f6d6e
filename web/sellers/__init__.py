"""Tools for people who sell to US buyers, below /en/sellers: catalogue, descriptions, notice, widget snippet."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

from aiohttp import web

from knowledge.wording.languages import languages
from tariff_data.core.paths import home
from web.http.app_keys import SETTINGS
from web.http.rate_limits import Limit
from web.sellers import api_page, descriptions, hub, notice, widget
from web.sellers.catalogue import pages
from web.sellers.catalogue.jobs import JOBS, Jobs
from web.site import in_language

_PAGES = ("sellers/catalogue", "sellers/descriptions", "sellers/notice", "sellers/widget", "api")


def add_sellers(app: web.Application) -> None:
    """Give the tools their routes, and the catalogue its workers."""
    lang = "/{lang:" + "|".join(languages()) + "}"
    at = f"{lang}/sellers/catalogue"
    app.router.add_routes(
        [
            web.get(f"{lang}/sellers", hub.hub),
            web.get(f"{lang}/sellers/descriptions", descriptions.check),
            web.get(f"{lang}/sellers/notice", notice.notice),
            web.get(f"{lang}/sellers/widget", widget.builder),
            web.get(f"{lang}/sellers/widget/snippet", widget.snippet),
            web.post(f"{lang}/sellers/widget/key", widget.ask_key),
            web.get(f"{lang}/api", api_page.api_page),
            web.get(at, pages.form),
            web.post(at, pages.upload),
            web.get(f"{at}/{{job}}", pages.job),
            web.get(f"{at}/{{job}}/progress", pages.progress),
            web.get(f"{at}/{{job}}/checked.csv", pages.download),
            web.post(f"{at}/{{job}}/cancel", pages.cancel),
            web.post(f"{at}/{{job}}/delete", pages.delete),
            *(web.get(f"/{{path:{path}}}", in_language) for path in ("sellers", *_PAGES)),
        ]
    )
    app[api_page.ANSWERS] = {}
    app[pages.UPLOADING] = Limit(rate=1 / 30, burst=20)
    app[widget.ASKING] = Limit(rate=1 / 600, burst=5)
    app.cleanup_ctx.append(_jobs)


async def _jobs(app: web.Application) -> AsyncIterator[None]:
    settings = app[SETTINGS]
    app[JOBS] = Jobs(home() / "uploads", settings.catalogue_workers, timedelta(hours=settings.catalogue_hours))
    await app[JOBS].start()
    yield
    await app[JOBS].stop()
