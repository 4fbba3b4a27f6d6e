"""The paper around an import as dated facts: names on bills, ways to dispute, words that say too little,
and what customs wants to be told about goods.

Their sentences are messages: `bill.<id>`, `dispute.<id>`, `cargo.<id>`, `filing.<id>`, `description.why.<id>`.
Carriers are names and need none.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Literal

from tariff_data.law_records.record import Record, Texts

Check = Literal[
    "duty",  # all duty that no other line of the bill names
    "base_duty",
    "additional_duty",  # of the `programmes` (the beginnings of their names), or of all
    "excise",
    "adcvd",
    "marking",
    "interest",
    "government",  # duty, or duty with government fees: the name does not say
    "fee",  # the government fee of `fees`
    "private_fee",
    "freight",
    "foreign_tax",
    "state_tax",
    "credit",
    "total",
    "nothing",  # no charge: a form, an event, a party
]


class BillTerm(Record):
    """A line name on a bill, form or tracking page, and who charges it.

    `names` in English and as printed, `names_es` in Spanish; a name of two terms is told apart by the `carriers` that
    use it. `checks`: what its amount is compared with. `fees`: ids of `Fee` or `PrivateFee`; `kinds`: kinds of
    `PrivateFee`, for the prices of other carriers and years.
    """

    id: str
    names: Texts
    names_es: Texts = ()
    checks: Check = "nothing"
    programmes: Texts = ()
    kinds: Texts = ()
    carriers: Texts = ()
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


class Carrier(Record):
    """Who brings goods and bills for it: the names people use, and how its parcels come, where that is one way."""

    id: str
    names: Texts
    mode: Literal["post", "express"] | None = None

    @property
    def key(self) -> Hashable:
        return self.id


class DisputeRoute(Record):
    """A way to dispute, correct, refuse or get money back, with its deadline in days where one is known.

    The bill checker offers it for bills of the `carriers` by the `modes` with one of the `errors` (each empty: any)
    where it has a `stage`: `proof` to gather, asking the `carrier`, asking `customs`, a `refund` of lawful-looking
    duty that fell later, or `other`. The deadline runs from `deadline_from`; `bill`: before its due date.
    """

    id: str
    party: str
    problem: str
    carriers: Texts = ()
    modes: Texts = ()
    errors: Texts = ()
    stage: Literal["proof", "carrier", "customs", "refund", "other"] | None = None
    deadline_days: int | None = None
    deadline_from: Literal["bill", "liquidation", "import", "notice", "statement"] | None = None
    who_can_file: str

    @property
    def key(self) -> Hashable:
        return self.id


class VagueWord(Record):
    """Words that are too vague for a manifest or a customs form.

    `also_en`, `also_es`: everyday words for the same, which no source lists. `names`: what such a word names:
    a `class` of goods (words beside it do not help: "car parts"), an `article` that needs its material or use
    ("screws"), a `material`, a `holder` of goods that must be named beside it ("gift", "set"), or a `brand`.
    """

    id: str
    words_en: Texts
    words_es: Texts
    also_en: Texts = ()
    also_es: Texts = ()
    names: Literal["class", "article", "material", "holder", "brand"]

    @property
    def key(self) -> Hashable:
        return self.id


Element = Literal[
    "article",
    "material",
    "use",
    "for_whom",
    "construction",
    "origin",
    "value",
    "hts10",
    "seller",
    "quantity",
    "weight",
]


class AdvanceData(Record):
    """What a form or message asks to be told before or with the arrival of goods, by way of transport."""

    id: str
    ways: tuple[Literal["post", "express", "air", "ocean", "truck"], ...]
    asks: tuple[Element, ...]

    @property
    def key(self) -> Hashable:
        return self.id


class ElementRule(Record):
    """What the words for goods must say beside their name. `hts`: number prefixes; none: all goods.

    `needed`: a rule names it; `wanted`: one of the questions customs asks; `none`: the name of such goods says it.
    """

    id: str
    element: Element
    need: Literal["needed", "wanted", "none"]
    hts: tuple[str, ...] = ()

    @property
    def key(self) -> Hashable:
        return self.id


PAPERWORK: tuple[tuple[str, type[Record]], ...] = (
    ("bill_terms.csv", BillTerm),
    ("carriers.csv", Carrier),
    ("dispute_routes.csv", DisputeRoute),
    ("cargo_descriptions.csv", VagueWord),
    ("advance_data.yaml", AdvanceData),
    ("description_elements.yaml", ElementRule),
)
