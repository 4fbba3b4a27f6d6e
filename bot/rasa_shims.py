"""Makes Rasa 3.6 importable without TensorFlow, messenger libraries, boto3, pymongo or RabbitMQ clients.

`install()` must run before the first `import rasa`. It edits no file of Rasa: it puts small stand-ins into
`sys.modules` for modules that only gather optional parts (messenger channels, neural components, plots).
"""

from __future__ import annotations

import importlib
import importlib.util
import logging
import os
import sys
import types
import warnings
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

RASA_VERSION = "3.6.21"

_CHANNEL_NAMES = frozenset({"InputChannel", "OutputChannel", "UserMessage", "CollectingOutputChannel"})
_NEURAL = (
    ("rasa.nlu.classifiers.diet_classifier", "DIETClassifier"),
    ("rasa.nlu.selectors.response_selector", "ResponseSelector"),
    ("rasa.core.policies.ted_policy", "TEDPolicy"),
)
_COMPONENTS = (
    ("rasa.core.policies.rule_policy", "RulePolicy"),
    ("rasa.nlu.tokenizers.whitespace_tokenizer", "WhitespaceTokenizer"),
)


class Unavailable:
    """Stands in for a part that is not installed; using it is an error that says so."""

    def __init__(self, *_args: object, **_kwargs: object) -> None:
        raise RuntimeError("this part of Rasa is not installed here (see bot/rasa_shims.py)")


def install() -> None:
    """Prepare the process for `import rasa`. Calling it again does nothing."""
    if getattr(sys, "_importdesk_rasa", False):
        return
    if "rasa" in sys.modules:
        raise RuntimeError("bot.rasa_shims.install() must run before the first `import rasa`")
    if version("rasa") != RASA_VERSION:
        raise RuntimeError(f"bot.rasa_shims was written for rasa {RASA_VERSION}, not {version('rasa')}")
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    warnings.filterwarnings("ignore", message=r".*pkg_resources.*")
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    warnings.filterwarnings("ignore", message=r"Slot auto-fill has been removed")  # said of every loaded domain
    _keep_quiet()
    _third_parties()
    _channels()
    _drawing()
    if importlib.util.find_spec("tensorflow") is None:
        _neural()
    sys._importdesk_rasa = True  # type: ignore[attr-defined]


def _keep_quiet() -> None:
    """Rasa logs messages and slots at debug level, so what people write must not reach any log: only warnings do."""
    import structlog

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    for name, level in (
        ("rasa", logging.ERROR),
        ("rasa_sdk", logging.ERROR),
        ("apscheduler", logging.ERROR),
        ("sklearn", logging.ERROR),
    ):
        logging.getLogger(name).setLevel(level)


def _module(name: str, **attributes: object) -> types.ModuleType:
    module = types.ModuleType(name)
    module.__dict__.update(attributes)
    sys.modules[name] = module
    return module


def _missing(name: str) -> bool:
    return importlib.util.find_spec(name) is None


def _third_parties() -> None:
    """Names that Rasa imports at module level and uses only in stores that are not offered here."""
    if _missing("boto3"):
        _module("boto3", __path__=[])
        _module("boto3.dynamodb", __path__=[])
        _module("boto3.dynamodb.conditions", Key=Unavailable)
    if _missing("pymongo"):
        _module("pymongo", __path__=[])
        _module("pymongo.collection", Collection=Unavailable)
    if _missing("aiormq"):
        _module("aiormq")
    import numpy
    import packaging.version

    if not hasattr(
        packaging.version, "LegacyVersion"
    ):  # left packaging in release 22; Rasa asks for it in one isinstance
        packaging.version.LegacyVersion = type("LegacyVersion", (), {})  # type: ignore[attr-defined]
    if not hasattr(numpy, "VisibleDeprecationWarning"):  # moved in numpy 2
        numpy.VisibleDeprecationWarning = numpy.exceptions.VisibleDeprecationWarning  # type: ignore[attr-defined]


def _channels() -> None:
    """`rasa.core.channels` imports every messenger; only its base classes are kept, fetched when asked for."""
    spec = importlib.util.find_spec("rasa")
    assert spec is not None and spec.origin is not None
    package = _module(
        "rasa.core.channels", __path__=[str(Path(spec.origin).parent / "core" / "channels")], BUILTIN_CHANNELS={}
    )

    def fetch(name: str) -> object:
        if name in _CHANNEL_NAMES:
            return getattr(importlib.import_module("rasa.core.channels.channel"), name)
        raise AttributeError(name)

    package.__getattr__ = fetch  # type: ignore[method-assign]


def _drawing() -> None:
    def nothing(*_args: object, **_kwargs: object) -> None:
        return None

    if _missing("matplotlib"):
        _module("rasa.utils.plotting", plot_confusion_matrix=nothing, plot_paired_histogram=nothing, plot_curve=nothing)
    if _missing("structlog_sentry"):
        _module("structlog_sentry", SentryProcessor=Unavailable)


def _neural() -> None:
    """Components built on TensorFlow: named in Rasa's type checks, absent from its registry."""
    _module("rasa.utils.tensorflow.callback", RasaTrainingLogger=Unavailable, RasaModelCheckpoint=Unavailable)
    _module("rasa.utils.tensorflow.data_generator", RasaBatchDataGenerator=Unavailable)
    # these two need no TensorFlow but scikit-learn, which a server has no other use for: 60 MB
    _module("rasa.utils.tensorflow.model_data", RasaModelData=Unavailable, ragged_array_to_ndarray=Unavailable)
    _module("rasa.utils.tensorflow.model_data_utils")
    for name, cls in _NEURAL:
        _module(name, **{cls: type(cls, (Unavailable,), {"__module__": name})})
    _module("rasa.engine.recipes.default_components").__getattr__ = _registry()  # type: ignore[method-assign]


def _registry() -> Callable[[str], object]:
    def fetch(name: str) -> object:
        if name != "DEFAULT_COMPONENTS":
            raise AttributeError(name)
        return [getattr(importlib.import_module(module), cls) for module, cls in _COMPONENTS]

    return fetch
