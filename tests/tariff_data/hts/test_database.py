"""tariff.db: complete, current, replaced as a whole; look-ups are quick and safe from several threads."""

from __future__ import annotations

import csv
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tariff_data.core.paths import SCHEDULE
from tariff_data.hts import database
from tariff_data.hts.database import Schedule, build, is_current, open_schedule


@pytest.fixture(scope="module")
def schedule(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Schedule]:
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IMPORTDESK_HOME", str(home))
        yield Schedule(build(home / "tariff.db"))


def test_every_duty_line_of_chapters_1_to_97_is_there_with_words(schedule: Schedule) -> None:
    lines = list(schedule.lines())
    ordinary = [line for line in lines if line.hts8 < "98"]
    assert len(ordinary) == 11414
    assert len({line.hts8 for line in lines}) == len(lines)
    assert all(line.label_en and line.keywords_en and line.general and line.column2 for line in ordinary)
    assert sum(bool(line.label_es) for line in ordinary) == 8278


def test_chapter_98_lines_that_small_importers_meet(schedule: Schedule) -> None:
    for number in ("98010010", "98020040", "98020050", "98020060", "98020080", "98040065", "98040070", "98040072"):
        line = schedule.line(number)
        assert line is not None and line.label_en and line.label_es
    assert all(line.label_es for line in schedule.lines("98"))


@pytest.mark.parametrize(
    ("number", "general", "column2", "units"),
    [
        ("61091000", "16.5%", "90%", ("doz", "kg")),
        ("4202.22.15.00", "16%", "45%", ("no",)),
        ("95030000", "Free", "70%", ("no",)),
        ("8517.13.00", "Free", "35%", ("no",)),
        ("71131929", "5.5%", "80%", ("g",)),
        ("6402.91.70.30", "90¢/pr. + 37.5%", "$1.58/pr. + 66%", ("prs",)),
        ("22042150", "6.3¢/liter", "33¢/liter", ("l",)),
        ("97012100", "Free", "Free", ("no",)),
    ],
)
def test_known_lines(schedule: Schedule, number: str, general: str, column2: str, units: tuple[str, ...]) -> None:
    line = schedule.line(number)
    assert line is not None
    assert (line.general, line.column2, line.units) == (general, column2, units)


@pytest.mark.parametrize("number", ["", "6109", "610910", "99999999", "00000000", "abcdefgh", "9903.88.03"])
def test_unknown_numbers(schedule: Schedule, number: str) -> None:
    assert schedule.line(number) is None


def test_suffixes(schedule: Schedule) -> None:
    assert [suffix.hts10 for suffix in schedule.suffixes("6404.11.90")][:2] == ["6404119010", "6404119020"]
    assert schedule.has_suffix("6404.11.90.10") and not schedule.has_suffix("6404119011")
    assert {suffix.hts10: suffix.units for suffix in schedule.suffixes("05119940")}["0511994030"] == ("kg",)


def test_browsing_from_the_top_reaches_every_line(schedule: Schedule) -> None:
    level = [node.code for node in schedule.children()]
    assert len(level) == 22
    for expected in (99, 1228 + 10, len(list(schedule.lines()))):
        level = [child.code for code in level for child in schedule.children(code)]
        assert len(level) == len(set(level)) == expected
    assert schedule.children("610910") == tuple(n for n in schedule.children("6109") if n.code.startswith("610910"))


def test_nodes_speak_both_languages(schedule: Schedule) -> None:
    for code in ("s11", "61", "6109", "61091000"):
        node = schedule.node(code)
        assert node is not None
        assert node.label("es") != node.label("en")
    assert schedule.heading("61091000") == schedule.node("6109")
    assert schedule.node("7") is None and schedule.node("s23") is None and schedule.node("1234") is None
    assert next(line.hts8 for line in schedule.siblings("6109.10.00")) == "61091000"


def test_every_chapter_and_section_has_words_of_its_own() -> None:
    for name, count in (("chapters", 99), ("sections", 22)):
        with (SCHEDULE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == count
        for lang in ("en", "es"):
            assert len({row[f"label_{lang}"] for row in rows}) == count


@pytest.mark.parametrize(
    ("table", "words", "code"),
    [
        ("search_en", "handbags AND leather", "42022190"),
        ("search_en", "toy", "95030000"),
        ("search_es", "camion", "87043101"),
        ("search_es", "bolso AND cuero", "42022190"),
    ],
)
def test_full_text_in_both_languages(schedule: Schedule, table: str, words: str, code: str) -> None:
    query = f"select code from {table} where {table} match ? order by bm25({table}, 0, 5, 4, 2, 1)"
    assert code in [row[0] for row in schedule.connection().execute(query, (words,)).fetchall()]


def test_the_handle_cannot_write(schedule: Schedule) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        schedule.connection().execute("delete from lines")


def test_threads_share_a_handle(schedule: Schedule) -> None:
    fresh = Schedule(schedule.path)
    numbers = [line.hts8 for line in schedule.lines()][::40]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(fresh.line, numbers * 4))
    assert [line.hts8 for line in found if line] == numbers * 4


def test_a_warm_look_up_takes_less_than_50_microseconds(schedule: Schedule) -> None:
    schedule.line("42022190")
    start = time.perf_counter()
    for _ in range(1000):
        schedule.line("42022190")
    assert (time.perf_counter() - start) / 1000 < 50e-6


def test_it_is_built_when_missing_or_stale_and_replaced_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMPORTDESK_HOME", str(tmp_path))
    target = tmp_path / "tariff.db"
    seen: list[str] = []
    handle = open_schedule(target, progress=lambda name, number, of: seen.append(f"{name} {number}/{of}"))
    assert seen[0].startswith("lines 1/") and is_current(target)
    assert open_schedule(target) is handle
    stale = tmp_path / "other.db"
    stale.write_bytes(b"not a database at all, certainly" * 40)
    assert not is_current(stale)
    monkeypatch.setattr(database, "inputs_digest", lambda: "something else")
    assert not is_current(target)
    build(target)
    again = open_schedule(target)
    assert again is not handle and again.digest == "something else"
    assert handle.line("95030000") == again.line("95030000")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.db", "tariff.db"]


def test_a_failed_build_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMPORTDESK_HOME", str(tmp_path))
    target = build(tmp_path / "tariff.db")
    before = target.read_bytes()

    def fail(*_: object) -> None:
        raise RuntimeError("disk full")

    with pytest.raises(RuntimeError):
        build(target, progress=fail)
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["tariff.db"]


def test_a_number_that_was_split_names_what_followed(schedule: Schedule) -> None:
    gone = schedule.history("0709.51.01.00")
    assert gone is not None
    assert (gone.last_edition, gone.gone_with, gone.gone_from) == ("2026_rev_1", "2026_rev_2", "2026-01-30")
    assert gone.successors == ("0709510110", "0709510150")
    assert not schedule.has_suffix("0709510100") and all(map(schedule.has_suffix, gone.successors))
    later = schedule.history("1806.31.00.49")
    assert later is not None and later.gone_with == "2026_rev_11" and schedule.has_suffix("1806310049")
    new = schedule.history("1806310055")
    assert new is not None and (new.first_edition, new.new_from, new.gone_from) == ("2026_rev_11", "2026-07-01", "")
    assert schedule.history("61091000") is None


@pytest.mark.parametrize(
    ("text", "lang", "first"),
    [("leather handbags", "en", "4202"), ("bolso cuero", "es", "4202"), ('"dolls" (toy) -', "en", "9503")],
)
def test_plain_search(schedule: Schedule, text: str, lang: str, first: str) -> None:
    found = schedule.search(text, lang)
    assert found and found[0].code.startswith(first)
    assert len(schedule.search(text, lang, limit=1)) == 1


def test_plain_search_of_nothing_finds_nothing(schedule: Schedule) -> None:
    assert (
        schedule.search("") == schedule.search("***") == schedule.search("zxqv") == schedule.search("hat", "fr") == ()
    )
