"""Work in the background that takes minutes: what it says on the way, how it ended. One at a time."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from aiohttp import web

from knowledge.wording.localized_errors import Sentence
from knowledge.wording.refusals import Busy, Refused

logger = logging.getLogger(__name__)

Progress = Callable[[Sentence], object]
_KEPT = 30  # works that one can look back at
_LINES = 200


@dataclass(slots=True)
class Work:
    """One piece of work. `result`: what it made; `refusal`: why it was not done; `about`: what it is on."""

    id: str
    kind: str
    who: str
    about: tuple[str, ...]
    began: datetime
    state: Literal["working", "done", "refused", "failed"] = "working"
    lines: list[Sentence] = field(default_factory=list)
    result: Any = None
    refusal: Refused | None = None
    ended: datetime | None = None


class Works:
    """What is going on and what has been; kept while the server runs (what was published is in the store)."""

    def __init__(self) -> None:
        self._works: dict[str, Work] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def current(self) -> Work | None:
        """What is being worked on."""
        return next((work for work in self._works.values() if work.state == "working"), None)

    def recent(self) -> list[Work]:
        """The last works, the newest first."""
        return list(reversed(self._works.values()))

    def find(self, identity: str) -> Work | None:
        """A work that is still known."""
        return self._works.get(identity)

    def begin(self, kind: str, who: str, do: Callable[[Progress], Any], about: tuple[str, ...] = ()) -> Work:
        """Begin; `do` runs in a thread of its own. Raises Busy."""
        if (current := self.current) is not None:
            raise Busy("staff.why.begun", who=current.who)
        work = Work(secrets.token_urlsafe(9), kind, who, about, datetime.now(UTC))
        self._works[work.id] = work
        while len(self._works) > _KEPT:
            del self._works[next(iter(self._works))]
        task = asyncio.create_task(self._run(work, do))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return work

    async def wait(self) -> None:
        """Until everything that was begun has ended."""
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _run(self, work: Work, do: Callable[[Progress], Any]) -> None:
        def told(line: Sentence) -> None:
            work.lines.append(line)
            del work.lines[:-_LINES]

        try:
            work.result = await asyncio.to_thread(do, told)
            work.state = "done"
        except Refused as refusal:
            work.refusal, work.state = refusal, "refused"
        except Exception:
            logger.exception("%s did not come to its end", work.kind)
            work.state = "failed"
        finally:
            work.ended = datetime.now(UTC)


WORKS = web.AppKey("works", Works)
