"""The Rasa ladder: the training data is valid, and the check questions of the articles reach them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import rasa_shims as rasa_compat
from bot.dialogue.intents import spoken_languages
from bot.evaluation.checks import Check, checks
from bot.training import dataset as training_data
from bot.training import train as training
from knowledge.library.articles import load_articles

# Measured 95% and 3%; the limits leave room for a handful of new questions, not for a worse machine.
REACHED, WRONG_ALONE = 0.93, 0.045


@pytest.mark.slow
@pytest.mark.parametrize("lang", spoken_languages())
def test_training_data_is_valid(lang: str, tmp_path: Path) -> None:
    rasa_compat.install()
    from rasa.validator import Validator

    from bot.training.worker import Files  # as Rasa's own reader, which test_worker.py compares it with, but quicker

    training_data.write(tmp_path, load_articles(), lang)
    files = Files(str(tmp_path / "config.yml"), str(tmp_path / "domain.yml"), [str(tmp_path / "data")])
    validator = Validator.from_importer(files)
    assert validator.verify_domain_validity()
    assert validator.verify_intents_in_stories(ignore_warnings=True)
    assert validator.verify_forms_in_stories_rules()
    assert validator.verify_actions_in_stories_rules()
    assert validator.verify_story_structure(ignore_warnings=True)


def test_every_rule_has_its_action_and_every_language_its_flows() -> None:
    flows = {lang: set(training_data.flow_examples(lang)) for lang in spoken_languages()}
    assert len({frozenset(names) for names in flows.values()}) == 1
    intents = {
        step["intent"] for rule in training_data.rules([])["rules"] for step in rule["steps"] if "intent" in step
    }
    known = {name for block in training_data.domain([])["intents"] for name in block}
    assert intents <= known


def test_check_questions_are_not_trained_on() -> None:
    for article in load_articles():
        for edition in article.editions.values():
            assert not set(edition.facts.checks) & set(edition.facts.asks), article.slug


@pytest.fixture(scope="module")
def checked(trained: None) -> list[Check]:
    return checks()


@pytest.mark.parametrize("lang", spoken_languages())
def test_check_questions_reach_their_article(checked: list[Check], lang: str) -> None:
    asked = [check for check in checked if check.lang == lang]
    missed = [str(check) for check in asked if not check.reached]
    wrong = [str(check) for check in asked if check.alone and not check.same_topic]
    assert len(missed) <= len(asked) * (1 - REACHED), "\n".join(missed)
    assert len(wrong) <= len(asked) * WRONG_ALONE, "\n".join(wrong)


def test_a_model_is_made_anew_only_when_its_inputs_change() -> None:
    articles = load_articles()
    assert training.fingerprint("en", articles) == training.fingerprint("en", articles)
    assert training.fingerprint("en", articles) != training.fingerprint("en", articles[:-1])
    assert training.fingerprint("en", articles) != training.fingerprint("es", articles)
