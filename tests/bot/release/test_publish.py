"""Publishing with a stand-in for Rasa: the gate, schedules, withdrawal, rollback, and the running assistant."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.evaluation.benchmark import Check, Measured, Met, Question
from bot.evaluation.regression_gate import GateRefused
from bot.release import publish as publishing
from bot.release.publish import Machinery
from bot.release.watcher import Follower
from knowledge.editorial import Editorial, deciding
from knowledge.editorial.drafting import open_draft, save
from knowledge.editorial.editions import Edition, edition
from knowledge.editorial.history import actions
from knowledge.editorial.releasing import publishing as holding_the_right
from knowledge.editorial.releasing import releases
from knowledge.editorial.reviewing import approve, submit
from knowledge.editorial.store import now
from knowledge.library import active_release as using
from knowledge.library.active_release import Knowledge
from knowledge.library.articles import find_article
from knowledge.review.grouping import groups
from knowledge.review.questions import keep
from knowledge.wording.refusals import Busy, Faulty, WrongState
from knowledge.wording.translate import say
from tariff_data.core.messages import Message
from tests.knowledge.editorial.conftest import LEAD, article, room, store

__all__ = ["room", "store"]
SECOND = (
    "The second text about it, which somebody wrote later and which says a little more than the first one did. " * 2
)
_OTHER = Message("editorial.met.answers", {"slug": "other"})
_FAULT = Message("editorial.story.topic", {"value": "gifts"})


def train(knowledge: Knowledge, progress: object) -> dict[str, Path]:
    return {"en": Path(f"model-of-{len(knowledge.articles)}.tar.gz")}


def measure(knowledge: Knowledge, questions: Iterable[Question], progress: object) -> Measured:
    """A machine that reaches every check question, except in articles that say so, and knows trained questions."""
    asks = {ask: one.slug for one in knowledge.articles for ask in one.in_language("en").facts.asks}
    checks = tuple(
        Check(
            "en",
            one.slug,
            text,
            reached := not one.in_language("en").lead.startswith(f"Broken for {text}"),
            reached,
            _OTHER,
        )
        for one in knowledge.articles
        for text in one.in_language("en").facts.checks
    )
    broken = any("No story holds" in one.in_language("en").lead for one in knowledge.articles)
    met = {(lang, text): Met(asks.get(text), () if text in asks else ("gifts",)) for lang, text in questions}
    return Measured(checks, {"a story": _FAULT if broken else None}, met)


MACHINERY = Machinery(train, measure)


def approved(store: Editorial, lead: str = SECOND, slug: str = "gifts") -> Edition:
    one = open_draft(store, f"articles/{slug}", "Ana")
    one = save(store, one.id, article(slug, lead=lead), "Ana", revision=one.revision)
    submit(store, one.id, "Ana")
    return approve(store, one.id, "Ben")


def lead_in_use(slug: str = "gifts") -> str | None:
    using.refresh()
    found = find_article(slug)
    return found.in_language("en").lead if found else None


@pytest.fixture(autouse=True)
def the_room_in_use(store: Editorial) -> None:
    """The room's own files are what is in use until something is published."""
    using.hold(using.read_knowledge(store.room))


def test_what_is_approved_is_published_with_its_model(store: Editorial) -> None:
    approved(store)
    made = publishing.publish("Ben", "a new rule", store=store, machinery=MACHINERY)
    assert lead_in_use() == SECOND.strip()
    assert made.models == {"en": "model-of-2"}
    assert made.measured["reached"] == made.measured["asked"] == 8
    assert (made.measured["stories"], made.measured["stories_held"]) == (1, 1)


def test_nothing_to_publish_is_said(store: Editorial) -> None:
    with pytest.raises(WrongState, match="nothing is approved"):
        publishing.publish("Ben", "why not", store=store, machinery=MACHINERY)


@pytest.mark.parametrize(
    ("lead", "broken"),
    [
        (f"Broken for en check gifts 2. {SECOND}", "gifts (en): 'en check gifts 2' answers other"),
        (f"No story holds. {SECOND}", "story a story: the topic is not gifts"),
    ],
)
def test_a_candidate_that_answers_less_is_refused_and_says_what_would_break(
    store: Editorial, lead: str, broken: str
) -> None:
    one = approved(store, lead)
    with pytest.raises(GateRefused) as refusal:
        publishing.publish("Ben", "a new rule", store=store, machinery=MACHINERY)
    assert [say(line) for line in refusal.value.gate.broken()] == [broken]
    assert lead_in_use() == LEAD.strip()
    assert edition(store, one.id).state == "approved"
    assert [found.kind for found in releases(store)] == ["files"]


def test_a_preview_shows_what_would_break_and_publishes_nothing(store: Editorial) -> None:
    one = approved(store, f"Broken for en check gifts 2. {SECOND}")
    gate = publishing.preview([one], store=store, machinery=MACHINERY)
    assert not gate.passes and [check.text for check in gate.breaks] == ["en check gifts 2"]
    assert releases(store) == []
    assert not list(store.releases.glob("candidate-*"))


def test_a_preview_shows_the_effect_on_the_questions_it_is_made_for(store: Editorial) -> None:
    number = keep("a present from grandma", "en", ["gifts"], "unanswered")
    assert number is not None
    one = deciding.ask(store, number, "Ana", slug="gifts")
    gate = publishing.preview([one], questions=[("en", "else")], store=store, machinery=MACHINERY)
    assert [(effect.text, effect.changed) for effect in gate.effects] == [
        ("else", False),
        ("a present from grandma", True),
    ]
    assert str(gate.effects[1]) == "'a present from grandma' (en): now offers gifts; then answers gifts"


def test_new_check_questions_that_are_missed_are_told_but_do_not_refuse(store: Editorial) -> None:
    one = open_draft(store, "articles/new-one", "Ana")
    one = save(store, one.id, article("new-one", lead=f"Broken for en check new-one 1. {SECOND}"), "Ana", revision=1)
    gate = publishing.preview([one], store=store, machinery=MACHINERY)
    assert gate.passes and [check.text for check in gate.missed] == ["en check new-one 1"]


def test_what_cannot_be_read_yet_cannot_be_tried(store: Editorial) -> None:
    one = open_draft(store, "articles/gifts", "Ana")
    one = save(store, one.id, {"en.md": "no front matter"}, "Ana", revision=1)
    with pytest.raises(WrongState, match=r"cannot be tried yet.*slug"):
        publishing.preview([one], store=store, machinery=MACHINERY)


def test_scheduled_it_is_published_when_its_time_has_come(store: Editorial) -> None:
    one = approved(store)
    at = now() + timedelta(days=3)
    publishing.publish_at("Ben", "the rule starts", at, store=store, machinery=MACHINERY)
    assert edition(store, one.id).scheduled
    assert publishing.publish_due(at - timedelta(seconds=1), store=store, machinery=MACHINERY) == []
    assert lead_in_use() == LEAD.strip()
    with pytest.raises(WrongState):  # "publish what waits" does not publish it early
        publishing.publish("Ben", "now", store=store, machinery=MACHINERY)
    (made,) = publishing.publish_due(at, store=store, machinery=MACHINERY)
    assert (made.who, say(made.why)) == ("the desk", "scheduled by Ben")
    assert lead_in_use() == SECOND.strip()


def test_what_the_gate_would_refuse_is_not_scheduled(store: Editorial) -> None:
    one = approved(store, f"No story holds. {SECOND}")
    with pytest.raises(GateRefused):
        publishing.publish_at("Ben", "later", now() + timedelta(days=3), store=store, machinery=MACHINERY)
    assert not edition(store, one.id).scheduled


def test_what_cannot_be_published_on_its_day_goes_back_with_the_reason(store: Editorial) -> None:
    one = approved(store)
    at = now() + timedelta(days=3)
    publishing.publish_at("Ben", "later", at, store=store, machinery=MACHINERY)
    approved(store, f"Another {SECOND}")
    publishing.publish("Ben", "now", store=store, machinery=MACHINERY)
    assert publishing.publish_due(at, store=store, machinery=MACHINERY) == []
    assert edition(store, one.id).state == "draft"
    why = actions(store, document="articles/gifts", limit=1)[0].why
    assert "has changed since" in say(why) and "cambió desde que se empezó" in say(why, "es")


def test_while_somebody_publishes_nobody_else_does(store: Editorial) -> None:
    approved(store)
    with holding_the_right(store, "Cleo"):
        with pytest.raises(Busy, match="Cleo"):
            publishing.publish("Ben", "now", store=store, machinery=MACHINERY)
        assert publishing.publish_due(store=store, machinery=MACHINERY) == []


def test_withdrawing_is_not_kept_back_by_the_gate(store: Editorial) -> None:
    made = publishing.withdraw("gifts", "Ben", "it is wrong", see="samples", store=store, machinery=MACHINERY)
    assert made.kind == "withdraw"
    assert lead_in_use() is None
    assert made.measured["asked"] == 4  # the questions of the article that is left


def test_an_article_that_others_lead_to_cannot_be_withdrawn_into_a_broken_state(store: Editorial) -> None:
    files = {
        name: text.replace("checked: ", "related: [samples]\nchecked: ") for name, text in article("gifts").items()
    }
    one = open_draft(store, "articles/gifts", "Ana")
    save(store, one.id, files, "Ana", revision=1)
    submit(store, one.id, "Ana")
    approve(store, one.id, "Ben")
    publishing.publish("Ben", "now", store=store, machinery=MACHINERY)
    publishing.withdraw("samples", "Ben", "it is wrong", store=store, machinery=MACHINERY)
    assert lead_in_use("samples") is None and lead_in_use() == LEAD.strip()


def test_a_rollback_goes_back_and_can_name_its_target(store: Editorial) -> None:
    approved(store)
    publishing.publish("Ben", "now", store=store, machinery=MACHINERY)
    made = publishing.rollback("Ben", "it was wrong", store=store, machinery=MACHINERY)
    assert (made.kind, made.back_to) == ("rollback", 1)
    assert lead_in_use() == LEAD.strip()
    publishing.rollback("Ben", "it was right", to=2, store=store, machinery=MACHINERY)
    assert lead_in_use() == SECOND.strip()
    with pytest.raises(WrongState, match="in use"):
        publishing.rollback("Ben", "again", to=4, store=store, machinery=MACHINERY)


def test_what_a_rollback_leaves_unanswered_waits_for_staff_again(store: Editorial) -> None:
    number = keep("a present from grandma", "en", ["gifts"], "unanswered")
    assert number is not None
    one = deciding.ask(store, number, "Ana", slug="gifts")
    submit(store, one.id, "Ana")
    approve(store, one.id, "Ben")
    publishing.publish("Ben", "now", store=store, machinery=MACHINERY)
    assert groups() == []
    publishing.rollback("Ben", "it was wrong", store=store, machinery=MACHINERY)
    assert [group.id for group in groups()] == [number]


def test_when_training_fails_nothing_is_published(store: Editorial) -> None:
    one = approved(store)

    def fails(*_: object) -> dict[str, Path]:
        raise RuntimeError("no memory")

    with pytest.raises(RuntimeError, match="no memory"):
        publishing.publish("Ben", "now", store=store, machinery=Machinery(fails, measure))
    assert lead_in_use() == LEAD.strip() and edition(store, one.id).state == "approved"
    publishing.publish("Ben", "now", store=store, machinery=MACHINERY)


def test_faults_stop_a_publication_before_anything_is_trained(store: Editorial) -> None:
    approved(store)
    file = store.room / "articles/samples/en.md"
    file.write_text(file.read_text().replace("## More", "{fee:gone}\n\n## More"))

    def never(*_: object) -> dict[str, Path]:
        raise AssertionError("trained")

    with pytest.raises(Faulty, match="fee:gone"):
        publishing.publish("Ben", "now", store=store, machinery=Machinery(never, measure))


class StandIn:
    """An assistant that notes what it takes up."""

    def __init__(self, faulty: bool = False) -> None:
        self.release: int | None = None
        self.taken: list[str] = []
        self.faulty = faulty

    async def take_up(self, knowledge: Knowledge) -> None:
        if self.faulty:
            raise RuntimeError("the model cannot be read")
        self.release = knowledge.release
        found = find_article("gifts", knowledge.articles)
        self.taken.append(found.in_language("en").lead if found else "")


async def test_a_running_assistant_takes_up_what_was_published(store: Editorial) -> None:
    assistant = StandIn()
    follower = Follower(assistant, every=0.01)  # type: ignore[arg-type]
    assert await follower.look() is False
    follower.begin()
    approved(store)
    await asyncio.to_thread(publishing.publish, "Ben", "now", store=store, machinery=MACHINERY)
    async with asyncio.timeout(10):
        while assistant.release != 2:
            await asyncio.sleep(0.01)
    await follower.end()
    assert assistant.taken[-1] == SECOND.strip()


async def test_a_release_that_cannot_be_taken_up_leaves_the_one_before(store: Editorial) -> None:
    approved(store)
    publishing.publish("Ben", "now", store=store, machinery=MACHINERY)
    assistant = StandIn(faulty=True)
    follower = Follower(assistant)  # type: ignore[arg-type]
    assert await follower.look() is False
    assistant.faulty = False
    assert await follower.look() is False  # it is not tried again at once
    publishing.rollback("Ben", "back", store=store, machinery=MACHINERY)
    assert await follower.look() is True
    assert assistant.release == 3


async def test_what_is_due_is_published_while_the_server_runs(store: Editorial) -> None:
    called = asyncio.Event()
    loop = asyncio.get_running_loop()
    follower = Follower(StandIn(), lambda: loop.call_soon_threadsafe(called.set), every=0.01)  # type: ignore[arg-type]
    follower.begin()
    async with asyncio.timeout(10):
        await called.wait()
    await follower.end()
