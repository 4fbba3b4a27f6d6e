"""The tools: what the API answers, offered to other assistants with schemas made from the same models."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from tariff_data.declaration.request import EstimateRequest
from web.api.models import ArticleHead, ClassificationResult, Estimate, LawOn
from web.http.validation import validated
from web.services.queries import ClassifyQuery, LawQuery, classify_answer, estimate_answer, law_answer, spoken

Json = dict[str, Any]


class SearchQuery(BaseModel):
    """A question about importing, in plain words; `on` is the entry date it is about (default today)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    query: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
    lang: str = "en"
    on: date = Field(default_factory=date.today)
    limit: int = Field(default=5, ge=1, le=20)

    _spoken = field_validator("lang")(spoken)


class FoundArticle(ArticleHead):
    """A guide with its answer for the entry date that was asked about."""

    answer: str
    sources: list[dict[str, str]]


class FoundArticles(BaseModel):
    """Guides, nearest first."""

    articles: list[FoundArticle]


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: `work` takes the arguments and gives an answer that `returns` describes; it may raise `Faults`."""

    name: str
    title: str
    description: str
    takes: type[BaseModel]
    returns: type[BaseModel]
    work: Callable[[Json], Json]


def search_answer(data: object) -> Json:
    """The guides nearest to a question, each with the answer that holds on the entry date."""
    wanted = validated(SearchQuery, data)
    from knowledge.library.articles import load_articles
    from knowledge.library.placeholders import fill
    from knowledge.library.search import search

    articles = {article.slug: article for article in load_articles()}
    found = []
    for hit in search(wanted.query, wanted.lang, limit=wanted.limit):
        edition = articles[hit.slug].in_language(wanted.lang)
        holds = edition.facts.holds
        found.append({
            "slug": hit.slug,
            "topic": hit.topic,
            "lang": edition.lang,
            "title": edition.title,
            "summary": fill(edition.summary, edition.lang),
            "holds": {
                "from": holds.from_.isoformat() if holds.from_ else None,
                "to": holds.to.isoformat() if holds.to else None,
            },
            "checked": edition.facts.checked.isoformat(),
            "answer": fill(edition.answer(wanted.on), edition.lang),
            "sources": [source.model_dump() for source in edition.facts.sources],
        })  # fmt: skip
    return {"articles": found}


TOOLS = {
    tool.name: tool
    for tool in (
        Tool(
            "classify",
            "Find tariff lines",
            "Find the US tariff lines (HTS numbers) a described item may stand on, with how sure that is, and the "
            "questions whose answers would decide between them. English or Spanish.",
            ClassifyQuery,
            ClassificationResult,
            classify_answer,
        ),
        Tool(
            "estimate",
            "Estimate duty and fees",
            "Estimate US customs duty, additional tariffs and government fees for a shipment, line by line, by the law "
            "of the entry date. Give an item's description or its HTS number, its value and the country it was made "
            "in. The result has a low, likely and high duty, a reason and citation for every line, what is not known, "
            "and the question that moves the duty most; answer it through `facts` and call again. Null means unknown, "
            "never zero. Always pass the notice on with the figures.",
            EstimateRequest,
            Estimate,
            estimate_answer,
        ),
        Tool(
            "law_on",
            "Law on a tariff line",
            "Every rate and additional tariff on an HTS number for a country of origin on a date, with status, "
            "citation and source. Use this instead of memory: US tariffs changed many times in 2025 and 2026.",
            LawQuery,
            LawOn,
            law_answer,
        ),
        Tool(
            "search_articles",
            "Search the guides",
            "Search checked guides about importing into the United States: the $800 exemption, gifts, mail and courier "
            "bills, returns, refunds, paperwork. Each has the answer for the entry date, the dates it holds for, when "
            "it was checked and its sources.",
            SearchQuery,
            FoundArticles,
            search_answer,
        ),
    )
}


@cache
def described() -> tuple[Json, ...]:
    """The tools as `tools/list` shows them, always in one order."""
    return tuple(
        {
            "name": tool.name,
            "title": tool.title,
            "description": tool.description,
            "inputSchema": tool.takes.model_json_schema(),
            "outputSchema": tool.returns.model_json_schema(),
            "annotations": {"readOnlyHint": True, "idempotentHint": True, "openWorldHint": False},
        }
        for tool in TOOLS.values()
    )
