"""What a wheel carries: every file of its packages that is not code must be named in pyproject.toml."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("tariff_data", "knowledge", "bot", "web", "tools")


def tracked(package: str) -> list[Path]:
    """The package's files that git tracks, relative to it."""
    listed = subprocess.run(["git", "ls-files", package], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode or not listed.stdout:
        pytest.skip("not a git checkout")
    return [Path(line).relative_to(package) for line in listed.stdout.splitlines()]


@pytest.mark.parametrize("package", PACKAGES)
def test_every_data_file_is_packaged(package: str) -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["package-data"]
    carried = {path for pattern in declared.get(package, []) for path in (ROOT / package).glob(pattern)}
    left_out = [path for path in tracked(package) if path.suffix != ".py" and (ROOT / package / path) not in carried]
    assert left_out == []
