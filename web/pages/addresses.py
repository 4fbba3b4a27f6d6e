"""Messages of the chat as a reader gets them: with an estimate's own page, and a mark to rate an answer by."""

from __future__ import annotations

from typing import Any

from web.http.answer_id import mark_of
from web.http.assistant_gateway import Messages
from web.pages.forms import Form

Json = dict[str, Any]


def for_reader(messages: Messages, lang: str) -> Messages:
    """The messages, each estimate with the address of its page and each answer with its mark."""
    return [_shown(message, lang) for message in messages]


def with_address(card: Json, lang: str) -> Json:
    """An estimate or a comparison with the address of each estimate's page."""
    if card.get("type") == "estimate" and card.get("request"):
        request = card["request"] | {"on": card["on"]}
        return card | {"address": f"/{lang}/estimate?{Form.of(request, lang).query()}"}
    if card.get("type") == "comparison":
        variants = [one | {"estimate": with_address(one["estimate"], lang)} for one in card["variants"]]
        return card | {"variants": variants}
    return card


def _shown(message: Json, lang: str) -> Json:
    card = {"card": with_address(message["card"], lang)} if message.get("card") else {}
    return message | card | ({"mark": mark} if (mark := mark_of(message)) else {})
