"""Typed keys of what the application holds."""

from __future__ import annotations

from aiohttp import web

from web.assets import Assets
from web.desk import Desk
from web.settings import Settings

SETTINGS = web.AppKey("settings", Settings)
ASSETS = web.AppKey("assets", Assets)
DESK = web.AppKey("desk", Desk)

LANG = web.RequestKey("lang", str)
