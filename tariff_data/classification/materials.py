"""Which materials a text names, as bits: a class of `materials.yaml` each, with the wider classes it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import yaml

from tariff_data.classification.words import fold, stem
from tariff_data.core.paths import SCHEDULE

VOCABULARY = SCHEDULE / "vocabulary"


@dataclass(frozen=True, slots=True)
class Materials:
    """The gazetteer: class names in bit order, word sequences by their first stem, and what belongs to what."""

    names: tuple[str, ...]
    phrases: dict[str, dict[str, tuple[tuple[tuple[str, ...], int], ...]]]
    wider: tuple[int, ...]
    narrower: tuple[int, ...]
    chapters: dict[str, int]
    residual: dict[str, int]
    household: dict[str, int]

    def bit(self, name: str) -> int:
        """The bit of a class by name."""
        return 1 << self.names.index(name)

    def spell(self, bits: int) -> tuple[str, ...]:
        """The class names of a set of bits."""
        return tuple(name for i, name in enumerate(self.names) if bits >> i & 1)

    def find(self, sequence: tuple[str, ...], lang: str) -> tuple[int, tuple[int, ...]]:
        """The classes named in a sequence of stems, and the places of the words that name them (longest match wins)."""
        bits, at = 0, 0
        places: list[int] = []
        table = self.phrases[lang]
        while at < len(sequence):
            for phrase, found in table.get(sequence[at], ()):
                if sequence[at : at + len(phrase)] == phrase:
                    bits |= found
                    places.extend(range(at, at + len(phrase)))
                    at += len(phrase) - 1
                    break
            at += 1
        return bits, tuple(places)

    def akin(self, bits: int) -> int:
        """The classes, the wider ones they belong to and the narrower ones that belong to them."""
        found = bits
        for i in range(len(self.names)):
            if bits >> i & 1:
                found |= self.wider[i] | self.narrower[i]
        return found

    def agree(self, asked: int, has: int) -> int:
        """1 the described material is one the line is about, -1 it is another, 0 nothing to compare."""
        if not asked or not has:
            return 0
        return 1 if self.akin(asked) & has else -1

    def of_code(self, code: str) -> int:
        """What the chapter or heading of a code is about (0: not about a material)."""
        for size in (6, 4, 2):
            if code[:size] in self.chapters:
                return self.chapters[code[:size]]
        return 0


@lru_cache(maxsize=1)
def materials() -> Materials:
    """The gazetteer, read once."""
    raw = yaml.safe_load((VOCABULARY / "materials.yaml").read_text(encoding="utf-8"))
    names = tuple(raw)
    place = {name: i for i, name in enumerate(names)}
    wider = [0] * len(names)
    narrower = [0] * len(names)
    for name, entry in raw.items():
        up = entry["within"]
        while up:
            wider[place[name]] |= 1 << place[up]
            narrower[place[up]] |= 1 << place[name]
            up = raw[up]["within"]
    phrases: dict[str, dict[str, tuple[tuple[tuple[str, ...], int], ...]]] = {}
    for lang in ("en", "es"):
        table: dict[tuple[str, ...], int] = {}
        for name, entry in raw.items():
            for word in entry[lang]:
                key = tuple(stem(part, lang) for part in fold(str(word)).replace("-", " ").split())
                table[key] = table.get(key, 0) | 1 << place[name]
        first: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for key, bits in table.items():
            first.setdefault(key[0], []).append((key, bits))
        phrases[lang] = {k: tuple(sorted(v, key=lambda item: -len(item[0]))) for k, v in first.items()}
    codes = yaml.safe_load((VOCABULARY / "chapter_materials.yaml").read_text(encoding="utf-8"))
    chapters = {code: sum(1 << place[name] for name in list_of) for code, list_of in codes.items()}
    rest = yaml.safe_load((VOCABULARY / "residual.yaml").read_text(encoding="utf-8"))
    by_heading: dict[str, dict[str, int]] = {"articles": {}, "household": {}}
    for part, kept in by_heading.items():
        for name, codes_of in rest[part].items():
            for code in codes_of:
                kept[code] = kept.get(code, 0) | 1 << place[name]
    return Materials(
        names, phrases, tuple(wider), tuple(narrower), chapters, by_heading["articles"], by_heading["household"]
    )
