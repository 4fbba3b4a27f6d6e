"""The widget that shops put on their pages: its files, and the part of the API that it talks to."""

from __future__ import annotations

from aiohttp import web

from tariff_data.core.paths import home
from web.widget.files import Files
from web.widget.keys import SiteKeys
from web.widget.routes import FILES, KEYS, create_widget


def add_widget(app: web.Application) -> None:
    """Mount the widget below /widget/."""
    app[KEYS] = SiteKeys(home() / "sites.db")
    app[FILES] = Files(home() / "widget")
    app.add_subapp("/widget/", create_widget())
