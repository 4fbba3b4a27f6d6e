"""What the list of measures needs before it is law of ours: corrections, additions, gaps that must not be silent.

Each function says which document it follows (`law/RECONCILED.md`, `SOURCE.md`, `interactions.md` of the material).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tools.extract.measures_sources import CHAPTER_99, CHECKED, url_of

Records = dict[str, list[dict[str, Any]]]

TEXTILES = [f"{chapter}" for chapter in range(50, 64)]
HEADERS = {
    "122": "Section 122: the balance-of-payments surcharge of 2026.",
    "201-quartz": "Section 201: safeguard on quartz surface products.",
    "201-solar": "Section 201: safeguard on solar cells and modules, ended 2026. Rate known, quota and exemptions not.",
    "232-autos": "Section 232: passenger vehicles, light trucks and their parts.",
    "232-metals": "Section 232: steel, aluminum and copper; on metal content until 2026-04-05, on full value since.",
    "232-mhdv": "Section 232: medium and heavy trucks, buses and their parts.",
    "232-pharmaceuticals": "Section 232: patented pharmaceuticals.",
    "232-polysilicon": "Section 232: solar wafers, cells and modules, announced for 2026-12-04.",
    "232-semiconductors": "Section 232: certain advanced chips.",
    "232-uas": "Section 232: unmanned aircraft and their parts.",
    "232-wood": "Section 232: timber, lumber, upholstered furniture, kitchen cabinets and vanities.",
    "301-brazil": "Section 301: Brazil.",
    "301-china": "Section 301: China, lists 1 to 4A, the four-year review, exclusions.",
    "301-forced-labor": "Section 301: forced labor, 60 economies.",
    "301-nicaragua": "Section 301: Nicaragua.",
    "338-canada": "Section 338: Canada, duties and import bans.",
    "aircraft-agreements": "Civil aircraft agreements: relief from the Section 232 metals duties.",
    "deal-ch": "IEEPA: Switzerland after the deal.",
    "deal-eu": "IEEPA: the European Union after the deal.",
    "deal-jp": "IEEPA: Japan after the deal.",
    "deal-kr": "IEEPA: Korea after the deal.",
    "deal-li": "IEEPA: Liechtenstein after the deal.",
    "ieepa-brazil": "IEEPA: Brazil.",
    "ieepa-fentanyl-ca": "IEEPA: Canada, border and fentanyl.",
    "ieepa-fentanyl-cn": "IEEPA: China and Hong Kong, fentanyl.",
    "ieepa-fentanyl-mx": "IEEPA: Mexico, border and fentanyl.",
    "ieepa-india": "IEEPA: India, Russian oil.",
    "ieepa-reciprocal": "IEEPA: the reciprocal duty, baseline and country rates.",
    "quotas": "Quotas of chapter 99 that change no duty.",
    "russia-note-30": "Russian goods that pay a rate in place of column 2.",
    "lists": "Where each code list was read and how complete it is. Rows without dates hold as long as the measure.",
}
HEADERS = {
    name: f"{text}\nWritten by tools/extract/measures.py; `to` is exclusive. Field by field: docs/law-data.md."
    for name, text in HEADERS.items()
}


def find(records: Records, heading: str, start: str | None = None) -> Iterator[dict[str, Any]]:
    """The records of a heading (that start on a day)."""
    for made in (r for group in records.values() for r in group):
        if made["heading"] == heading and start in (None, made["from"]):
            yield made


def remark(made: dict[str, Any], text: str) -> None:
    """Adds a sentence to a record's note."""
    made["note"] = f"{made['note']} {text}".strip()


def ban(raw: Mapping[str, Any], codes: object) -> dict[str, Any]:
    """A prohibition. It has no heading of its own: its id stands in the place of one."""
    unless = [{"answer": "alcohol_in_bulk", "is": False, "default": False}] if raw["unless"] else []
    return {
        "heading": raw["id"],
        "title": raw["name"],
        "effect": "prohibition",
        "topic": "alcohol_in_bulk" if raw["unless"] else "",
        "from": raw["effective_from"],
        "to": raw["effective_to"],
        "countries": raw["countries"],
        "except_countries": [],
        "codes": codes,
        "except_codes": [],
        "conditions": unless,
        "displaced_by": [],
        "rate": {"kind": "free", "pct": 0},
        "column2_rate": None,
        "special_rate": None,
        "basis": None,
        "source": {"citation": raw["citation"], "url": url_of(raw["citation"])},
        "checked": CHECKED,
        "confidence": "medium",
        "note": raw["effect"],
    }


def added(model: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """A record like another one, but for some fields."""
    return {**model, **changes}


def apply(records: Records) -> None:
    """Every correction, in place."""
    _country_rates_in_transit(records)
    _uk_cars(records)
    _lists_not_transcribed(records)
    _drug_companies(records)
    _wood_2027(records)
    _india_2026(records)
    _exclusions_after_their_end(records)
    _us_content_of_cars(records)
    _headings_without_content(records)
    _not_modelled(records)
    _report_lines(records)
    _quartz_is_asked(records)


def _country_rates_in_transit(records: Records) -> None:
    """interactions.md, section 8: goods loaded before 2025-08-07 and entered before 2025-10-05 pay the baseline."""
    window = {"not_in_transit": {"loaded_before": "2025-08-07", "entered_before": "2025-10-05"}}
    for group in records.values():
        for made in group:
            country_rate = made["heading"].startswith("9903.02.") and made["from"] == "2025-08-07"
            if country_rate and made["effect"] == "duty" and made["heading"] != "9903.02.01":
                made["conditions"] = [*made["conditions"], window]


def _quartz_is_asked(records: Records) -> None:
    """One of the listed numbers is every other article of glass: whether it is a slab is asked, not assumed."""
    for made in records["201-quartz"]:
        for condition in made["conditions"]:
            if condition.get("answer") == "not_quartz_surface_product":
                condition["default"] = None


def _uk_cars(records: Records) -> None:
    """9903.94.01 and .31 name each other as exception; the confirmed quota heading goes before the general one."""
    for made in find(records, "9903.94.31"):
        made["displaced_by"].remove("9903.94.01")
        remark(made, "Its exception 9903.94.01 is left out here: that heading already gives way to this one.")


def _lists_not_transcribed(records: Records) -> None:
    """SOURCE.md, "Incomplete": what is missing is asked for, never taken as not exempt in silence."""
    for heading in ("9903.06.06", "9903.06.09"):
        for made in find(records, heading):
            ask = {"answer": f"confirm:{heading}", "is": True, "default": False}
            made.update(codes=TEXTILES, conditions=[*made["conditions"], ask])
            remark(made, "The list is not transcribed: every textile chapter is asked about.")
    for made in find(records, "9903.06.20"):
        ask = {"answer": "confirm:9903.06.20", "is": True, "default": False, "codes": ["forced-labor-52j13i-rest"]}
        made.update(codes=["forced-labor-52j13i", "forced-labor-52j13i-rest"], conditions=[ask])
        remark(made, "First 222 codes only; the chapters of the missing tail are asked about.")
    for made in find(records, "9903.06.21"):
        made["codes"] = ["forced-labor-52j13ii"]
        remark(made, "The list is not transcribed (empty here).")


def _drug_companies(records: Records) -> None:
    """RECONCILED.md 29: only companies named in Annex III pay before 2026-09-29, so the company is asked for."""
    for made in find(records, "9903.04.61"):
        made["conditions"][0]["default"] = None
        remark(made, "Without an answer no likely duty is given: named companies pay already, all others do not.")


def _wood_2027(records: Records) -> None:
    """The increases set for 2026-01-01 were put off to 2027-01-01 (FR Doc. 2026-00327)."""
    for heading, pct in (("9903.76.02", 30), ("9903.76.03", 50)):
        made = next(find(records, heading, "2026-05-01"))
        made["to"] = "2027-01-01"
        citation = "Proclamation 11000 (FR Doc. 2026-00327); U.S. note 37"
        records["232-wood"].append(
            added(
                made,
                **{"from": "2027-01-01", "to": None},
                rate={"kind": "ad_valorem", "pct": pct},
                title=made["title"].replace("25%", f"{pct}%"),
                source={"citation": citation, "url": url_of(citation)},
                confidence="medium",
                note="Announced increase; put off once already, so it could be moved again.",
            )
        )


def _india_2026(records: Records) -> None:
    """RECONCILED.md 32: 18% was announced for 2026-02-07, the text stayed at 25%. Shown as uncertain."""
    made = next(find(records, "9903.02.26"))
    late = added(made, confidence="low", note="18% was announced from 2026-02-07; the schedule kept 25%.")
    late["from"], made["to"] = "2026-02-07", "2026-02-07"
    records["ieepa-reciprocal"].append(late)


def _exclusions_after_their_end(records: Records) -> None:
    """RECONCILED.md 26: whether the exclusions of notes 20(vvv), (www) go on after 2026-11-09 is not known."""
    for heading in ("9903.88.69", "9903.88.70"):
        made = next(find(records, heading))
        note = "The exclusion ended with 2026-11-09 unless it was extended; nobody has read either way."
        conditions: list[dict[str, Any]] = []
        late = added(made, effect="caution", conditions=conditions, confidence="low", note=note)
        late["from"], late["to"] = made["to"], None
        records["301-china"].append(late)


def _us_content_of_cars(records: Records) -> None:
    """SOURCE.md, uncertain point 4: 9903.94.03 covers only the non-US content, like 9903.74.03."""
    for made in find(records, "9903.94.03"):
        made["basis"] = {"us_content": "rest"}
        remark(made, "Charged on the non-US content where the US content is given, else on the full value.")


def _headings_without_content(records: Records) -> None:
    """Exceptions that no reading holds: 9903.91.13 (chassis), .15 and .16 (cranes)."""
    for made in (r for group in records.values() for r in group):
        gone = [h for h in made["displaced_by"] if h in ("9903.91.13", "9903.91.15", "9903.91.16")]
        if gone:
            made["displaced_by"] = [h for h in made["displaced_by"] if h not in gone]
            remark(made, f"Exception headings without known content: {', '.join(gone)}.")


def _report_lines(records: Records) -> None:
    """9903.78.02 reports the part of the value that is not copper; it has no confirmation of its own."""
    for made in find(records, "9903.78.02"):
        made["rate"] = {"kind": "free", "pct": 0}


def _not_modelled(records: Records) -> None:
    """Duties that one reading names without the lists or exceptions: the line asks, and no likely total is given."""
    base = next(find(records, "9903.81.87"))
    blank: dict[str, Any] = {"effect": "not_modelled", "topic": "", "conditions": [], "displaced_by": [], "basis": None}
    blank |= {"column2_rate": None, "special_rate": None, "except_countries": [], "countries": "all"}
    note = "Country exemptions and quotas of 2018 to 2025-03-11 are not in the data."
    for heading, codes, pct, title, citation in (
        ("9903.80.01", "steel-16j-2025", 25, "steel mill articles", "Proclamation 9705 (83 FR 11625)"),
        ("9903.85.01", "aluminum-19g-2025", 10, "aluminum articles", "Proclamation 9704 (83 FR 11619)"),
    ):
        made = added(
            base, **blank, heading=heading, codes=[f"{codes}-before"], title=f"Metals before 2025-03-12: {title}"
        )
        made |= {"from": "2018-03-23", "to": "2025-03-12", "rate": {"kind": "unknown", "pct": pct}, "confidence": "low"}
        made |= {"source": {"citation": citation, "url": url_of(citation)}, "note": note}
        records["232-metals"].append(made)
    solar = added(base, **blank, heading="9903.45.25", codes=["china-31c"], title="Solar cells over quota and modules")
    solar |= {"from": "2025-02-07", "to": "2026-02-07", "rate": {"kind": "unknown", "pct": 14}, "confidence": "low"}
    citation = "Proclamations 9693, 10339"
    solar |= {"source": {"citation": citation, "url": CHAPTER_99}}
    solar["note"] = "Exempt countries, the cell quota and bifacial rules are not in the data."
    records["201-solar"] = [solar]
    poly = added(solar, heading="9903.45.36", codes=["china-31c", "38180000", "28046100"])
    poly |= {"title": "Solar wafers, cells, modules", "from": "2026-12-04", "to": None}
    poly |= {
        "rate": {"kind": "unknown", "pct": None},
        "source": {"citation": "Proclamation of 2026-08-06", "url": CHAPTER_99},
    }
    poly["note"] = "15% (partners 15% in total, United Kingdom 10%) and a price-floor duty; heading number not final."
    records["232-polysilicon"] = [poly]
