"""Where the assistant's messages go: collected whole, as CONTRACT's chat has them."""

from __future__ import annotations

from typing import Any

from bot import rasa_shims as rasa_compat

rasa_compat.install()

from rasa.core.channels.channel import OutputChannel  # noqa: E402

Message = dict[str, Any]


class Collected(OutputChannel):  # type: ignore[misc]
    """Keeps each message of a turn with its text, buttons, card and sources together."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.topics: list[str] = []

    @classmethod
    def name(cls) -> str:
        return "collected"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Rasa calls this once for each message."""
        shown = as_shown(message.get("text"), message)
        topic = (message.get("custom") or {}).get("topic")
        if topic:
            self.topics.append(topic)
        if shown:
            self.messages.append(shown)

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Required by Rasa; every message of ours comes through `send_response`."""
        self.messages.append({"text": text})


def as_shown(text: str | None, data: dict[str, Any]) -> Message:
    """One message as CONTRACT has it, from what an action uttered."""
    custom = data.get("custom") or {}
    shown: Message = {"text": text or ""}
    if data.get("buttons"):
        shown["buttons"] = data["buttons"]
    shown |= {name: custom[name] for name in ("card", "sources") if custom.get(name)}
    return shown
