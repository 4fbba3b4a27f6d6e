"""What somebody asks an estimate for: the request of CONTRACT, checked once at the edge."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)

from tariff_data.law_records.record import country_codes

Mode = Literal["post", "express", "air", "ocean", "truck", "traveler"]
Purpose = Literal["purchase", "gift", "traveler", "sample", "us_goods_returned", "repair_return", "household"]
Sender = Literal["business", "person"]


def _capital(code: object) -> object:
    return code.strip().upper() if isinstance(code, str) else code


def _known(code: str) -> str:
    if code not in country_codes():
        raise ValueError("not a country's ISO 3166 code such as CN")
    return code


Country = Annotated[str, BeforeValidator(_capital), AfterValidator(_known)]
Currency = Annotated[str, BeforeValidator(_capital), StringConstraints(pattern=r"^[A-Z]{3}$")]
Amount = Annotated[Decimal, Field(ge=0, le=Decimal("1000000000"), allow_inf_nan=False)]
Measured = Annotated[Decimal, Field(gt=0, le=Decimal("1000000000"), allow_inf_nan=False)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RateTexts(_Strict):
    """Rate texts that stand in for the schedule's (for "what if", and for editions that are not built in)."""

    general: str | None = None
    special: str | None = None
    column2: str | None = None


class Item(_Strict):
    """One line of goods. `value` is the line's total in the request's currency, without freight and insurance."""

    description: str = Field(default="", max_length=2000)
    hts: str | None = None
    value: Amount
    quantity: Measured | None = None
    quantity_unit: str | None = None
    weight_kg: Measured | None = None
    origin: Country
    ship_from: Country | None = None
    claims: tuple[str, ...] = ()
    facts: dict[str, Any] = Field(default_factory=dict)
    rates: RateTexts | None = None

    @field_validator("hts")
    @classmethod
    def _digits(cls, hts: str | None) -> str | None:
        if hts is None:
            return None
        digits = hts.replace(".", "").replace(" ", "")
        if not digits:
            return None
        if not digits.isascii() or not digits.isdigit() or len(digits) not in (8, 10):
            raise ValueError("a tariff number has 8 or 10 digits")
        return digits

    @model_validator(mode="after")
    def _described(self) -> Item:
        if not self.hts and not self.description.strip():
            raise ValueError("give a tariff number (hts) or a description")
        return self


class EstimateRequest(_Strict):
    """A shipment: what, from where, worth how much, entered when and how.

    `on` is the entry date (default today); `exported_on` fixes the exchange rate (default `on`).
    """

    items: tuple[Item, ...] = Field(min_length=1, max_length=500)
    on: date = Field(default_factory=date.today)
    exported_on: date | None = None
    mode: Mode | None = None
    purpose: Purpose = "purchase"
    sender: Sender | None = None
    lang: str = Field(default="en", pattern=r"^[a-z]{2}$")
    freight: Amount = Decimal(0)
    insurance: Amount = Decimal(0)
    currency: Currency = "USD"
    exchange_rate: Measured | None = None

    @field_validator("on", mode="before")
    @classmethod
    def _today(cls, on: object) -> object:
        return date.today() if on is None else on
