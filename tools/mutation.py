"""Whether the tests notice when the code is wrong: a drawn sample of small changes, each held against the tests.

Needs cosmic-ray (`python -m pip install cosmic-ray==8.7.0`), which changes one operator, number or condition at a time.
Works on a copy below `build/`, so that an interrupted run leaves nothing changed. A process of its own for each change:
what the tests keep in memory was worked out by the code as it was.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tariff_data.core.paths import home

ROOT = Path(__file__).resolve().parent.parent
COPY = ROOT / "build" / "mutation"
PACKAGES = ("duty_rates", "fees", "carrier_bills")
MINUTES, SAMPLE, SEED = 12, 60, 20261125
_NOT_CODE = "BitOr"  # `X | None` is a type
_SETTINGS = """[cosmic-ray]
module-path = [{modules}]
timeout = 300.0
excluded-modules = []
test-command = "{python} -m pytest -x -q -p no:cacheprovider -p no:xdist {tests}"

[cosmic-ray.distributor]
name = "local"
"""


def prepare() -> None:
    """A copy of what git tracks, and the sample of changes to make in it."""
    shutil.rmtree(COPY, ignore_errors=True)
    for name in subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split():
        target = COPY / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    modules = ", ".join(f'"tariff_data/{package}"' for package in PACKAGES)
    tests = " ".join(f"tests/tariff_data/{package}" for package in PACKAGES)
    settings = _SETTINGS.format(modules=modules, tests=tests, python=sys.executable)
    (COPY / "mutation.toml").write_text(settings, encoding="utf-8")
    _cosmic_ray("init", "mutation.toml", "session.sqlite")
    with closing(sqlite3.connect(COPY / "session.sqlite")) as session:
        draw(session)


def draw(session: sqlite3.Connection) -> None:
    """Leave only the sample among the changes that are possible, in the random order of the seed."""
    rows = session.execute("select job_id, module_path, operator_name, occurrence from mutation_specs").fetchall()
    rows = sorted(row for row in ((*row[1:], row[0]) for row in rows) if _NOT_CODE not in row[1])
    kept = [row[-1] for row in random.Random(SEED).sample(rows, min(SAMPLE, len(rows)))]
    for table in ("mutation_specs", "work_items"):
        session.execute(f"delete from {table} where job_id not in ({','.join('?' * len(kept))})", kept)
    session.commit()


def report(session: sqlite3.Connection) -> Iterator[str]:
    """How many were noticed, and where those stand that were not."""
    found = session.execute(
        "select test_outcome, module_path, start_pos_row, operator_name from work_results join mutation_specs"
        " using (job_id) order by module_path, start_pos_row"
    ).fetchall()
    outcomes = Counter(outcome for outcome, *_ in found)
    yield f"{outcomes['KILLED']} of {len(found)} changes were noticed (drawn: {SAMPLE}, seed {SEED})"
    for outcome, module, row, operator in found:
        if outcome != "KILLED":
            yield f"{outcome.lower()}: {module}:{row} {operator.removeprefix('core/')}"


def _cosmic_ray(*words: str, seconds: float | None = None) -> None:
    environment = os.environ | {"IMPORTDESK_HOME": str(home())}
    command = [str(Path(sys.executable).with_name("cosmic-ray")), *words]
    subprocess.run(command, cwd=COPY, env=environment, timeout=seconds, check=True)


def main() -> None:
    """Draw, run for so many minutes on one core, and say what came out."""
    if not Path(sys.executable).with_name("cosmic-ray").exists():
        sys.exit("cosmic-ray is needed: python -m pip install cosmic-ray==8.7.0")
    prepare()
    try:
        _cosmic_ray("exec", "mutation.toml", "session.sqlite", seconds=60 * MINUTES)
    except subprocess.TimeoutExpired:
        print(f"stopped after {MINUTES} minutes")
    with closing(sqlite3.connect(COPY / "session.sqlite")) as session:
        print("\n".join(report(session)))


if __name__ == "__main__":
    main()
