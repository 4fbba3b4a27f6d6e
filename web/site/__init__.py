"""The pages."""

from __future__ import annotations

from aiohttp import web


def add_site(app: web.Application) -> None:
    """Give every page its route."""
