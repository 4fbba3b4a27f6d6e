"""What holds for a whole catalogue: how parcels come, when, and what a row does not say itself."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from tariff_data.declaration.request import Country, Currency, Measured


class CatalogueOptions(BaseModel):
    """`lang`: of the answers; `titles`: of the titles. `rates`: US dollars per unit of a currency."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    lang: str = "en"
    titles: str = "en"
    mode: Literal["post", "express", "air", "ocean", "truck"] | None = "post"
    on: date = Field(default_factory=date.today)
    currency: Currency = "USD"
    origin: Country | None = None
    seller: str = Field(default="", max_length=200)
    rates: dict[Currency, Measured] = Field(default_factory=dict, max_length=40)
