"""Training: one model per language below the home folder, made anew only when something it is made from has changed.

Each language is trained in a child process, so that its memory goes back to the system and a running assistant is not
held up; all at the same time where there are cores and memory for it.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from bot.dialogue.intents import spoken_languages
from bot.judging.features import unknown
from bot.rasa_shims import RASA_VERSION
from bot.training import dataset
from bot.training.resources import at_once
from bot.training.subprocesses import Job, run
from knowledge.library.active_release import in_use
from knowledge.library.articles import Article, load_articles
from tariff_data.core.messages import Message
from tariff_data.core.paths import home

# What ends up in a model; how its results are judged later does not.
_MADE_FROM = (
    "nlu",
    "data/lexicon",
    "data/config.yml",
    "data/domain.yml",
    "data/rules.yml",
    "judging/counting.py",
    "judging/encoding.py",
    "judging/features.py",
    "judging/machine.py",
    "judging/nearest.py",
    "judging/classifier.py",
    "rasa_shims.py",
    "training/dataset.py",
    "training/worker.py",
)
_READ = (".py", ".csv", ".yaml", ".yml")
_KEPT = 5  # models of a language beside the newest: those in use, those to go back to, candidates
_MEMORY = 1_200_000_000  # bytes that the training of one language may take
_FEW = 200  # new texts that a language encodes by itself sooner than a process of its own starts
_ROOM = Path(__file__).resolve().parents[1]
Progress = Callable[[Message], object]


class TrainingFailed(RuntimeError):
    """Rasa could not be trained; carries the end of what it said."""


def folder() -> Path:
    """Where models live."""
    return home() / "models"


def train(
    *,
    force: bool = False,
    progress: Progress | None = None,
    languages: Iterable[str] | None = None,
    articles: Sequence[Article] | None = None,
) -> dict[str, Path]:
    """The model of each language, trained where it is missing, its inputs changed, or `force` says so."""
    articles = load_articles() if articles is None else articles
    models = {lang: model_path(lang, articles) for lang in languages or spoken_languages()}
    missing = {lang: target for lang, target in models.items() if force or not target.exists()}
    for lang in models.keys() - missing.keys():
        models[lang].touch()  # models are kept by when they were last asked for
    if missing:
        _train(missing, articles, progress or (lambda _text: None))
    return models


def model_path(lang: str, articles: Sequence[Article] | None = None) -> Path:
    """Where the model made from the present inputs is, or would be."""
    return folder() / lang / f"{fingerprint(lang, load_articles() if articles is None else articles)}.tar.gz"


def fingerprint(lang: str, articles: Sequence[Article]) -> str:
    """A hash of everything a model is made from: the articles' questions, the flows, the code and word lists."""
    digest = hashlib.sha256(f"{RASA_VERSION} {lang}".encode())
    for article in articles:
        for code, edition in sorted(article.editions.items()):
            facts = edition.facts
            digest.update(repr((article.slug, code, facts.title, facts.summary, facts.asks)).encode())
    if beyond := in_use().out_of_scope.get(lang):
        digest.update(repr(beyond).encode())
    for name in (*_MADE_FROM, f"data/{lang}"):
        place = _ROOM / name
        files = [place] if place.is_file() else sorted(path for path in place.rglob("*") if path.suffix in _READ)
        for file in files:
            digest.update(file.relative_to(_ROOM).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _train(targets: Mapping[str, Path], articles: Sequence[Article], progress: Progress) -> None:
    """Train the models of some languages, at the same time where there is room."""
    room = at_once(len(targets), _MEMORY)
    with ExitStack() as stack:
        jobs = []
        for lang, target in targets.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            # others may train the same just now
            work = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="work-", dir=target.parent)))
            dataset.write(work, articles, lang)
            jobs.append(_job(lang, target, work, len(articles), progress))
        texts = [text for lang in targets for text in dataset.texts(articles, lang)]
        _encode(unknown(texts, folder()), room, stack, progress)
        run(jobs, room)


def _job(lang: str, target: Path, work: Path, articles: int, progress: Progress) -> Job:
    started = 0.0

    def begins() -> None:
        nonlocal started
        started = time.monotonic()
        progress(Message("editorial.work.training", {"lang": lang, "n": articles}))

    def ended(status: int, said: str) -> None:
        made = work / "out" / target.name
        if status or not made.exists():
            raise TrainingFailed(f"training ({lang}) failed with status {status}:\n{said}")
        os.replace(made, target)  # a model appears whole or not at all
        _clean(target)
        took = f"{time.monotonic() - started:.0f}"
        progress(Message("editorial.work.trained", {"lang": lang, "seconds": took}))

    return Job("bot.training.worker", [str(work), target.name.removesuffix(".tar.gz")], ended, begins)


def _encode(texts: Sequence[str], shares: int, stack: ExitStack, progress: Progress) -> None:
    """Encode what is new in shares, so that the languages, which have most texts in common, only read vectors.

    The shares lie beside what the languages remember until these have taken them over.
    """
    if len(texts) < _FEW:
        return
    progress(Message("editorial.work.encoding", {"n": len(texts)}))

    def ended(status: int, said: str) -> None:
        if status:
            raise TrainingFailed(f"encoding failed with status {status}:\n{said}")

    work = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="work-", dir=folder())))
    jobs = []
    for share in range(shares):
        given = work / f"{share}.json"
        given.write_text(json.dumps(texts[share::shares]), encoding="utf-8")
        vectors = folder() / f"vectors-{work.name}-{share}.npz"
        stack.callback(vectors.unlink, missing_ok=True)
        jobs.append(Job("bot.training.embeddings", [str(given), str(vectors)], ended))
    run(jobs, shares)


def _clean(kept: Path) -> None:
    """Remove the models that were not asked for lately."""
    others = sorted(
        (path for path in kept.parent.glob("*.tar.gz") if path != kept), key=lambda path: path.stat().st_mtime
    )
    for old in others[:-_KEPT]:
        old.unlink(missing_ok=True)
