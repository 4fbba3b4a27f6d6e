"""What an answer of the chat is rated by: a mark made of what it says, so that no place in a conversation is needed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def mark_of(message: Mapping[str, Any]) -> str | None:
    """What an answer is rated by; None for what a person said and for questions and small talk of the desk."""
    card = message.get("card") or {}
    if message.get("by") == "person" or not (card or message.get("sources")):
        return None
    said = json.dumps([message.get("text"), card.get("type"), card.get("slug")])
    return hashlib.sha256(said.encode()).hexdigest()[:16]
