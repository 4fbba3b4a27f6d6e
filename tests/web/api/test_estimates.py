"""Estimates, classification and law over HTTP, held to the models that openapi.json describes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.web.conftest import Client
from tests.web.http.test_problems import problem
from web.api import models

BAG = {
    "on": "2026-11-24",
    "mode": "express",
    "items": [{"hts": "4202.21.90", "description": "leather handbag", "value": "450.00", "origin": "IT"}],
}


async def estimated(client: Client, request: dict[str, Any]) -> models.Estimate:
    response = await client.post("/api/v1/estimates", json=request)
    assert response.status == 200, await response.text()
    assert response.headers["Cache-Control"] == "no-store"
    return models.Estimate.model_validate(await response.json())


async def test_a_known_line_is_priced_to_the_cent(client: Client) -> None:
    found = await estimated(client, BAG)
    item = found.items[0]
    # 9% x 450 = 40.50, topped up to 10% for EU goods: 4.50; the express facility fee replaces the processing fee.
    assert [(line.heading, line.amount) for line in item.lines if line.status == "applies"] == [
        ("4202.21.90", "40.50"),
        ("9903.05.39", "4.50"),
    ]
    assert item.duty.likely == "45.00"
    assert found.totals.government.likely == str(Decimal("45.00") + sum(Decimal(fee.amount or 0) for fee in found.fees))
    assert found.on.isoformat() == "2026-11-24"
    assert "independent" in found.notice


async def test_spanish_is_answered_in_spanish(client: Client) -> None:
    found = await estimated(client, BAG | {"lang": "es"})
    assert "independiente" in found.notice


@pytest.mark.parametrize(
    ("request_", "at", "said"),
    [
        ({"items": []}, "items", "at least 1"),
        ({}, "items", "required"),
        ({"items": [{"value": "1", "origin": "IT"}]}, "items.0", "hts"),
        ({"items": [{"description": " ", "value": "1", "origin": "IT"}]}, "items.0", "hts"),
        ({"items": [{"description": "bag", "value": "-1", "origin": "IT"}]}, "items.0.value", "greater than"),
        ({"items": [{"description": "bag", "value": "x", "origin": "IT"}]}, "items.0.value", "valid decimal"),
        ({"items": [{"description": "bag", "value": True, "origin": "IT"}]}, "items.0.value", "Decimal"),
        ({"items": [{"description": "bag", "value": "1", "origin": "ZZ"}]}, "items.0.origin", "ISO 3166"),
        ({"items": [{"description": "bag", "value": "1", "origin": "IT", "weight_kg": "1e400"}]},
         "items.0.weight_kg", "less than"),
        ({"items": [{"hts": "4202", "value": "1", "origin": "IT"}]}, "items.0.hts", "8 or 10 digits"),
        ({"items": [{"hts": "42022190", "value": "1", "origin": "IT", "hue": "red"}]}, "items.0.hue", "not permitted"),
        ({"items": [{"description": "x", "value": "1", "origin": "IT", "facts": {"hue": 1}}]}, "items.0.facts", "hue"),
        ({"items": [{"description": "bag", "value": "1", "origin": "IT", "quantity": 1, "quantity_unit": "smidgen"}]},
         "items", "smidgen"),
        (BAG | {"on": "tomorrow"}, "on", "valid date"),
        (BAG | {"on": "1999-01-01"}, "on", ""),
        (BAG | {"mode": "rocket"}, "mode", "post"),
        (BAG | {"lang": "xx"}, "lang", "en, es"),
        (BAG | {"currency": "euros"}, "currency", "pattern"),
        (BAG | {"exchange_rate": 0}, "exchange_rate", "greater than 0"),
    ],
)  # fmt: skip
async def test_bad_requests_say_where(client: Client, request_: dict[str, Any], at: str, said: str) -> None:
    told = await problem(await client.post("/api/v1/estimates", json=request_), 400)
    assert told["title"] == "Bad input"
    assert told["errors"][0]["at"].startswith(at)
    assert said in told["errors"][0]["message"]


async def test_every_fault_of_a_request_is_told_at_once(client: Client) -> None:
    request = {"mode": "rocket", "items": [{"value": "x", "origin": "?"}, {"description": "bag", "origin": "IT"}]}
    told = await problem(await client.post("/api/v1/estimates", json=request), 400)
    places = {fault["at"] for fault in told["errors"]}
    assert places == {"mode", "items.0.value", "items.0.origin", "items.1.value"}


async def test_classify(client: Client) -> None:
    response = await client.get("/api/v1/classify", params={"q": "bolso de cuero", "lang": "es", "top": "3"})
    found = models.ClassificationResult.model_validate(await response.json())
    assert found.query == "bolso de cuero" and found.lang == "es"
    assert 1 <= len(found.candidates) <= 3
    assert found.candidates[0].heading == "4202"


async def test_law_on_a_line(client: Client) -> None:
    response = await client.get("/api/v1/law", params={"on": "2026-11-24", "hts": "4202.21.90", "origin": "it"})
    assert response.status == 200, await response.text()
    found = models.LawOn.model_validate(await response.json())
    assert found.rates["general"] == "9%"
    assert {"4202.21.90", "9903.05.39"} <= {line.heading for line in found.lines}


@pytest.mark.parametrize(
    ("query", "at"),
    [
        ({"hts": "42022190"}, "origin"),
        ({"hts": "42022190", "origin": "ZZ"}, "origin"),
        ({"hts": "4202", "origin": "IT"}, "hts"),
        ({"hts": "99999999", "origin": "IT"}, "hts"),
        ({"hts": "42022190", "origin": "IT", "on": "x"}, "on"),
        ({"hts": "42022190", "origin": "IT", "colour": "x"}, "colour"),
    ],
)
async def test_law_refuses_what_it_cannot_use(client: Client, query: dict[str, str], at: str) -> None:
    told = await problem(await client.get("/api/v1/law", params=query), 400)
    assert told["errors"][0]["at"] == at


async def test_the_description_names_every_operation_and_resolves(client: Client) -> None:
    document = await (await client.get("/api/v1/openapi.json")).json()
    operations = {(method, path) for path, methods in document["paths"].items() for method in methods}
    assert {
        ("post", "/api/v1/estimates"), ("get", "/api/v1/classify"), ("get", "/api/v1/law"),
        ("get", "/api/v1/law/timeline"), ("post", "/api/v1/chat"),
        ("get", "/api/v1/chat/{id}"), ("delete", "/api/v1/chat/{id}"), ("get", "/api/v1/articles"),
        ("get", "/api/v1/articles/{slug}"),
    } <= operations  # fmt: skip
    schemas = document["components"]["schemas"]

    def references(part: Any) -> list[str]:
        if isinstance(part, dict):
            own = [part["$ref"]] if "$ref" in part else []
            return own + [name for value in part.values() for name in references(value)]
        return [name for value in part for name in references(value)] if isinstance(part, list) else []

    named = references(document)
    assert len(named) > 20
    assert {name.removeprefix("#/components/schemas/") for name in named} <= set(schemas)


async def test_articles(client: Client) -> None:
    found = models.ArticleList.model_validate(await (await client.get("/api/v1/articles?lang=es")).json())
    assert len(found.articles) > 20
    slug = found.articles[0].slug
    one = models.ArticleFull.model_validate(await (await client.get(f"/api/v1/articles/{slug}?lang=es")).json())
    assert one.lang == "es" and one.answer and "{fee:" not in one.answer + one.body
    near = await (await client.get("/api/v1/articles", params={"q": "is the $800 exemption gone"})).json()
    assert "de-minimis-ended" in [article["slug"] for article in near["articles"][:3]]


async def test_coverage_names_every_programme_and_its_gaps_in_both_languages(client: Client) -> None:
    english = models.Coverage.model_validate(await (await client.get("/api/v1/coverage")).json())
    spanish = models.Coverage.model_validate(await (await client.get("/api/v1/coverage?lang=es")).json())
    by_id = {programme.id: programme for programme in english.programmes}
    assert {"entry", "301-china", "232-metals", "301-forced-labor", "338-canada"} <= set(by_id)
    assert by_id["232-metals"].known_gaps
    assert [one.id for one in spanish.programmes] == [one.id for one in english.programmes]
    assert spanish.programmes[0].name != english.programmes[0].name
    assert {gap for one in spanish.programmes for gap in one.known_gaps}.isdisjoint(
        gap for one in english.programmes for gap in one.known_gaps
    )
