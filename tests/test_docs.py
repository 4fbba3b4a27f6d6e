"""What the documents show is what the commands and the API answer, and their links lead somewhere."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.shown import ROOT, Shown, agrees, documents, rewrite, shown_in
from tests.web.browser.conftest import Site
from tests.web.conftest import ParrotAssistant


def marked(shown: Shown) -> Any:
    """A shown command as a parameter, marked where it talks to the trained assistant."""
    marks = [pytest.mark.trained] if shown.command.startswith("importdesk chat") else []
    return pytest.param(shown, marks=marks, id=f"{shown.document.name}:{shown.line}")


SHOWN = [shown for document in documents() for shown in shown_in(document)]
ADDRESS = "http://127.0.0.1:8000"
_LINK = re.compile(r"\[[^\]]*\]\((?!https?://|mailto:|#)([^)#]+)")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server of the site and API, without the assistant, on a free port of loopback."""
    with Site(ParrotAssistant()) as site:
        yield site.url


def run(command: str, address: str) -> str:
    """The output of a shown command: `importdesk ...` or `curl ...`."""
    if command.startswith("curl "):
        command, pretty, _ = command.partition(" | python3 -m json.tool")
        answer = _fetched(shlex.split(command)[1:], address)
        return json.dumps(json.loads(answer), indent=4) if pretty else answer
    line = command.replace("importdesk", f"{shlex.quote(sys.executable)} -m web")
    done = subprocess.run(line, shell=True, cwd=ROOT, capture_output=True, text=True, timeout=400, check=False)
    return done.stdout + (done.stderr if done.returncode else "")


def _fetched(words: list[str], address: str) -> str:
    url = next(word for word in words if word.startswith("http")).replace(ADDRESS, address)
    data = words[words.index("-d") + 1].encode() if "-d" in words else None
    headers = dict(words[place + 1].split(": ", 1) for place, word in enumerate(words) if word == "-H")
    sent = urllib.request.Request(url, data=data, headers=headers)  # as curl does: a form, where no header says else
    with urllib.request.urlopen(sent, timeout=60) as answer:
        return str(answer.read().decode())


@pytest.mark.parametrize("shown", map(marked, SHOWN))
def test_a_shown_output_is_what_comes_out(shown: Shown, address: str) -> None:
    if not shown.output:
        return
    actual = run(shown.command, address)
    if os.environ.get("REGENERATE_DOCS") == "1":
        rewrite(shown.document, lambda command: run(command, address))
        return
    assert agrees(shown.output, actual), f"{shown.document}:{shown.line}: {shown.command}\n{actual}"


def test_there_is_something_to_check() -> None:
    assert {shown.document.name for shown in SHOWN} >= {"README.md"}


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    for target in _LINK.findall(document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), f"{document}: {target}"
