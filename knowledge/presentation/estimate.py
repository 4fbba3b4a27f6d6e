"""An estimate in a person's language: the result shape of CONTRACT, every sentence said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from knowledge.wording.rates import rate_words
from knowledge.wording.translate import dotted, has, say
from tariff_data.classification import Classification
from tariff_data.core.messages import Message
from tariff_data.hts.lookup import ScheduleLookup
from tariff_data.results import (
    Candidate,
    CarrierFee,
    DutyLine,
    EstimateResult,
    FeeLine,
    Flag,
    ItemResult,
    Question,
    Range,
)
from tariff_data.scenarios.law_on_line import LawOn
from tariff_data.scenarios.line_timeline import LineTimeline
from tariff_data.scenarios.rate_timeline import Step
from tariff_data.scenarios.what_would_change import Change

Json = dict[str, Any]
_OWN_NAME = re.compile(r"[a-z][a-z0-9_-]*")


def estimate_as_dict(result: EstimateResult, lang: str) -> Json:
    """The estimate as CONTRACT has it: money as decimal strings, dates as ISO, words in the language."""
    return {
        "on": result.on.isoformat(),
        "verified_through": result.verified_through.isoformat(),
        "schedule": result.schedule,
        "coverage": "/api/v1/coverage",
        "currency": result.currency,
        "notice": notice(result.verified_through, lang),
        "items": [_item(item, lang) for item in result.items],
        "entry": {
            "type": result.entry.type,
            "why": say(result.entry.why, lang),
            "citation": result.entry.citation,
            "source": result.entry.source,
            "confidence": result.entry.confidence,
        },
        "fees": [_fee(fee, lang) for fee in result.fees],
        "carrier_fees": [_carrier_fee(fee, lang) for fee in result.carrier_fees],
        "totals": {
            "duty": _range(result.totals.duty),
            "fees": _amount(result.totals.fees),
            "government": _range(result.totals.government),
        },
        "missing": [{"fact": missing.fact, "why": say(missing.why, lang)} for missing in result.missing],
        "warnings": [say(warning, lang) for warning in result.warnings],
    }


def notice(verified_through: date, lang: str) -> str:
    """Who the desk is not, and through which day it knows the law."""
    return say(Message("estimate.notice", {"day": verified_through}), lang)


def _item(item: ItemResult, lang: str) -> Json:
    return {
        "description": item.description,
        "value_usd": _amount(item.value_usd),
        "candidates": [_candidate(candidate, lang) for candidate in item.candidates],
        "chosen": item.chosen,
        "duty": _range(item.duty),
        "lines": [_line(line, lang) for line in item.lines],
        "questions": [question_as_dict(question, lang) for question in item.questions],
        "flags": [_flag(flag, lang) for flag in item.flags],
    }


def _candidate(candidate: Candidate, lang: str) -> Json:
    return {
        "hts": candidate.hts,
        "label": label(candidate.label_en, candidate.label_es, lang),
        "confidence": candidate.confidence,
        "score": round(candidate.score, 4),
        "duty": _amount(candidate.duty),
    }


def label(english: str, spanish: str, lang: str) -> str:
    """A tariff line's plain label: the language's own where there is one, else English."""
    return spanish if lang == "es" and spanish else english


def _line(line: DutyLine, lang: str) -> Json:
    shown = {
        "kind": line.kind,
        "heading": heading(line),
        "program": line.program,
        "program_name": program_name(line.program, lang),
        "rate": rate_words(line.rate, lang) if isinstance(line.rate, str) else say(line.rate, lang),
        "rate_pct": _plain(line.rate_pct),
        "base": _amount(line.base),
        "amount": _amount(line.amount),
        "status": line.status,
        "formula": say(line.formula, lang) if line.formula else None,
        "why": say(line.why, lang),
        "citation": line.citation,
        "source": line.source,
        "confidence": line.confidence,
    }
    if line.displaced_by:
        shown["displaced_by"] = line.displaced_by
    if line.low is not None or line.high is not None:
        shown |= {"low": _amount(line.low), "high": _amount(line.high)}
    if line.checked:
        shown["checked"] = line.checked.isoformat()
    return shown


def heading(line: DutyLine) -> str:
    """The number a line is declared under; for what has none of its own (a ban, a duty on mail) the law behind it."""
    return line.citation.split(";")[0] if _OWN_NAME.fullmatch(line.heading) else dotted(line.heading)


def law_as_dict(found: LawOn, lang: str) -> Json:
    """The law on a line: rate texts, and every heading with its rate, status and citation; no amounts."""
    line = found.line
    return {
        "on": found.on.isoformat(),
        "verified_through": found.verified_through.isoformat(),
        "schedule": found.schedule,
        "notice": notice(found.verified_through, lang),
        "hts": line.hts8,
        "label": line.label(lang),
        "units": list(line.units),
        "origin": found.origin,
        "rates": {"general": line.general, "special": line.special, "column2": line.column2},
        "total_pct": _plain(found.total_pct),
        "lines": [_without_amounts(_line(heading, lang)) for heading in found.headings],
        "questions": [{"id": question.id, "text": say(question.text, lang)} for question in found.questions],
        "missing": [{"fact": missing.fact, "why": say(missing.why, lang)} for missing in found.missing],
        "warnings": [say(warning, lang) for warning in found.warnings],
    }


def timeline_as_dict(found: LineTimeline, lang: str) -> Json:
    """The rate on a line by entry date: stretches of days (`to` exclusive), total rate, headings and what changed."""
    return {
        "hts": found.line.hts8,
        "label": found.line.label(lang),
        "origin": found.origin,
        "schedule": found.schedule,
        "verified_through": found.verified_through.isoformat(),
        "notice": notice(found.verified_through, lang),
        "steps": [_step(step, lang) for step in found.steps],
    }


def _step(step: Step, lang: str) -> Json:
    return {
        "from": step.from_.isoformat(),
        "to": step.to.isoformat() if step.to else None,
        "rate_pct": _plain(step.rate_pct),
        "low_pct": _plain(step.total.low),
        "high_pct": _plain(step.total.high),
        "headings": [dotted(line.heading) for line in step.outcome.lines if line.status == "applies"],
        "reasons": [say(reason, lang) for reason in step.reasons],
        "prohibited": step.outcome.prohibited,
    }


def _without_amounts(line: Json) -> Json:
    return {name: value for name, value in line.items() if name not in {"base", "amount", "formula", "low", "high"}}


def program_name(program: str, lang: str) -> str:
    """A programme's everyday name."""
    return say(Message(f"program.{program.replace(' ', '_')}"), lang)


def question_as_dict(question: Question, lang: str) -> Json:
    """A question with its answers and the duty each leads to."""
    return {
        "id": question.id,
        "text": say(question.text, lang),
        "options": [
            {
                "value": option.value,
                "label": say(option.label, lang),
                "duty": _amount(option.duty.likely) if option.duty else None,
                "range": _range(option.duty) if option.duty else None,
            }
            for option in question.options
        ],
        "moves": _amount(question.moves),
    }


def _flag(flag: Flag, lang: str) -> Json:
    return {"agency": flag.agency, "text": say(flag.text, lang), "source": flag.source}


def _fee(fee: FeeLine, lang: str) -> Json:
    return {
        "kind": fee.kind,
        "amount": _amount(fee.amount),
        "status": fee.status,
        "formula": say(fee.formula, lang) if fee.formula else None,
        "why": say(fee.why, lang),
        "citation": fee.citation,
        "source": fee.source,
        "confidence": fee.confidence,
    }


def _carrier_fee(fee: CarrierFee, lang: str) -> Json:
    return {
        "carrier": carrier_name(fee.carrier, lang),
        "name": fee.name,
        "low": _amount(fee.low),
        "high": _amount(fee.high),
        "note": say(fee.note, lang),
        "source": fee.source,
        "confidence": fee.confidence,
    }


def carrier_name(carrier: str, lang: str) -> str:
    """A company's own name; a word such as customs broker in the language."""
    key = f"carrier.name.{carrier.replace(' ', '_')}"
    return say(Message(key), lang) if has(key) else carrier


def changes_as_list(changes: Sequence[Change], lang: str) -> list[Json]:
    """What would change a duty: the fact, claim or date, the duty after it and the difference in dollars."""
    return [
        {
            "kind": change.kind,
            "id": change.id,
            "answer": change.answer,
            "text": say(change.text, lang),
            "duty": _amount(change.total),
            "by": _amount(change.by),
        }
        for change in changes
    ]


def classification_as_dict(found: Classification, lang: str, schedule: ScheduleLookup) -> Json:
    """A classify result as CONTRACT has it; `rate` is the line's column 1 general rate, in words."""
    return {
        "query": found.query,
        "lang": found.lang,
        "candidates": [
            {
                "hts": candidate.hts,
                "label": label(candidate.label_en, candidate.label_es, lang),
                "heading": candidate.heading,
                "confidence": candidate.confidence,
                "score": round(candidate.score, 4),
                "rate": _general_rate(schedule, candidate.hts, lang),
            }
            for candidate in found.candidates
        ],
        "questions": [question_as_dict(question, lang) for question in found.questions],
        "intercept": found.intercept.id if found.intercept else None,
        "note": say(found.note, lang) if found.note else None,
    }


def _general_rate(schedule: ScheduleLookup, hts: str, lang: str) -> str | None:
    line = schedule.line(hts)
    return rate_words(line.general, lang) if line else None


def _range(span: Range) -> Json:
    return {"low": _amount(span.low), "likely": _amount(span.likely), "high": _amount(span.high)}


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"


def _plain(value: Decimal | None) -> str | None:
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
