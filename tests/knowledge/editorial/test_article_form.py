"""An article as a form and back: nothing is lost, and only what was changed is written anew."""

from __future__ import annotations

import frontmatter
import pytest

from knowledge.editorial.article_form import fields_of, files_with
from knowledge.editorial.comparing import changes
from knowledge.editorial.documents import documents_below
from knowledge.library.active_release import ROOM
from tests.knowledge.editorial.conftest import article

ARTICLES = {name: files for name, files in documents_below(ROOM).items() if name.startswith("articles/")}


def as_browsers_send(fields: dict[str, str]) -> dict[str, str]:
    return {name: value.replace("\n", "\r\n") for name, value in fields.items()}


@pytest.mark.parametrize("name", sorted(ARTICLES)[::6])
def test_a_form_sent_as_it_came_changes_nothing(name: str) -> None:
    files = ARTICLES[name]
    assert files_with(files, as_browsers_send(fields_of(files))) == files


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("en.title", 'Gifts: "free" or not? {#}', "title"),
        ("checked", "2026-11-24", "checked"),
        ("from", "2026-01-01", "holds"),
        ("related", "samples", "related"),
        ("sources", "19 CFR 10.152 | https://www.ecfr.gov/\n19 USC 1321: (a)", "sources"),
        ("en.asks", "what: is it\n\n  another   one  ", "asks"),
    ],
)
def test_one_change_touches_one_field(field: str, value: str, shown: str) -> None:
    files = article("gifts")
    changed = files_with(files, {**fields_of(files), field: value})
    for name, text in changed.items():
        before, after = frontmatter.loads(files[name]), frontmatter.loads(text)
        touched = {key for key in {*before.metadata, *after.metadata} if before.get(key) != after.get(key)}
        assert touched == (set() if field.startswith("en.") and name != "en.md" else {shown})
        assert before.content == after.content
    assert fields_of(changed)[field].split() == value.split()


def test_prose_changes_without_touching_the_head() -> None:
    files = article("gifts")
    changed = files_with(files, {**fields_of(files), "es.lead": "Otra cosa.\r\n\r\nY más.", "es.body": "## Fin\r\n- a"})
    (change,) = changes(files, changed)
    assert change.name == "es.md"
    assert changed["es.md"].endswith("---\n\nOtra cosa.\n\nY más.\n\n## Fin\n- a\n")
    assert changed["es.md"].split("---")[1] == files["es.md"].split("---")[1]


def test_earlier_answers_can_be_added_in_every_language() -> None:
    files = article("gifts")
    era = {"era.0.from": "2020-01-01", "era.0.to": "2021-01-01", "en.era.0": "Then it was so.", "es.era.0": "Era así."}
    changed = files_with(files, {**fields_of(files), **era})
    assert {name: fields_of(changed)[name] for name in era} == era
    emptied = files_with(changed, {**fields_of(changed), **dict.fromkeys(era, "")})
    assert frontmatter.loads(emptied["en.md"])["eras"] == []


def test_a_new_article_begins_from_nothing() -> None:
    fields = {"slug": "new", "topic": "gifts", "en.title": "New one", "en.lead": "Text.", "checked": "soon"}
    files = files_with({}, fields)
    assert list(files) == ["en.md"]
    assert frontmatter.loads(files["en.md"]).metadata == {
        "slug": "new",
        "topic": "gifts",
        "title": "New one",
        "checked": "soon",
    }, "what is no day stays for the check to name"


def test_a_text_that_cannot_be_read_is_mended_as_a_whole() -> None:
    broken = {"en.md": "---\ntitle: [\n---\ntext\n", "es.md": article("gifts")["es.md"]}
    fields = fields_of(broken)
    assert fields["en.text"] == broken["en.md"] and fields["es.title"]
    assert files_with(broken, {**fields, "en.text": "---\r\ntitle: x\r\n---\r\n"})["en.md"] == "---\ntitle: x\n---\n"
