"""What somebody asks to have checked: the bill's lines, and the goods as in an estimate."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from tariff_data.declaration.request import Amount, Currency, EstimateRequest, Mode

Charged = Annotated[Decimal, Field(ge=Decimal("-1000000000"), le=Decimal("1000000000"), allow_inf_nan=False)]


class BillLine(BaseModel):
    """One line as printed on the bill; a credit is negative. `amount` in the bill's currency."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str = Field(min_length=1, max_length=300)
    amount: Charged


class BillRequest(EstimateRequest):
    """A bill and the shipment it is for: `on` is the entry date, `currency` the goods', `bill_currency` the bill's.

    `carrier`: who sent the bill, in anybody's words. `paid_at_checkout`: dollars of duty already paid to the seller.
    `asked_on`: the day of asking, on which deadlines and refund routes are looked up.
    """

    lines: tuple[BillLine, ...] = Field(min_length=1, max_length=100)
    carrier: str = Field(default="", max_length=100)
    bill_currency: Currency = "USD"
    paid_at_checkout: Amount | None = None
    asked_on: date = Field(default_factory=date.today)

    def shipment(self, mode: Mode | None) -> EstimateRequest:
        """The goods alone, by the bill's mode or else the one that goes with the carrier."""
        fields: dict[str, Any] = {name: getattr(self, name) for name in EstimateRequest.model_fields}
        return EstimateRequest(**(fields | {"mode": self.mode or mode}))
