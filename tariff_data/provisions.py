"""What the files of `law/` hold, apart from the additional duties: one class per kind of fact.

Amounts are US dollars unless a `unit` says otherwise, rates are percent, dates as in `records.Record`.
"""

from __future__ import annotations

from collections.abc import Hashable
from decimal import Decimal
from typing import Literal

from pydantic import Field, model_validator

from tariff_data.records import Countries, Country, Record, Texts

Belongs = Literal["EU", "insular", "customs_territory"]


class CountryFact(Record):
    """A country or territory and what it belongs to."""

    code: Country
    belongs_to: Belongs | None = None

    @property
    def key(self) -> Hashable:
        return self.code


class Threshold(Record):
    """A limit that decides something: a value, a count, a rate or a number of days.

    `countries` narrows it to goods of those origins (empty: every origin). `status` is `available` unless the
    privilege is suspended or repealed; its `amount` is then 0.
    """

    id: str
    amount: Decimal
    unit: Literal["USD", "percent", "days", "years", "count", "liter", "months"]
    countries: Countries = ()
    status: Literal["available", "suspended", "repealed"] = "available"

    @property
    def key(self) -> Hashable:
        return (self.id, ",".join(self.countries))


class Fee(Record):
    """A fee by fiscal year: a fixed `amount`, or a `rate` (percent of entered value) between `min` and `max`."""

    id: str
    fiscal_year: int | None = None
    amount: Decimal | None = None
    rate: Decimal | None = None
    min: Decimal | None = None
    max: Decimal | None = None

    @property
    def key(self) -> Hashable:
        return self.id

    @model_validator(mode="after")
    def _one_way(self) -> Fee:
        if (self.amount is None) == (self.rate is None):
            raise ValueError("a fee has either an amount or a rate")
        return self


class ColumnTwo(Record):
    """A country whose goods pay the rates of column 2 (General Note 3(b))."""

    country: Country

    @property
    def key(self) -> Hashable:
        return self.country


class Preference(Record):
    """A preference programme: which symbols of the special column it prints, for whom, and what a claim takes.

    `status` `lapsed`: the symbol may still be printed but no claim is free; `refundable` then says that a later law
    gave the duty back. `product_based`: open to every country, for goods of a stated use. `mpf_exempt`: the symbols
    whose goods pay no merchandise processing fee. `low_value_limit`: dollars up to which no certification is needed.
    """

    id: str
    symbols: Texts = ()
    names: Texts = Field(min_length=1)
    countries: Countries = ()
    product_based: bool = False
    status: Literal["active", "lapsed"] = "active"
    refundable: bool = False
    mpf_exempt: Texts = ()
    proof: str
    low_value_limit: Decimal | None = None
    general_note: str = ""

    @property
    def key(self) -> Hashable:
        return self.id

    def covers(self, country: str) -> bool:
        """Whether goods of a country can be claimed under it, rules of origin aside (no list: any country)."""
        return not self.countries or country in self.countries


PROVISIONS: tuple[tuple[str, type[Record]], ...] = (
    ("countries.csv", CountryFact),
    ("thresholds.yaml", Threshold),
    ("fees.yaml", Fee),
    ("column2.yaml", ColumnTwo),
    ("preferences.yaml", Preference),
)
