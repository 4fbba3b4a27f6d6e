"""The training files of one language, made from the articles' questions and the assistant's own flows."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from bot.dialogue.intents import intent_of, read_data
from bot.nlu.lexicon import language_words, rows
from knowledge.library.active_release import in_use
from knowledge.library.articles import Article
from knowledge.library.placeholders import PLACEHOLDER
from knowledge.wording.translate import country_name

_COUNTRIES = (
    "CN",
    "IT",
    "JP",
    "KR",
    "GB",
    "DE",
    "FR",
    "MX",
    "IN",
    "VN",
    "TW",
    "CA",
    "BR",
    "TR",
    "ES",
    "PT",
    "TH",
    "ID",
    "PE",
    "CO",
    "PL",
    "CH",
    "HK",
    "AE",
)
_AMOUNTS = (
    "$450",
    "$40",
    "60 eur",
    "£95",
    "120 euros",
    "$1,200",
    "300 dollars",
    "21000 yen",
    "75 usd",
    "$15",
    "900 usd",
    "€80",
)
_PER_TEMPLATE = 4
_PER_UNRELATED = 2
_OF_ITEMS = 3  # every how many of the items stands for itself


def domain(articles: Sequence[Article]) -> dict[str, Any]:
    """The domain: the same for every language, so that the agents can share their stores."""
    made = copy.deepcopy(read_data("domain.yml"))
    made["intents"] = [{name: {"use_entities": []}} for name in [*made["intents"], *map(intent_of, articles)]]
    return made  # type: ignore[no-any-return]


def rules(articles: Sequence[Article]) -> dict[str, Any]:
    """The rules of the flows and one for each article."""
    made = copy.deepcopy(read_data("rules.yml"))
    made["rules"] += [
        {"rule": f"answer {article.slug}", "steps": [{"intent": intent_of(article)}, {"action": "action_answer"}]}
        for article in articles
    ]
    return made  # type: ignore[no-any-return]


def nlu(articles: Sequence[Article], lang: str) -> dict[str, Any]:
    """Example messages of every intent: in the language, and the articles' questions in the others too."""
    examples = {intent: [(text, lang) for text in texts] for intent, texts in flow_examples(lang).items()}
    examples["out_of_scope"] += [(text, lang) for text in in_use().out_of_scope.get(lang, ())]
    examples["out_of_scope"] += [(text, lang) for text in unrelated_examples(lang)]
    examples["estimate"] = [(text, lang) for text in estimate_examples(lang)]
    for article in articles:
        editions = sorted(article.editions.items(), key=lambda edition: edition[0] != lang)
        examples[intent_of(article)] = [
            (text, code)
            for code, edition in editions
            for text in (edition.title, PLACEHOLDER.sub("", edition.summary), *edition.facts.asks)
        ]
    return {
        "version": "3.1",
        "nlu": [block for name, found in examples.items() for block in _blocks(name, found, lang)],
    }


def texts(articles: Sequence[Article], lang: str) -> list[str]:
    """The text of every example message."""
    return [line.removeprefix("- ") for block in nlu(articles, lang)["nlu"] for line in block["examples"].splitlines()]


def config(lang: str) -> dict[str, Any]:
    """The pipeline with its language."""
    made = copy.deepcopy(read_data("config.yml"))
    made["language"] = lang
    for component in made["pipeline"]:
        if component["name"].startswith("bot."):
            component["lang"] = lang
    return made  # type: ignore[no-any-return]


def flow_examples(lang: str) -> dict[str, list[str]]:
    """Example messages of the flows by intent."""
    return {
        block["intent"]: [line.removeprefix("- ").strip() for line in block["examples"].splitlines()]
        for block in read_data(f"{lang}/flows.yml")["nlu"]
    }


def estimate_examples(lang: str) -> Iterator[str]:
    """Messages that ask for an estimate: templates filled with items, countries and amounts, the same on every run;
    and some of the items alone."""
    data = read_data(f"{lang}/estimates.yml")
    items, templates = data["items"].splitlines(), data["templates"].splitlines()
    adjectives = (
        {row["country"]: row[lang].split("|")[0] for row in rows("demonyms.csv")} if lang in ("en", "es") else {}
    )
    dice = random.Random(f"estimates-{lang}")
    counts = language_words(lang)["count_words"]
    for template in templates:
        for _ in range(_PER_TEMPLATE):
            country = dice.choice(_COUNTRIES)
            yield template.format(
                item=dice.choice(items),
                country=country_name(country, lang),
                money=dice.choice(_AMOUNTS),
                number=dice.choice(["900", "520", "240", "85"]),
                count=dice.choice(["3", "10", "300", *counts[1:4]]),
                adjective=adjectives.get(country, ""),
            )
    yield from items[::_OF_ITEMS]
    yield from data["more"].splitlines()


def unrelated_examples(lang: str) -> Iterator[str]:
    """Messages that name goods, countries and amounts but are about no import, filled in the same way."""
    data, items = read_data(f"{lang}/out_of_scope.yml"), read_data(f"{lang}/estimates.yml")["items"].splitlines()
    dice = random.Random(f"unrelated-{lang}")
    for template in data["templates"].splitlines():
        for _ in range(_PER_UNRELATED):
            yield template.format(
                item=dice.choice(items),
                other=dice.choice(items),
                food=dice.choice(data["foods"].splitlines()),
                country=country_name(dice.choice(_COUNTRIES), lang),
                money=dice.choice(_AMOUNTS),
            )


def write(folder: Path, articles: Sequence[Article], lang: str) -> list[Path]:
    """Write everything that Rasa trains from; gives the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "domain.yml": domain(articles),
        "config.yml": config(lang),
        "data/nlu.yml": nlu(articles, lang),
        "data/rules.yml": rules(articles),
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8"
        )
    return [folder / name for name in files]


def _blocks(intent: str, examples: Sequence[tuple[str, str]], lang: str) -> Iterator[dict[str, Any]]:
    """One block for each language the examples are in; the blocks of other languages say so in their metadata."""
    language = {" ".join(text.split()): code for text, code in reversed(examples)}
    for code in dict.fromkeys([lang, *language.values()]):
        texts = [text for text, its_language in reversed(language.items()) if text and its_language == code]
        if texts:
            marked = {"metadata": {"lang": code}} if code != lang else {}
            yield {"intent": intent, **marked, "examples": "".join(f"- {_escaped(text)}\n" for text in texts)}


def _escaped(example: str) -> str:
    """Rasa reads [word](entity) in examples; ours have no annotations, so brackets become plain."""
    return example.replace("[", "(").replace("]", ")")


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks and repeats shared parts, as Rasa's reader wants it."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None),
)
