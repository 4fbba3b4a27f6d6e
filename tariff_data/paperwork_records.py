"""The paper around an import as dated facts: names on bills, ways to dispute, words that say too little.

Their sentences are messages: `bill.<id>`, `dispute.<id>`, `cargo.<id>`.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Literal

from tariff_data.records import Record, Texts


class BillTerm(Record):
    """A line name on a bill, form or tracking page, and who charges it. `fees`: ids of `Fee` or `PrivateFee`."""

    id: str
    names: Texts
    charged_by: Literal[
        "government",
        "carrier",
        "post",
        "broker",
        "warehouse",
        "service_provider",
        "foreign_government",
        "state_government",
    ]
    fees: Texts = ()

    @property
    def key(self) -> Hashable:
        return self.id


class DisputeRoute(Record):
    """A way to dispute, correct, refuse or get money back, with its deadline in days where one is known."""

    id: str
    party: str
    problem: str
    deadline_days: int | None = None
    who_can_file: str

    @property
    def key(self) -> Hashable:
        return self.id


class VagueWord(Record):
    """Words that are too vague for a manifest or a customs form."""

    id: str
    words_en: Texts
    words_es: Texts

    @property
    def key(self) -> Hashable:
        return self.id


PAPERWORK: tuple[tuple[str, type[Record]], ...] = (
    ("bill_terms.csv", BillTerm),
    ("dispute_routes.csv", DisputeRoute),
    ("cargo_descriptions.csv", VagueWord),
)
