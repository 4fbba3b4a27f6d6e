"""How many trainings fit on a machine or in a container."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.training import resources as capacity

GIGABYTE = 1024**3


@pytest.mark.parametrize(
    ("jobs", "cores", "free", "expected"),
    [
        (2, 2, 4 * GIGABYTE, 2),
        (2, 8, None, 2),
        (2, 1, 4 * GIGABYTE, 1),
        (3, 4, 2 * GIGABYTE, 2),
        (2, 2, GIGABYTE // 2, 1),  # it is tried, one after the other
    ],
)
def test_at_once(monkeypatch: pytest.MonkeyPatch, jobs: int, cores: int, free: int | None, expected: int) -> None:
    monkeypatch.setattr(capacity, "cores", lambda: cores)
    monkeypatch.setattr(capacity, "free_memory", lambda: free)
    assert capacity.at_once(jobs, GIGABYTE) == expected


def test_limits_of_a_container_count(tmp_path: Path) -> None:
    memory = tmp_path / "meminfo"
    memory.write_text("MemTotal: 9000000 kB\nMemAvailable: 4194304 kB\n")
    (tmp_path / "cpu.max").write_text("150000 100000\n")
    (tmp_path / "memory.max").write_text(f"{2 * GIGABYTE}\n")
    (tmp_path / "memory.current").write_text(f"{GIGABYTE}\n")
    assert capacity.cores(tmp_path) == 1
    assert capacity.free_memory(tmp_path, memory) == GIGABYTE
    (tmp_path / "cpu.max").write_text("max 100000\n")
    (tmp_path / "memory.max").write_text("max\n")
    assert capacity.cores(tmp_path) == len(os.sched_getaffinity(0))
    assert capacity.free_memory(tmp_path, memory) == 4 * GIGABYTE


def test_where_nobody_says_nothing_is_limited(tmp_path: Path) -> None:
    assert capacity.free_memory(tmp_path, tmp_path / "meminfo") is None
    assert capacity.cores(tmp_path) >= 1
