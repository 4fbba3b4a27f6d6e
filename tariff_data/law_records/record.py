"""A fact of law with the days it holds for and where it was read; reading such facts from YAML and CSV.

Every fact is a `Record`: `from` (inclusive), `to` (exclusive; empty: open), `source` (citation and URL), `checked`
(the day the source was read) and `confidence`. A `from` on the first covered day (`coverage.yaml`, `first_day`)
means "at least since then". Nothing is deleted: a rule that ended has a `to`.

`read` collects every problem with file and line; `load` refuses a file that has any.
"""

from __future__ import annotations

import csv
from abc import abstractmethod
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any, ClassVar, Generic, Literal, TypeVar

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from tariff_data.core.paths import LAW

Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a data file, and where. `line` counts from 1."""

    file: Path
    line: int
    message: str

    def __str__(self) -> str:
        place = self.file.relative_to(LAW) if self.file.is_relative_to(LAW) else self.file
        return f"{place}:{self.line}: {self.message}"


class BadRecords(ValueError):
    """A data file that breaks its own rules; `problems` says where."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


def _iso_day(value: object) -> object:
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            pass
    raise ValueError(f"{value!r} is not a date (YYYY-MM-DD)")


@cache
def country_codes() -> frozenset[str]:
    """ISO 3166 alpha-2 codes the desk knows (`law/countries.csv`; XK is Kosovo)."""
    with (LAW / "countries.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["code"] for row in csv.DictReader(file))


def _known_country(code: str) -> str:
    if code not in country_codes():
        raise ValueError(f"unknown country {code!r}")
    return code


def _split(value: object) -> object:
    """A CSV cell holds a list with semicolons between its members."""
    return tuple(part.strip() for part in value.split(";") if part.strip()) if isinstance(value, str) else value


def _digits(value: object) -> object:
    """Tariff number prefixes without dots; a CSV cell separates them with semicolons."""
    parts = value.split(";") if isinstance(value, str) else value
    if not isinstance(parts, (list, tuple)):
        return value
    digits = tuple(str(part).replace(".", "").strip() for part in parts)
    if bad := [part for part in digits if part and not part.isdigit()]:
        raise ValueError(f"{bad[0]!r} is not the beginning of a tariff number")
    return tuple(part for part in digits if part)


Day = Annotated[date, BeforeValidator(_iso_day)]
Country = Annotated[str, AfterValidator(_known_country)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_split)]
Countries = Annotated[tuple[Country, ...], BeforeValidator(_split)]
Prefixes = Annotated[tuple[str, ...], BeforeValidator(_digits)]


class Source(BaseModel):
    """Where a fact was read: a citation, a URL, or both."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    citation: str = ""
    url: str = ""

    @model_validator(mode="after")
    def _something(self) -> Source:
        if not (self.citation or self.url):
            raise ValueError("a source needs a citation or a url")
        return self


class Record(BaseModel):
    """One dated fact. Subclasses add what it says and `key`: which facts may not hold on the same day."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)
    may_overlap: ClassVar[bool] = False

    from_: Day = Field(alias="from")
    to: Day | None = None
    source: Source
    checked: Day
    confidence: Confidence
    note: str = ""

    @property
    @abstractmethod
    def key(self) -> Hashable:
        """Records with one key may not overlap, nor leave a gap that `coverage.yaml` does not declare."""

    def holds(self, on: date) -> bool:
        """Whether the record is in force on a day."""
        return self.from_ <= on and (self.to is None or on < self.to)

    @model_validator(mode="after")
    def _forward(self) -> Record:
        if self.to is not None and self.to <= self.from_:
            raise ValueError(f"to ({self.to}) is not after from ({self.from_}); to is the first day that is out")
        return self


R = TypeVar("R", bound=BaseModel)
Rec = TypeVar("Rec", bound=Record)


@dataclass(frozen=True, slots=True)
class Placed(Generic[R]):
    """A record and the place it stands in."""

    file: Path
    line: int
    record: R


class _Constructor(yaml.constructor.SafeConstructor):
    """Plain YAML with exact decimals, dates left as text for the models to judge, and no key given twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        names = [key.value for key, _ in node.value]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise yaml.constructor.ConstructorError(None, None, f"{twice!r} is given twice", node.start_mark)
        return super().construct_mapping(node, deep=deep)

    def exact(self, node: yaml.ScalarNode) -> Decimal:
        return Decimal(str(node.value).replace("_", ""))

    def text(self, node: yaml.ScalarNode) -> str:
        return str(node.value)


_Constructor.yaml_constructors = {
    **yaml.constructor.SafeConstructor.yaml_constructors,
    "tag:yaml.org,2002:float": _Constructor.exact,
    "tag:yaml.org,2002:timestamp": _Constructor.text,
}


def _line_of(node: yaml.Node, where: Sequence[int | str]) -> int:
    """The line of the field a problem is about, as near as the file shows it."""
    line = int(node.start_mark.line) + 1
    for part in where:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == str(part)), None)
            if found is None:
                return line
            line, node = int(found[0].start_mark.line) + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = int(node.start_mark.line) + 1
        else:
            return line
    return line


def _says(error: Mapping[str, Any]) -> str:
    where = ".".join(str(part) for part in error["loc"])
    if error["type"] == "missing":
        return f"{where} is missing"
    if error["type"] == "extra_forbidden":
        return f"{where} is not a known field"
    message = str(error["msg"]).removeprefix("Value error, ")
    return f"{where}: {message}" if where else message


def _read_yaml(file: Path, model: type[R]) -> tuple[list[Placed[R]], list[Problem]]:
    records: list[Placed[R]] = []
    problems: list[Problem] = []
    try:
        top = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        if not isinstance(top, yaml.SequenceNode):
            return [], [Problem(file, 1, "a list of records is expected")]
        for node in top.value:
            line = int(node.start_mark.line) + 1
            try:
                value = _Constructor().construct_document(node)
                records.append(Placed(file, line, model.model_validate(value)))
            except ValidationError as error:
                problems += [Problem(file, _line_of(node, e["loc"]), _says(e)) for e in error.errors()]
            except ValueError as error:
                problems.append(Problem(file, line, str(error)))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.append(Problem(file, int(mark.line) + 1 if mark else 1, str(error.problem or error.context)))
    return records, problems


def _nest(row: Mapping[str, str]) -> dict[str, Any]:
    """A CSV row as a record: empty cells are absent, `source.url` is the field `url` of `source`."""
    nested: dict[str, Any] = {}
    for name, cell in row.items():
        if cell != "":
            outer, _, inner = name.partition(".")
            if inner:
                nested.setdefault(outer, {})[inner] = cell
            else:
                nested[outer] = cell
    return nested


def _read_csv(file: Path, model: type[R]) -> tuple[list[Placed[R]], list[Problem]]:
    records: list[Placed[R]] = []
    problems: list[Problem] = []
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        header = next(rows, [])
        line = rows.line_num + 1
        for row in rows:
            if len(row) != len(header):
                problems.append(Problem(file, line, f"{len(row)} cells where the header has {len(header)}"))
            else:
                try:
                    value = _nest(dict(zip(header, row, strict=True)))
                    records.append(Placed(file, line, model.model_validate(value)))
                except ValidationError as error:
                    problems += [Problem(file, line, _says(e)) for e in error.errors()]
            line = rows.line_num + 1
    return records, problems


def read(file: Path, model: type[R]) -> tuple[list[Placed[R]], list[Problem]]:
    """Every good record of a YAML or CSV file with its line, and every problem with the others."""
    return _read_csv(file, model) if file.suffix == ".csv" else _read_yaml(file, model)


def load(file: Path, model: type[R]) -> tuple[R, ...]:
    """The records of a file; raises `BadRecords` if any is bad."""
    placed, problems = read(file, model)
    if problems:
        raise BadRecords(problems)
    return tuple(entry.record for entry in placed)


def in_force(records: Iterable[Rec], on: date) -> tuple[Rec, ...]:
    """The records that hold on a day, in file order."""
    return tuple(record for record in records if record.holds(on))
