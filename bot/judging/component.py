"""NLU component that settles what a message asks for, after the classifier and with the conversation in view."""

from __future__ import annotations

from typing import Any

from bot import rasa_compat

rasa_compat.install()

from rasa.engine.graph import ExecutionContext, GraphComponent  # noqa: E402
from rasa.engine.recipes.default_recipe import DefaultV1Recipe  # noqa: E402
from rasa.engine.storage.resource import Resource  # noqa: E402
from rasa.engine.storage.storage import ModelStorage  # noqa: E402
from rasa.shared.core.trackers import DialogueStateTracker  # noqa: E402
from rasa.shared.nlu.training_data.message import Message  # noqa: E402


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Judge(GraphComponent):  # type: ignore[misc]
    """Sets the final intent."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._lang = config.get("lang", "en")

    @classmethod
    def create(cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext) -> Judge:
        return cls(config)

    def process(self, messages: list[Message], tracker: DialogueStateTracker = None) -> list[Message]:  # type: ignore[assignment]
        return messages
