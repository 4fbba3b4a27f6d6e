"""The training of all languages: what Rasa gets, and that nothing half-made is left behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from bot.training import dataset as training_data
from bot.training import train as training
from bot.training.subprocesses import Job
from knowledge.library.articles import load_articles
from knowledge.wording.translate import say
from tariff_data.core.messages import Message

ARTICLES = load_articles()[:3]


@pytest.mark.slow
def test_rasa_gets_the_same_examples_as_from_its_own_reader(tmp_path: Path) -> None:
    from rasa.shared.importers.importer import TrainingDataImporter

    from bot.training.worker import Files

    training_data.write(tmp_path, ARTICLES, "es")
    places = str(tmp_path / "config.yml"), str(tmp_path / "domain.yml"), [str(tmp_path / "data")]
    ours, theirs = Files(*places), TrainingDataImporter.load_from_config(*places)
    messages = [[message.data for message in files.get_nlu_data().intent_examples] for files in (ours, theirs)]
    assert messages[0] == messages[1]
    assert [message["text"] for message in messages[0]] == training_data.texts(ARTICLES, "es")
    assert ours.get_nlu_data(language="es") is ours.get_nlu_data()
    assert ours.get_domain().as_dict() == theirs.get_domain().as_dict()
    assert ours.get_stories().fingerprint() == theirs.get_stories().fingerprint()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder, and no new texts."""
    monkeypatch.setenv("IMPORTDESK_HOME", str(tmp_path))
    monkeypatch.setattr(training, "unknown", lambda _texts, _folder: [])
    return tmp_path


def outcome(made: Iterable[str], status: int) -> Callable[[Iterable[Job], int], None]:
    """Stands in for running the children: those of some languages make a model, the next one ends with a status."""

    def run(jobs: Iterable[Job], _at_once: int) -> None:
        for job, lang in zip(jobs, [*made, None], strict=False):
            job.begins()
            if lang:
                out = Path(job.arguments[0], "out")
                out.mkdir()
                (out / f"{job.arguments[1]}.tar.gz").write_text(lang)
            job.ended(0 if lang else status, "what it said last")

    return run


def left(home: Path) -> set[str]:
    """What lies below the home folder, in files and folders."""
    return {path.relative_to(home).as_posix() for path in home.rglob("*") if path.parent.name in ("en", "es")}


def test_every_language_says_when_it_begins_and_ends(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "run", outcome(["en", "es"], 0))
    told: list[Message] = []
    models = training.train(articles=ARTICLES, progress=told.append)
    assert [say(line).split(" in ")[0] for line in told] == [
        "training the assistant (en) from 3 articles",
        "trained the assistant (en)",
        "training the assistant (es) from 3 articles",
        "trained the assistant (es)",
    ]
    assert left(home) == {f"models/{lang}/{path.name}" for lang, path in models.items()}
    monkeypatch.setattr(training, "run", None)
    assert training.train(articles=ARTICLES) == models


@pytest.mark.parametrize("status", [1, 0])
def test_a_failure_tells_what_was_said_and_leaves_only_whole_models(
    home: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    monkeypatch.setattr(training, "run", outcome(["en"], status))
    with pytest.raises(training.TrainingFailed, match=r"training \(es\) failed with status \d:\nwhat it said last"):
        training.train(articles=ARTICLES)
    assert left(home) == {f"models/en/{training.model_path('en', ARTICLES).name}"}
    assert training.model_path("en", ARTICLES).read_text() == "en"
