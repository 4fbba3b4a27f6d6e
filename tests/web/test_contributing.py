"""The walks of CONTRIBUTING.md with their own snippets, and that the changelog speaks of this version."""

from __future__ import annotations

import re
import shutil
import textwrap
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.wording import languages as spoken
from knowledge.wording import translate
from tariff_data.core.messages import Message
from tariff_data.declaration.shipment import Shipment
from tariff_data.entry.entry_type import Goods, entry_for
from tariff_data.fees import government
from tariff_data.law_records.provisions import Fee
from tariff_data.law_records.snapshot import Snapshot
from tests.shown import ROOT
from web.app.factory import create_application
from web.http.security import is_public
from web.http.settings import Settings

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def snippet(heading: str, kind: str) -> str:
    """The first snippet of a kind below a heading."""
    section = GUIDE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    found = re.search(rf"```{kind}\n(.*?)```", section, flags=re.DOTALL)
    assert found
    return textwrap.dedent(found[1])


def executed(code: str, module: Any) -> dict[str, Any]:
    """The names of a snippet that stands in a module like this one."""
    names = dict(vars(module))
    exec("from __future__ import annotations\n" + code, names)
    return names


def test_a_charge_is_a_record_and_a_class(monkeypatch: pytest.MonkeyPatch) -> None:
    from tariff_data.fees import dutiable_mail

    (record,) = yaml.safe_load(snippet("Add a charge", "yaml"))
    charge = executed(snippet("Add a charge", "python"), dutiable_mail)["PortImprovementFee"]()
    monkeypatch.setattr(government, "CHARGES", (charge,))
    law = Snapshot(date(2027, 1, 1), None)
    law._held[Fee] = (Fee.model_validate(record),)

    def lines(mode: str, value: int) -> list[tuple[Decimal | None, str]]:
        shipment = Shipment(date(2027, 1, 4), (Goods("64029931", Decimal(value), "IN"),), mode)
        entry = entry_for(shipment, Snapshot(date(2027, 1, 1), None))
        return [(line.amount, line.status) for line in government.government_fees(shipment, entry, law)]

    assert lines("ocean", 10_000) == [(Decimal("2.50"), "applies")]
    assert lines("ocean", 100) == lines("air", 10_000) == []


async def test_a_page_is_a_handler_and_a_route(aiohttp_client: Any, load: Any) -> None:
    from web.site import coverage

    ports = executed(snippet("Add a page", "python"), coverage)["ports"]
    assert is_public(ports)
    app = create_application(Settings(), load)
    app.router.add_get("/{lang:en|es}/ports", ports)
    answer = await (await aiohttp_client(app)).get("/en/ports")
    assert answer.status == 200 and "<h1>Ports of entry</h1>" in await answer.text()


def test_a_language_is_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(spoken.MESSAGES, tmp_path / "messages")
    folder = tmp_path / "messages" / "pt"
    folder.mkdir()
    (folder / "language.yaml").write_text("name: Português\nlocale: pt_BR\n", encoding="utf-8")
    (folder / "estimate.po").write_text('msgid "fee.not_published"\nmsgstr "ainda não"\n', encoding="utf-8")
    for module in (spoken, translate):
        monkeypatch.setattr(module, "MESSAGES", tmp_path / "messages")
    caches = (spoken.languages, translate.catalogue)
    for kept in caches:
        kept.cache_clear()
    try:
        assert list(spoken.languages()) == ["en", "es", "pt"]
        assert translate.say(Message("fee.not_published"), "pt") == "ainda não"
        assert translate.say(Message("fee.mpf.mail"), "pt") == translate.say(Message("fee.mpf.mail"), "en")
    finally:
        monkeypatch.undo()
        for kept in caches:
            kept.cache_clear()


def test_the_changelog_speaks_of_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"\n## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
