"""The tariff to look around in, and a page for each line with its rate over time."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.web.conftest import Client
from web.site.chart import BOTTOM, RIGHT, chart


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


async def test_a_line_shows_its_rates_by_date_and_origin(client: Client) -> None:
    text = await page(client, "/en/tariff/42022190?made=IT&on=2026-11-24&value=450")
    # 9% base, topped up to 10% for EU goods since July 24, 2026: 450 x 10% = 45.00
    assert "<b>$45.00</b> on $450.00" in text
    rows = re.findall(r'<th role="rowheader" scope="row">(.*?)</th>(.*?)</tr>', text, re.S)
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


def steps(*rates: tuple[str, str | None]) -> list[dict[str, Any]]:
    return [{"from": first, "rate_pct": rate} for first, rate in rates]


def test_the_drawing_keeps_its_scale() -> None:
    drawn = chart(
        steps(("2025-01-01", "9"), ("2025-04-05", "19"), ("2025-05-01", "19"), ("2026-07-24", "10")),
        Decimal(9),
        date(2026, 10, 9),
    )
    assert drawn is not None
    assert [mark.text for mark in drawn.grid] == ["0%", "5%", "10%", "15%", "20%"]
    assert [mark.text for mark in drawn.values] == ["9%", "19%", "10%"], "a step that changes nothing is not drawn"
    assert drawn.base_y == pytest.approx(BOTTOM - 220 * 9 / 20)
    assert drawn.edge.endswith(f"H{RIGHT}")
    assert drawn.verified_x < RIGHT


def test_what_is_no_percentage_is_not_drawn() -> None:
    assert chart(steps(("2025-01-01", None)), Decimal(0), date(2026, 10, 9)) is None
    assert chart([], Decimal(0), date(2026, 10, 9)) is None
