"""Why the editorial room says no. Each is one sentence for the member of staff who asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime


class Refused(Exception):
    """Something that staff asked for and that is not done; `str` says why."""


class Unknown(Refused):
    """Nothing of that number, name or shape."""


class WrongState(Refused):
    """An edition is not in a state in which that can be done."""


class OwnWork(Refused):
    """Somebody who wrote an edition may not approve it."""


class BeingEdited(Refused):
    """Somebody else has the document open."""

    def __init__(self, document: str, by: str, until: datetime) -> None:
        super().__init__(f"{document} is being edited by {by} (until {until:%H:%M} UTC unless {by} goes on)")
        self.by, self.until = by, until


class Conflict(Refused):
    """Somebody else saved after the text was opened. `theirs` is what is saved now, `revision` its number."""

    def __init__(self, by: str, at: datetime, revision: int, theirs: Mapping[str, str]) -> None:
        super().__init__(f"{by} saved another text at {at:%Y-%m-%d %H:%M} UTC, after this one was opened")
        self.by, self.at, self.revision, self.theirs = by, at, revision, dict(theirs)


class Outdated(Refused):
    """The text that an edition was made from is no longer the one in use."""


class Faulty(Refused):
    """A text that may not go on as it is; `faults` says what to mend."""

    def __init__(self, faults: Sequence[str]) -> None:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        super().__init__(f"{faults[0]}{more}")
        self.faults = tuple(faults)


class Busy(Refused):
    """Another publication is under way."""
