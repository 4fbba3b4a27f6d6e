"""Whether an answer or a guide was helpful: counted by article, a bad answer's question kept for staff, redacted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from knowledge.review.feedback import Thumbs, thumbs
from knowledge.review.questions import questions
from tests.web.conftest import Client, ParrotAssistant
from tests.web.http.test_problems import problem
from web.http.answer_id import mark_of
from web.widget.routes import KEYS

SHOP = "https://shop.example"
ANSWER = {
    "by": "desk",
    "text": "A gift ...",
    "card": {"type": "article", "slug": "gifts", "title": "Gifts"},
    "sources": ["19 CFR 10.152"],
}


@pytest.fixture(autouse=True)
def review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_home: Path) -> Iterator[None]:
    """An empty review queue in a home of its own."""
    monkeypatch.setenv("IMPORTDESK_HOME", str(tmp_path))
    (tmp_path / "tariff.db").symlink_to(own_home / "tariff.db")
    yield


async def asked(client: Client, parrot: ParrotAssistant, key: str = "site") -> str:
    """A conversation in which a question was answered by an article."""
    conversation = "C" * 32
    parrot.said[f"{key}:{conversation}"] = [{"by": "person", "text": "are gifts taxed?"}, dict(ANSWER)]
    return conversation


async def test_only_answers_carry_a_mark(client: Client, parrot: ParrotAssistant) -> None:
    conversation = await asked(client, parrot)
    said = (await (await client.get(f"/api/v1/chat/{conversation}")).json())["messages"]
    assert ["mark" in message for message in said] == [False, True]
    assert mark_of({"by": "desk", "text": "Where was it made?"}) is None
    assert mark_of(ANSWER) != mark_of(ANSWER | {"text": "Another"})
    chatted = await (await client.post("/api/v1/chat", json={"text": "hello"})).json()
    assert "mark" not in chatted["messages"][0]
    priced = await (await client.post("/api/v1/chat", json={"text": "price a pan"})).json()
    assert re.fullmatch(r"[0-9a-f]{16}", priced["messages"][0]["mark"])


async def test_a_thumb_counts_for_the_article_and_the_last_one_stays(client: Client, parrot: ParrotAssistant) -> None:
    path = f"/api/v1/chat/{await asked(client, parrot)}/feedback"
    assert (await client.post(path, json={"mark": mark_of(ANSWER), "helpful": False})).status == 204
    assert thumbs() == {"gifts": Thumbs(0, 1)}
    (kept,) = questions()
    assert (kept.text, kept.kind, kept.closest) == ("are gifts taxed?", "thumbed_down", ("gifts",))
    assert (await client.post(path, json={"mark": mark_of(ANSWER), "helpful": True})).status == 204
    assert thumbs() == {"gifts": Thumbs(1, 0)} and not questions()


@pytest.mark.parametrize(
    ("conversation", "sent", "status"),
    [
        ("C" * 32, {"mark": "0" * 16, "helpful": True}, 404),
        ("D" * 32, {"mark": mark_of(ANSWER), "helpful": True}, 404),
        ("C" * 32, {"mark": mark_of(ANSWER)}, 400),
        ("C" * 32, {"mark": mark_of(ANSWER), "helpful": True, "question": "mine"}, 400),
    ],
)
async def test_nothing_else_is_taken(
    client: Client, parrot: ParrotAssistant, conversation: str, sent: dict[str, Any], status: int
) -> None:
    await asked(client, parrot)
    await problem(await client.post(f"/api/v1/chat/{conversation}/feedback", json=sent), status)
    assert thumbs() == {}


async def test_a_shops_widget_rates_under_its_own_key(client: Client, parrot: ParrotAssistant) -> None:
    assert client.app is not None
    key = client.app[KEYS].add("Shop", [SHOP], state="active").key
    conversation = await asked(client, parrot, key)
    path = f"/widget/v1/{key}/chat/{conversation}/feedback"
    sent = {"mark": mark_of(ANSWER), "helpful": True}
    assert (await client.post(path, json=sent, headers={"Origin": SHOP})).status == 204
    assert thumbs() == {"gifts": Thumbs(1, 0)}
    await problem(await client.post(path, json=sent, headers={"Origin": "https://other.example"}), 403)
    await problem(await client.post(f"/api/v1/chat/{conversation}/feedback", json=sent), 404)


async def test_the_chat_is_rated_without_scripts(client: Client, parrot: ParrotAssistant) -> None:
    page = await (await client.post("/en/chat", data={"text": "price a pan"})).text()
    conversation, mark = (re.search(rf'name="{name}" value="(\w[^"]+)"', page) for name in ("conversation", "mark"))
    assert conversation and mark
    sent = {"conversation": conversation[1], "mark": mark[1], "helpful": "no"}
    rated = await (await client.post("/en/chat/feedback", data=sent)).text()
    assert "<span>Thank you. Noted.</span>" in rated and 'value="no" aria-pressed="true"' in rated
    (kept,) = questions()
    assert kept.text == "price a pan"
    gone = await (await client.post("/en/chat/feedback", data=sent | {"mark": "nothing"})).text()
    assert 'aria-pressed="true"' not in gone


async def press(client: Client, fields: dict[str, str], slug: str = "gifts", lang: str = "en") -> Any:
    """Send the form below a guide."""
    return await client.post(f"/{lang}/guides/{slug}/feedback", data=fields, allow_redirects=False)


@pytest.mark.parametrize(("lang", "asked"), [("en", "Was this helpful?"), ("es", "¿Le sirvió?")])
async def test_a_guide_is_rated_once_a_page(client: Client, lang: str, asked: str) -> None:
    page = await (await client.get(f"/{lang}/guides/gifts")).text()
    token = re.search(r'name="page" value="(\w{16})"', page)
    assert token and asked in page
    for _ in range(2):
        sent = await press(client, {"page": token[1], "helpful": "yes"}, lang=lang)
        assert (sent.status, sent.headers["Location"]) == (303, f"/{lang}/guides/gifts?said=yes#helpful")
    assert thumbs() == {"gifts": Thumbs(1, 0)} and not questions()
    after = await (await client.get(f"/{lang}/guides/gifts?said=yes")).text()
    assert asked not in after
    assert f'rel="canonical" href="http://{client.host}:{client.port}/{lang}/guides/gifts"' in after


async def test_what_a_guide_lacks_goes_to_the_staff_without_names_and_numbers(client: Client) -> None:
    sent = await press(client, {"page": "0" * 16, "helpful": "no"})
    assert sent.headers["Location"].endswith("?said=no#helpful")
    assert thumbs() == {"gifts": Thumbs(0, 1)} and not questions()
    asked = await (await client.get("/en/guides/gifts?said=no")).text()
    assert "What did you want to know?" in asked and 'name="missing"' in asked
    await press(client, {"missing": "two gifts in one box? write to ana@correo.example"})
    (kept,) = questions()
    assert (kept.text, kept.closest) == ("two gifts in one box? write to [email]", ("gifts",))


@pytest.mark.parametrize(
    ("slug", "fields", "status"),
    [("gifts", {}, 400), ("gifts", {"helpful": "maybe"}, 400), ("no-such-guide", {"helpful": "yes"}, 404)],
)
async def test_a_guide_takes_no_other_rating(client: Client, slug: str, fields: dict[str, str], status: int) -> None:
    assert (await press(client, fields, slug)).status == status
    assert thumbs() == {}


async def test_guides_are_not_rated_without_end(client: Client) -> None:
    answers = [await press(client, {"helpful": "yes"}) for _ in range(25)]
    refused = [answer for answer in answers if answer.status == 429]
    assert 4 <= len(refused) <= 6 and refused[0].headers["Retry-After"].isdigit()
