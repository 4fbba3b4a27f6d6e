"""NLU component that settles what a message asks for, after the classifier and with the conversation in view."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot import rasa_shims as rasa_compat

rasa_compat.install()

from rasa.engine.graph import ExecutionContext, GraphComponent  # noqa: E402
from rasa.engine.recipes.default_recipe import DefaultV1Recipe  # noqa: E402
from rasa.engine.storage.resource import Resource  # noqa: E402
from rasa.engine.storage.storage import ModelStorage  # noqa: E402
from rasa.shared.core.trackers import DialogueStateTracker  # noqa: E402
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT  # noqa: E402
from rasa.shared.nlu.training_data.message import Message  # noqa: E402

from bot.judging.articles import Ranked, rank  # noqa: E402
from bot.judging.classifier import BEFORE, DECISIONS, IN_CONTEXT, LIKENESS  # noqa: E402
from bot.judging.evidence import Conversation, Evidence  # noqa: E402
from bot.judging.limits import limits  # noqa: E402
from bot.judging.verdict import judge  # noqa: E402
from knowledge.library.search import LIKE_QUESTIONS, search  # noqa: E402

_RANKED = "intent_ranking"
_SEARCHED = 40
_SHORT = 12  # words


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Judge(GraphComponent):  # type: ignore[misc]
    """Replaces the classifier's best guess by a verdict; messages that buttons send pass as they are."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._lang = str(config.get("lang", "en"))

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Judge:
        """Rasa's constructor."""
        return cls(config)

    def process(self, messages: list[Message], tracker: DialogueStateTracker = None) -> list[Message]:
        """Judge each message."""
        for message in messages:
            text = message.get(TEXT) or ""
            if text.startswith("/"):
                continue
            ranking = [(str(ranked["name"]), float(ranked["confidence"])) for ranked in message.get(_RANKED) or ()]
            articles, in_context = self._articles(message, text)
            sure = limits(self._lang)
            evidence = Evidence(
                text,
                self._lang,
                message.get(ENTITIES) or [],
                ranking,
                articles,
                sure.direct,
                sure.hedged,
                conversation(tracker),
            )
            verdict = judge(evidence)
            verdict = replace(verdict, in_context=verdict.in_context or in_context)
            message.set(INTENT, {"name": verdict.intent, "confidence": verdict.confidence}, add_to_output=True)
            message.set(_RANKED, [{"name": name, "confidence": p} for name, p in ranking[:5]], add_to_output=True)
            message.set("judgement", verdict.as_json(), add_to_output=True)
        return messages

    def _articles(self, message: Message, text: str) -> tuple[Ranked, bool]:
        """The articles ranked; a short message that says little alone is read with the question before it."""
        sure = limits(self._lang)
        hits = self._search(text)
        alone = rank(message.get(DECISIONS) or {}, message.get(LIKENESS) or {}, hits, sure)
        if not hits:  # no word of it stands in any article: at best a guess
            alone = replace(alone, odds=alone.odds * sure.hedged)
        before = message.get(BEFORE)
        if not hits or not before or alone.odds >= sure.direct or len(text.split()) > _SHORT:
            return alone, False
        decisions, likeness = message.get(IN_CONTEXT)
        together = rank(decisions, likeness, self._search(f"{before} {text}"), sure)
        return (together, True) if together.odds > alone.odds else (alone, False)

    def _search(self, text: str) -> dict[str, float]:
        return {hit.slug: hit.score for hit in search(text, self._lang, _SEARCHED, LIKE_QUESTIONS)}


def conversation(tracker: DialogueStateTracker | None) -> Conversation:
    """Where the conversation stands, from Rasa's tracker."""
    if tracker is None or not tracker.slots:
        return Conversation()
    slot = tracker.get_slot
    pending, topic = slot("pending") or {}, slot("topic") or {}
    return Conversation(
        asked=(slot("requested_slot") if tracker.active_loop_name else None) or pending.get("slot"),
        options=tuple(pending.get("options") or ()),
        item=bool(slot("item") or slot("hts")),
        thing=slot("item"),
        estimated=bool(slot("estimated")),
        bill=bool(slot("bill")),
        misses=int(slot("misses") or 0),
        topic=topic.get("slug"),
        hedged=bool(topic.get("hedged")),
        refused=bool(topic.get("refused")),
    )
