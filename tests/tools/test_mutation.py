"""Which small changes of the code are drawn, and what is said of those that no test noticed."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from tools.mutation import SAMPLE, draw, report

_TABLES = """
create table work_items (job_id text);
create table mutation_specs (job_id text, module_path text, operator_name text, occurrence integer, start_pos_row int);
create table work_results (job_id text, test_outcome text);
"""


def session(changes: int) -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    made.executescript(_TABLES)
    for number in range(changes):
        operator = "core/ReplaceBinaryOperator_BitOr_Add" if number % 2 else "core/AddNot"
        made.execute("insert into work_items values (?)", (f"job {number}",))
        made.execute(
            "insert into mutation_specs values (?, 'a.py', ?, ?, ?)", (f"job {number}", operator, number, number)
        )
    return made


def drawn(changes: sqlite3.Connection) -> list[str]:
    draw(changes)
    kept = [job for (job,) in changes.execute("select job_id from work_items order by 1")]
    assert kept == [job for (job,) in changes.execute("select job_id from mutation_specs order by 1")]
    return kept


def test_the_sample_is_the_same_each_time_and_leaves_types_alone() -> None:
    with closing(session(400)) as first, closing(session(400)) as second:
        kept = drawn(first)
        assert kept == drawn(second) and len(kept) == SAMPLE
        assert all(int(job.removeprefix("job ")) % 2 == 0 for job in kept)


def test_what_was_not_noticed_is_named() -> None:
    with closing(session(4)) as changes:
        changes.execute("insert into work_results values ('job 0', 'KILLED'), ('job 2', 'SURVIVED')")
        said = list(report(changes))
    assert said[0].startswith("1 of 2 changes were noticed")
    assert said[1:] == ["survived: a.py:2 AddNot"]
