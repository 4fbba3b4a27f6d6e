"""Errors as people and programs can use them: problem+json (RFC 9457) for programs, a page elsewhere."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler, Middleware

from web.http.assistant_gateway import NotReady
from web.http.validation import Faults

logger = logging.getLogger(__name__)

BAD_INPUT = "urn:importdesk:problem:bad-input"
ASSISTANT = "urn:importdesk:problem:assistant-"  # and its state
_NOT_READY = {  # what to say, and after how many seconds to ask again
    "loading": ("The assistant is still loading. Try again in a few seconds.", "3"),
    "training": ("The assistant is being trained, which takes one to two minutes. Try again then.", "30"),
    "failed": ("The assistant could not be loaded. Estimates and guides work without it.", ""),
}
Page = Callable[[web.Request, int], Awaitable[web.Response]]


class Problem(Exception):
    """An error with a status and something to say."""

    def __init__(
        self,
        status: int,
        detail: str = "",
        *,
        errors: list[dict[str, str]] | None = None,
        kind: str = "about:blank",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors, self.kind = status, detail, errors, kind
        self.headers = dict(headers or {})

    def as_dict(self) -> dict[str, Any]:
        """The problem details object."""
        told: dict[str, Any] = {
            "type": self.kind,
            "title": "Bad input" if self.kind == BAD_INPUT else HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail or HTTPStatus(self.status).description or HTTPStatus(self.status).phrase,
        }
        return told | ({"errors": self.errors} if self.errors is not None else {})

    def as_response(self) -> web.Response:
        """The problem as JSON."""
        text = json.dumps(self.as_dict(), ensure_ascii=False)
        return web.Response(
            text=text, status=self.status, content_type="application/problem+json", headers=self.headers
        )


def bad_input(faults: Faults) -> Problem:
    """What is wrong with a request, place by place."""
    count = len(faults.errors)
    detail = str(faults) if count == 1 else f"{count} things are wrong with the request"
    return Problem(400, detail, errors=faults.errors, kind=BAD_INPUT)


def answer_errors(page: Page) -> Middleware:
    """Turn every error into an answer; `page` draws it for people."""

    @web.middleware
    async def errors(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException as error:
            if error.status < 400:
                raise
            problem = Problem(error.status, headers=_kept(error))
        except Faults as error:
            problem = bad_input(error)
        except Problem as error:
            problem = error
        except NotReady as error:
            problem = not_ready(str(error))
        except ConnectionError:
            raise
        except Exception as error:
            _log(request, error)
            problem = Problem(500, "Something went wrong here. It was noted; nothing you sent was kept with it.")
        return await _answered(request, problem, page)

    return errors


def not_ready(state: str) -> Problem:
    """The assistant is loading (come back soon), is being trained (come back in a minute) or failed to load."""
    detail, wait = _NOT_READY.get(state, _NOT_READY["loading"])
    return Problem(503, detail, kind=f"{ASSISTANT}{state}", headers={hdrs.RETRY_AFTER: wait} if wait else None)


async def _answered(request: web.Request, problem: Problem, page: Page) -> web.Response:
    if request.path.startswith(("/api/", "/mcp", "/widget/")) or request.method not in {"GET", "HEAD", "POST"}:
        return problem.as_response()
    try:
        response = await page(request, problem.status)
    except Exception as error:  # the page that tells of an error must not be one
        _log(request, error)
        return problem.as_response()
    response.headers.update(problem.headers)
    return response


def _kept(error: web.HTTPException) -> dict[str, str]:
    """The headers an error needs to be understood."""
    return {name: error.headers[name] for name in (hdrs.ALLOW, hdrs.RETRY_AFTER) if name in error.headers}


def _log(request: web.Request, error: Exception) -> None:
    """Note where it happened, without the message: that may repeat what somebody wrote."""
    route = request.match_info.route.resource
    frames = "".join(traceback.format_tb(error.__traceback__))
    logger.error("%s %s: %s\n%s", request.method, route.canonical if route else "?", type(error).__name__, frames)
