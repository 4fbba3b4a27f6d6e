"""What can be said of goods besides their name: materials, whom they are for, how they are made."""

from __future__ import annotations

from bot.nlu.lexicon import key, language_words
from tariff_data.classification.materials import materials
from tariff_data.classification.words import stem


def only_qualities(said: str, lang: str) -> bool:
    """Whether every word is a material or another quality of goods, and none is a thing."""
    named, qualities = _materials(said, lang), language_words(lang)["qualities"]
    return all(
        named_so or word in qualities or word.isdigit() for word, named_so in zip(said.split(), named, strict=True)
    )


def described(item: str, quality: str, lang: str) -> str:
    """The goods with what was said of them now; a material said now takes the place of the one before."""
    words = item.split()
    if any(_materials(key(quality), lang)) and len(key(item).split()) == len(words):
        kept = [word for word, named in zip(words, _materials(key(item), lang), strict=True) if not named]
        words = kept or words
    around = language_words(lang)["refining_around"]
    while words and key(words[-1]) in around:
        words = words[:-1]
    return f"{' '.join(words).rstrip(',')}, {quality}".lstrip(", ")


def _materials(said: str, lang: str) -> list[bool]:
    """For each word whether it names a material."""
    words = said.split()
    _, named = materials().find(tuple(stem(word, lang) for word in words), lang)
    return [place in named for place in range(len(words))]
