"""How the law files of the additional duties are written: one class per kind of record.

Rates are percent of the customs value, dates as in `records.Record`, codes are digits without dots (2 to 10 of them).
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from tariff_data.law_records.record import Day, Record

Effect = Literal["duty", "exemption", "report", "prohibition", "caution", "not_modelled"]
Metal = Literal["steel", "aluminum", "copper"]
METALS: tuple[Metal, ...] = ("steel", "aluminum", "copper")
_NUMBER = re.compile(r"\d{1,10}")


def headings_named(text: str) -> Iterator[str]:
    """`9903.94.31-.33` -> the three headings; a single heading stands for itself."""
    first, dash, last = text.partition("-")
    if not dash:
        yield first
        return
    stem = first[:-2]
    yield from (f"{stem}{number:02d}" for number in range(int(first[-2:]), int(last[-2:]) + 1))


def _digits(value: object) -> object:
    """Code members as text: numbers as digits, list names (some are heading numbers) as they are."""
    if not isinstance(value, list):
        return value
    texts = [str(member) for member in value]
    return tuple(t.replace(".", "") if re.fullmatch(r"[\d.]+", t) and not t.startswith("9903.") else t for t in texts)


def _expanded(value: object) -> object:
    return tuple(h for text in value for h in headings_named(str(text))) if isinstance(value, list) else value


def _tariff_number(value: str) -> str:
    if not value or _NUMBER.fullmatch(value):
        return value
    raise ValueError(f"{value!r} is not a tariff number")


Members = Literal["all"] | tuple[str, ...]
Codes = Annotated[Members, BeforeValidator(_digits)]
Headings = Annotated[tuple[str, ...], BeforeValidator(_expanded)]
Number = Annotated[str, AfterValidator(_tariff_number)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class RateSpec(_Part):
    """What a heading charges. `top_up_to`: base and this duty together reach `pct`. `unknown`: at most `pct`."""

    kind: Literal["free", "ad_valorem", "top_up_to", "replace_base", "unknown"]
    pct: Decimal | None = None

    @model_validator(mode="after")
    def _has_rate(self) -> RateSpec:
        if self.pct is None and self.kind != "unknown":
            raise ValueError("pct is missing")
        return self


class Basis(_Part):
    """The part of the value a duty is charged on, or an exemption spares.

    `content`: the value of that metal (only for goods of `chapter`, if given). `us_content`: the US content (`us`) or
    the rest, the US content counted up to `cap` percent. `spares`: the exemption frees only the metal content that
    a metals duty is charged on (`covers` says which heading is for which metal), or the US content; the other duty
    stays on the rest.
    """

    content: Metal | None = None
    chapter: str | None = None
    us_content: Literal["rest", "us"] | None = None
    cap: Decimal | None = None
    spares: Literal["metal_content", "us_content"] | None = None
    covers: dict[Metal, Headings] = {}


class Window(_Part):
    """Goods loaded before one day and entered before another."""

    loaded_before: Day
    entered_before: Day


class ConditionSpec(_Part):
    """One condition; the fields of exactly one kind are given.

    `answer`: a fact of CONTRACT must be `is`; unanswered it counts as `default`, and with `default: null` no likely
    duty can be given. With `codes` it is asked only of goods on those lists.
    """

    answer: str | None = None
    is_: bool = Field(default=True, alias="is")
    default: bool | None = False
    codes: Codes | None = None
    claimed: tuple[str, ...] | None = None
    not_claimed: tuple[str, ...] | None = None
    loaded_before: Day | None = None
    not_in_transit: Window | None = None
    foreign_status_before: Day | None = None
    any_applies: str | None = None
    base_rate_below: Decimal | None = None
    base_rate_at_least: Decimal | None = None
    us_content_at_least: Decimal | None = None
    metal_weight_below: Decimal | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> ConditionSpec:
        given = self.model_fields_set - {"is_", "default", "codes"}
        if len(given) != 1:
            raise ValueError(f"a condition is of one kind, not {sorted(given) or 'none'}")
        return self


class Measure(Record):
    """One heading of chapter 99 for a period: who pays or is spared what, when, on what part, unless what.

    `displaced_by`: any of these headings in effect removes this one (or the part it spares). `column2_rate` and
    `special_rate` stand in for `rate` in those columns; absent means the same. `topic` picks the question and the
    reason. A prohibition has no heading of its own; its id stands in the place of one.
    """

    heading: str
    title: str
    effect: Effect
    topic: str = ""
    countries: Members
    except_countries: tuple[str, ...] = ()
    codes: Codes
    except_codes: Annotated[tuple[str, ...], BeforeValidator(_digits)] = ()
    conditions: tuple[ConditionSpec, ...] = ()
    displaced_by: tuple[str, ...] = ()
    rate: RateSpec
    column2_rate: RateSpec | None = None
    special_rate: RateSpec | None = None
    basis: Basis | None = None
    program: str = ""

    @property
    def key(self) -> Hashable:
        return (self.heading, "caution") if self.effect == "caution" else self.heading


class NonStacking(Record):
    """Duties that may not be charged together: a winner in effect removes the losers."""

    id: str
    winners: Headings
    losers: Headings
    part_of_value: bool = False

    @property
    def key(self) -> Hashable:
        return self.id


class Precedence(Record):
    """One article, one treatment: the first rank with a heading in effect removes the later ranks."""

    id: str
    ranks: tuple[tuple[str, ...], ...]

    @property
    def key(self) -> Hashable:
        return self.id


class CodeListFact(Record):
    """Where a code list (`lists/<id>.csv`) was read and how complete it is."""

    id: str

    @property
    def key(self) -> Hashable:
        return self.id


class Topic(_Part):
    """Of which goods a question is worth asking, and whether it is offered for others as something that would help."""

    of: tuple[Number, ...] | None = None
    not_of: tuple[Number, ...] = ()
    offered: bool = True

    def asks(self, hts: str) -> bool:
        """Whether goods of this number are asked."""
        return (self.of is None or hts.startswith(self.of)) and not hts.startswith(self.not_of)

    def offers(self, hts: str) -> bool:
        """Whether the fact is named as something that would change the duty."""
        return self.asks(hts) or (self.offered and not hts.startswith(self.not_of))


class QuestionRules(_Part):
    """`questions.yaml`."""

    topics: dict[str, Topic]
    metal_only_in_packaging: tuple[str, ...]
