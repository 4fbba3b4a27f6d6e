"""A checked bill in a person's language: the card of type `bill`, every sentence said."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from knowledge.presentation.estimate import estimate_as_dict, notice
from knowledge.wording.translate import dotted, say
from tariff_data.carrier_bills import BillResult, Explanation, JudgedLine, Step
from tariff_data.core.messages import Message
from tariff_data.results import Range

Json = dict[str, Any]


def bill_as_dict(result: BillResult, lang: str) -> Json:
    """The check as JSON and card: money as decimal strings in dollars, dates as ISO, words in the language."""
    return {
        "type": "bill",
        "on": result.on.isoformat(),
        "verified_through": result.verified_through.isoformat(),
        "carrier": result.carrier,
        "verdict": result.verdict,
        "verdict_label": say(Message(f"billcheck.verdict.{result.verdict}"), lang),
        "summary": say(result.summary, lang),
        "over": _amount(result.over),
        "lines": [_line(line, lang) for line in result.lines],
        "sides": [
            {
                "side": side.side,
                "label": say(Message(f"billcheck.side.{side.side}"), lang),
                "charged": _amount(side.charged),
                "expected": _range(side.expected),
            }
            for side in result.sides
        ],
        "explanations": [_explanation(explanation, lang) for explanation in result.explanations],
        "steps": [_step(step, lang) for step in result.steps],
        "warnings": [say(warning, lang) for warning in result.warnings],
        "notice": notice(result.verified_through, lang),
        "estimate": estimate_as_dict(result.estimate, lang),
    }


def _line(line: JudgedLine, lang: str) -> Json:
    return {
        "name": line.name,
        "amount": _amount(line.amount),
        "dollars": _amount(line.dollars),
        "side": line.side,
        "side_label": say(Message(f"billcheck.side.{line.side}"), lang),
        "term": line.term,
        "meaning": say(Message(f"bill.{line.term}"), lang) if line.term else None,
        "heading": dotted(line.heading) if line.heading else None,
        "verdict": line.verdict,
        "verdict_label": say(Message(f"billcheck.verdict.{line.verdict}"), lang),
        "expected": _range(line.expected),
        "reason": say(line.reason, lang),
        "explanations": [_explanation(explanation, lang) for explanation in line.explanations],
        "citation": line.citation,
        "source": line.source,
        "confidence": line.confidence,
    }


def _explanation(explanation: Explanation, lang: str) -> Json:
    return {
        "kind": explanation.kind,
        "text": say(explanation.text, lang),
        "amount": _amount(explanation.amount),
        "is_error": explanation.is_error,
    }


def _step(step: Step, lang: str) -> Json:
    return {
        "id": step.id,
        "text": say(step.text, lang),
        "deadline": say(step.deadline, lang) if step.deadline else None,
        "due": step.due.isoformat() if step.due else None,
        "citation": step.citation,
        "source": step.source,
        "confidence": step.confidence,
    }


def _range(span: Range) -> Json:
    return {"low": _amount(span.low), "likely": _amount(span.likely), "high": _amount(span.high)}


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"
