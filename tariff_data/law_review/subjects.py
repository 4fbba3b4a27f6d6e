"""The records by subject, as `coverage.yaml` names the subjects: what there is to read for whoever checks them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tariff_data.additional_duties import soundness
from tariff_data.core.paths import LAW
from tariff_data.law_records import files as law_files
from tariff_data.law_records.coverage import Programme, coverage
from tariff_data.law_records.record import Placed, Record, read

_FILES = {
    "entry": ("entry.yaml",),
    "thresholds": ("thresholds.yaml",),
    "fees": ("fees.yaml",),
    "postal_duty": ("postal.yaml", "postal_rates.csv"),
    "preferences": ("preferences.yaml",),
    "column2": ("column2.yaml",),
    "chapter98": ("chapter98.yaml",),
    "excise": ("excise.yaml",),
    "agencies": ("agency_flags.csv",),
    "adcvd": ("adcvd.csv",),
    "carriers": ("carrier_fees.csv",),
}  # every other subject is a file of measures/


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject with its records in file order. `fingerprint` changes with any of them."""

    programme: Programme
    files: tuple[str, ...]
    records: tuple[Placed[Record], ...]
    fingerprint: str

    @property
    def id(self) -> str:
        """The name that `coverage.yaml` gives it."""
        return self.programme.id


@cache
def subjects() -> tuple[Subject, ...]:
    """Every subject, in the order of `coverage.yaml`."""
    return tuple(_subject(programme) for programme in coverage().programmes)


def subject(id: str) -> Subject | None:
    """The subject of that name."""
    return next((one for one in subjects() if one.id == id), None)


def _subject(programme: Programme) -> Subject:
    names = _FILES.get(programme.id, (f"measures/{programme.id}.yaml",))
    files = [file for name in names if (file := LAW / name).exists()]
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
    return Subject(programme, names, tuple(placed for file in files for placed in _records(file)), digest)


def _records(file: Path) -> Iterator[Placed[Record]]:
    name = file.relative_to(LAW)
    for pattern, model in (*law_files.FILES, *soundness.FILES):
        if name.match(pattern):
            placed: list[Placed[Record]]
            placed, _problems = read(file, model)
            yield from placed
            return
