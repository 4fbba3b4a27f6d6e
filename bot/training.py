"""Training: one model per language below the home folder, made anew only when something it is made from has changed.

Training runs in a child process, so that its memory goes back to the system and a running assistant is not held up.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bot import training_data
from bot.rasa_compat import RASA_VERSION
from knowledge.loading import Article, load_articles
from knowledge.using import in_use
from tariff_data.paths import home

# What ends up in a model; how its results are judged later does not.
_MADE_FROM = (
    "reading",
    "data/config.yml",
    "data/domain.yml",
    "data/rules.yml",
    "judging/counting.py",
    "judging/encoding.py",
    "judging/features.py",
    "judging/machine.py",
    "judging/classifier.py",
    "rasa_compat.py",
    "training_data.py",
)
_READ = (".py", ".csv", ".yaml", ".yml")
_KEPT = 5  # models of a language beside the newest: those in use, those to go back to, candidates
_ROOM = Path(__file__).resolve().parent
Progress = Callable[[str], object]


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
    models = {}
    for lang in languages or training_data.spoken_languages():
        models[lang] = _train_one(lang, articles, force, progress or (lambda _text: None))
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


def _train_one(lang: str, articles: Sequence[Article], force: bool, progress: Progress) -> Path:
    target = model_path(lang, articles)
    if target.exists() and not force:
        target.touch()  # models are kept by when they were last asked for
        return target
    started = time.monotonic()
    progress(f"training the assistant ({lang}) from {len(articles)} articles")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="work-", dir=target.parent) as work:  # others may train the same just now
        os.replace(_trained(Path(work), target.name, articles, lang), target)  # a model appears whole or not at all
    _clean(target)
    progress(f"trained the assistant ({lang}) in {time.monotonic() - started:.0f} s")
    return target


def _trained(work: Path, name: str, articles: Sequence[Article], lang: str) -> Path:
    """The file of a model, trained in a child process."""
    training_data.write(work, articles, lang)
    child = subprocess.run(
        [sys.executable, "-m", "bot.training_process", str(work), name.removesuffix(".tar.gz")],
        capture_output=True,
        text=True,
        check=False,
        cwd=_ROOM.parent,
        env={
            **os.environ,
            "RASA_MAX_CACHE_SIZE": "0",
            "RASA_CACHE_DIRECTORY": str(work / "cache"),
            "PYTHONPATH": str(_ROOM.parent),
            "OMP_NUM_THREADS": "2",
        },
    )
    made = work / "out" / name
    if child.returncode or not made.exists():
        raise TrainingFailed(
            f"training ({lang}) failed with status {child.returncode}:\n{(child.stdout + child.stderr)[-2000:]}"
        )
    return made


def _clean(kept: Path) -> None:
    """Remove the models that were not asked for lately."""
    others = sorted(
        (path for path in kept.parent.glob("*.tar.gz") if path != kept), key=lambda path: path.stat().st_mtime
    )
    for old in others[:-_KEPT]:
        old.unlink(missing_ok=True)
