"""What the privacy page and the line below the chat promise is what the assistant does."""

from __future__ import annotations

import pytest

from bot.privacy.redaction import redact
from bot.runtime.retention import USUAL
from knowledge.library.active_release import ROOM
from knowledge.review.questions import KEPT

PROMISED = {
    "email": ("write to ana@correo.example please", "ana@correo.example"),
    "telephone": ("call me at +1 415 555 0112", "555 0112"),
    "tracking": ("my parcel is 1Z999AA10123456784", "1Z999AA10123456784"),
    "card": ("my card is 4111 1111 1111 1111", "1111 1111"),
    "name": ("my name is Ana Torres, is it right", "Torres"),
    "street": ("send it to 123 Main Street, Springfield IL 62704", "123 Main Street"),
}


@pytest.mark.parametrize("kind", PROMISED)
def test_what_is_promised_to_be_taken_out_is_taken_out(kind: str) -> None:
    text, secret = PROMISED[kind]
    assert secret not in redact(text)


def test_what_is_said_to_stay_stays() -> None:
    assert redact("HTS 4202.21.90, $450.00, 2026-11-24") == "HTS 4202.21.90, $450.00, 2026-11-24"


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_days_that_questions_are_kept_are_those_that_are_promised(lang: str) -> None:
    page = (ROOM / "pages" / "privacy" / f"{lang}.md").read_text(encoding="utf-8")
    assert f" {KEPT.days} " in page
    assert f" {USUAL} " in page
