"""One article, one treatment: the published order, rule by rule."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest

from tariff_data.additional_duties import Case, additional_duties
from tariff_data.additional_duties.law import the_law
from tariff_data.additional_duties.outcome import matcher
from tests.tariff_data.additional_duties.test_cases import read

(ORDER,) = the_law().precedence
FIRST = date(2026, 4, 6)


def shown() -> set[tuple[str, str]]:
    """Every pair (winner, loser) that a worked case shows since the order holds."""
    pairs: set[tuple[str, str]] = set()
    for _, row in read("interactions"):
        for on, wanted in row["days"].items():
            if on >= FIRST:
                pairs |= {(by, loser) for loser, by in wanted.get("displaced", {}).items()}
    for _, row in read("exemptions"):
        if row["day"] >= FIRST:
            pairs |= {(row["heading"], loser) for loser in row["removes"]}
    return pairs


def can_meet(first: set[str], second: set[str]) -> bool:
    """Whether any line of the metals lists, of any of these origins, stands under headings of both ranks."""
    names = {name for m in the_law().measures if m.program == "232-metals" for name in m.codes if not name.isdigit()}
    lines = {
        code[:8] for code, found in the_law()._prefixes.items() if len(code) >= 8 and any(n in names for n, _ in found)
    }
    for hts in sorted(lines):
        for origin in ("CA", "GB", "RU"):
            headings = {e.heading for e in matcher().plan_for(hts, origin, date(2026, 11, 24)).entries}
            if headings & first and headings & second:
                return True
    return False


def test_every_metals_heading_since_april_2026_has_its_rank() -> None:
    ranked = {heading for rank in ORDER.ranks for heading in rank}
    metals = {m.heading for m in the_law().measures if m.program == "232-metals" and m.holds(date(2026, 11, 24))}
    assert ranked == metals
    assert len(ranked) == sum(map(len, ORDER.ranks))


@pytest.mark.parametrize("place", range(len(ORDER.ranks) - 1))
def test_a_worked_case_shows_each_rank_winning_over_a_later_one(place: int) -> None:
    later = {heading for rank in ORDER.ranks[place + 1 :] for heading in rank}
    if not can_meet(set(ORDER.ranks[place]), later):
        assert ORDER.ranks[place] == ("9903.82.10", "9903.82.11")  # machinery (ix)-(x) is on no list of a later rank
        return
    assert any(by in ORDER.ranks[place] and loser in later for by, loser in shown())


def test_no_article_has_two_metals_treatments() -> None:
    """Whatever is answered: two ranks never charge together."""
    confirmed = {f"confirm:{heading}": True for rank in ORDER.ranks for heading in rank}
    ranks = {heading: number for number, rank in enumerate(ORDER.ranks) for heading in rank}
    for hts in ("73239300", "84109000", "84014000", "84272080", "76042100", "85444210", "72083600", "94062000"):
        for origin in ("VN", "GB", "RU", "MX", "JP", "BY"):
            for left_out in [(), *combinations(confirmed, 1)]:
                facts = {name: value for name, value in confirmed.items() if name not in left_out}
                facts |= {"metal_weight_pct": 50, "us_content_pct": 30} if left_out else {}  # type: ignore[dict-item]
                column = "column2" if origin in ("RU", "BY") else "general"
                case = Case(hts, origin, date(2026, 11, 24), Decimal(1000), Decimal(30), column, facts=facts)  # type: ignore[arg-type]
                lines = additional_duties(case).lines
                used = {ranks[x.heading] for x in lines if x.status in ("applies", "exempt") and x.heading in ranks}
                assert len(used) <= 1, (hts, origin, left_out)
