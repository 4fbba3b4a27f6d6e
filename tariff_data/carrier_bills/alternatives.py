"""The shipment as somebody may have mistaken it: each common error as a request of its own, estimated anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from babel.numbers import get_territory_currencies

from tariff_data.carrier_bills import programmes
from tariff_data.carrier_bills.result import ErrorKind
from tariff_data.core.messages import Message
from tariff_data.core.money import ZERO, cents
from tariff_data.declaration.exchange_rates import rate_on
from tariff_data.declaration.request import EstimateRequest, Item
from tariff_data.estimate.estimate import estimate
from tariff_data.hts.lookup import ScheduleLookup
from tariff_data.law_records.provisions import Threshold
from tariff_data.law_records.snapshot import NotInForce, law_of
from tariff_data.results import EstimateResult

USUAL_MISTAKE = "CN"  # what carriers enter when they do not know where goods were made
MEMORY = timedelta(days=730)  # how long an ended duty still turns up on bills
AHEAD = timedelta(days=90)  # how early a coming duty does
RELIEFS: Mapping[str, ErrorKind] = {  # purpose of the shipment -> what a bill missed that charges ordinary duty
    "us_goods_returned": "us_goods_missed",
    "repair_return": "repair_missed",
    "household": "household_missed",
}


@dataclass(frozen=True, slots=True)
class Alternative:
    """One mistaken view. `duties`: dollars it may lead to, several where there were several methods."""

    kind: ErrorKind
    text: Message
    duties: tuple[Decimal, ...]
    fees: Decimal | None = None
    is_error: bool = True


@dataclass(frozen=True, slots=True)
class Case:
    """The shipment with its tariff numbers settled, and its right estimate."""

    request: EstimateRequest
    found: EstimateResult
    schedule: ScheduleLookup | None

    @property
    def numbered(self) -> bool:
        """Whether every article has a tariff number, given or found."""
        return all(item.hts for item in self.request.items)

    def with_items(self, change: Callable[[Item], Mapping[str, Any]]) -> EstimateRequest:
        """The request with something changed in every article."""
        items = tuple(item.model_copy(update=dict(change(item))) for item in self.request.items)
        return self.request.model_copy(update={"items": items})


def case_of(request: EstimateRequest, found: EstimateResult, schedule: ScheduleLookup | None) -> Case:
    """The case with the numbers the estimate chose or thinks likeliest."""
    items = tuple(
        item if item.hts else item.model_copy(update={"hts": best.candidates[0].hts if best.candidates else None})
        for item, best in zip(request.items, found.items, strict=True)
    )
    return Case(request.model_copy(update={"items": items}), found, schedule)


def alternatives(case: Case) -> Iterator[Alternative]:
    """Every mistaken view of the case, the likeliest mistakes first."""
    if not case.numbered:
        return
    for views in (_reliefs, _origins, _twice, _metals, _currencies, _freight, _dates, _claims, _facts):
        yield from views(case)


def other_lines(case: Case) -> Iterator[Alternative]:
    """The goods on other plausible tariff lines: no error, but a reading under which a bill is right."""
    if len(case.request.items) == 1:
        for candidate in case.found.items[0].candidates[1:]:
            if candidate.duty is not None:
                words = {"en": candidate.label_en, "es": candidate.label_es or candidate.label_en}
                label = {"code": candidate.hts, **words}
                values = {"hts": candidate.hts, "label": Message("classify.label", label), "amount": candidate.duty}
                text = Message("billcheck.error.other_line", values)
                yield Alternative("other_line", text, (candidate.duty,), case.found.totals.fees, is_error=False)


def duties_of(found: EstimateResult) -> tuple[Decimal, ...]:
    """The likely duty of an estimate, and the other method's where the post had two."""
    likely = found.totals.duty.likely
    if likely is None:
        return ()
    two = [line for item in found.items for line in item.lines if line.status == "applies" and line.high is not None]
    ends = (found.totals.duty.low, found.totals.duty.high) if two else ()
    return tuple(dict.fromkeys((likely, *(end for end in ends if end is not None))))


def _estimated(case: Case, kind: ErrorKind, request: EstimateRequest, **values: object) -> Iterator[Alternative]:
    try:
        found = estimate(request, case.schedule)
    except NotInForce:
        return
    duties = duties_of(found)
    if duties:
        text = Message(f"billcheck.error.{kind}", {**values, "amount": duties[0]})
        yield Alternative(kind, text, duties, found.totals.fees)


def _reliefs(case: Case) -> Iterator[Alternative]:
    """An exemption that was due and was not given."""
    ordinary = case.request.model_copy(update={"purpose": "purchase"})
    if case.found.entry.type == "gift":
        yield from _estimated(case, "gift_missed", ordinary)
    elif case.found.entry.type == "de_minimis":
        ended = _end_of_de_minimis(case)
        if ended:
            yield from _estimated(case, "de_minimis_missed", case.request.model_copy(update={"on": ended}), day=ended)
    elif case.request.purpose in RELIEFS:
        yield from _estimated(case, RELIEFS[case.request.purpose], ordinary)


def _end_of_de_minimis(case: Case) -> date | None:
    """The first day after the entry on which such a shipment was no longer free."""
    origins = {item.origin for item in case.request.items}
    days = [
        limit.from_
        for limit in law_of(Threshold)
        if limit.id == "de_minimis"
        and limit.status != "available"
        and limit.from_ > case.request.on
        and (not limit.countries or origins & set(limit.countries))
    ]
    return min(days, default=None)


def _origins(case: Case) -> Iterator[Alternative]:
    """The shipping country, one article's origin for all, or China, taken for the country of origin."""
    made_in = {item.origin for item in case.request.items}
    sent_from = [item.ship_from for item in case.request.items if item.ship_from]
    for country in dict.fromkeys((*sent_from, *sorted(made_in), USUAL_MISTAKE)):
        if made_in != {country}:
            request = case.with_items(lambda item, country=country: {"origin": country})  # type: ignore[misc]
            origin = next(iter(made_in)) if len(made_in) == 1 else None
            key = "shipped" if country in sent_from else "usual"
            for found in _estimated(case, "wrong_origin", request, country=country, origin=origin):
                text = Message(f"billcheck.error.wrong_origin.{key}", found.text.values)
                yield Alternative("wrong_origin", text, found.duties, found.fees)


def _twice(case: Case) -> Iterator[Alternative]:
    for duty in duties_of(case.found):
        text = Message("billcheck.error.charged_twice", {"amount": 2 * duty, "once": duty})
        yield Alternative("charged_twice", text, (2 * duty,), case.found.totals.fees)


def _metals(case: Case) -> Iterator[Alternative]:
    """A metals duty on goods that owe none, in place of the country duty or on top of it."""
    lines = [line for item in case.found.items for line in item.lines if line.amount is not None]
    if any(line.program == programmes.METALS and line.status != "displaced" for line in lines):
        return
    value = sum((item.value_usd or ZERO for item in case.found.items), ZERO)
    duty = case.found.totals.duty.likely
    if duty is None:
        return
    spared = sum((line.amount or ZERO for line in lines if line.program == "301-forced-labor"), ZERO)
    for rate in programmes.metal_rates(case.request.on):
        charged = cents(value * rate / 100)
        duties = tuple(dict.fromkeys((duty - spared + charged, duty + charged)))
        values = {"rate": rate, "value": value, "metal": charged, "amount": duties[0]}
        yield Alternative("metal_duty", Message("billcheck.error.metal_duty", values), duties, case.found.totals.fees)


def _currencies(case: Case) -> Iterator[Alternative]:
    """A foreign price read as dollars, a dollar price as foreign, or a rate used twice or upside down."""
    request, rate = case.request, case.request.exchange_rate
    if request.currency != "USD":
        read_as_dollars = request.model_copy(update={"currency": "USD", "exchange_rate": None})
        yield from _currency(case, "as_dollars", read_as_dollars, request.currency)
        if rate:
            yield from _currency(case, "twice", request.model_copy(update={"exchange_rate": rate * rate}))
            yield from _currency(case, "upside_down", request.model_copy(update={"exchange_rate": 1 / rate}))
        return
    for currency in _currencies_of(request):
        imported = rate_on(currency, request.exported_on or request.on)
        if imported:
            update = {"currency": currency, "exchange_rate": imported.usd_per_unit}
            yield from _currency(case, "as_foreign", request.model_copy(update=update), currency)


def _currency(case: Case, how: str, request: EstimateRequest, currency: str | None = None) -> Iterator[Alternative]:
    currency = currency or case.request.currency
    for found in _estimated(case, "wrong_currency", request, currency=currency):
        text = Message(f"billcheck.error.wrong_currency.{how}", found.text.values)
        yield Alternative("wrong_currency", text, found.duties, found.fees)


def _currencies_of(request: EstimateRequest) -> Iterable[str]:
    """The currencies of the countries the goods come from."""
    countries = {country for item in request.items for country in (item.ship_from, item.origin) if country}
    found = [code for country in sorted(countries) for code in get_territory_currencies(country, request.on)]
    return (str(code) for code in dict.fromkeys(found) if code != "USD")


def _freight(case: Case) -> Iterator[Alternative]:
    """International freight and insurance taken into the value, shared out by value."""
    added = case.request.freight + case.request.insurance
    goods = sum((item.value for item in case.request.items), ZERO)
    if added and goods:
        request = case.with_items(lambda item: {"value": item.value * (goods + added) / goods})
        values = {"freight": added, "currency": case.request.currency}
        yield from _estimated(case, "freight_included", request, **values)


def _dates(case: Case) -> Iterator[Alternative]:
    """Duties that had ended or had not begun: that day's law alone, and the ended duty on top of the right one."""
    on = case.request.on
    for last, ended in sorted(programmes.ended_before(on, MEMORY).items(), reverse=True):
        yield from _of_day(case, "ended_duty", last, ended)
    for first, coming in sorted(programmes.beginning_after(on, AHEAD).items()):
        yield from _of_day(case, "not_begun", first, coming)


def _of_day(case: Case, kind: ErrorKind, day: date, of: tuple[str, ...]) -> Iterator[Alternative]:
    try:
        then = estimate(case.request.model_copy(update={"on": day}), case.schedule)
    except NotInForce:
        return
    lines = [line for item in then.items for line in item.lines if line.status == "applies" and line.amount]
    theirs = [line for line in lines if line.program in of or line.program == "postal duty"]
    right = case.found.totals.duty.likely
    duties = list(duties_of(then))
    if not theirs or not duties:
        return
    if right is not None:
        duties.append(right + sum((line.amount or ZERO for line in theirs), ZERO))
    named = tuple(dict.fromkeys(Message(f"program.{line.program.replace(' ', '_')}") for line in theirs))
    text = Message(f"billcheck.error.{kind}", {"day": day, "programmes": named, "amount": duties[0]})
    yield Alternative(kind, text, tuple(dict.fromkeys(duties)), then.totals.fees)


def _claims(case: Case) -> Iterator[Alternative]:
    """A trade agreement claim that was left out."""
    claims = tuple(dict.fromkeys(claim for item in case.request.items for claim in item.claims))
    if claims:
        request = case.with_items(lambda item: {"claims": ()})
        yield from _estimated(case, "preference_missed", request, claims=claims)


def _facts(case: Case) -> Iterator[Alternative]:
    """What was said about the goods left out of account: the metal share, the loading date, an exemption."""
    if any(item.facts for item in case.request.items):
        yield from _estimated(case, "fact_ignored", case.with_items(lambda item: {"facts": {}}))
