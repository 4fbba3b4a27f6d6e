"""The question whose answer narrows the duty most, answerable by a shopper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tariff_data.classify import labels
from tariff_data.classify.conditions import all_conditions
from tariff_data.classify.facts import RULED_OUT, UNKNOWN, factor, given
from tariff_data.classify.materials import materials
from tariff_data.messages import Message
from tariff_data.result import Option, Question

AT_MOST = 3
MOST_OPTIONS = 6
LEAST_PRICE = 0.05  # dollars: nobody is asked whether one article costs more than a few cents


@dataclass(frozen=True, slots=True)
class Plausible:
    """A line that may be the one, its probability, and its duty (dollars or percentage points; None: unknown)."""

    code: str
    p: float
    duty: float | None


def _label(code: str) -> Message:
    """A heading's or line's own label, which the catalogue shows in the person's language."""
    row = _rows()[code]
    return Message("classify.label", {"code": code, "en": row.label_en, "es": row.label_es or row.label_en})


def _rows() -> Mapping[str, labels.Row]:
    return labels.by_code()


def _options(name: str, values: Sequence[tuple[str, Message]], lines: Sequence[Plausible]) -> tuple[Option, ...]:
    """Options with the lines each keeps; an option that keeps nothing is dropped; "I don't know" keeps all."""
    every = all_conditions()
    options = []
    for value, label in values:
        keeps = frozenset(line.code for line in lines if factor(line.code, every[line.code], {name: value}) > 0.1)
        if keeps:
            options.append(Option(value, label, None, keeps))
    unknown = Option(UNKNOWN, Message(f"classify.unknown.{name}"), None, frozenset(line.code for line in lines))
    return (*options, unknown)


def _headings(lines: Sequence[Plausible]) -> Iterator[tuple[str, Message]]:
    mass: dict[str, float] = {}
    for line in lines:
        mass[line.code[:4]] = mass.get(line.code[:4], 0.0) + line.p
    shown = [code for code in sorted(mass, key=lambda c: -mass[c]) if mass[code] > 0.02][:MOST_OPTIONS]
    if len(shown) > 1:
        for code in shown:
            yield code, _label(code)
        yield f"{RULED_OUT}{','.join(shown)}", Message("classify.option.none_of_these")


def _lines(lines: Sequence[Plausible]) -> Iterator[tuple[str, Message]]:
    shown = [line.code for line in lines[:MOST_OPTIONS]]
    if len(shown) > 1:
        for code in shown:
            yield code, _label(code)
        yield f"{RULED_OUT}{','.join(shown)}", Message("classify.option.none_of_these")


def _materials(lines: Sequence[Plausible]) -> Iterator[tuple[str, Message]]:
    known, every = materials(), all_conditions()
    mass: dict[str, float] = {}
    for line in lines:
        for name in known.spell(every[line.code].material):
            mass[name] = mass.get(name, 0.0) + line.p
    shown = sorted(sorted(mass, key=lambda n: -mass[n])[:MOST_OPTIONS])
    if shown and (len(shown) > 1 or any(not every[line.code].material for line in lines)):
        for name in shown:
            yield name, Message(f"classify.material.{name}")
        yield f"{RULED_OUT}{','.join(shown)}", Message("classify.option.other_material")


def _knit(lines: Sequence[Plausible]) -> Iterator[tuple[str, Message]]:
    every = all_conditions()
    if len({every[line.code].knit for line in lines} - {None}) > 1:
        yield "knit", Message("classify.knit.knit")
        yield "woven", Message("classify.knit.woven")


def _whom(lines: Sequence[Plausible]) -> Iterator[tuple[str, Message]]:
    every = all_conditions()
    seen = {who for line in lines for who in every[line.code].whom}
    if len(seen) > 1:
        for who in ("men", "women", "baby"):
            if who in seen:
                yield who, Message(f"classify.for_whom.{who}")


def _bands(lines: Sequence[Plausible]) -> Iterator[tuple[str, Message]]:
    every = all_conditions()
    bands = [b.each() for line in lines if (b := every[line.code].band)]
    edges = {edge for band in bands if band for edge in (band.over, band.upto) if edge}
    cuts = sorted({round(edge, 2) for edge in edges if edge >= LEAST_PRICE})
    if not cuts or len(cuts) > MOST_OPTIONS:
        return
    low = 0.0
    for cut in cuts:
        key = "classify.unit_value.between" if low else "classify.unit_value.up_to"
        yield f"{low:g}-{cut:g}", Message(key, {"low": Decimal(f"{low:g}"), "high": Decimal(f"{cut:g}")})
        low = cut
    yield f"{low:g}-", Message("classify.unit_value.over", {"low": Decimal(f"{low:g}")})


_MAKERS = {
    "kind": _headings,
    "material": _materials,
    "knit": _knit,
    "for_whom": _whom,
    "unit_value": _bands,
    "line": _lines,
}
# A question about a plain fact is easier to answer than one that shows labels: it wins unless it narrows clearly less.
_EASE = {"kind": 0.85, "material": 1.0, "knit": 0.8, "for_whom": 1.0, "unit_value": 1.0, "line": 0.45}


def _with_earlier(value: str, earlier: object) -> str:
    """A "none of these" together with the earlier one: what was ruled out stays out."""
    if value.startswith(RULED_OUT) and earlier is not None and str(earlier).startswith(RULED_OUT):
        return f"{earlier},{value.removeprefix(RULED_OUT)}"
    return value


def _spread(lines: Sequence[Plausible]) -> float:
    """Expected distance of the duty from its mean, plus a little for lines that are merely undecided."""
    total = sum(line.p for line in lines)
    if total <= 0:
        return 0.0
    known = [(line.duty, line.p) for line in lines if line.duty is not None]
    mass = sum(p for _, p in known)
    if mass <= 0:
        return 0.0
    mean = sum(d * p for d, p in known) / mass
    return sum(abs(d - mean) * p for d, p in known) / mass


def _undecided(lines: Sequence[Plausible]) -> float:
    total = sum(line.p for line in lines)
    return 1 - max((line.p for line in lines), default=0.0) / total if total > 0 else 0.0


def _gain(question: Question, lines: Sequence[Plausible], scale: float) -> float:
    """How much of the duty's spread (and of the doubt about the line) the answer is expected to remove."""
    every = all_conditions()
    total = sum(line.p for line in lines)
    left = doubt = weight_sum = 0.0
    for option in question.options:
        if option.value == UNKNOWN:
            continue
        kept = [
            Plausible(line.code, line.p * factor(line.code, every[line.code], {question.id: option.value}), line.duty)
            for line in lines
        ]
        weight = sum(line.p for line in kept if line.code in option.keeps) / total
        left += weight * _spread(kept)
        doubt += weight * _undecided(kept)
        weight_sum += weight
    if weight_sum <= 0:
        return 0.0
    before, doubt_before = _spread(lines), _undecided(lines)
    return (before - left / weight_sum) + 0.15 * scale * (doubt_before - doubt / weight_sum)


def _moves(question: Question, lines: Sequence[Plausible]) -> Decimal | None:
    """The distance between the cheapest and the dearest answer's expected duty."""
    means = []
    for option in question.options:
        known = [(line.duty, line.p) for line in lines if line.code in option.keeps and line.duty is not None]
        mass = sum(p for _, p in known)
        if mass > 0 and option.value != UNKNOWN:
            means.append(sum(d * p for d, p in known) / mass)
    return Decimal(str(round(max(means) - min(means), 2))) if len(means) > 1 else None


def questions(
    lines: Sequence[Plausible], facts: Mapping[str, object], at_most: int = AT_MOST, least: float = 0.0
) -> tuple[Question, ...]:
    """The questions worth asking, best first; none when the duties of all lines lie within `least` of each other."""
    duties = [line.duty for line in lines if line.duty is not None]
    scale = (max(duties) - min(duties)) if duties else 1.0
    if len(lines) < 2 or (len(duties) == len(lines) and scale <= least):
        return ()
    scale = scale or 1.0
    found: list[tuple[float, Question]] = []
    for name, make in _MAKERS.items():
        if name in facts and (given(facts, name) is None or not str(facts[name]).startswith(RULED_OUT)):
            continue
        values = [(_with_earlier(value, facts.get(name)), text) for value, text in make(lines)]
        if not values:
            continue
        question = Question(name, Message(f"classify.question.{name}"), _options(name, values, lines), None)
        gain = _gain(question, lines, scale) * _EASE[name]
        if gain > 0.005 * scale:
            found.append((gain, Question(name, question.text, question.options, _moves(question, lines))))
    found.sort(key=lambda item: -item[0])
    return tuple(question for _, question in found[:at_most])
