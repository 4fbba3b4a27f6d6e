"""What the page of results shows: counts, the rows of one page, links to each row's full estimate."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from tariff_data.cargo_descriptions.elements import asked_on_forms
from tariff_data.law_records.paperwork import Element
from tariff_data.law_records.snapshot import snapshot
from web.sellers.catalogue.options import CatalogueOptions
from web.sellers.catalogue.store import Job, JobFolder

Json = dict[str, Any]
PER_PAGE = 50
SHOWN = {"all": None, "questions": "question", "vague": "vague", "differs": "differs", "problems": "problem"}


def results_context(folder: JobFolder, job: Job, show: str, number: int) -> Json:
    """One page of the results that are shown."""
    index = folder.index()
    mark = SHOWN[show]
    places = [place for place, (_, marks) in enumerate(index) if mark is None or mark in marks]
    pages = max(1, -(-len(places) // PER_PAGE))
    number = min(max(number, 1), pages)
    rows = folder.results(places[(number - 1) * PER_PAGE : number * PER_PAGE], index)
    absent = absent_columns(job)
    for row in rows:
        row["estimate"] = _address(row, job.options)
        own = zip(row.get("lacking", ()), row.get("lacks", ()), strict=True)
        row["lacks"] = [label for element, label in own if element not in absent]
    counts = {name: sum(own in marks for _, marks in index) for name, own in SHOWN.items() if own}
    return {
        "rows": rows,
        "absent": absent,
        "show": show,
        "page_number": number,
        "pages": pages,
        "counts": {"all": len(index), "lines": sum("line" in marks for _, marks in index), **counts},
        "shown": [name for name in SHOWN if name == "all" or counts[name]],
    }


def absent_columns(job: Job) -> list[Element]:
    """What customs asks for and the whole list says nothing of: told once, not at every row."""
    told: dict[Element, str] = {"quantity": "quantity", "weight": "weight", "seller": "seller", "hts10": "hts"}
    law = asked_on_forms(snapshot(job.options.on), job.options.mode)
    return [
        element
        for element, column in told.items()
        if column not in job.columns and law[element].need and not (element == "seller" and job.options.seller)
    ]


def _address(row: Json, options: CatalogueOptions) -> str:
    """The query of a row's full estimate; empty for a row that could not be used."""
    if row["problems"]:
        return ""
    given = row["hts_given"] and row["number"] != ""
    fields = {
        "what": (row.get("words") or row["title"])[:500],
        "price": row["value"],
        "qty": row["quantity"],
        "made": row["origin"],
        "hts": row["hts"] if given and row["hts"] else "",
        "by": options.mode or "",
        "on": options.on.isoformat(),
        "sender": "business",
        "currency": row["currency"],
        "rate": str(options.rates.get(row["currency"], "")),
    }
    return urlencode({name: value for name, value in fields.items() if value})
