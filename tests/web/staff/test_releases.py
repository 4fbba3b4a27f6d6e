"""From a missed question to what everybody reads: decided in two clicks, written, approved by another, published."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.benchmark import Measured
from bot.release.publish import Machinery, publish_due
from knowledge.editorial import Editorial, history
from knowledge.editorial.editions import edition, editions
from knowledge.editorial.reviewing import schedule
from knowledge.editorial.store import now
from knowledge.library import active_release as using
from knowledge.library.articles import find_article
from knowledge.review.questions import keep, questions
from knowledge.wording import translate as words
from tariff_data.core.messages import Message
from tests.bot.release.test_publish import MACHINERY
from tests.web.staff.conftest import Person
from tests.web.staff.test_articles import fields_in, opened, saved
from web.staff.naming import title_of
from web.staff.releases.background_jobs import WORKS
from web.staff.releases.publisher import PRESS, Press

LEAD = "A poncho pays the duty of clothes, by what it is made of and where it was made, as the estimate shows. " * 3


@pytest.fixture
def app(app: Any) -> Any:
    """With a stand-in for training and measuring."""
    app[PRESS] = Press(MACHINERY)
    return app


def asked(store: Editorial, text: str, times: int = 1, lang: str = "en", kind: str = "unanswered") -> None:
    for _ in range(times):
        keep(text, lang, ["gifts"], kind, folder=store.folder)


async def approved(ana: Person, rui: Person, **changed: str) -> None:
    """An approved edition of the article on gifts."""
    path = await opened(ana)
    await saved(ana, path, **changed)
    await ana.send("/staff/editions/1/submit")
    await rui.send("/staff/editions/1/approve", when="next")


async def ended(person: Person, app: Any, path: str, **fields: str) -> str:
    """Begin work and wait for its end; gives the page that tells of it."""
    answer = await person.send(path, **fields)
    await app[WORKS].wait()
    return await person.page(answer.headers["Location"])


async def test_the_whole_path(app: Any, ana: Person, rui: Person, store: Editorial) -> None:
    asked(store, "duty on an alpaca poncho from bolivia", 5)
    asked(store, "duty on alpaca poncho from Bolivia?")
    home = await ana.page("/staff/")
    group = re.search(r'href="(/staff/questions/\d+)"', home)
    assert group and ">6<" in home
    page = await ana.page(group[1])
    assert "duty on an alpaca poncho from bolivia" in page

    answer = await ana.send(f"{group[1]}/article", title="What does a poncho pay?", topic="gifts", slug="ponchos")
    path = answer.headers["Location"]
    fields = fields_in(await ana.page(path))
    assert "duty on alpaca poncho from Bolivia?" in fields["en.asks"].splitlines()
    for lang in ("en", "es"):
        fields |= {
            f"{lang}.title": f"What does a poncho pay? ({lang})",
            f"{lang}.summary": "A poncho pays the duty of clothes of its stuff.",
            f"{lang}.lead": LEAD,
            f"{lang}.body": "## More\n\nText.",
            f"{lang}.asks": "\n".join([fields[f"{lang}.asks"], *(f"{lang} poncho ask {n}" for n in range(12))]),
            f"{lang}.checks": "\n".join(f"{lang} poncho check {n}" for n in range(4)),
        }
    fields |= {"checked": "2026-10-09", "sources": "HTSUS chapter 61", "related": "gifts"}
    await ana.send(path, **fields, do="finish")
    await ana.send("/staff/editions/1/submit", why="asked often")
    assert "duty on an alpaca poncho" not in await ana.page("/staff/"), "it no longer waits for anybody"

    tried = await ended(rui, app, "/staff/publishing/check", edition="1")
    assert "This can be published" in tried
    assert "duty on an alpaca poncho from bolivia" in tried and "answers ponchos" in tried
    assert find_article("ponchos") is None
    await rui.send("/staff/editions/1/approve", why="well said", when="next")
    told = await ended(rui, app, "/staff/publishing/publish", edition="1", boxes="yes", why="asked often")
    assert "Release 2" in told
    using.refresh()
    assert "A poncho pays the duty of clothes" in await ana.page("/en/guides/ponchos")
    assert [one.edition for one in questions(folder=store.folder, settled=True)] == [1] * 6
    said = [(action.who, action.what) for action in reversed(history.actions(store, document="articles/ponchos"))]
    assert said == [
        ("Ana", "began"), ("Ana", "saved"), ("Ana", "took questions"), ("Ana", "saved"), ("Ana", "submitted"),
        ("Rui", "approved"), ("Rui", "published"),
    ]  # fmt: skip


async def test_what_would_break_is_shown_and_not_published(
    app: Any, ana: Person, rui: Person, store: Editorial
) -> None:
    await approved(ana, rui, en_lead=f"Broken for en check gifts 2. {LEAD}")
    page = await ended(rui, app, "/staff/publishing/publish", why="new", edition="1", boxes="yes")
    assert "It was not published" in page and "en check gifts 2" in page and "7 / 8" in page
    assert edition(store, 1).state == "approved"
    using.refresh()
    assert "Broken" not in await ana.page("/en/guides/gifts")


@pytest.mark.parametrize(
    ("what", "fields", "document", "text"),
    [
        ("ask", {"slug": "gifts"}, "articles/gifts", "poncho please"),
        ("ask", {"slug": "gifts", "as": "check"}, "articles/gifts", "poncho please"),
        (
            "intercept",
            {"term": "poncho", "question": "What is it made of?"},
            "intercepts",
            "poncho,What is it made of?,",
        ),
        ("out-of-scope", {}, "out_of_scope", "poncho please"),
    ],
)
async def test_a_missed_question_is_settled_in_two_clicks(
    ana: Person, store: Editorial, what: str, fields: dict[str, str], document: str, text: str
) -> None:
    asked(store, "poncho please", 3)
    await ana.page("/staff/questions/1")
    answer = await ana.send(f"/staff/questions/1/{what}", **fields)
    (one,) = editions(store)
    assert one.document == document and one.state == "draft"
    assert any(text in content for content in one.files.values())
    page = await ana.page(answer.headers["Location"])
    assert "poncho please" in page, "the edition shows which questions it is for"
    await ana.send("/staff/editions/1/discard", why="no")
    assert "poncho please" in await ana.page("/staff/"), "given up, they wait again"


async def test_questions_are_dismissed_with_a_reason(ana: Person, store: Editorial) -> None:
    asked(store, "asdf")
    await ana.send("/staff/questions/1/dismiss", 409, why=" ")
    await ana.send("/staff/questions/1/dismiss", why="noise")
    await ana.page("/staff/questions/1", 409)
    assert history.actions(store)[0].why == "noise"


async def test_the_queue_is_by_language_and_kind(ana: Person, store: Editorial) -> None:
    asked(store, "poncho please", 2)
    asked(store, "¿y un poncho de lana?", 3, "es", "unsure")
    assert "poncho please" not in await ana.page("/staff/?lang=es")
    assert "poncho de lana" not in await ana.page("/staff/?kind=unanswered")
    page = await ana.page("/staff/?lang=xx&kind=yy&since=zz")
    assert page.index("poncho de lana") < page.index("poncho please"), "the most asked first"


async def test_a_question_is_counted_by_weeks_that_people_know(ana: Person, store: Editorial) -> None:
    asked(store, "poncho please", 2)
    today = datetime.now(UTC).date()
    monday = words.day(today - timedelta(days=today.weekday()), "en")
    page = await ana.page("/staff/questions/1")
    assert f"By week, from Monday: {monday}: 2" in page and not re.search(r"\d{4}-W\d\d", page)


async def test_the_queue_names_articles_by_their_titles(ana: Person, store: Editorial) -> None:
    keep("poncho please", "en", ["gifts"], "unanswered", folder=store.folder)
    page = await ana.page("/staff/")
    title = title_of("articles/gifts", "en")
    assert title != "gifts" and f"Add to “{title}”" in page and f'href="/en/guides/gifts">{title}<' in page


async def test_one_thing_at_a_time(app: Any, ana: Person, rui: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    go_on = threading.Event()

    def slow(knowledge: Any, progress: Any) -> dict[str, Path]:
        progress("training")
        assert go_on.wait(20)
        return {"en": Path("model.tar.gz")}

    app[PRESS]._more["machinery"] = Machinery(slow, MACHINERY.measure)
    await approved(ana, rui, en_title="Gifts, said anew")
    first = await rui.send("/staff/publishing/publish", why="new", edition="1", boxes="yes")
    page = await rui.page(first.headers["Location"])
    assert "goes on without you" in page
    busy = await ana.send("/staff/publishing/check", 409, edition="1")
    assert "Rui has begun something" in await busy.text()
    assert "is still going on" in await ana.page("/staff/publishing")
    state = await (await ana.client.get(f"{first.headers['Location']}/state")).json()
    assert state["state"] == "working"
    go_on.set()
    await app[WORKS].wait()
    assert "Release 2" in await ana.page(first.headers["Location"])


async def test_work_that_fails_says_so_and_publishes_nothing(
    app: Any, ana: Person, rui: Person, store: Editorial
) -> None:
    def failing(knowledge: Any, asked: Any, progress: Any) -> Measured:
        raise RuntimeError("a secret detail")

    app[PRESS]._more["machinery"] = Machinery(MACHINERY.train, failing)
    await approved(ana, rui, en_title="Gifts, said anew")
    page = await ended(rui, app, "/staff/publishing/publish", why="new", edition="1", boxes="yes")
    assert "did not come to its end" in page and "secret detail" not in page
    assert edition(store, 1).state == "approved"


async def test_an_article_is_withdrawn_and_brought_back(app: Any, ana: Person, rui: Person, mia: Person) -> None:
    await rui.send("/staff/articles/gifts/withdraw", 409, why="")
    page = await ended(rui, app, "/staff/articles/gifts/withdraw", why="it is wrong", see="samples")
    assert "Release 2" in page
    using.refresh()
    assert find_article("gifts") is None
    assert "Withdrawn" in await ana.page("/staff/articles")
    await rui.send("/staff/articles/gifts/restore", why="mended")
    await mia.send("/staff/editions/2/approve", when="next")
    await ended(mia, app, "/staff/publishing/publish", why="mended")
    using.refresh()
    assert find_article("gifts") is not None


async def test_a_release_is_taken_back(app: Any, ana: Person, rui: Person, store: Editorial) -> None:
    await approved(ana, rui, en_title="Gifts, said anew")
    await ended(rui, app, "/staff/publishing/publish", why="new", edition="1", boxes="yes")
    assert "Go back" in await rui.page("/staff/publishing") and "Go back" not in await ana.page("/staff/publishing")
    await rui.send("/staff/publishing/rollback", 409, to="1", why="")
    page = await ended(rui, app, "/staff/publishing/rollback", to="1", why="it was wrong")
    assert "Release 3" in page
    using.refresh()
    assert "said anew" not in await ana.page("/en/guides/gifts")
    assert edition(store, 1).state == "rolled_back"


async def test_a_box_must_be_ticked(ana: Person, staff: Callable[[str], Awaitable[Person]]) -> None:
    for fields in ({"boxes": "yes"}, {"edition": "x"}, {"edition": "99"}):
        await ana.send("/staff/publishing/check", 409, **fields)
    await ana.page("/staff/publishing/works/nothing", 404)


async def test_what_the_desk_tells_of_its_work_is_said_in_the_language_of_the_page(
    app: Any, ana: Person, rui: Person, store: Editorial
) -> None:
    def training_(knowledge: Any, progress: Any) -> dict[str, Path]:
        progress(Message("editorial.work.training", {"lang": "en", "n": 2}))
        return MACHINERY.train(knowledge, progress)

    app[PRESS]._more["machinery"] = Machinery(training_, MACHINERY.measure)
    await approved(ana, rui, en_lead=f"No story holds. {LEAD}")
    answer = await rui.send("/staff/publishing/publish", why="new", edition="1", boxes="yes")
    await app[WORKS].wait()
    english = await rui.page(answer.headers["Location"])
    assert "training the assistant (en) from 2 articles" in english and "the topic is not gifts" in english
    await rui.send("/staff/account/language", lang="es")
    spanish = await rui.page(answer.headers["Location"])
    assert "se entrena el asistente (en) con 2 artículos" in spanish and "el tema no es gifts" in spanish
    assert "training the assistant" not in spanish and "the topic is not" not in spanish


async def test_why_the_desk_sent_an_edition_back_is_said_in_the_language_of_the_page(
    app: Any, ana: Person, rui: Person, store: Editorial
) -> None:
    await approved(ana, rui, en_lead=f"No story holds. {LEAD}")
    at = now() + timedelta(days=3)
    schedule(store, 1, "Rui", at, "cuando empiece la regla")
    assert publish_due(at, store=store, machinery=MACHINERY) == []
    english = await rui.page("/staff/editions/1")
    assert "the topic is not gifts" in english
    await rui.send("/staff/account/language", lang="es")
    for path in ("/staff/editions/1", "/staff/log"):
        spanish = await rui.page(path)
        assert "el tema no es gifts" in spanish and "the topic is not gifts" not in spanish
        assert "cuando empiece la regla" in spanish, "what a person wrote stays as typed"
    assert "Import Desk" in spanish and "the desk" not in spanish
