"""What every page shares: the words of its language, its address in the other ones, the notice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import aiohttp_jinja2
import jinja2
from aiohttp import web
from babel.dates import format_skeleton

from knowledge.wording import translate as words
from knowledge.wording.languages import language, languages
from tariff_data.core.messages import Message
from tariff_data.law_records.snapshot import verified_through
from web.http.app_keys import ASSETS, LANG, SETTINGS

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
Context = dict[str, Any]


def set_up(app: web.Application) -> None:
    """Give the application its templates: escaped by default, and an unknown name is an error."""
    environment = aiohttp_jinja2.setup(
        app,
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(hts=words.dotted)


def _shared(request: web.Request) -> Context:
    lang = request[LANG]
    return speaking(lang) | {
        "languages": languages(),
        "asset": request.config_dict[ASSETS].url,
        "public_url": request.config_dict[SETTINGS].url,  # what other sites fetch must not hang on a Host header
        "base_url": request.config_dict[SETTINGS].url or str(request.url.origin()),
        "notice": notice(lang),
        "current": None,
        "here": page_path(request),
        "here_full": (page_path(request) or "/") + (f"?{request.query_string}" if request.query_string else ""),
    }


def speaking(lang: str) -> Context:
    """What templates need to speak a language."""

    def t(key: str, **values: object) -> str:
        return words.say(Message(key, values), lang)

    def money(amount: str | Decimal | None) -> str:
        return t("site.not_known") if amount is None else words.money(Decimal(amount), lang)

    def span(low: str | None, high: str | None) -> str:
        if low is not None and high is None and Decimal(low) > 0:
            return t("site.at_least", low=Decimal(low))
        if low is None or high is None:
            return t("site.not_known")
        return money(low) if Decimal(low) == Decimal(high) else t("site.span", low=Decimal(low), high=Decimal(high))

    def reach(sums: Context) -> str:
        """A sum from its lowest to its highest where both are known: what may yet be charged is never left out."""
        if sums["low"] is not None and sums["high"] is not None:
            return span(sums["low"], sums["high"])
        return span(sums["low"], sums["high"]) if sums["likely"] is None else money(sums["likely"])

    def fee_sum(estimate: Context) -> str:
        """What fees of the government come to, from those that are certain to those that depend on something too."""
        fees = estimate["totals"]["fees"]
        open_ = [fee["amount"] for fee in estimate["fees"] if fee["status"] == "conditional"]
        return span(fees, None if None in open_ else str(sum(map(Decimal, open_), Decimal(fees))))

    def day(when: date | str) -> str:
        return words.day(date.fromisoformat(when) if isinstance(when, str) else when, lang)

    def percent(rate: Decimal | None) -> str:
        return t("site.not_known") if rate is None else words.percent(rate, lang)

    def month(when: date, year: bool) -> str:
        return format_skeleton("yMMM" if year else "MMM", when, locale=language(lang).locale)

    def country(code: str) -> str:
        return words.country_name(code, lang)

    def fee_name(kind: str) -> str:
        return t(f"site.fee.{kind}") if words.has(f"site.fee.{kind}") else kind.replace("_", " ")

    return {
        "fee_name": fee_name,
        "percent": percent,
        "month": month,
        "lang": lang,
        "t": t,
        "money": money,
        "span": span,
        "reach": reach,
        "fee_sum": fee_sum,
        "day": day,
        "country": country,
    }


def notice(lang: str) -> str:
    """Who the desk is not, and through which day it knows the law."""
    return words.say(Message("site.notice", {"day": verified_through()}), lang)


def page_path(request: web.Request) -> str | None:
    """The page's path without its language; None where it has none."""
    first, _, rest = request.path.removeprefix("/").partition("/")
    return f"/{rest}" if first in languages() else None


def page(request: web.Request, template: str, context: Context, *, status: int = 200) -> web.Response:
    """A template as an answer, compressed where the reader takes it."""
    text = aiohttp_jinja2.get_env(request.app).get_template(template).render(_shared(request) | context)
    response = web.Response(text=text, content_type="text/html", status=status)
    response.enable_compression()
    return response
