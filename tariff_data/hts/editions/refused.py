"""Why an import was refused."""

from __future__ import annotations

from tariff_data.core.messages import Message


class Refused(ValueError):
    """An edition that was not taken in; what was in force stays in force."""

    def __init__(self, reason: Message) -> None:
        super().__init__(f"{reason.key} {dict(reason.values)}")
        self.reason = reason


def refuse(what: str, **values: object) -> Refused:
    return Refused(Message(f"edition.refused.{what}", values))
