"""The assistant, loaded once for all tests of its room (`trained` first)."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from bot.runtime.assistant import Assistant


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def assistant(trained: None) -> AsyncIterator[Assistant]:
    desk = Assistant()
    await desk.start()
    yield desk
    await desk.stop()
