"""The assistant: a Rasa agent per language on an event loop of its own, with shared conversations."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

from bot import rasa_shims as rasa_compat

rasa_compat.install()

from rasa.core.agent import Agent  # noqa: E402
from rasa.core.channels.channel import UserMessage  # noqa: E402
from rasa.shared.core.events import BotUttered, UserUttered  # noqa: E402

from bot.dialogue.intents import spoken_languages  # noqa: E402
from bot.judging.message_segments import parts  # noqa: E402
from bot.nlu.language_id import asked_language, detect  # noqa: E402
from bot.privacy.redaction import redact  # noqa: E402
from bot.responses.cards import card  # noqa: E402
from bot.runtime.action_runner import LocalActions  # noqa: E402
from bot.runtime.channel import Collected, as_shown  # noqa: E402
from bot.runtime.retention import keep_for  # noqa: E402
from bot.runtime.tracker_store import ConversationStore, lock_store, tracker_store  # noqa: E402
from bot.training.train import Progress, model_path, train  # noqa: E402
from knowledge.library.active_release import Knowledge, hold, in_use, using  # noqa: E402
from knowledge.wording.languages import DEFAULT  # noqa: E402
from knowledge.wording.translate import has, say  # noqa: E402
from tariff_data.core.messages import Message  # noqa: E402

logger = logging.getLogger(__name__)

_LONGEST = 2000  # characters of a message that are read
_TIDIED = timedelta(hours=6)  # how often old conversations are looked for
Result = TypeVar("Result")


@dataclass(slots=True)
class Turn:
    """The answer to one message: messages as CONTRACT has them, what answered, and the intents acted on.

    `topics`: the first one answered the message; others answered further questions in it. `hedged`: an article was
    shown with other ones to choose from.
    """

    messages: list[dict[str, Any]] = field(default_factory=list)
    topics: list[str | None] = field(default_factory=list)
    intents: list[str] = field(default_factory=list)
    lang: str = DEFAULT
    hedged: bool = False


@dataclass(frozen=True, slots=True)
class _Serving:
    """What a turn is answered with, from its beginning to its end: a state of the knowledge and its models.

    The view of the stored conversations is its own too: an agent that is being loaded takes the domain, and with it the
    slots, from the store that it is given.
    """

    knowledge: Knowledge
    store: ConversationStore
    agents: dict[str, Agent]


def _to_train(knowledge: Knowledge) -> bool:
    """Whether a language has no model yet for that state of the knowledge."""
    return not all(model_path(lang, knowledge.articles).exists() for lang in spoken_languages())


class Assistant:
    """Answers messages; every method may be called from any event loop.

    `start` trains what is missing and loads the models; `take_up` goes on with the release that is in use by then.
    """

    def __init__(self, progress: Progress | None = None) -> None:
        self._progress = progress
        self.training = False
        """Whether models are being trained, which takes minutes, before it can answer."""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="assistant", daemon=True)
        self._serving: _Serving | None = None
        self._tidying: asyncio.Task[None] | None = None
        self._locks = lock_store()
        self._actions = LocalActions()

    async def start(self) -> None:
        """Make ready to answer, and delete old conversations now and from time to time."""
        age = keep_for()
        self._thread.start()
        await self.take_up(in_use())
        await self._on_thread(self._begin_tidying(age))

    @property
    def release(self) -> int | None:
        """The release that new turns are answered from, None for the files as they were delivered."""
        return self._now.knowledge.release

    async def take_up(self, knowledge: Knowledge) -> None:
        """Answer new turns from another state of the knowledge, once its models are loaded; running turns go on."""
        with using(knowledge):
            self.training = await asyncio.to_thread(_to_train, knowledge)
            try:
                models = await asyncio.to_thread(train, progress=self._progress)
            finally:
                self.training = False
            serving = await asyncio.to_thread(self._loaded, knowledge, models)
            await self._on_thread(self._warm(serving))
        self._serving = serving
        hold(knowledge)

    async def understand(self, text: str, lang: str) -> dict[str, Any]:
        """Rasa's parse of a message, without a conversation."""
        return await self._on_thread(self._understand(text, lang))

    async def handle(self, conversation: str, text: str, lang: str | None = None, on: date | None = None) -> Turn:
        """Answer one message. `lang` is the language the page is in; the message's own language goes before it."""
        return await self._on_thread(self._handle(self._now, conversation, text, lang, on))

    async def transcript(self, conversation: str) -> list[dict[str, Any]] | None:
        """What was said: messages with `by` "person" or "desk"; None where nothing was."""
        return await self._on_thread(self._transcript(conversation))

    async def slots(self, conversation: str) -> dict[str, Any]:
        """The slots of a conversation (for the evaluation)."""
        return await self._on_thread(self._slots(conversation))

    async def forget(self, conversation: str) -> None:
        """Delete a conversation."""
        await self._on_thread(self._forget(conversation))

    async def stop(self) -> None:
        """Finish and free everything."""
        if self._tidying is not None:
            await self._on_thread(self._end_tidying(self._tidying))
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._loop.stop)
            await asyncio.to_thread(self._thread.join, 10)
        if self._serving is not None:
            self._serving.store.engine.dispose()

    async def _on_thread(self, work: Coroutine[Any, Any, Result]) -> Result:
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._loop))

    @property
    def _now(self) -> _Serving:
        if self._serving is None:
            raise RuntimeError("the assistant has not been started")
        return self._serving

    def _loaded(self, knowledge: Knowledge, models: dict[str, Path]) -> _Serving:
        store = tracker_store()
        agents = {
            lang: Agent.load(str(path), tracker_store=store, lock_store=self._locks, action_endpoint=self._actions)
            for lang, path in models.items()
        }
        return _Serving(knowledge, store, agents)

    async def _begin_tidying(self, age: timedelta) -> None:
        self._tidying = asyncio.create_task(self._tidy(age))

    async def _end_tidying(self, tidying: asyncio.Task[None]) -> None:
        tidying.cancel()
        with suppress(asyncio.CancelledError):
            await tidying

    async def _tidy(self, age: timedelta) -> None:
        while True:
            try:
                await asyncio.to_thread(self._now.store.forget_older, age)
            except Exception:
                logger.exception("old conversations could not be deleted; it is tried again later")
            await asyncio.sleep(_TIDIED.total_seconds())

    async def _warm(self, serving: _Serving) -> None:
        """One parse per language, so that the first person does not wait for lazily built tables."""
        for lang, agent in serving.agents.items():
            await agent.parse_message("carbon bike frame from Taiwan $900")
            card({"item": "cotton shirt", "value": "20", "origin": "IT"}, lang)

    async def _understand(self, text: str, lang: str) -> dict[str, Any]:
        serving = self._now
        with using(serving.knowledge):
            return dict(await serving.agents[lang].parse_message(text))

    async def _handle(self, serving: _Serving, conversation: str, text: str, lang: str | None, on: date | None) -> Turn:
        with using(serving.knowledge):
            return await self._answer(serving, conversation, text, lang, on)

    async def _answer(self, serving: _Serving, conversation: str, text: str, lang: str | None, on: date | None) -> Turn:
        text = redact(text.strip()[:_LONGEST])
        spoken, foreign = await self._language(serving, conversation, text, lang)
        turn = Turn(lang=spoken)
        if foreign and has(f"bot.other_language.{foreign}", DEFAULT):
            turn.messages.append({"text": say(Message(f"bot.other_language.{foreign}"), DEFAULT)})
        metadata = {"lang": spoken, "on": (on or date.today()).isoformat(), "foreign": bool(turn.messages)}
        for part in await parts(serving.agents[spoken].parse_message, text, spoken):
            await self._say(serving, conversation, part, metadata, turn)
        if not turn.messages:
            logger.error("no answer came of intents %s", turn.intents)
            turn.messages.append({"text": say(Message("bot.say.trouble"), spoken)})
        turn.topics = list(dict.fromkeys(turn.topics)) or [None]
        return turn

    async def _say(self, serving: _Serving, conversation: str, text: str, metadata: dict[str, Any], turn: Turn) -> None:
        channel = Collected()
        await serving.agents[turn.lang].handle_message(UserMessage(text, channel, conversation, metadata=metadata))
        said = [message["text"] for message in turn.messages]
        turn.messages += [message for message in channel.messages if message["text"] not in said]
        turn.topics += channel.topics
        tracker = serving.store.just_saved(conversation)
        if tracker and tracker.latest_message:
            turn.intents.append(str(tracker.latest_message.intent.get("name")))
            judgement = (tracker.latest_message.parse_data or {}).get("judgement") or {}
            turn.hedged = turn.hedged or bool(judgement.get("hedged"))

    async def _language(
        self, serving: _Serving, conversation: str, text: str, lang: str | None
    ) -> tuple[str, str | None]:
        """The language to answer in, and the foreign one that was heard, if any."""
        present = await self._present_language(serving, conversation) or (lang or DEFAULT)[:2]
        if text.startswith("/"):
            return (present if present in serving.agents else DEFAULT), None
        detected = asked_language(text, serving.agents) or detect(text, present)
        if detected is None:
            detected = present
        if detected in serving.agents:
            return detected, None
        return (present if present in serving.agents else DEFAULT), detected

    async def _present_language(self, serving: _Serving, conversation: str) -> str | None:
        tracker = await serving.store.look(conversation)
        return str(tracker.get_slot("lang")) if tracker and tracker.get_slot("lang") else None

    async def _transcript(self, conversation: str) -> list[dict[str, Any]] | None:
        tracker = await self._now.store.look(conversation)
        if tracker is None:
            return None
        said: list[dict[str, Any]] = []
        for event in tracker.events:
            if isinstance(event, UserUttered) and event.text:
                said.append({"by": "person", "text": _titled(event.text, said)})
            elif isinstance(event, BotUttered):
                said.append({"by": "desk", **as_shown(event.text, event.data)})
        return said or None

    async def _slots(self, conversation: str) -> dict[str, Any]:
        tracker = await self._now.store.look(conversation)
        return dict(tracker.current_slot_values()) if tracker else {}

    async def _forget(self, conversation: str) -> None:
        self._now.store.forget(conversation)


def _titled(text: str, said: list[dict[str, Any]]) -> str:
    """What a pressed button said, by its title."""
    if not text.startswith("/"):
        return text
    buttons = [button for message in said for button in message.get("buttons") or ()]
    return next((button["title"] for button in reversed(buttons) if button["payload"] == text), text)
