"""The assistant's publishing as the console calls it; imported only when it is used, since it brings the assistant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from aiohttp import web

from knowledge.editorial import Editorial
from knowledge.editorial.editions import Edition
from web.staff.releases.background_jobs import Progress

if TYPE_CHECKING:
    from bot.release.publish import Machinery


class Press:
    """Each call trains and measures, which takes a few minutes. `machinery` stands in for that in tests."""

    def __init__(self, machinery: Machinery | None = None) -> None:
        self._more: dict[str, Any] = {"machinery": machinery} if machinery else {}

    def check(self, store: Editorial, editions: Sequence[Edition] | None, progress: Progress) -> Any:
        """What these editions (default: all that wait) would change; publishes nothing."""
        from bot.release.publish import preview

        return preview(editions, store=store, progress=progress, **self._more)

    def publish(
        self, store: Editorial, who: str, why: str, editions: Sequence[Edition] | None, progress: Progress
    ) -> Any:
        """Publish these editions (default: all that wait)."""
        from bot.release.publish import publish

        return publish(who, why, editions, store=store, progress=progress, **self._more)

    def withdraw(self, store: Editorial, slug: str, who: str, why: str, see: str | None, progress: Progress) -> Any:
        """Withdraw an article at once."""
        from bot.release.publish import withdraw

        return withdraw(slug, who, why, see=see, store=store, progress=progress, **self._more)

    def rollback(self, store: Editorial, who: str, why: str, to: int | None, progress: Progress) -> Any:
        """Bring an earlier release back."""
        from bot.release.publish import rollback

        return rollback(who, why, to, store=store, progress=progress, **self._more)


PRESS = web.AppKey("press", Press)
