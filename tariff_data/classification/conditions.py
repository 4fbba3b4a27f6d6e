"""What sets a line apart from its siblings, read from its plain label: material, knit or woven, who for, value band."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tariff_data.classification import labels
from tariff_data.classification.materials import materials
from tariff_data.classification.phrases import of_parts
from tariff_data.classification.words import fold, stem

_NEGATED = re.compile(r"\b(?:not|except|without|no|excluding|other than|neither|little)\b[^,;)]*")
_PAREN = re.compile(r"\([^)]*\)")
_MONEY = re.compile(r"\$\s?(\d+(?:\.\d+)?)")
_CENTS = re.compile(r"(\d+(?:\.\d+)?)\s?(?:cents?\b|¢)")
_OF_THE_MOVEMENT = re.compile(r"movement\s*(?:(?:value|worth|valued)\s*)?(?:over|up to|at most)?\s*$")
_BASIS = (
    (re.compile(r"dozen pairs"), "doz_prs"),
    (re.compile(r"dozen"), "doz"),
    (re.compile(r"pair"), "prs"),
    (re.compile(r"(?:per|a|/) ?kg|kilo"), "kg"),
    (re.compile(r"lit(?:er|re)"), "l"),
    (re.compile(r"(?:per|a|/) ?(?:144|gross)"), "gross"),
    (re.compile(r"(?:per|a|/) ?meter"), "m"),
    (re.compile(r"m2|square"), "m2"),
    (re.compile(r"set"), "set"),
)
_MEN = re.compile(r"\b(men|mens|men's|boys|boys')\b")
_WOMEN = re.compile(r"\b(women|womens|women's|girls|girls')\b")
_BABY = re.compile(r"\b(baby|babies|babies'|infants?)\b")


# How many articles (a pair counts as one) a basis unit holds; a band per kilogram or liter says nothing of an article.
ARTICLES = {"no": 1, "prs": 1, "doz": 12, "doz_prs": 12, "gross": 144}


@dataclass(frozen=True, slots=True)
class Band:
    """A value band in dollars per `basis` unit: above `over`, up to `upto` (None: open)."""

    over: float
    upto: float | None
    basis: str

    def holds(self, value: float) -> bool:
        """Whether a value in dollars per basis unit falls in the band."""
        return value > self.over and (self.upto is None or value <= self.upto)

    def each(self) -> Band | None:
        """The band in dollars per article, None where its unit is no number of articles."""
        articles = ARTICLES.get(self.basis)
        if articles is None or articles == 1:
            return self if articles else None
        return Band(self.over / articles, self.upto / articles if self.upto is not None else None, "no")


@dataclass(frozen=True, slots=True)
class Conditions:
    """A line's conditions. 0, None and an empty set mean: says nothing. `each`: the band in dollars per article."""

    material: int
    refused: int
    knit: str | None
    whom: frozenset[str]
    band: Band | None
    each: Band | None
    rest: bool
    parts: bool


def value_band(label: str) -> Band | None:
    """The dollars a label names: "over $20", "up to $3", "over $3 to $6.50", "$3.01 to $6.50", "$10 or less".

    What a watch's movement is worth is not the watch's value: such a band is left out.
    """
    text = _CENTS.sub(lambda match: f"${float(match.group(1)) / 100:g}", label.lower().replace(",", ""))
    amounts = [(float(m.group(1)), m.start(), m.end()) for m in _MONEY.finditer(text)]
    if not amounts:
        return None
    basis = next((unit for pattern, unit in _BASIS if pattern.search(text[amounts[0][1] : amounts[-1][2] + 28])), "no")
    first, at, end = amounts[0]
    if _OF_THE_MOVEMENT.search(text[:at]):
        return None
    before, after = text[max(0, at - 14) : at], text[end : end + 12]
    if len(amounts) > 1 and re.match(r"[^$]{0,24}?(?:to|-|up to|but not over|through)\s*\$", text[end:]):
        return Band(first, amounts[1][0], basis)
    if re.search(r"(over|above|more than)\s*$", before) or re.match(r"\s*(or more|and up(?! to)|and over|\+)", after):
        return Band(first, None, basis)
    if re.search(r"(up to|under|to|below|not over|less than|at most)\s*$", before) or re.match(
        r"\s*(or less|or under|and under)", after
    ):
        return Band(0.0, first, basis)
    return None


def _bits(text: str) -> int:
    sequence = tuple(stem(part, "en") for part in re.findall(r"[^\W_]+", fold(text)))
    return materials().find(sequence, "en")[0]


def read_conditions(code: str, label: str, heading_label: str) -> Conditions:
    """The conditions of a line from its label, and what its chapter and heading imply."""
    lowered = fold(label)
    refused = 0
    for match in _NEGATED.finditer(lowered):
        refused |= _bits(match.group())
    kept = _NEGATED.sub(" ", lowered)
    outside = _PAREN.sub(" ", kept)
    material = _bits(outside) or _bits(kept)
    chapter = code[:2]
    knit: str | None = (
        "knit" if chapter in ("60", "61") else "woven" if chapter == "62" and code[:4] not in ("6212", "6217") else None
    )
    if knit is None and chapter in ("63", "58", "59", "65", "42"):
        knit = "knit" if re.search(r"\bknit", outside) else "woven" if re.search(r"\bwoven\b", outside) else None
    both = f"{lowered} {fold(heading_label)}" if chapter in ("61", "62") else lowered
    whom = frozenset(
        who for who, pattern in (("men", _MEN), ("women", _WOMEN), ("baby", _BABY)) if pattern.search(both)
    )
    rest = bool(re.match(r"(other|any other|all other)\b", lowered) or re.search(r"\b(any|of) other\b", lowered))
    band = value_band(label)
    each = band.each() if band else None
    return Conditions(material, refused & ~material, knit, whom, band, each, rest, of_parts(label, "en"))


@lru_cache(maxsize=1)
def all_conditions() -> dict[str, Conditions]:
    """The conditions of every line, read once."""
    headings = {row.code: row.label_en for row in labels.rows() if len(row.code) == 4}
    return {
        row.code: read_conditions(row.code, row.label_en, headings.get(row.code[:4], ""))
        for row in labels.rows()
        if len(row.code) == 8
    }
