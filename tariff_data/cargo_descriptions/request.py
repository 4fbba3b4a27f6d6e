"""What somebody asks a description check for: the words on the form, and what else is known about the goods."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from tariff_data.declaration.request import Amount, Country, Currency, Measured, Mode

Said = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]


class GoodsFacts(BaseModel):
    """What is known about the goods beside their description. `value` is the price of the line in `currency`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    material: Said = Field(default="", description="What it is made of, as it would be written")
    use: Said = Field(default="", description="What it is for")
    for_whom: Said = Field(default="", description="Who it is for, where that matters")
    construction: Said = Field(default="", description="Knit or woven, for clothes and fabrics")
    origin: Country | None = None
    value: Amount | None = None
    currency: Currency = "USD"
    hts: str | None = Field(default=None, description="Tariff number, 8 or 10 digits")
    seller: Said = Field(default="", description="Name of the seller")
    quantity: Measured | None = None
    weight_kg: Measured | None = None

    @field_validator("hts")
    @classmethod
    def _digits(cls, hts: str | None) -> str | None:
        digits = (hts or "").replace(".", "").replace(" ", "")
        if not digits:
            return None
        if not digits.isascii() or not digits.isdigit() or len(digits) not in (8, 10):
            raise ValueError("a tariff number has 8 or 10 digits")
        return digits


class DescriptionRequest(BaseModel):
    """A description as it would stand on a form. `on`: the day the goods arrive; `mode`: how they come."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
    lang: str = Field(default="en", pattern=r"^[a-z]{2}$")
    on: date = Field(default_factory=date.today)
    mode: Mode | None = None
    facts: GoodsFacts = Field(default_factory=GoodsFacts)
