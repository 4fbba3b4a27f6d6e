"""The dated facts that charges, flags and warnings read: one class per file of `law/`.

Amounts are US dollars, rates percent, unless a field says otherwise; dates as in `records.Record`.
"""

from __future__ import annotations

from collections.abc import Hashable
from decimal import Decimal
from typing import Literal

from pydantic import model_validator

from tariff_data.law_records.record import Countries, Prefixes, Record, Texts


class ReliefRule(Record):
    """What spares goods their duty, or part of it, because of who brings them or where they have been.

    `effect`: `free`, `flat` (a rate in place of all other duty) or `work_only` (duty on the value of the work done
    abroad). `threshold` names the limit in dollars, `rate` the threshold that holds the flat rate. `fact`: the answer
    it needs; without it the relief is uncertain. `spares_chapter99`: additional duties fall away too.
    """

    id: str
    heading: str
    effect: Literal["free", "flat", "work_only"]
    threshold: str = ""
    rate: str = ""
    fact: str = ""
    mpf_exempt: bool = False
    spares_chapter99: bool = True

    @property
    def key(self) -> Hashable:
        return self.id


class ExciseTax(Record):
    """A federal excise tax on imported goods: dollars per `per` units of `unit`, or `percent` of the sale price.

    `collected` `border`: by customs with the duty; `return`: the importer pays later on a return, so that it is named
    and not added up. `abv_over` to `abv_up_to`: percent of alcohol by volume that it is for.
    """

    id: str
    hts: Prefixes
    collected: Literal["border", "return"] = "border"
    rate: Decimal | None = None
    percent: Decimal | None = None
    unit: Literal["pf_gal", "gal", "no", "lb", "price"]
    per: Decimal = Decimal(1)
    cap: Decimal | None = None
    abv_over: Decimal | None = None
    abv_up_to: Decimal | None = None

    @property
    def key(self) -> Hashable:
        return self.id

    @model_validator(mode="after")
    def _one_way(self) -> ExciseTax:
        if (self.rate is None) == (self.percent is None):
            raise ValueError("an excise tax has either a rate or a percent")
        return self


class AgencyRule(Record):
    """Another agency's rule on goods, found by tariff number or by a word in the description.

    `hts`: every article of these numbers; `hts_some`: only such as a keyword names. `anywhere`: goods of any number
    that a keyword names. `entry_data`: the agency wants data with the customs entry.
    """

    id: str
    agency: str
    programme: str
    hts: Prefixes = ()
    hts_some: Prefixes = ()
    anywhere: bool = False
    entry_data: bool = False
    keywords_en: Texts = ()
    keywords_es: Texts = ()

    @property
    def key(self) -> Hashable:
        return self.id


class Order(Record):
    """An antidumping or countervailing duty order. Its written scope decides, not the tariff number.

    `rate_low` to `rate_high`: deposit rates seen, percent; they are each exporter's own.
    """

    id: str
    numbers: Texts = ()
    duties: Literal["AD", "CVD", "AD+CVD"]
    countries: Countries
    product: str
    hts: Prefixes
    rate_low: Decimal | None = None
    rate_high: Decimal | None = None
    scope: str = ""
    exclusions: str = ""

    @property
    def key(self) -> Hashable:
        return self.id


class PrivateFee(Record):
    """A carrier's or broker's own charge, by its name on the bill. No amount: the name is known, the price is not.

    `percent` of the duty and fees the carrier advanced, at least `minimum`; or `amount` per `unit`; or, where only an
    order of magnitude is known, `amount` to `amount_high`. `free_lines`: tariff lines that are included. `usual`: to be
    expected on an ordinary parcel that comes by one of the `modes`. A `collection` fee is due only where duty is
    collected at delivery.
    """

    may_overlap = True
    id: str
    carrier: str
    name: str
    kind: Literal[
        "disbursement", "collection", "processing", "entry", "line", "storage", "bond", "prepaid", "special", "agency"
    ]
    modes: Texts = ()
    usual: bool = False
    amount: Decimal | None = None
    amount_high: Decimal | None = None
    percent: Decimal | None = None
    minimum: Decimal | None = None
    free_lines: int | None = None
    value_from: Decimal | None = None
    value_to: Decimal | None = None
    origins: Countries = ()
    unit: str = "shipment"
    currency: str = "USD"

    @property
    def key(self) -> Hashable:
        return self.id


CHARGES: tuple[tuple[str, type[Record]], ...] = (
    ("chapter98.yaml", ReliefRule),
    ("excise.yaml", ExciseTax),
    ("agency_flags.csv", AgencyRule),
    ("adcvd.csv", Order),
    ("carrier_fees.csv", PrivateFee),
)
