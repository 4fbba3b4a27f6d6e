"""One example for each operation of the API: it is shown, it runs from the page, and a test runs it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from web.http.json_io import dump

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """What is sent. `path` fills the places of the path; `answered`: its answer is worked out and shown."""

    path: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    body: Json | None = None
    answered: bool = True

    def address(self, template: str) -> str:
        """The path and query."""
        filled = template
        for name, value in self.path.items():
            filled = filled.replace("{" + name + "}", quote(value))
        return filled + (f"?{urlencode(self.query)}" if self.query else "")

    def curl(self, method: str, url: str) -> str:
        """The command that sends it."""
        parts = ["curl -s"] + ([f"-X {method}"] if method not in ("GET", "POST") else []) + [f"'{url}'"]
        if self.body is not None:
            parts += ["-H 'Content-Type: application/json'", "-d '" + dump(self.body).replace("'", r"'\''") + "'"]
        return " \\\n  ".join(parts)


_CONVERSATION = {"id": "A" * 32}

EXAMPLES: dict[str, Example] = {
    "post_estimates": Example(
        body={
            "on": "2026-11-24",
            "mode": "express",
            "items": [{"description": "women's leather handbag", "hts": "4202.21.90", "value": "450", "origin": "IT"}],
        }
    ),
    "post_bills": Example(
        body={
            "on": "2026-11-24",
            "carrier": "UPS",
            "items": [{"description": "women's leather handbag", "hts": "4202.21.90", "value": "450", "origin": "IT"}],
            "lines": [{"name": "Duty", "amount": "79.20"}, {"name": "Disbursement Fee", "amount": "17.50"}],
        }
    ),
    "get_classify": Example(query={"q": "stainless steel frying pan", "top": "3"}),
    "get_law": Example(query={"on": "2026-11-24", "hts": "7323.93.00", "origin": "CN"}),
    "get_coverage": Example(query={"lang": "en"}),
    "get_law_timeline": Example(query={"hts": "7323.93.00", "origin": "CN"}),
    "post_descriptions": Example(body={"text": "women's clothes", "mode": "express", "facts": {"origin": "IT"}}),
    "get_articles": Example(query={"q": "gift from a friend"}),
    "get_articles_slug": Example(path={"slug": "de-minimis-ended"}),
    "post_chat": Example(body={"text": "is there still an $800 limit?", "lang": "en"}, answered=False),
    "get_chat_id": Example(path=_CONVERSATION, answered=False),
    "post_chat_id_feedback": Example(
        path=_CONVERSATION, body={"mark": "0123456789abcdef", "helpful": True}, answered=False
    ),
    "delete_chat_id": Example(path=_CONVERSATION, answered=False),
}
