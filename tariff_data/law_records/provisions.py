"""What the files of `law/` hold, apart from the additional duties: one class per kind of fact.

Amounts are US dollars unless a `unit` says otherwise, rates are percent, dates as in `records.Record`.
"""

from __future__ import annotations

from collections.abc import Hashable
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tariff_data.law_records.record import Countries, Country, Prefixes, Record, Texts

Belongs = Literal["EU", "insular", "customs_territory"]


class CountryFact(Record):
    """A country or territory and what it belongs to."""

    code: Country
    belongs_to: Belongs | None = None

    @property
    def key(self) -> Hashable:
        return self.code


class Threshold(Record):
    """A limit that decides something: a value, a weight, a count, a rate or a number of days.

    `countries` narrows it to goods of those origins (empty: every origin). `status` is `available` unless the
    privilege is suspended or repealed; its `amount` is then 0.
    """

    id: str
    amount: Decimal
    unit: Literal["USD", "percent", "days", "years", "count", "liter", "hours", "kg"]
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


Need = Literal["prohibited", "adcvd", "quota", "chapter99", "agency", "claim", "unsuspended"]


class EntryRule(Record):
    """One way in: the shipments it takes, the entry type it leads to, who files.

    The rules of a day are tried in file order; the first that takes the shipment decides. Empty lists take all.
    `up_to` names the threshold that limits the shipment's value (and must be available), `refuses` and `requires`
    what the goods may not or must have, `every` what each single article must have, `not_for_hts` tariff numbers that
    are left out, `origins` the origin of which every article must be, `ship_from` where it must come from.
    """

    id: str
    type: Literal["mail", "informal", "formal", "gift", "traveler", "de_minimis", "refused"]
    modes: Texts = ()
    purposes: Texts = ()
    senders: Texts = ()
    origins: Countries = ()
    ship_from: Belongs | None = None
    up_to: str = ""
    refuses: tuple[Need, ...] = ()
    requires: tuple[Need, ...] = ()
    every: tuple[Need, ...] = ()
    not_for_hts: Texts = ()
    cbp_types: Texts = ()
    filed_by: Literal["nobody", "customs", "traveler", "post", "qualified_party", "importer_or_broker"]

    @property
    def key(self) -> Hashable:
        return self.id


class FlatTier(BaseModel):
    """Dollars per item for origins whose rate is `under` or `up_to` so many percent (neither: every other)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    amount: Decimal
    under: Decimal | None = None
    up_to: Decimal | None = None

    def takes(self, rate: Decimal) -> bool:
        """Whether the tier is for an origin of that rate."""
        return (self.under is None or rate < self.under) and (self.up_to is None or rate <= self.up_to)


class PostalDuty(Record):
    """A duty on mail that stood in place of every other duty on small parcels.

    `ad_valorem` percent of value, or `by_country` where each origin has its rate in `postal_rates.csv`; `flat` is the
    other method, dollars per item (the first tier that takes the origin's rate): the carrier chose one of the two
    methods for all its mail. `up_to` names the threshold that limits the value of the parcel.
    """

    id: str
    origins: Countries = ()
    ad_valorem: Decimal | None = None
    by_country: bool = False
    flat: tuple[FlatTier, ...] = ()
    up_to: str

    @property
    def key(self) -> Hashable:
        return (self.id, ",".join(self.origins))


class PostalRate(Record):
    """The ad valorem rate on mail by origin; an empty country is every origin not named."""

    country: Country | None = None
    rate: Decimal

    @property
    def key(self) -> Hashable:
        return self.country or "other"


class InformationalLines(Record):
    """Tariff numbers all of whose articles are informational material (publications, films, records, artworks)."""

    hts: Texts

    @property
    def key(self) -> Hashable:
        return self.hts

    def lists(self, hts: str) -> bool:
        """Whether a tariff number is one of them."""
        return hts.startswith(tuple(prefix.replace(".", "") for prefix in self.hts))


class LeastValue(Record):
    """What goods of some tariff numbers are worth at least, dollars per kilogram (packing included) or per article.

    An assumption of the desk and not law: it bounds a quantity that nobody gave. The longest prefix wins.
    """

    hts: Prefixes
    unit: Literal["kg", "no"]
    amount: Decimal = Field(gt=0)

    @property
    def key(self) -> Hashable:
        return (self.unit, ";".join(self.hts))


class BorrowedRate(Record):
    """Tariff numbers that print no rate but take another article's, and the numbers that article may have."""

    hts: Prefixes
    of: Prefixes

    @property
    def key(self) -> Hashable:
        return ";".join(self.hts)


class Event(Record):
    """Something that happened to the law on a day: a ruling, an agreement, an announcement, a new way of doing things.

    `kind` `announced`: not in effect as far as anybody has read; it changes no number.
    """

    may_overlap = True
    id: str
    kind: Literal["ruling", "law", "agreement", "procedure", "announced", "investigation", "schedule"]

    @property
    def key(self) -> Hashable:
        return self.id


PROVISIONS: tuple[tuple[str, type[Record]], ...] = (
    ("countries.csv", CountryFact),
    ("thresholds.yaml", Threshold),
    ("fees.yaml", Fee),
    ("column2.yaml", ColumnTwo),
    ("preferences.yaml", Preference),
    ("entry.yaml", EntryRule),
    ("events.yaml", Event),
    ("informational.yaml", InformationalLines),
    ("borrowed_rates.yaml", BorrowedRate),
    ("least_values.yaml", LeastValue),
    ("postal.yaml", PostalDuty),
    ("postal_rates.csv", PostalRate),
)
