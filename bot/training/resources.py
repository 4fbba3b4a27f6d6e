"""What this machine, or the container we are in, lets us use."""

from __future__ import annotations

import os
from pathlib import Path

_CONTROL = Path("/sys/fs/cgroup")  # limits of a container; absent elsewhere
_MEMORY = Path("/proc/meminfo")


def cores(control: Path = _CONTROL) -> int:
    """How many processes can compute at the same time, at least one."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    quota, _, period = _said(control / "cpu.max").partition(" ")
    if quota.isdigit() and period.isdigit():
        allowed = min(allowed, int(quota) // int(period))
    return max(1, allowed)


def free_memory(control: Path = _CONTROL, memory: Path = _MEMORY) -> int | None:
    """Bytes that can be taken without pushing anything out, None where nobody says."""
    found = [int(line.split()[1]) * 1024 for line in _said(memory).splitlines() if line.startswith("MemAvailable:")]
    limit, used = _said(control / "memory.max"), _said(control / "memory.current")
    if limit.isdigit() and used.isdigit():
        found.append(max(0, int(limit) - int(used)))
    return min(found, default=None)


def at_once(jobs: int, memory: int) -> int:
    """How many of these jobs, each of which takes that many bytes, may run at the same time: at least one."""
    free = free_memory()
    return max(1, min(jobs, cores(), jobs if free is None else free // memory))


def _said(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii").strip()
    except OSError:
        return ""
