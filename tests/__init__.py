"""Every test, in the folders of the rooms; cases that people can read stand in `cases/`."""

from pathlib import Path

CASES = Path(__file__).resolve().parent / "cases"
