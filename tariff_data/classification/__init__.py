"""From a described item to the duty lines it may stand on, how sure that is, and what to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tariff_data.classification import labels
from tariff_data.classification.by_number import Numbered, numbered
from tariff_data.classification.confidence import Level, level
from tariff_data.classification.description import answered, describe
from tariff_data.classification.duty_range import plausible
from tariff_data.classification.facts import Answers
from tariff_data.classification.features import score
from tariff_data.classification.index import index
from tariff_data.classification.intercepts import Intercept, intercept
from tariff_data.classification.questions import Plausible, questions
from tariff_data.classification.ranking import rank
from tariff_data.core.messages import Message
from tariff_data.results import Question, Range

_NEW_HEADING, _NEW_SUBHEADING = 7.0, 0.5  # what showing a further heading or subheading is worth, beside a line (1)
_KEPT_FOR_OTHERS = 2  # the last places go to other headings where one or two take all the others
_LOOKED_AT = 50
PRICED = 40  # the likeliest lines, whose duties make the range
DutyOf = Callable[[str], Range]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A duty line (8 digits) with its heading, plain labels, confidence and probability (`score`, 0 to 1)."""

    hts: str
    heading: str
    label_en: str
    label_es: str
    confidence: Level
    score: float


@dataclass(frozen=True, slots=True)
class Classification:
    """Candidates, the best first and then varied; `plausible` lines with their `probability` span the duty.

    `note`: what to say of a tariff number that was given in place of words, or among them.
    """

    query: str
    lang: str
    candidates: tuple[Candidate, ...]
    plausible: tuple[str, ...]
    probability: tuple[float, ...]
    questions: tuple[Question, ...]
    intercept: Intercept | None
    note: Message | None = None


def _middle(duty: Range) -> float | None:
    """One figure for a line's duty: likely, else the middle of low and high."""
    if duty.likely is not None:
        return float(duty.likely)
    if duty.low is not None and duty.high is not None:
        return float(duty.low + duty.high) / 2
    return None


def _likeliest_heading_first(weighed: list[tuple[float, str]], heading: Mapping[str, float]) -> list[tuple[float, str]]:
    """The best line of the likeliest heading first: a heading of many lines shares its probability out among them."""
    first = next((n for n, (_, code) in enumerate(weighed) if heading[code[:4]] == max(heading.values())), 0)
    return [weighed[first], *weighed[:first], *weighed[first + 1 :]] if weighed else weighed


def _varied(weighed: list[tuple[float, str]], top: int) -> list[tuple[float, str]]:
    """The first `top` lines to show, so that each adds the most: its own probability, and that of its heading and
    subheading where none of their lines is shown yet."""
    heading, subheading = _mass(weighed, 4), _mass(weighed, 6)
    shown, seen = weighed[:1], {code[:size] for _, code in weighed[:1] for size in (4, 6)}
    first_of_heading = {code[:4]: (p, code) for p, code in reversed(weighed)}
    pool = list(dict.fromkeys([*weighed[1 : top + _LOOKED_AT], *first_of_heading.values()]))

    def adds(item: tuple[float, str]) -> float:
        p, code = item
        new_heading = 0.0 if code[:4] in seen else _NEW_HEADING * heading[code[:4]]
        return p + new_heading + (0.0 if code[:6] in seen else _NEW_SUBHEADING * subheading[code[:6]])

    while pool and len(shown) < top:
        others = [item for item in pool if item[1][:4] not in seen] if len(shown) >= top - _KEPT_FOR_OTHERS else []
        best = max(others if others and len(_mass(shown, 4)) <= _KEPT_FOR_OTHERS else pool, key=adds)
        pool.remove(best)
        if best not in shown:
            shown.append(best)
            seen |= {best[1][:4], best[1][:6]}
    return shown


def _mass(weighed: Iterable[tuple[float, str]], size: int) -> dict[str, float]:
    """The probability of each heading (4 digits) or subheading (6)."""
    mass: dict[str, float] = {}
    for p, code in weighed:
        mass[code[:size]] = mass.get(code[:size], 0.0) + p
    return mass


def classify(
    text: str,
    lang: str = "en",
    *,
    attributes: Mapping[str, object] | None = None,
    facts: Mapping[str, object] | None = None,
    top: int = 10,
    duty_of: DutyOf | None = None,
    at_most: int = 3,
    least: float = 0.0,
) -> Classification:
    """Candidate lines for a described item.

    `attributes`: what a listing states (material, gender, item type, category as text or path).
    `facts`: answers (see `classify.facts`), of which `unit_value` (dollars per article) may be filled in by the caller.
    `duty_of`: what a line (8 digits) would cost; without it the range is over probability alone. Where the plausible
    lines' duties lie within `least` of each other (in the unit of `duty_of`), nothing is asked.
    """
    facts = facts or {}
    lang = lang if lang in ("en", "es") else "en"
    found = index()
    number = numbered(text)
    described = answered(describe(number.rest if number else text, lang, attributes or {}, found), facts)
    body, kind = score(described, found)
    ranked = rank(described, body, kind, found, facts, frozenset(number.lines if number else ()))
    rows = labels.by_code()
    named = [found.codes[n] for n in ranked.lines]
    left = Answers.read(facts).factors(named)
    weighed = [(p * kept, code) for p, kept, code in zip(ranked.line_p, left, named, strict=True)]
    total = sum(p for p, _ in weighed) or 1.0
    weighed = sorted(((p / total, code) for p, code in weighed), key=lambda item: (-item[0], item[1]))
    by_heading = _mass(weighed, 4)
    weighed = _likeliest_heading_first(weighed, by_heading)
    codes, probability = [code for _, code in weighed], [p for p, _ in weighed]
    duty = {code: duty_of(code) for code in codes[:PRICED]} if duty_of else {}
    spread = plausible(codes[:PRICED], probability[:PRICED], duty)
    candidates = tuple(
        Candidate(
            code,
            code[:4],
            rows[code].label_en,
            rows[code].label_es,
            _sure(number)
            if number
            else level(code[:4], by_heading[code[:4]], described, ranked)
            if code in spread.codes
            else "possible",  # the range leaves it out
            round(p, 4),
        )
        for p, code in _varied(weighed, top)
    )
    lines = [
        Plausible(c, p, _middle(duty[c]) if c in duty else None)
        for c, p in zip(spread.codes, spread.probability, strict=True)
    ]
    return Classification(
        text,
        lang,
        candidates,
        spread.codes,
        spread.probability,
        questions(lines, facts, at_most, least),
        None if number else intercept(text, described.lang),
        number.note if number else None,
    )


def _sure(number: Numbered) -> Level:
    """A number that is one line's leaves nothing open; one that only begins like it leaves the line open."""
    return "strong" if len(number.lines) == 1 else "good"


__all__ = ["Candidate", "Classification", "Intercept", "Level", "classify"]
