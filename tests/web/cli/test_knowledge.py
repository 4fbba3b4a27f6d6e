"""The commands of outreach staff: a missed question on its way to the reader, refusals in one line, files and back."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from bot.evaluation.benchmark import Check, Measured, Met, Question
from bot.release import publish as publishing
from bot.release.publish import Machinery
from knowledge.library.active_release import Knowledge
from knowledge.review.questions import keep
from tests.shown import ROOT, shown_in
from web.app import cli as command_line
from web.cli.acting import Moment
from web.cli.knowledge import knowledge

DOCUMENT = ROOT / "docs" / "keeping-knowledge.md"


def train(knowledge: Knowledge, progress: object) -> dict[str, Path]:
    return {"en": Path("a-model.tar.gz")}


def measure(knowledge: Knowledge, questions: Iterable[Question], progress: object) -> Measured:
    gifts = next((one for one in knowledge.articles if one.slug == "gifts"), None)
    asks = gifts.in_language("en").facts.asks if gifts else ()
    fewer = "a question that spoils the others" in asks
    check = Check("en", "gifts", "are gifts taxed", not fewer, not fewer, "offers nothing")
    met = {(lang, text): Met("gifts" if text in asks else None) for lang, text in questions}
    return Measured((check,), {"a story": None}, met)


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of its own, and a stand-in for Rasa."""
    monkeypatch.setenv("IMPORTDESK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("IMPORTDESK_STAFF", "Ana")
    monkeypatch.chdir(tmp_path)
    for name in ("preview", "publish", "publish_at", "withdraw", "rollback"):
        monkeypatch.setitem(getattr(publishing, name).__kwdefaults__, "machinery", Machinery(train, measure))


class Told:
    """Runs commands; each must end as expected."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, command: str, status: int = 0) -> str:
        ended = command_line.run(["knowledge", *shlex.split(command)])
        out, err = self._capsys.readouterr()
        assert ended == status, f"{command}: {out}{err}"
        return out if status == 0 else out + err


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    return Told(capsys)


def missed(text: str = "a present from my grandma") -> None:
    keep(text, "en", ["gifts"], "unanswered")


def test_a_missed_question_comes_to_the_reader_and_back(told: Told) -> None:
    missed()
    assert "1x en  a present from my grandma" in told("review list")
    assert "edition 1: articles/gifts, draft" in told("review ask 1 --slug gifts")
    assert told("review list") == "No question waits.\n"
    assert '+  - "a present from my grandma"' in told("edition diff 1")
    told("edition submit 1")
    assert "somebody else must approve it" in told("edition approve 1", status=1)
    told("edition approve 1 --by Ben")
    tested = told("test")
    assert "effect: 'a present from my grandma' (en): now has no answer; then answers gifts" in tested
    assert "release 2 is in use: 1 of 1 check questions" in told("publish --why presents --by Ben")
    assert "publish by Ben: presents  <- in use" in told("releases")
    assert "nothing is approved" in told("publish", status=1)
    assert "release 3 is in use" in told("rollback --why wrong")
    assert "rollback of 1 by Ana: wrong  <- in use" in told("releases")
    assert "1x en  a present from my grandma" in told("review list")
    history = told("edition history gifts")
    assert [line.split("  ")[1].split(":")[0] for line in history.splitlines()] == ["Ben", "Ben", *["Ana"] * 4]


def test_a_publication_that_would_break_something_is_refused_with_what(told: Told) -> None:
    missed("a question that spoils the others")
    told("review ask 1 --slug gifts")
    told("edition submit 1")
    told("edition approve 1 --by Ben")
    for command in ("test", "publish --by Ben"):
        said = told(command, status=1)
        assert "breaks: gifts (en): 'are gifts taxed' offers nothing" in said
    assert "files by the desk" in told("releases")


def test_a_text_is_edited_as_files_and_scheduled(told: Told, tmp_path: Path) -> None:
    told("edition open gifts --to here")
    file = tmp_path / "here" / "en.md"
    file.write_text(file.read_text().replace("checked: ", "checked: x"))
    assert "to mend: " in told("edition save here")
    file.write_text(file.read_text().replace("checked: x", "checked: ").replace("## ", "## Now ", 1))
    assert "next: importdesk knowledge edition submit 1" in told("edition save here --why heading")
    told("edition submit 1")
    told("edition approve 1 --by Ben")
    assert "2999-01-01 05:00 UTC" in told("publish --at 2999-01-01 --by Ben")
    assert "to be published 2999-01-01 05:00 UTC" in told("edition list")


def test_who_saves_an_older_text_is_refused(told: Told, tmp_path: Path) -> None:
    told("edition open gifts --to here")
    told("edition open gifts --to there")
    for place in ("here", "there"):
        file = tmp_path / place / "en.md"
        file.write_text(file.read_text() + f"\n{place}\n")
    told("edition save here")
    assert "Ana saved another text" in told("edition save there", status=1)


def test_withdrawing_needs_a_reason_and_an_article(told: Told) -> None:
    assert "Missing option '--why'" in told("withdraw gifts", status=2)
    assert "there is no article 'nothing'" in told("withdraw nothing --why x", status=2)
    assert "release 2 is in use" in told("withdraw gifts --why 'struck down' --see de-minimis-ended")
    assert "withdraw by Ana: struck down" in told("releases")


def test_everything_goes_out_and_comes_back(told: Told, tmp_path: Path) -> None:
    assert "documents written to kept" in told("export kept")
    assert told("import kept") == "No difference.\n"
    file = tmp_path / "kept" / "articles" / "gifts" / "es.md"
    file.write_text(file.read_text() + "\nAlgo más.\n")
    assert told("import kept") == "edition 1: articles/gifts, draft\n"


@pytest.mark.parametrize(
    ("command", "status", "said"),
    [
        ("review ask 99 --slug gifts", 2, "no question 99 waits"),
        ("review draft 99 --slug ../x", 2, "no question 99 waits"),
        ("edition submit 99", 2, "there is no edition 99"),
        ("edition open ../../etc", 2, "is no name of a document"),
        ("edition save .", 2, "was not written by `edition open`"),
        ("import nowhere", 2, "does not exist"),
        ("import .", 2, "holds no articles"),
        ("publish --at yesterday", 2, "'yesterday' is no date"),
        ("rollback --why x", 2, "no release to go back to"),
        ("edition list --by Ana", 2, "No such option"),
    ],
)
def test_bad_input_is_one_line(told: Told, command: str, status: int, said: str) -> None:
    lines = told(command, status=status)
    assert said in lines and lines.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2027-01-01", datetime(2027, 1, 1, 5, tzinfo=UTC)),
        ("2027-07-01", datetime(2027, 7, 1, 4, tzinfo=UTC)),
        ("2027-01-01T09:30", datetime(2027, 1, 1, 14, 30, tzinfo=UTC)),
        ("2027-01-01T09:30+00:00", datetime(2027, 1, 1, 9, 30, tzinfo=UTC)),
    ],
)
def test_a_day_begins_in_washington(text: str, moment: datetime) -> None:
    assert Moment().convert(text, None, None) == moment


SHOWN = [shown.command for shown in shown_in(DOCUMENT)]


@pytest.mark.parametrize("command", SHOWN)
def test_every_command_of_the_document_is_one(command: str, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "drafts" / "gifts").mkdir(parents=True)
    words = shlex.split(command)
    assert words[:2] == ["importdesk", "knowledge"]
    group: click.Command = knowledge
    context = click.Context(group, info_name="knowledge")
    words = words[2:]
    while isinstance(group, click.Group):
        group = group.commands[words.pop(0)]
    group.make_context(group.name, words, parent=context)


def test_the_document_shows_every_command() -> None:
    names = {" ".join(shlex.split(command)[2:4]) for command in SHOWN}
    for group in ("review", "edition"):
        commands = knowledge.commands[group]
        assert isinstance(commands, click.Group)
        left = {f"{group} {name}" for name in commands.commands} - names
        assert left <= {"edition discard", "edition renew"}, left
