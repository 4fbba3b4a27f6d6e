"""The application: one factory puts settings, resources, rooms and middlewares together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

from aiohttp import web

from web.api import create_api
from web.http import health
from web.http.app_keys import ASSETS, DESK, SETTINGS
from web.http.assistant_gateway import Assistant, Desk
from web.http.locale import recognise
from web.http.problems import answer_errors
from web.http.rate_limit import limit, set_limits
from web.http.security import guard, header_writer
from web.http.settings import Settings
from web.http.static_files import Assets
from web.mcp import add_mcp
from web.pages.errors import error_page
from web.sellers import add_sellers
from web.site import add_site
from web.staff import add_staff
from web.widget import add_widget


def create_application(
    settings: Settings,
    load_assistant: Callable[[], Awaitable[Assistant]],
    told: Callable[[str], None] = lambda line: None,
) -> web.Application:
    """The whole site and API. `load_assistant` is awaited after the start, while the site already answers.

    `told` hears how that goes.
    """
    app = web.Application(
        middlewares=[recognise, answer_errors(error_page), limit, guard], client_max_size=settings.largest_body
    )
    app[SETTINGS] = settings
    set_limits(app, settings)
    app[ASSETS] = Assets()
    app[DESK] = Desk(load_assistant, told)
    app.cleanup_ctx.append(_desk)
    app.on_response_prepare.append(header_writer(secure=bool(settings.url and settings.url.startswith("https:"))))
    app.router.add_get("/healthz", health.healthz)
    app.router.add_get("/static/{edition}/{name:.+}", app[ASSETS].handle)
    app.add_subapp("/api/v1/", create_api())
    add_mcp(app)
    add_widget(app)
    add_staff(app)
    add_site(app)
    add_sellers(app)
    return app


async def _desk(app: web.Application) -> AsyncIterator[None]:
    app[DESK].begin()
    yield
    await app[DESK].end()
