"""Typed keys of what the console holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from knowledge.editorial import Editorial
from web.staff.accounts.proving import Staff
from web.staff.accounts.sessions import Session

STAFF = web.AppKey("staff", Staff)
EDITORIAL = web.AppKey("editorial", Editorial)

SESSION = web.RequestKey("session", Session)
FORM = web.RequestKey("form", Mapping[str, Any])
