"""The question whose answer narrows the duty most, answerable by a shopper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tariff_data.classification import labels
from tariff_data.classification.conditions import all_conditions
from tariff_data.classification.facts import RULED_OUT, UNKNOWN, Answers, given
from tariff_data.classification.materials import materials
from tariff_data.core.messages import Message
from tariff_data.results import Option, Question

AT_MOST = 3
MOST_OPTIONS = 6
KEPT = 0.1  # a line with less of its probability left is not kept by an answer
DOUBT = 0.15  # what knowing the line is worth beside knowing the duty
LEAST_GAIN = 0.005  # of the range of duties
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


@dataclass(frozen=True, slots=True)
class _Answered:
    """An answer that keeps something: its option, and what it leaves of each line's probability."""

    option: Option
    left: tuple[float, ...]


def _answered(name: str, values: Iterable[tuple[str, Message]], lines: Sequence[Plausible]) -> list[_Answered]:
    """The answers with the lines each keeps; one that keeps nothing is dropped."""
    codes = [line.code for line in lines]
    found = []
    for value, label in values:
        left = Answers.read({name: value}).factors(codes)
        keeps = frozenset(code for code, share in zip(codes, left, strict=True) if share > KEPT)
        if keeps:
            kept = tuple(line.p * share for line, share in zip(lines, left, strict=True))
            found.append(_Answered(Option(value, label, None, keeps), kept))
    return found


def _unknown(name: str, lines: Sequence[Plausible]) -> Option:
    """ "I don't know" keeps all."""
    return Option(UNKNOWN, Message(f"classify.unknown.{name}"), None, frozenset(line.code for line in lines))


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
    bands = [every[line.code].each for line in lines]
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


def _spread(duties: Sequence[float | None], weights: Sequence[float]) -> float:
    """Expected distance of the duty from its mean."""
    known = [(duty, p) for duty, p in zip(duties, weights, strict=True) if duty is not None]
    mass = sum(p for _, p in known)
    if mass <= 0:
        return 0.0
    mean = sum(duty * p for duty, p in known) / mass
    return sum(abs(duty - mean) * p for duty, p in known) / mass


def _undecided(weights: Sequence[float]) -> float:
    total = sum(weights)
    return 1 - max(weights, default=0.0) / total if total > 0 else 0.0


def _gain(answers: Sequence[_Answered], lines: Sequence[Plausible], scale: float) -> float:
    """How much of the duty's spread (and, for a little, of the doubt about the line) the answer should remove."""
    duties, before = [line.duty for line in lines], [line.p for line in lines]
    total = sum(before)
    left = doubt = weight_sum = 0.0
    for answer in answers:
        kept = zip(lines, answer.left, strict=True)
        weight = sum(p for line, p in kept if line.code in answer.option.keeps) / total
        left += weight * _spread(duties, answer.left)
        doubt += weight * _undecided(answer.left)
        weight_sum += weight
    if weight_sum <= 0:
        return 0.0
    doubts = _undecided(before) - doubt / weight_sum
    return (_spread(duties, before) - left / weight_sum) + DOUBT * scale * doubts


def _moves(answers: Sequence[_Answered], lines: Sequence[Plausible]) -> Decimal | None:
    """The distance between the cheapest and the dearest answer's expected duty."""
    means = []
    for answer in answers:
        kept = answer.option.keeps
        known = [(line.duty, line.p) for line in lines if line.code in kept and line.duty is not None]
        mass = sum(p for _, p in known)
        if mass > 0:
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
        answers = _answered(name, values, lines)
        gain = _gain(answers, lines, scale) * _EASE[name]
        if gain > LEAST_GAIN * scale:
            options = (*(answer.option for answer in answers), _unknown(name, lines))
            found.append((gain, Question(name, Message(f"classify.question.{name}"), options, _moves(answers, lines))))
    found.sort(key=lambda item: -item[0])
    return tuple(question for _, question in found[:at_most])
