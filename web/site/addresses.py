"""Where a card of the chat leads: an estimate's own page."""

from __future__ import annotations

from typing import Any

from web.desk import Messages
from web.site.forms import Form

Json = dict[str, Any]


def with_addresses(messages: Messages, lang: str) -> Messages:
    """The messages, each estimate with the address of its page."""
    return [
        message | {"card": _addressed(message["card"], lang)} if message.get("card") else message
        for message in messages
    ]


def _addressed(card: Json, lang: str) -> Json:
    if card.get("type") == "estimate" and card.get("request"):
        request = card["request"] | {"on": card["on"]}
        return card | {"address": f"/{lang}/estimate?{Form.of(request, lang).query()}"}
    if card.get("type") == "comparison":
        variants = [one | {"estimate": _addressed(one["estimate"], lang)} for one in card["variants"]]
        return card | {"variants": variants}
    return card
