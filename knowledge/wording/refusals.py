"""Why the editorial room says no. Each is one sentence, in their language, for the member of staff who asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from knowledge.wording.localized_errors import Fault, Told
from tariff_data.core.messages import Message


class Refused(Told):
    """Something that staff asked for and that is not done; `message` says why, `faults` what to mend."""

    faults: tuple[Fault, ...] = ()


class Unknown(Refused):
    """Nothing of that number, name or shape."""


class WrongState(Refused):
    """An edition is not in a state in which that can be done."""


class OwnWork(Refused):
    """Somebody who wrote an edition may not approve it."""


class BeingEdited(Refused):
    """Somebody else has the document open."""

    def __init__(self, document: str, by: str, until: datetime) -> None:
        super().__init__("editorial.refused.edited", document=document, by=by, until=f"{until:%H:%M}")
        self.by, self.until = by, until


class Conflict(Refused):
    """Somebody else saved after the text was opened. `theirs` is what is saved now, `revision` its number."""

    def __init__(self, by: str, at: datetime, revision: int, theirs: Mapping[str, str]) -> None:
        super().__init__("editorial.refused.saved", by=by, day=at.date(), time=f"{at:%H:%M}")
        self.by, self.at, self.revision, self.theirs = by, at, revision, dict(theirs)


class Outdated(Refused):
    """The text that an edition was made from is no longer the one in use."""


class Faulty(Refused):
    """A text that may not go on as it is; `faults` says what to mend."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        first = faults[0].placed
        more = len(faults) - 1
        super().__init__(Message("fault.and_more", {"first": first, "n": more}) if more else first)
        self.faults = tuple(faults)


class Busy(Refused):
    """Another publication is under way."""
