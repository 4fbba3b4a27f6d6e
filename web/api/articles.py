"""`GET /api/v1/articles[/{slug}]`."""

from __future__ import annotations

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field

from knowledge.library.articles import Edition, find_page, load_articles
from web.api.endpoints import Endpoint
from web.api.models import ArticleFull, ArticleList
from web.http.problems import Problem
from web.http.validation import Faults
from web.services.queries import Json, spoken


class Query(BaseModel):
    """Which articles, in which language."""

    model_config = ConfigDict(extra="forbid")
    lang: str = "en"
    q: str = Field(default="", max_length=500, description="Only articles about this, nearest first")


class OneQuery(BaseModel):
    """Which language."""

    model_config = ConfigDict(extra="forbid")
    lang: str = "en"


def _language(sent: Json, model: type[BaseModel]) -> str:
    try:
        for name in sent:
            if name not in model.model_fields:
                raise Faults([{"at": name, "message": f"not known; known are {', '.join(model.model_fields)}"}])
        return spoken(str(sent.get("lang", "en")))
    except Faults:
        raise
    except ValueError as error:
        raise Faults([{"at": "lang", "message": str(error)}]) from None


def _head(edition: Edition, topic: str) -> Json:
    from knowledge.library.placeholders import fill

    facts = edition.facts
    return {
        "slug": facts.slug,
        "topic": topic,
        "lang": edition.lang,
        "title": facts.title,
        "summary": fill(facts.summary, edition.lang),
        "holds": {
            "from": facts.holds.from_.isoformat() if facts.holds.from_ else None,
            "to": facts.holds.to.isoformat() if facts.holds.to else None,
        },
        "checked": facts.checked.isoformat(),
    }


async def _list(request: web.Request, sent: Json) -> Json:
    lang = _language(sent, Query)
    from knowledge.library.search import search

    wanted = str(sent.get("q", "")).strip()
    articles = {article.slug: article for article in load_articles()}
    slugs = [hit.slug for hit in search(wanted[:500], lang, limit=20)] if wanted else list(articles)
    return {"articles": [_head(articles[slug].in_language(lang), articles[slug].topic) for slug in slugs]}


async def _one(request: web.Request, sent: Json) -> Json:
    lang = _language(sent, OneQuery)
    article = find_page(request.match_info["slug"])
    if article is None:
        raise Problem(404, "No article has this name.")
    from knowledge.library.placeholders import fill

    edition = article.in_language(lang)
    return _head(edition, article.topic) | {
        "answer": fill(edition.lead, edition.lang),
        "body": fill(edition.body, edition.lang),
        "sources": [source.model_dump() for source in edition.facts.sources],
        "related": list(edition.facts.related),
        "withdrawn": article.withdrawn.on.isoformat() if article.withdrawn else None,
    }


ENDPOINTS = (
    Endpoint("GET", "/articles", "List the guides", _list, query=Query, returns=ArticleList),
    Endpoint("GET", "/articles/{slug}", "Read a guide", _one, query=OneQuery, returns=ArticleFull, errors=(404,)),
)
