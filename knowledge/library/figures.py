"""What each kind of placeholder says: amounts and dates from the law's records, duties worked out by the engine.

threshold:ID                    a limit                        fee:ID[:min|max|rate]      a government fee
rate:HTS                        column 1 general, in words     rate:HTS:COUNTRY           all duty, percent of value
duty:HTS:COUNTRY:DOLLARS        all duty in dollars            extra:COUNTRY              the country-wide 2026 duty
heading:9903.NN.NN              the rate of a heading          begins:/ends:9903.NN.NN    its first / last day
carrier:NAME:KIND:PART          a carrier's own charge         carrier:RECORD:PART        the same, by its record
excise:ID                       an excise rate                 preference:ID:low_value_limit
event:ID                        the day something happened     checked                    the day the law was read
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from knowledge.wording import translate as words
from knowledge.wording.localized_errors import Told
from knowledge.wording.rates import rate_words
from tariff_data.additional_duties.law import the_law
from tariff_data.additional_duties.reasons import rate_message
from tariff_data.additional_duties.schema import Measure
from tariff_data.core.messages import Message
from tariff_data.declaration.request import EstimateRequest, Item
from tariff_data.estimate.estimate import estimate
from tariff_data.hts.database import open_schedule
from tariff_data.law_records.charges import ExciseTax, PrivateFee
from tariff_data.law_records.coverage import verified_through
from tariff_data.law_records.provisions import Event, Fee, Preference, Threshold
from tariff_data.law_records.snapshot import NotInForce, law_of, snapshot
from tariff_data.scenarios.law_on_line import law_on

_PARTS = ("amount", "min", "max", "rate")
_FEE_PARTS = {"amount": "amount", "min": "minimum", "high": "amount_high", "percent": "percent"}
_COUNTRY_WIDE = "301-forced-labor"
_NO_OTHER_DUTY = "95030000"  # toys: free of base duty and on no list of goods, so only the country's own duty is left
_ROUND = Decimal(1000)


class UnknownFigure(Told, KeyError):
    """A placeholder that names no record, a part the record lacks, or a date on which nothing is in force."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A placeholder as it is written: its text, its arguments, the reader's language, the entry date it is for."""

    text: str
    given: tuple[str, ...]
    lang: str
    on: date

    def argument(self, place: int) -> str:
        """The argument at a place. Raises UnknownFigure where it is missing."""
        if place >= len(self.given):
            raise UnknownFigure("fault.figure.argument", figure=self.text, n=place + 1)
        return self.given[place]

    def unknown(self, kind: str) -> UnknownFigure:
        """The error for an argument that names nothing in force on the day."""
        return UnknownFigure("fault.figure.record", figure=self.text, kind=kind, id=":".join(self.given), day=self.on)


def _threshold(one: Figure) -> str:
    try:
        record = snapshot(one.on).threshold(one.argument(0))
    except NotInForce as error:
        raise UnknownFigure("fault.figure.threshold", figure=one.text, id=one.given[0], day=one.on) from error
    return _of_record(one, record, record.unit)


def _fee(one: Figure) -> str:
    try:
        record = snapshot(one.on).fee(one.argument(0))
    except NotInForce as error:
        raise UnknownFigure("fault.figure.fee", figure=one.text, id=one.given[0], day=one.on) from error
    return _of_record(one, record, "USD")


def _of_record(one: Figure, record: Fee | Threshold, unit: str) -> str:
    part = one.given[1] if len(one.given) > 1 else "amount"
    if part not in _PARTS:
        known = ", ".join(sorted(_PARTS))
        raise UnknownFigure("fault.figure.part", figure=one.text, part=part, known=known)
    value = getattr(record, part, None)
    if not isinstance(value, Decimal):
        raise UnknownFigure("fault.figure.no_part", figure=one.text, part=part)
    if part == "rate" or unit == "percent":
        return words.percent(value, one.lang)
    return words.dollars(value, one.lang) if unit == "USD" else words.number(value, one.lang)


def _rate(one: Figure) -> str:
    hts = one.argument(0).replace(".", "")
    line = open_schedule().line(hts)
    if line is None:
        raise one.unknown("line")
    if len(one.given) == 1:
        return rate_words(line.general, one.lang)
    duty = _likely(hts, one.given[1], _ROUND, one.on)
    if duty is not None:
        return words.percent(duty / _ROUND * 100, one.lang)
    return rate_words(line.general, one.lang)


def _duty(one: Figure) -> str:
    duty = _likely(one.argument(0).replace(".", ""), one.argument(1), Decimal(one.argument(2)), one.on)
    if duty is None:
        raise one.unknown("duty")
    return words.money(duty, one.lang)


@lru_cache(maxsize=4096)
def _likely(hts: str, origin: str, value: Decimal, on: date) -> Decimal | None:
    """The likely duty in dollars on one article of that value, None where the engine has none."""
    item = Item(hts=hts, value=value, origin=origin, quantity=Decimal(1))
    return estimate(EstimateRequest(on=on, mode="express", items=(item,))).totals.duty.likely


def _extra(one: Figure) -> str:
    rate = _country_wide(one.argument(0), one.on)
    if rate is None:
        raise one.unknown("country")
    return words.say(rate, one.lang) if isinstance(rate, Message) else rate_words(rate, one.lang)


@lru_cache(maxsize=512)
def _country_wide(origin: str, on: date) -> Message | str | None:
    """The rate of the duty that is set country by country, None where goods of the country pay none of it."""
    lines = law_on(on, _NO_OTHER_DUTY, origin, open_schedule()).headings
    owed = (line.rate for line in lines if line.program == _COUNTRY_WIDE and line.status == "applies")
    return next(owed, None)


def _measure(one: Figure) -> Measure:
    """The record of a heading that holds on the day, else its next or last one: a rate to come is known before."""
    heading = one.argument(0)
    records = sorted((m for m in the_law().measures if m.heading == heading), key=lambda m: m.from_)
    if not records:
        raise one.unknown("heading")
    holds = [record for record in records if record.from_ <= one.on and (record.to is None or one.on < record.to)]
    to_come = [record for record in records if record.from_ > one.on]
    return (holds or to_come or records)[0 if holds or to_come else -1]


def _heading(one: Figure) -> str:
    return words.say(rate_message(_measure(one).rate), one.lang).lstrip("+ ")


def _begins(one: Figure) -> str:
    return words.day(_measure(one).from_, one.lang)


def _ends(one: Figure) -> str:
    end = _measure(one).to
    if end is None:
        raise one.unknown("end")
    return words.day(end - timedelta(days=1), one.lang)


def _carrier(one: Figure) -> str:
    records = snapshot(one.on).of(PrivateFee)
    if len(one.given) == 2:
        named: Sequence[PrivateFee] = [fee for fee in records if fee.id == one.given[0]]
    else:
        wanted = one.argument(0).replace("-", " ")
        named = [fee for fee in records if _is_of(fee, wanted) and fee.kind == one.argument(1)]
    part = one.given[-1]
    for fee in sorted(named, key=lambda fee: not fee.usual):
        value = getattr(fee, _FEE_PARTS.get(part, ""), None)
        if isinstance(value, Decimal):
            return words.percent(value, one.lang) if part == "percent" else _price(value, fee.currency, one.lang)
    raise one.unknown("carrier")


def _is_of(fee: PrivateFee, carrier: str) -> bool:
    """Whether a charge is that carrier's: `dhl` is DHL Express, which brings parcels to the door."""
    name = fee.carrier.lower()
    return name == carrier or (carrier == "dhl" and name == "dhl express") or (carrier == "broker" and "broker" in name)


def _price(value: Decimal, currency: str, lang: str) -> str:
    said = words.money(value, lang, currency)
    return said.removesuffix(".00") if value == value.to_integral_value() and currency == "USD" else said


def _excise(one: Figure) -> str:
    tax = next((tax for tax in snapshot(one.on).of(ExciseTax) if tax.id == one.argument(0)), None)
    if tax is None:
        raise one.unknown("excise")
    if tax.percent is not None:
        return words.percent(tax.percent, one.lang)
    return words.dollars(tax.rate, one.lang) if tax.rate is not None else ""


def _preference(one: Figure) -> str:
    found = next((kept for kept in snapshot(one.on).of(Preference) if kept.id == one.argument(0)), None)
    value = getattr(found, one.argument(1), None)
    if not isinstance(value, Decimal):
        raise one.unknown("preference")
    return words.dollars(value, one.lang)


def _event(one: Figure) -> str:
    found = next((event for event in law_of(Event) if event.id == one.argument(0)), None)
    if found is None:
        raise one.unknown("event")
    return words.day(found.from_, one.lang)


def _checked(one: Figure) -> str:
    return words.day(verified_through(), one.lang)


FIGURES: Mapping[str, Callable[[Figure], str]] = {
    "threshold": _threshold,
    "fee": _fee,
    "rate": _rate,
    "duty": _duty,
    "extra": _extra,
    "heading": _heading,
    "begins": _begins,
    "ends": _ends,
    "carrier": _carrier,
    "excise": _excise,
    "preference": _preference,
    "event": _event,
    "checked": _checked,
}
