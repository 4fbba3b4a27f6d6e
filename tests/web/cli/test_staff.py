"""`importdesk staff`: the first administrator, and help from the machine itself."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from knowledge.editorial import Editorial, history
from web.app import cli as command_line
from web.staff.accounts.members import Members
from web.staff.accounts.store import StaffStore


class Line(io.StringIO):
    """What is piped in."""

    def isatty(self) -> bool:
        return False


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("IMPORTDESK_HOME", str(tmp_path))
    return tmp_path


def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str, typed: str = ""
) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.stdin", Line(typed))
    status = command_line.run(["staff", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


def test_the_first_administrator_is_made_and_helped(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    added = run(capsys, monkeypatch, "add", "Maya R.", "--role", "administrator", typed="seven green kettles\n")
    assert added == (0, "Maya R.  administrator\n", "")
    status, out, _ = run(capsys, monkeypatch, "add", "Leo", "--invite")
    assert status == 0 and re.fullmatch(r"Leo  author\n/staff/welcome/[\w-]{43}\n", out)
    assert run(capsys, monkeypatch, "role", "leo", "reviewer")[0] == 0
    assert run(capsys, monkeypatch, "password", "Leo", typed="nine yellow lanterns\n")[0] == 0
    assert run(capsys, monkeypatch, "list")[1] == "Leo  reviewer  active\nMaya R.  administrator  active\n"
    assert run(capsys, monkeypatch, "close", "Leo")[0] == 0
    assert "Leo  reviewer  closed" in run(capsys, monkeypatch, "list")[1]
    assert (home / "staff.db").stat().st_mode & 0o077 == 0, "nobody else on the machine can read it"
    said = [(action.who, action.what) for action in reversed(history.actions(Editorial()))]
    assert said[0] == ("command line", "member added") and said[-1] == ("command line", "member closed")
    assert Members(StaffStore(home / "staff.db")).find("maya r.")


@pytest.mark.parametrize(
    ("arguments", "typed", "said"),
    [
        (("add", "Maya"), "short\n", "shorter than 12"),
        (("add", "Maya"), "my name is maya\n", "contains the name"),
        (("add", " "), "seven green kettles\n", "1 to 60 characters"),
        (("add", "Maya", "--role", "owner"), "seven green kettles\n", "'owner' is not one of"),
        (("role", "Nobody", "author"), "", "no member of that name"),
        (("close", "Nobody"), "", "no member of that name"),
        (("password", "Nobody"), "seven green kettles\n", "no member of that name"),
    ],
)
def test_bad_input_is_one_line(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    typed: str,
    said: str,
) -> None:
    status, out, err = run(capsys, monkeypatch, *arguments, typed=typed)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_the_last_administrator_stays(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    run(capsys, monkeypatch, "add", "Maya", "--role", "administrator", typed="seven green kettles\n")
    for arguments in (("close", "Maya"), ("role", "Maya", "author")):
        assert "no administrator would be left" in run(capsys, monkeypatch, *arguments)[2]
