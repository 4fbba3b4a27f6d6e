"""Words of the glossary in guides: marked once, only in running text, never changing what is read."""

from __future__ import annotations

import html
import re

import pytest
from markupsafe import Markup

from knowledge.library.articles import load_articles
from knowledge.library.placeholders import fill
from tests.web.conftest import Client
from web.pages.markdown import rendered
from web.pages.marking import marked

_LINK = r'<a [^>]*>[^<]*<span class="hidden">[^<]*</span></a>'
_BOX = re.compile(rf'<span class="gloss-box"><span id="gloss-\w+">[^<]*</span> (?:{_LINK})?</span>')


def ids(text: str) -> list[str]:
    return re.findall(r'<span id="gloss-(\w+)">', text)


def plain(text: str) -> str:
    """The text without boxes and tags."""
    return html.unescape(re.sub(r"<[^>]+>", "", _BOX.sub("", text)))


def test_the_first_mention_among_all_texts_is_marked() -> None:
    lead, body = marked([Markup("<p>The MPF &amp; more</p>"), Markup("<p>MPF again, and HMF</p>")], "en", "x")
    assert ids(lead) == ["mpf"] and ids(body) == ["hmf"]
    assert "&amp; more" in lead
    assert '<span role="button" tabindex="0" class="gloss-term" aria-describedby="gloss-mpf">MPF</span>' in lead
    assert "/en/guides/mpf-and-hmf" in lead
    assert "/guides/" not in marked([Markup("<p>MPF</p>")], "en", "mpf-and-hmf")[0], "no link to the guide itself"


@pytest.mark.parametrize(
    "text",
    [
        "<h2>The MPF</h2>", '<p><a href="/en/x">the MPF</a></p>', "<p><code>MPF</code></p>",
        "<table><tbody><tr><td><p>MPF</p></td></tr></tbody></table>", "<p>empf mpfs mpf</p>",
    ],
)  # fmt: skip
def test_headings_links_and_tables_are_left_alone(text: str) -> None:
    assert marked([Markup(text)], "en", "x") == [text]


@pytest.mark.parametrize("lang", ["en", "es"])
def test_no_guide_reads_otherwise_than_before(lang: str) -> None:
    found = 0
    for article in load_articles():
        edition = article.in_language(lang)
        texts = [rendered(fill(text, edition.lang), lang) for text in (edition.lead, edition.body)]
        dressed = marked(texts, edition.lang, article.slug)
        assert [plain(text) for text in dressed] == [plain(text) for text in texts], article.slug
        every = ids("".join(dressed))
        assert len(every) == len(set(every)), article.slug
        found += len(every)
    assert found > 3 * len(load_articles())


async def test_a_guide_shows_them(client: Client) -> None:
    text = await (await client.get("/es/guides/is-my-bill-right")).text()
    assert "mpf" in ids(text) and "/es/guides/mpf-and-hmf" in text
