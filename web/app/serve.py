"""From nothing built to a running server: build what is missing, answer at once, load the assistant, stop gently."""

from __future__ import annotations

import asyncio
import errno
import logging
import subprocess
import sys

from aiohttp import web

from web.app.factory import create_application
from web.http.assistant_gateway import Assistant
from web.http.settings import Settings
from web.support.outcome import Failure
from web.support.progress import tell

_GRACE = 20.0  # seconds a running answer may take once the server was told to stop


def run(settings: Settings) -> None:
    """Serve until interrupted or terminated."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    _build_schedule()
    app = create_application(settings, load_assistant, tell)
    app.on_startup.append(_announce)
    try:
        web.run_app(
            app,
            host=settings.host,
            port=settings.port,
            shutdown_timeout=_GRACE,
            access_log=None,
            print=lambda *_: tell(f"Import Desk answers at http://{settings.host}:{settings.port}/"),
        )
    except OSError as error:
        if error.errno not in {errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL}:
            raise
        raise Failure(f"importdesk serve: {settings.host}:{settings.port}: {error.strerror}") from None


async def load_assistant() -> Assistant:
    """The assistant with its models, trained first where they are missing or their inputs changed."""
    return await asyncio.to_thread(_loaded)


def _loaded() -> Assistant:
    from bot.release.watcher import FollowingAssistant

    assistant: Assistant = FollowingAssistant(progress=tell)
    return assistant


def _build_schedule() -> None:
    """Build what is missing in a process of its own, so that the memory it takes is given back."""
    from tariff_data.classification.index import is_built
    from tariff_data.hts.database import is_current

    if not (is_current() and is_built()):
        done = subprocess.run([sys.executable, "-m", "web", "tariff", "build"], stdout=subprocess.DEVNULL, check=False)
        if done.returncode:
            raise Failure("importdesk serve: the tariff database could not be built")


async def _announce(app: web.Application) -> None:
    tell("The assistant is loading; the site answers meanwhile.")
