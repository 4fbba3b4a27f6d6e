"""The catalogue check over HTTP: upload, progress, results, bad rows, download, cancel, delete, limits, restarts."""

from __future__ import annotations

import asyncio
import csv
import html
import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import FormData

from tariff_data.core.paths import home
from tests.web.conftest import Client, ParrotAssistant
from web.app.factory import create_application
from web.http.settings import Settings
from web.sellers.catalogue import jobs as jobs_module
from web.sellers.catalogue import pages
from web.sellers.catalogue.jobs import JOBS, Jobs
from web.sellers.catalogue.options import CatalogueOptions
from web.sellers.catalogue.store import JobFolder
from web.sellers.catalogue.table import read_table
from web.sellers.catalogue.worker import marks_of, work

pytestmark = pytest.mark.slow

LIST = """title,price,currency,origin,hts,quantity
Women's leather handbag,450,USD,Italy,4202.21.90,1
birthday gift,25,USD,Mexico,,
"mug, ceramic",about 10,USD,Atlantis,12,
Wool scarf,40,EUR,Peru,,2
"=HYPERLINK(""http://evil.example"")",5,USD,China,,
Stainless steel frying pan,20,USD,Vietnam,9503.00.00,
"""


@pytest.fixture(autouse=True)
def uploads() -> Iterator[Path]:
    """The folder of uploads, emptied of what a test left."""
    folder = home() / "uploads"
    before = set(folder.glob("*")) if folder.is_dir() else set()
    yield folder
    for path in set(folder.glob("*")) - before:
        JobFolder(path).delete()


def form(text: str = LIST, as_file: bool = True, **options: str) -> FormData:
    data = FormData()
    if as_file:
        data.add_field("file", text.encode(), filename="my list.csv", content_type="text/csv")
    else:
        data.add_field("lines", text)
    for name, value in ({"by": "express", "on": "2026-11-24"} | options).items():
        data.add_field(name, value)
    return data


async def checked(client: Client, data: FormData, lang: str = "en") -> str:
    """Upload, wait for the end, and give the address of the results."""
    response = await client.post(f"/{lang}/sellers/catalogue", data=data, allow_redirects=False)
    assert response.status == 303, await response.text()
    address = response.headers["Location"]
    for _ in range(3000):
        if (await (await client.get(f"{address}/progress")).json())["ended"]:
            return address
        await asyncio.sleep(0.1)
    raise AssertionError("the check never ended")


async def rows_of(client: Client, address: str, query: str = "") -> list[dict[str, str]]:
    response = await client.get(f"{address}/checked.csv{query}")
    assert response.status == 200 and response.content_type == "text/csv"
    assert 'filename="' in response.headers["Content-Disposition"]
    text = (await response.read()).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if query else ","))


async def test_a_list_is_checked_row_by_row(client: Client) -> None:
    address = await checked(client, form())
    text = await (await client.get(address)).text()
    for shown in ("4202.21.90", "$45.00", "Number fits the words", "Too vague", "Too vague to place",
                  "“about 10” is not a price", "“Atlantis” is not a country", "“12” is not a tariff number",
                  "Number and words do not fit"):  # fmt: skip
        assert shown in text, shown
    assert "<meta http-equiv" not in text and 'content="noindex"' in text
    rows = {row["row"]: row for row in await rows_of(client, address)}
    assert list(rows) == ["2", "3", "4", "5", "6", "7"]
    bag = rows["2"]
    assert (bag["duty low USD"], bag["duty likely USD"], bag["government fees USD"]) == ("45.00", "45.00", "1.38")
    assert bag["description"] == "Would pass" and "10-digit tariff number" in bag["still to say"]
    assert (
        rows["3"]["HTS line"] == ""
        and rows["3"]["duty likely USD"] == ""
        and "[what it is]" in rows["3"]["better wording"]
    )
    assert rows["4"]["problems"].count("|") == 2
    assert rows["5"]["duty likely USD"] == "" and "EUR" in rows["5"]["not known"], "no rate was given"
    assert rows["6"]["title"].startswith("'=HYPERLINK")


async def test_a_short_description_says_what_the_title_leaves_out(client: Client) -> None:
    praise = "handmade with love in the mountains for every friend of plastic and steel who likes a gift"
    goods = ("Scarf,wool scarf,40,PE", "Bag,leather handbag,450,IT", f"Wool scarf,{praise},40,PE")
    lines = "\n".join(["title,description,price,origin", *goods])
    address = await checked(client, form(lines, as_file=False))
    rows = {row["row"]: row for row in await rows_of(client, address)}
    assert "wool" in rows["2"]["line in words"], "not the fiber that scarves are most often made of"
    assert rows["3"]["HTS line"] == "4202.21.90" and rows["3"]["description"] == "Would pass"
    assert rows["4"]["HTS line"] == rows["2"]["HTS line"], "words of praise change nothing"
    text = html.unescape(await (await client.get(address)).text())
    assert "what=wool+scarf&" in text and "what=Bag%2C+leather+handbag&" in text


async def test_rates_languages_and_defaults_hold_for_every_row(client: Client) -> None:
    lines = "título\tprecio\nBufanda de lana\t40,00\nsartén de acero\t25\n"
    sent = form(
        lines, as_file=False, currency="EUR", rates="EUR 1,16\ngbp: 1.31", made="PE", titles="es", seller="Lanas SA"
    )
    address = await checked(client, sent, "es")
    text = await (await client.get(address)).text()
    assert "Perú" in text and "vendedor" not in text.partition('class="note">')[2].partition("</p>")[0]
    rows = await rows_of(client, address, "?sep=semicolon")
    assert [row["fila"] for row in rows] == ["2", "3"] and all(row["moneda"] == "EUR" for row in rows)
    assert rows[0]["arancel probable USD"] and rows[0]["descripción"] in {"Pasaría", "Falta algo"}


async def test_progress_is_told_with_and_without_scripts(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_PATIENCE", 0.0)
    response = await client.post("/en/sellers/catalogue", data=form("title,price,origin\n" + "mug,3,CN\n" * 400))
    text = await response.text()
    assert str(response.url).endswith(re.search(r"/en/sellers/catalogue/[\w-]{32}", text)[0])  # type: ignore[index]
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in text
    assert '<progress id="bar" max="400"' in text and ">Reload</a>" in text
    progress = await (await client.get(f"{response.url.path}/progress")).json()
    assert progress["rows"] == 400 and progress["state"] in {"waiting", "working"} and not progress["ended"]
    stopped = await client.post(f"{response.url.path}/cancel")
    text = await stopped.text()
    assert "You stopped it after" in text and "Delete now" in text
    assert (await (await client.get(f"{response.url.path}/progress")).json())["state"] == "cancelled"


async def test_results_are_paged_and_filtered(client: Client) -> None:
    text = "title,price,origin\n" + "".join(f"ceramic mug {n},3,CN\n" for n in range(60)) + "gift,3,CN\n"
    address = await checked(client, form(text))
    first = await (await client.get(address)).text()
    assert "page 1 of 2" in first and "Row 51" in first and "Row 52" not in first and 'rel="next"' in first
    second = await (await client.get(f"{address}?page=2")).text()
    assert "Row 52" in second and 'rel="prev"' in second
    vague = await (await client.get(f"{address}?show=vague")).text()
    assert "Row 62" in vague and "Row 2<" not in vague
    for odd in ("?page=0", "?page=9999", "?page=x", "?show=nothing", "?page=-1", "?page=٣"):
        assert (await client.get(f"{address}{odd}")).status == 200


async def test_a_row_leads_to_its_full_estimate(client: Client) -> None:
    text = await (await client.get(await checked(client, form()))).text()
    link = re.search(r'href="(/en/estimate\?what=Women[^"]+)"', text)
    assert link
    assert "$46.38" in await (await client.get(link[1].replace("&amp;", "&"))).text()


async def test_a_quantity_counts_the_pieces_of_a_parcel(client: Client) -> None:
    lines = "title,price,origin,hts,quantity\nleather handbag,150,Italy,4202.21.90,3\n"
    address = await checked(client, form(lines))
    assert (await rows_of(client, address))[0]["duty likely USD"] == "45.00", "3 at $150 are worth $450"
    text = await (await client.get(address)).text()
    assert "150 USD × 3" in text and "price=450&amp;qty=3" in text


async def test_what_is_deleted_is_gone(client: Client, uploads: Path) -> None:
    address = await checked(client, form())
    folder = uploads / address.rsplit("/", 1)[1]
    assert folder.stat().st_mode & 0o077 == 0
    assert (await client.post(f"{address}/delete", allow_redirects=False)).status == 303
    assert not folder.exists()
    for path in ("", "/progress", "/checked.csv"):
        assert (await client.get(address + path)).status == 404


async def test_ids_cannot_be_guessed_or_led_elsewhere(client: Client) -> None:
    seen = {(await checked(client, form("title,price,origin\nmug,3,CN"))).rsplit("/", 1)[1] for _ in range(2)}
    assert len(seen) == 2 and all(re.fullmatch(r"[A-Za-z0-9_-]{32}", one) for one in seen)
    for path in ("x", "A" * 32, "..%2F..%2Ftariff.db", "." * 32, "%2e%2e"):
        assert (await client.get(f"/en/sellers/catalogue/{path}")).status == 404
        assert (await client.post(f"/en/sellers/catalogue/{path}/delete")).status == 404


@pytest.mark.parametrize(
    ("data", "status", "says"),
    [
        (form(""), 400, "Choose a file or paste some rows"),
        (form("price,origin\n3,IT"), 400, "No column holds a title"),
        (form("title,price\n" + "mug,3\n" * 5001), 400, "more than 5,000 rows"),
        (form(rates="one euro is 1.16"), 400, "Write one rate a line"),
        (form(on="soon"), 400, "Enter the date"),
    ],
)
async def test_faults_stand_at_their_fields(client: Client, data: FormData, status: int, says: str) -> None:
    response = await client.post("/en/sellers/catalogue", data=data)
    text = await response.text()
    assert response.status == status and says in text and 'id="errors"' in text


async def test_pasted_lines_survive_a_fault(client: Client) -> None:
    text = await (await client.post("/en/sellers/catalogue", data=form("mug;3", as_file=False, rates="?"))).text()
    assert "mug;3</textarea>" in text and 'aria-describedby="rates-e rates-h" aria-invalid="true"' in text


async def test_a_file_that_is_too_large_is_refused(aiohttp_client: Any) -> None:
    async def load() -> ParrotAssistant:
        return ParrotAssistant()

    client = await aiohttp_client(create_application(Settings(largest_catalogue=100_000), load))
    response = await client.post("/en/sellers/catalogue", data=form("title\n" + "mug\n" * 50_000))
    assert response.status == 413 and "larger than" in await response.text()


async def test_a_catalogue_may_be_larger_than_other_requests(client: Client) -> None:
    long = "title,description,price,origin\n" + f"mug,{'x' * 1000},3,CN\n" * 1500
    response = await client.post("/en/sellers/catalogue", data=form(long), allow_redirects=False)
    assert response.status == 303
    await client.post(f"{response.headers['Location']}/delete")


async def test_only_so_many_may_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs_module, "MOST_WAITING", 0)
    response = await client.post("/en/sellers/catalogue", data=form())
    assert response.status == 503 and response.headers["Retry-After"] == "60"
    assert "Many catalogues are waiting" in await response.text()


async def test_another_sites_page_cannot_upload(client: Client) -> None:
    refused = await client.post("/en/sellers/catalogue", data=form(), headers={"Origin": "https://elsewhere.example"})
    assert refused.status == 403


async def test_a_stopped_check_goes_on_after_a_restart(tmp_path: Path) -> None:
    table = read_table(b"title,price,origin\n" + b"mug,3,CN\n" * 600)
    options = CatalogueOptions(mode="post")
    before = Jobs(tmp_path)
    await before.start()
    job = await before.submit(table, options)
    folder = before.find(job.id)
    assert folder
    while folder.done() < 20:
        await asyncio.sleep(0.05)
    await before.stop()
    stopped_at = folder.done()
    assert folder.read().state == "working" and stopped_at < 600
    with (folder.path / "results.jsonl").open("ab") as half:
        half.write(b'{"row": 99')
    after = Jobs(tmp_path)
    await after.start()
    await after.wait(job.id, 60)
    assert folder.read().state == "done" and folder.done() == 600
    assert [row["row"] for row in folder.every_result()] == list(range(2, 602))
    await after.stop()


async def test_old_catalogues_are_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = JobFolder.create(tmp_path, read_table(b"title\nmug"), CatalogueOptions())
    folder.write(folder.read().model_copy(update={"created": datetime.now(UTC) - timedelta(hours=25), "state": "done"}))
    jobs = Jobs(tmp_path)
    assert jobs.find(folder.path.name) is None, "it is not shown even before it is swept"
    await jobs.start()
    while folder.path.exists():
        await asyncio.sleep(0.01)
    await jobs.stop()


async def test_a_worker_that_dies_is_told(tmp_path: Path, client: Client) -> None:
    jobs = client.app[JOBS]  # type: ignore[index]
    job = await jobs.submit(read_table(b"title,price,origin\n" + b"mug,3,CN\n" * 300), CatalogueOptions())
    folder = jobs.find(job.id)
    (folder.path / "rows.jsonl").write_text("not json")
    await jobs.wait(job.id, 30)
    text = await (await client.get(f"/en/sellers/catalogue/{job.id}")).text()
    assert "Something went wrong here" in text


def test_one_row_never_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import web.sellers.catalogue.worker as worker

    def broken(row: Any, options: Any) -> dict[str, Any]:
        if row.cells["title"] == "bad":
            raise RuntimeError(row.cells["title"])
        return {"row": row.number, "problems": ["told"]}

    monkeypatch.setattr(worker, "check_row", broken)
    folder = JobFolder.create(tmp_path, read_table(b"title,price\nmug,1\nbad,2\nhat,3"), CatalogueOptions())
    work(folder)
    assert [row["problems"] for row in folder.every_result()] == [
        ["told"], ["This row could not be worked out."], ["told"],
    ]  # fmt: skip
    assert marks_of(json.loads((folder.path / "results.jsonl").read_text().splitlines()[1])) == ["problem"]
