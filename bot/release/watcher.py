"""Keeps a running assistant at the release in use, and publishes what was scheduled when its time has come."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from bot.runtime.assistant import Assistant
from bot.training.train import Progress
from knowledge.editorial import Editorial
from knowledge.editorial.candidates import behind
from knowledge.library.active_release import current_release, named
from knowledge.review.questions import tidy
from tariff_data.core.messages import Message
from tariff_data.core.paths import home

logger = logging.getLogger(__name__)

EVERY = 2.0  # seconds between two looks at the pointer
_DUE_EVERY = 30.0  # seconds between two looks at the schedule
_AGAIN = 60.0  # seconds until a release that could not be taken up is tried again


class Follower:
    """Watches for an assistant. `publish_due`: publishes what is due (None: another process does)."""

    def __init__(
        self, assistant: Assistant, publish_due: Callable[[], Any] | None = None, every: float = EVERY
    ) -> None:
        self._assistant, self._publish_due, self._every = assistant, publish_due, every
        self._failed: tuple[int | None, float] | None = None
        self._looked = float("-inf")
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Watch, in the running loop."""
        self._task = asyncio.create_task(self._watch(), name="follower")

    async def end(self) -> None:
        """Watch no longer; a publication under way goes on to its end in its thread."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def look(self) -> bool:
        """Take up the release in use where it is another one; tells whether it was taken up."""
        wanted = current_release()
        if wanted == self._assistant.release or self._waits(wanted):
            return False
        try:
            await self._assistant.take_up(await asyncio.to_thread(named))
        except Exception:
            logger.exception("release %s could not be taken up; the one before goes on answering", wanted)
            self._failed = (wanted, asyncio.get_running_loop().time())
            return False
        self._failed = None
        return True

    def _waits(self, wanted: int | None) -> bool:
        now = asyncio.get_running_loop().time()
        return self._failed is not None and self._failed[0] == wanted and now - self._failed[1] < _AGAIN

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self._every)
            try:
                await self.look()
                await self._due()
            except Exception:
                logger.exception("the release in use could not be looked up")

    async def _due(self) -> None:
        now = asyncio.get_running_loop().time()
        if self._publish_due is None or now - self._looked < _DUE_EVERY:
            return
        self._looked = now
        await asyncio.to_thread(self._publish_due)


class FollowingAssistant(Assistant):
    """The assistant of a server: from its start on it follows what is published, and publishes what is due."""

    def __init__(self, progress: Progress | None = None) -> None:
        super().__init__(progress)
        from bot.release.publish import publish_due

        self._follower = Follower(self, publish_due)

    async def start(self) -> None:
        """Make ready to answer, and follow."""
        await asyncio.to_thread(self._prepare)
        await super().start()
        self._follower.begin()

    def _prepare(self) -> None:
        tidy()
        if (home() / "editorial.db").exists() and (changed := behind(Editorial())) and self._progress:
            self._progress(Message("editorial.work.delivered", {"n": len(changed)}))

    async def stop(self) -> None:
        """Follow no longer; finish and free everything."""
        await self._follower.end()
        await super().stop()
