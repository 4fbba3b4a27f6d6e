"""The tariff to look around in, and a page for each line with its rate over time."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.web.conftest import Client
from web.site.chart import BOTTOM, RIGHT, TOP, chart


async def page(client: Client, path: str, status: int = 200) -> str:
    response = await client.get(path)
    assert response.status == status
    return await response.text()


async def test_one_gets_from_the_top_to_a_line(client: Client) -> None:
    top = await page(client, "/en/tariff")
    assert 'href="/en/tariff/42"' in top
    chapter = await page(client, "/en/tariff/42")
    assert 'href="/en/tariff/4202"' in chapter
    heading = await page(client, "/en/tariff/4202")
    assert 'href="/en/tariff/42022190"' in heading and "9%" in heading
    assert "4202.21.90" in await page(client, "/en/tariff/42022190")


async def test_lines_side_by_side_say_what_sets_them_apart(client: Client) -> None:
    assert "undershirts, <strong>cotton</strong>" in await page(client, "/en/tariff/6109")
    beside = await page(client, "/en/tariff/42022190")
    assert '<span aria-current="true">Leather handbags' in beside
    assert "<strong>less</strong>" in beside
    assert "<strong>algodón</strong>" in await page(client, "/es/tariff/6109")


async def test_a_number_of_another_country_is_looked_up_by_its_first_six_digits(client: Client) -> None:
    text = await page(client, "/en/tariff?q=4202.21.99")
    assert 'href="/en/tariff/42022190"' in text and "same in every country" in text


async def test_a_line_shows_its_rates_by_date_and_origin(client: Client) -> None:
    text = await page(client, "/en/tariff/42022190?made=IT&on=2026-11-24&value=450")
    # 9% base, topped up to 10% for EU goods since July 24, 2026: 450 x 10% = 45.00
    assert "<b>$45.00</b> on $450.00" in text
    rows = re.findall(r'<th role="rowheader" scope="row"[^>]*>(.*?)</th>(.*?)</tr>', text, re.S)
    told = {re.sub("<[^>]+>", "", head): re.sub(r"<[^>]+>|\s+", " ", cells) for head, cells in rows}
    assert "9%" in told["Jan 1, 2025 to Apr 4, 2025"] and "Base duty only" in told["Jan 1, 2025 to Apr 4, 2025"]
    assert any(head.startswith("Since ") and "10%" in cells for head, cells in told.items())
    assert {"Italy", "China", "Mexico"} <= told.keys()
    assert '<path class="edge"' in text and "style=" not in text


async def test_a_line_by_weight_has_figures_without_a_drawing(client: Client) -> None:
    text = await page(client, "/es/tariff/24021030?made=CU")
    assert "$9.92/kg + 25%" in text and '<path class="edge"' not in text


@pytest.mark.parametrize(
    "query", ["made=ZZ", "made=%3Cscript%3E", "on=x", "on=1900-01-01", "value=abc", "value=-1", "value=1e99"]
)
async def test_odd_questions_still_get_the_page(client: Client, query: str) -> None:
    text = await page(client, f"/en/tariff/42022190?{query}")
    assert "<script>" not in text


@pytest.mark.parametrize(
    "path", ["/en/tariff/77", "/en/tariff/00", "/en/tariff/99999999", "/en/tariff/123", "/en/tariff/abc"]
)
async def test_what_is_not_there_is_said(client: Client, path: str) -> None:
    await page(client, path, 404)


async def test_the_tariff_is_searched_in_plain_words(client: Client) -> None:
    assert "/es/tariff/7323" in await page(client, "/es/tariff?q=sartén de acero")
    assert "Nothing found for “&lt;b&gt;”" in await page(client, "/en/tariff?q=<b>")


def steps(*rates: tuple[str, str | None] | tuple[str, str | None, str | None, str | None]) -> list[dict[str, Any]]:
    """Steps of a timeline: from, rate, and where they differ from the rate, the lowest and the highest."""
    told = [(first, rate, *(spread or (rate, rate))) for first, rate, *spread in rates]
    return [dict(zip(("from", "rate_pct", "low_pct", "high_pct"), step, strict=True)) for step in told]


def test_the_drawing_keeps_its_scale() -> None:
    drawn = chart(
        steps(("2025-01-01", "9"), ("2025-04-05", "19"), ("2025-05-01", "19"), ("2026-07-24", "10")),
        Decimal(9),
        date(2026, 10, 9),
    )
    assert drawn is not None
    assert [mark.text for mark in drawn.grid] == ["0%", "5%", "10%", "15%", "20%"]
    assert [mark.text for mark in drawn.values] == ["9%", "19%", "10%"], "a step that changes nothing is not drawn"
    assert f"V{BOTTOM - 220 * 9 / 20}H" in drawn.base
    assert drawn.edge.endswith(f"H{RIGHT}")
    assert drawn.verified_x < RIGHT
    assert drawn.bands == drawn.gaps == ()


def test_what_depends_on_a_fact_is_a_band_from_the_lowest_to_the_highest() -> None:
    drawn = chart(
        steps(("2025-01-01", "5"), ("2025-03-01", None, "10", "40"), ("2025-09-01", "30", "20", "40")),
        Decimal(5),
        date(2026, 3, 1),
    )
    assert drawn is not None
    low, high = (BOTTOM - (BOTTOM - TOP) * rate / 60 for rate in (10, 40))
    assert [(round(box.y, 1), round(box.y + box.height, 1)) for box in drawn.bands] == [
        (round(high, 1), round(low, 1)),
        (round(high, 1), round(BOTTOM - (BOTTOM - TOP) * 20 / 60, 1)),
    ]
    assert [mark.text for mark in drawn.values] == ["5%", "10–40%", "30%"]
    assert drawn.edge.count("M") == 2, "no line is drawn where there is no likely rate"


def test_a_step_without_a_rate_is_a_gap_and_never_zero() -> None:
    drawn = chart(steps(("2025-01-01", "5"), ("2025-07-01", None), ("2026-01-01", "8")), Decimal(5), date(2026, 3, 1))
    assert drawn is not None
    (gap,) = drawn.gaps
    assert (gap.y, gap.height) == (TOP, BOTTOM - TOP)
    assert drawn.extra.count("M") == drawn.base.count("M") == drawn.edge.count("M") == 2
    assert f"H{gap.x}V{BOTTOM}Z" in drawn.extra and f"M{round(gap.x + gap.width, 1)} {BOTTOM}" in drawn.extra


async def test_a_line_that_depends_on_a_fact_has_its_band_and_says_so_beside_it(client: Client) -> None:
    text = await page(client, "/en/tariff/73239970?made=CN&on=2026-11-24")
    assert 'class="band"' in text and "Depends on a fact, lowest to highest" in text
    assert "Hatched where it depends on a fact" in text
    table = text.partition("The same in numbers")[2]
    assert "25.3% to 50.3%, depending on the goods" in table and "20% to 45%" in table


def test_what_is_no_percentage_is_not_drawn() -> None:
    assert chart(steps(("2025-01-01", None)), Decimal(0), date(2026, 10, 9)) is None
    assert chart([], Decimal(0), date(2026, 10, 9)) is None
