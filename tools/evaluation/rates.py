"""What a line costs in percent of the value: base duty alone, and everything that goods made in China owe."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from tariff_data.core.money import ZERO
from tariff_data.declaration.currency_conversion import conversion
from tariff_data.declaration.request import EstimateRequest
from tariff_data.duty.line_duty import Priced, stack
from tariff_data.estimate.valuation import priced_items
from tariff_data.hts.database import open_schedule
from tariff_data.law_records.coverage import verified_through
from tariff_data.law_records.snapshot import snapshot
from tariff_data.results import Range
from tools.evaluation.shares import Share

RateOf = Callable[[str], Range]
_VALUE = Decimal(100)
_UNKNOWN = Range(None, None, None)


@lru_cache(maxsize=20_000)
def base_rate(hts: str) -> Range:
    """The line's column 1 general rate in percent, as a range where it is charged by the piece or the kilogram."""
    line = open_schedule().line(hts)
    rate = line.general_rate().ad_valorem_pct if line else None
    if line is None or rate is not None:
        return Range(rate, rate, rate)
    found = stack(_from_china(), hts, open_schedule())
    base, end = found.lines[0], found.duty.end
    return _percent(Range(base.low or ZERO, None, base.high, end)) if base.high is not None else _UNKNOWN


@lru_cache(maxsize=20_000)
def china_rate(hts: str) -> Range:
    """Base and additional duties of goods made in China, on the last day the law was checked, in percent.

    What a rate by the piece or the kilogram adds lies between nothing and the most that the goods can be or weigh.
    """
    return _percent(stack(_from_china(), hts, open_schedule()).duty)


def _percent(duty: Range) -> Range:
    low, likely, high = (None if end is None else end * 100 / _VALUE for end in (duty.low, duty.likely, duty.high))
    return Range(low, likely, high, duty.end)


@lru_cache(maxsize=1)
def _from_china() -> Priced:
    item = {"description": "goods", "value": _VALUE, "origin": "CN", "facts": {"unit_value": "unknown"}}
    request = EstimateRequest.model_validate({"on": verified_through(), "mode": "express", "items": [item]})
    priced = priced_items(request, conversion(request), snapshot(request.on))[0]
    assert priced is not None  # its value is in dollars
    return priced


@dataclass(slots=True)
class Inside:
    """How often the true line's rate lies in the range over the plausible lines, and how wide that range is.

    Only items count whose true line has a rate in percent. `open_ended`: ranges of which an end is unknown, because a
    plausible line's rate is; they are not counted as hits for it, and have no width.
    """

    hits: list[bool] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    open_ended: int = 0

    def note(self, true: Range, plausible: Iterable[Range]) -> None:
        """One item: the true line's rate and those of its plausible lines."""
        if true.low is None or true.high is None or true.end:
            return
        rates = list(plausible)
        lows = [rate.low for rate in rates if rate.low is not None]
        highs = [rate.high for rate in rates if rate.high is not None]
        self.open_ended += len(lows) < len(rates) or len(highs) < len(rates)
        if not lows or not highs:
            self.hits.append(False)
            return
        likely = true.likely
        within = min(lows) <= (true.low if likely is None else likely)
        self.hits.append(within and (true.high if likely is None else likely) <= max(highs))
        self.widths.append(float(max(highs) - min(lows)))

    @property
    def share(self) -> Share:
        """Items inside."""
        return Share.count(self.hits)

    @property
    def width(self) -> float | None:
        """The median width in percentage points."""
        return statistics.median(self.widths) if self.widths else None

    def row(self, name: str) -> tuple[str, ...]:
        """A row of the table below `HEADS`."""
        width = "" if self.width is None else f"{self.width:.1f} points"
        return name, str(self.share), width, f"{self.open_ended} of {len(self.hits)}"

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return {"share": self.share.as_dict(), "median_width_points": self.width, "open_ended": self.open_ended}


HEADS = ("range of", "true rate inside", "median width", "an end unknown")


def rates(lines: Sequence[str], rate_of: RateOf) -> list[Range]:
    """The rates of lines."""
    return [rate_of(hts) for hts in lines]
