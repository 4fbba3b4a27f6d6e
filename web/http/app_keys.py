"""Typed keys of what the application holds."""

from __future__ import annotations

from aiohttp import web

from web.http.assistant_gateway import Desk
from web.http.settings import Settings
from web.http.static_files import Assets

SETTINGS = web.AppKey("settings", Settings)
ASSETS = web.AppKey("assets", Assets)
DESK = web.AppKey("desk", Desk)

LANG = web.RequestKey("lang", str)
