"""What the law data covers, in a person's language: programmes, since when, checked when, and their known gaps."""

from __future__ import annotations

from typing import Any

from knowledge.wording.translate import say
from tariff_data.core.messages import Message
from tariff_data.law_records.coverage import Programme, coverage


def coverage_as_dict(lang: str) -> dict[str, Any]:
    """The coverage statement. `since`: the first entry date it reaches; `verified_since`: read line by line since."""
    known = coverage()
    return {
        "first_day": known.first_day.isoformat(),
        "schedule_since": known.schedule_since.isoformat(),
        "verified_through": known.verified_through.isoformat(),
        "programmes": [_programme(programme, lang) for programme in known.programmes],
        "not_modelled": [
            {"what": part.what, "part": part.part, "why": part.why}
            for parts in known.not_modelled.values()
            for part in parts
        ],
    }


def _programme(programme: Programme, lang: str) -> dict[str, Any]:
    return {
        "id": programme.id,
        "name": say(Message(f"coverage.{programme.id}"), lang),
        "since": programme.since.isoformat(),
        "verified_since": programme.verified_since.isoformat() if programme.verified_since else None,
        "checked": programme.checked.isoformat(),
        "confidence": programme.confidence,
        "known_gaps": [say(Message(f"coverage.gap.{gap}"), lang) for gap in programme.known_gaps],
    }
