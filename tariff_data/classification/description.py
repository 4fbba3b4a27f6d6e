"""A described item, read once: words in either language, which of them names the thing, material, who it is for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from tariff_data.classification.goods_state import told
from tariff_data.classification.index import Index
from tariff_data.classification.language import spoken
from tariff_data.classification.materials import materials
from tariff_data.classification.terms import Terms, lists, read_terms
from tariff_data.classification.words import fold, machines, stem

_FOR = re.compile(r"\b(?:for|para)(?: (?:your|the|all|sus?|el|la|los|las))?\b")
_PART = re.compile(
    r"\b(parts?|accessor(?:y|ies)|components?|spares?|replacements?|assembl(?:y|ies)|housings?|"
    r"partes?|piezas?|accesorios?|repuestos?|refacci(?:on|ones)|componentes?)\b"
)


@dataclass(slots=True)
class Described:
    """What was read: terms of the text and of its kind (category, type attribute) by language, and facts seen."""

    text: str
    lang: str
    body: dict[str, Terms]
    kind: dict[str, Terms]
    material: int
    material_stated: bool
    whom: frozenset[str]
    knit: str | None
    part: float
    machine: float
    stems: dict[str, frozenset[str]]
    told: frozenset[str]


def _material(texts: Iterable[str], lang: str) -> int:
    """The materials named, but for those of what the thing is for (a printer for plastic filament)."""
    bits = 0
    for text in texts:
        for n, run in enumerate(_FOR.split(fold(text))):
            sequence = tuple(stem(part, lang) for part in re.findall(r"[^\W_]+", run))
            found, places = materials().find(sequence, lang)
            if n and 0 in places:
                led = next((i for i in range(len(sequence)) if i not in places), len(sequence))
                found, _ = materials().find(sequence[led:], lang)
            bits |= found
    return bits


def _stated(attributes: Mapping[str, object], *names: str) -> list[str]:
    return [str(value) for name, value in attributes.items() if any(n in name.lower() for n in names)]


def describe(text: str, lang: str, attributes: Mapping[str, object], index: Index) -> Described:
    """Read a described item, in the language it is in.

    `attributes` may hold material, gender, item type, category (text or list), ...
    """
    lang = spoken(text, lang, index)
    category = attributes.get("category") or attributes.get("Category") or ()
    path = [category] if isinstance(category, str) else [str(part) for part in category]  # type: ignore[attr-defined]
    leaf = list(dict.fromkeys(path))[-2:]
    kind_text = " ; ".join([*_stated(attributes, "item type", "type of", "product type"), *reversed(leaf)])
    stated = _stated(attributes, "material", "metal", "fabric")
    people = lists().people
    plain = re.findall(
        r"[^\W\d_]+(?:'[^\W\d_]+)?", fold(" ".join([text, *_stated(attributes, "gender", "department"), *path]))
    )
    whom = frozenset(who for who, known in people[lang].items() if known & set(plain))
    knit = None
    if re.search(r"\b(knit|knitted|crochet\w*|jersey|punto|tejid[oa] de punto)\b", " ".join(plain)):
        knit = "knit"
    elif re.search(r"\b(woven|not knit\w*|tejido plano|plano)\b", " ".join(plain)):
        knit = "woven"
    text_bits = _material([text], lang)
    stated_bits = _material(stated, lang)
    return Described(
        text=text,
        lang=lang,
        body=read_terms(text, lang, index),
        kind=read_terms(kind_text, lang, index),
        material=stated_bits or text_bits,
        material_stated=bool(stated_bits),
        whom=whom,
        part=float(bool(_PART.search(" ".join(plain)))),
        machine=float(not machines(lang).isdisjoint(stem(w, lang) for w in plain)),
        knit=knit,
        stems={lang: frozenset(stem(w, lang) for w in plain)},
        told=told(text, lang),
    )


def answered(described: Described, facts: Mapping[str, object]) -> Described:
    """With what answers say: an answered material, fabric or wearer stands for what the text says of it."""
    known, material = materials(), str(facts.get("material", ""))
    knit, whom = str(facts.get("knit", "")), str(facts.get("for_whom", ""))
    return replace(
        described,
        material=known.bit(material) if material in known.names else described.material,
        knit=knit if knit in ("knit", "woven") else described.knit,
        whom=frozenset({whom}) if whom in ("men", "women", "baby") else described.whom,
    )
