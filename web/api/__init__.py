"""The public API below /api/v1."""

from __future__ import annotations

from aiohttp import web

from web.api import articles, bills, chat, classify, coverage, descriptions, estimates, law
from web.api.endpoints import Endpoint, mount
from web.api.openapi import description

ENDPOINTS: tuple[Endpoint, ...] = (
    *estimates.ENDPOINTS,
    *bills.ENDPOINTS,
    *classify.ENDPOINTS,
    *law.ENDPOINTS,
    *coverage.ENDPOINTS,
    *descriptions.ENDPOINTS,
    *chat.ENDPOINTS,
    *articles.ENDPOINTS,
)


def create_api() -> web.Application:
    """The sub-application."""
    api = web.Application()
    mount(api, ENDPOINTS)
    mount(api, (description(ENDPOINTS),))
    return api
