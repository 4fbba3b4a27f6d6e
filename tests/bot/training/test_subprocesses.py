"""Child processes: how many at the same time, what they said, and that none outlives the waiting."""

from __future__ import annotations

from pathlib import Path

import psutil
import pytest

from bot.training import subprocesses as children
from bot.training.subprocesses import Job, run


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Modules to run lie here."""
    monkeypatch.setattr(children, "_ROOT", tmp_path)
    (tmp_path / "fail.py").write_text("import sys; print('word ' * 1000); sys.exit('no such thing')")
    (tmp_path / "wait.py").write_text("import time; time.sleep(600)")
    (tmp_path / "tell.py").write_text("import sys; print(sys.argv[1])")
    return tmp_path


def test_each_begins_in_its_turn_and_what_it_said_is_known() -> None:
    happened: list[object] = []
    jobs = [
        Job(
            "tell",
            [name],
            lambda status, said, name=name: happened.append((status, said)),
            lambda n=name: happened.append(n),
        )
        for name in ("one", "two")
    ]
    run(jobs, 1)
    assert happened == ["one", (0, "one\n"), "two", (0, "two\n")]


def test_as_many_run_at_the_same_time_as_are_allowed() -> None:
    most: list[int] = []

    def count(_status: int, _said: str) -> None:
        raise InterruptedError

    def begins() -> None:
        most.append(len(psutil.Process().children()))

    with pytest.raises(InterruptedError):
        run([Job("wait", [], count, begins), Job("fail", [], count, begins), Job("wait", [], count, begins)], 2)
    assert most == [0, 1]


def test_an_error_ends_the_others_and_tells_the_end_of_what_was_said() -> None:
    said = []

    def ended(status: int, words: str) -> None:
        said.append((status, words))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        run([Job("wait", [], ended), Job("fail", [], ended)], 2)
    ((status, words),) = said
    assert status == 1 and words.endswith("no such thing\n") and len(words) < 2100
    assert psutil.Process().children() == []


def test_an_interruption_ends_them_all_and_so_does_a_second_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(children.time, "sleep", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run([Job("wait", [], print), Job("wait", [], print)], 2)
    assert psutil.Process().children() == []
