"""Publishing: a candidate is made, trained, measured against what is in use, and taken into use as a whole.

Training and measuring run in child processes, so these functions are fit for a thread of the server (they take a minute
or two). A running assistant sees the new release by its pointer and goes over to it between two turns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.evaluation.benchmark import Measured, Question, measure
from bot.evaluation.regression_gate import Gate, GateRefused, compare
from bot.training.train import Progress, train
from knowledge.editorial import Editorial, Refused
from knowledge.editorial.candidates import Candidate, behind, candidate, ready, repeated
from knowledge.editorial.editions import Edition, edition
from knowledge.editorial.releasing import Release, before, commit, due, publishing, release
from knowledge.editorial.reviewing import schedule, send_back
from knowledge.editorial.withdrawing import withdraw as withdrawn
from knowledge.library.active_release import ROOM, Knowledge, named, read_knowledge, using
from knowledge.library.articles import BadArticle
from knowledge.review.questions import texts
from knowledge.wording.localized_errors import Sentence, joined
from knowledge.wording.refusals import Busy, WrongState
from tariff_data.core.messages import Message
from tariff_data.core.paths import home

THE_DESK = "the desk"  # who publishes what was scheduled

Trained = Mapping[str, Path]


def _train(knowledge: Knowledge, progress: Progress | None) -> Trained:
    with using(knowledge):
        return train(articles=knowledge.articles, progress=progress)


def _measure(knowledge: Knowledge, questions: Iterable[Question], progress: Progress | None) -> Measured:
    return measure(knowledge, questions, progress=progress)


@dataclass(frozen=True, slots=True)
class Machinery:
    """How a state of the knowledge is trained and measured."""

    train: Callable[[Knowledge, Progress | None], Trained] = _train
    measure: Callable[[Knowledge, Iterable[Question], Progress | None], Measured] = _measure


RASA = Machinery()


def preview(
    editions: Sequence[Edition] | None = None,
    *,
    questions: Iterable[Question] = (),
    progress: Progress | None = None,
    store: Editorial | None = None,
    machinery: Machinery = RASA,
) -> Gate:
    """What these editions (drafts too; default: all that are approved and wait) would change. Publishes nothing.

    The effects shown are those on the review questions that the editions are meant to answer, and on `questions`.
    """
    store = store or Editorial()
    chosen = ready(store) if editions is None else list(editions)
    try:
        with candidate(store, chosen, strict=False) as made:
            return _gate(store, made, questions, progress, machinery)[0]
    except BadArticle as error:
        raise WrongState("editorial.refused.not_yet", reason=error.message) from error


def publish(
    who: str,
    why: Sentence,
    editions: Sequence[Edition] | None = None,
    *,
    progress: Progress | None = None,
    store: Editorial | None = None,
    machinery: Machinery = RASA,
) -> Release:
    """Publish these approved editions (default: all that wait) in one release.

    Raises GateRefused with exactly what would break, Busy, Outdated, Faulty, WrongState where nothing waits.
    """
    store = store or Editorial()
    with publishing(store, who):
        chosen = ready(store) if editions is None else list(editions)
        if not chosen and not behind(store):
            raise WrongState("editorial.refused.nothing_waits")
        with candidate(store, chosen) as made:
            return _released(store, made, who, why, "publish", progress, machinery, gated=True)


def publish_at(
    who: str,
    why: str,
    at: datetime,
    editions: Sequence[Edition] | None = None,
    *,
    progress: Progress | None = None,
    store: Editorial | None = None,
    machinery: Machinery = RASA,
) -> list[Edition]:
    """Schedule approved editions (default: all that wait), after trying them now. Raises GateRefused."""
    store = store or Editorial()
    chosen = ready(store) if editions is None else list(editions)
    if not chosen:
        raise WrongState("editorial.refused.nothing_waits")
    with candidate(store, chosen) as made:
        gate = _gate(store, made, (), progress, machinery)[0]
    if not gate.passes:
        raise GateRefused(gate)
    return [schedule(store, one.id, who, at, why) for one in chosen]


def publish_due(
    at: datetime | None = None,
    *,
    progress: Progress | None = None,
    store: Editorial | None = None,
    machinery: Machinery = RASA,
) -> list[Release]:
    """Publish what was scheduled and whose time has come, each by itself, the earliest first.

    What cannot be published goes back to its authors with the reason.
    """
    store = store or Editorial()
    made = []
    for number in due(store, at):
        one = edition(store, number)
        try:
            made.append(publish(THE_DESK, _scheduled(one), [one], progress=progress, store=store, machinery=machinery))
        except Busy:
            break
        except GateRefused as error:
            send_back(store, number, THE_DESK, joined([error.message, *error.gate.broken()]))
        except Refused as error:
            send_back(store, number, THE_DESK, error.message)
    return made


def _scheduled(one: Edition) -> Message:
    """Why the desk publishes an edition by itself."""
    return Message("editorial.why.scheduled", {"who": one.approver or ""})


def withdraw(
    slug: str,
    who: str,
    why: str,
    *,
    see: str | None = None,
    progress: Progress | None = None,
    store: Editorial | None = None,
    machinery: Machinery = RASA,
) -> Release:
    """Withdraw an article now. What breaks by it is recorded and does not keep it: a wrong answer must stop."""
    store = store or Editorial()
    with publishing(store, who):
        one = withdrawn(store, slug, who, why, see=see)
        with candidate(store, [one]) as made:
            return _released(store, made, who, why, "withdraw", progress, machinery, gated=False)


def rollback(
    who: str,
    why: str,
    to: int | None = None,
    *,
    progress: Progress | None = None,
    store: Editorial | None = None,
    machinery: Machinery = RASA,
) -> Release:
    """Bring back the texts and the model of an earlier release (default: the one before the current)."""
    store = store or Editorial()
    with publishing(store, who):
        target = before(store) if to is None else release(store, to)
        if target.current:
            raise WrongState("editorial.refused.in_use", n=target.number)
        with repeated(store, target.number, dict(target.overlay)) as made:
            return _released(store, made, who, why, "rollback", progress, machinery, gated=False)


def _released(
    store: Editorial,
    made: Candidate,
    who: str,
    why: Sentence,
    kind: str,
    progress: Progress | None,
    machinery: Machinery,
    *,
    gated: bool,
) -> Release:
    gate, models = _gate(store, made, (), progress, machinery)
    if gated and not gate.passes:
        raise GateRefused(gate)
    names = {lang: path.name.removesuffix(".tar.gz") for lang, path in models.items()}
    return commit(store, made, who, why, kind=kind, models=names, measured=gate.as_json())


def _gate(
    store: Editorial, made: Candidate, questions: Iterable[Question], progress: Progress | None, machinery: Machinery
) -> tuple[Gate, Trained]:
    asked = [
        *questions,
        *((one.lang, one.text) for number in made.editions for one in texts(number.questions, store.folder)),
    ]
    models = machinery.train(made.knowledge, progress)
    then = machinery.measure(made.knowledge, asked, progress)
    present = _in_use(store)
    machinery.train(present, progress)
    now = machinery.measure(present, asked, progress)
    return compare(now, then, asked), models


def _in_use(store: Editorial) -> Knowledge:
    return named() if (store.folder, store.room) == (home(), ROOM) else read_knowledge(store.base())
