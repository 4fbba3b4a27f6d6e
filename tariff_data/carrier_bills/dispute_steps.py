"""What to do about a bill, in order: papers, proof, the carrier, customs, refunds. Chosen from dated routes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tariff_data.carrier_bills.request import BillRequest
from tariff_data.carrier_bills.result import JudgedLine, Step
from tariff_data.core.messages import Message
from tariff_data.law_records.paperwork import Carrier, DisputeRoute
from tariff_data.law_records.snapshot import law_of
from tariff_data.results import EntryType, EstimateResult

_STAGES = ("proof", "carrier", "customs", "refund", "other")
_GOVERNMENT = {"government_duty", "government_fee", "government"}
_LATE = "BT-64"
_REFUSED_MAIL, _REFUSED, _COLLECTED = "DR-15", "DR-16", "DR-37"


def steps(
    request: BillRequest, carrier: Carrier | None, mode: str | None, lines: Iterable[JudgedLine], found: EstimateResult
) -> tuple[Step, ...]:
    """The steps for what was found, none where all is right and nothing is coming back."""
    judged = list(lines)
    wanted = _wanted(request, judged, found)
    chosen: list[Step] = []
    if any(line.verdict != "right" and line.side in _GOVERNMENT | {"unknown", "total"} for line in judged):
        chosen.append(_own("papers"))
    too_high = any(line.verdict == "too_high" for line in judged)
    for stage in _STAGES:
        routes = [
            route
            for route in law_of(DisputeRoute)
            if route.stage == stage
            and (route.holds(request.asked_on) or route.holds(request.on))
            and _offered(route, carrier, mode, wanted)
            and (stage != "carrier" or too_high)
        ]
        chosen += [_step(route, request.on, found.entry.type) for route in routes]
        if stage == "carrier" and too_high and not any(route.carriers for route in routes) and mode != "post":
            chosen.append(_own("carrier"))
    return tuple(chosen)


def contest(carrier: Carrier | None, mode: str | None, on: date, asked_on: date, entry: EntryType) -> tuple[Step, ...]:
    """How a charge is disputed, whatever was found: the papers, then the carrier, then customs.

    `on`: the entry date, `entry`: the kind of entry that was made; together they decide the deadlines.
    """
    wanted = {"government", f"government_{'formal' if entry == 'formal' else 'informal'}", "wrong_origin"}
    chosen = [_own("papers")]
    for stage in ("carrier", "customs"):
        routes = [
            route
            for route in law_of(DisputeRoute)
            if route.stage == stage
            and (route.holds(asked_on) or route.holds(on))
            and _offered(route, carrier, mode, wanted)
        ]
        chosen += [_step(route, on, entry) for route in routes]
        if stage == "carrier" and not routes and mode != "post":
            chosen.append(_own("carrier"))
    return tuple(chosen)


def left_unpaid(mode: str | None, on: date) -> tuple[Step, ...]:
    """What can be done instead of letting a charge lie: refuse the parcel, answer a collection agency."""
    wanted = (_REFUSED_MAIL,) if mode == "post" else (_REFUSED, _COLLECTED)
    routes = {route.id: route for route in law_of(DisputeRoute) if route.holds(on)}
    return tuple(_step(routes[id], on, "informal") for id in wanted if id in routes)


def _wanted(request: BillRequest, lines: list[JudgedLine], found: EstimateResult) -> set[str]:
    """The kinds of error and of refund that routes are for."""
    high = [line for line in lines if line.verdict == "too_high"]
    errors = [error for line in high for error in line.explanations]
    wanted = {str(error.kind) for error in errors if error.is_error}
    government = [line for line in high if line.side in _GOVERNMENT | {"total"}]
    if government:
        wanted |= {"government", f"government_{'formal' if found.entry.type == 'formal' else 'informal'}"}
    if any(not line.explanations for line in government if line.side != "total"):
        wanted.add("unexplained")
    due = {line.program for item in found.items for line in item.lines if line.status == "applies" and line.amount}
    if any(program.startswith(("ieepa-", "deal-")) for program in due) or _postal(due, request.on):
        wanted.add("ieepa_refund")
    if "122" in due:
        wanted.add("section_122_paid")
    if any(line.term == _LATE for line in lines):
        wanted.add("late_fee")
    return wanted


def _postal(due: set[str], on: date) -> bool:
    """Whether the duty was one on mail under IEEPA; the route that says so holds for those entry dates alone."""
    routes = [route for route in law_of(DisputeRoute) if "ieepa_refund" in route.errors and "post" in route.modes]
    return "postal duty" in due and any(route.holds(on) for route in routes)


def _offered(route: DisputeRoute, carrier: Carrier | None, mode: str | None, wanted: set[str]) -> bool:
    for_carrier = not route.carriers or (carrier is not None and carrier.id in route.carriers)
    for_mode = not route.modes or mode in route.modes or (mode is None and "post" not in route.modes)
    return for_carrier and for_mode and (not route.errors or bool(wanted & set(route.errors)))


def _step(route: DisputeRoute, on: date, entry: EntryType) -> Step:
    due = None
    if route.deadline_days and route.deadline_from == "import":
        due = on + timedelta(days=route.deadline_days)
    elif route.deadline_days and route.deadline_from == "liquidation" and entry in {"informal", "mail"}:
        due = on + timedelta(days=route.deadline_days)  # liquidated when paid (19 CFR 159.10), not before the entry
    deadline = None
    if route.deadline_from:
        key = route.deadline_from + (".due" if due else "") + ("" if route.deadline_days else ".open")
        deadline = Message(f"billcheck.deadline.{key}", {"days": route.deadline_days, "day": due})
    source = route.source
    return Step(route.id, Message(f"dispute.{route.id}"), deadline, due, source.citation, source.url, route.confidence)


def _own(name: str) -> Step:
    return Step(name, Message(f"billcheck.step.{name}"), None, None, "", "", "high")
