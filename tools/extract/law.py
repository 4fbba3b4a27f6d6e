"""Writes the files of `law/` that are tables in the provided material: fees, preferences, rates on mail.

python -m tools.extract.law            (reads `IMPORTDESK_SHARED`/law)

Dates there are inclusive, here `to` is exclusive: a day is added. Hand-kept files (thresholds, postal, entry,
chapter 98, excise, column 2, events, and the tables of agencies, orders, carriers and bills, whose groupings were
decided by reading) are not touched; after a new reading compare the output with `git diff`.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from tariff_data.core.paths import LAW, shared

CHECKED = "2026-10-09"  # the day the material was read
FIRST = "2016-01-01"  # "at least since then"
FEE_IDS = {
    "MPF-FORMAL": "mpf_formal",
    "MPF-INF-AUTO": "mpf_informal_automated",
    "MPF-INF-MANUAL": "mpf_informal_manual",
    "MPF-INF-CBP": "mpf_informal_by_customs",
    "MPF-MANUAL-SURCHARGE": "mpf_manual_surcharge",
    "DUTIABLE-MAIL": "dutiable_mail",
    "EXPRESS-AWB": "express_consignment",
    "HMF": "hmf",
    "USPS-CLEARANCE": "usps_clearance",
}
BASE_2017 = {  # amounts before indexing: the FY2018 amount divided by that year's index (25.67 / 25.00)
    "MPF-INF-AUTO": "2.00",
    "MPF-INF-MANUAL": "6.00",
    "MPF-INF-CBP": "9.00",
    "MPF-MANUAL-SURCHARGE": "3.00",
    "DUTIABLE-MAIL": "5.50",
    "EXPRESS-AWB": "1.00",
}
PROGRAMMES = {  # symbols of the material -> id, names people use for it
    "S": ("usmca", ["USMCA", "T-MEC", "CUSMA", "NAFTA"]),
    "AU": ("australia", ["US-Australia FTA", "AUSFTA"]),
    "BH": ("bahrain", ["US-Bahrain FTA"]),
    "CL": ("chile", ["US-Chile FTA"]),
    "CO": ("colombia", ["US-Colombia TPA", "CTPA"]),
    "IL": ("israel", ["US-Israel FTA"]),
    "N": ("qualifying_zones", ["Qualifying industrial zones", "QIZ"]),
    "JO": ("jordan", ["US-Jordan FTA"]),
    "JP": ("japan", ["US-Japan Trade Agreement", "USJTA"]),
    "KR": ("korea", ["KORUS", "US-Korea FTA"]),
    "MA": ("morocco", ["US-Morocco FTA"]),
    "OM": ("oman", ["US-Oman FTA"]),
    "P": ("cafta_dr", ["CAFTA-DR", "CAFTA"]),
    "PA": ("panama", ["US-Panama TPA"]),
    "PE": ("peru", ["US-Peru TPA"]),
    "SG": ("singapore", ["US-Singapore FTA"]),
    "A": ("gsp", ["GSP", "Generalized System of Preferences", "SGP"]),
    "D": ("agoa", ["AGOA", "African Growth and Opportunity Act"]),
    "E": ("cbera", ["CBERA", "Caribbean Basin Initiative", "CBI"]),
    "R": ("cbtpa", ["CBTPA", "Caribbean Basin Trade Partnership Act"]),
    "HOPE/HELP": ("haiti_hope", ["HOPE/HELP", "HOPE", "HELP"]),
    "NP": ("nepal", ["Nepal Preference Program"]),
    "C": ("civil_aircraft", ["Agreement on Trade in Civil Aircraft"]),
    "K": ("pharmaceuticals", ["Pharmaceutical agreement"]),
    "L": ("dyes", ["Intermediate chemicals for dyes"]),
    "B": ("automotive", ["Automotive Products Trade Act", "APTA"]),
    "CNMI/insular": ("insular", ["Insular possessions"]),
}
PRINTED: dict[str, list[str]] = {"haiti_hope": [], "insular": []}  # programmes that no symbol stands for
COUNTRIES = {"israel": ["IL", "PS"], "insular": ["VI", "GU", "AS", "MP", "UM"], "qualifying_zones": ["JO", "EG"]}
PROOF = {
    "9 data": "certification_nine_elements",
    "importer claim with knowledge": "importer_knowledge_or_certification",
    "importer claim": "importer_claim",
    "importer declaration": "importer_declaration",
    "35% rule": "zone_product",
    "origin declaration": "origin_declaration",
    "AGOA": "textile_certificate_or_origin_declaration",
    "CBTPA": "certificate",
    "textile": "textile_declaration",
    "civil aircraft": "civil_aircraft_certification",
    "listed products": "listed_product",
    "original equipment": "original_equipment",
    "CBP 3229": "form_3229",
}


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    """A table of the material."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def exclusive(last: str) -> str | None:
    """The day after an inclusive last day."""
    return (date.fromisoformat(last) + timedelta(days=1)).isoformat() if last else None


def provenance(row: Mapping[str, str], since: str = "", until: str | None = None) -> dict[str, Any]:
    """The fields every record ends with."""
    source = {"citation": row["citation"], "url": row["source_url"]}
    return {
        "from": since or row["effective_from"] or FIRST,
        "to": until or exclusive(row["effective_to"]),
        "source": {name: text for name, text in source.items() if text},
        "checked": CHECKED,
        "confidence": row["confidence"] or "medium",
        "note": row.get("notes") or None,
    }


def scalar(value: Any) -> str:
    """A YAML scalar: dates and plain numbers bare, other text quoted."""
    text = str(value)
    if isinstance(value, bool):
        return text.lower()
    plain = text.replace("-", "").replace(".", "").replace("_", "")
    if plain.isalnum() and plain.isascii() and text.upper() not in {"NO", "YES", "ON", "OFF", "NULL", "TRUE", "FALSE"}:
        return text
    return json.dumps(text, ensure_ascii=False)


def to_yaml(records: Iterable[Mapping[str, Any]], head: str) -> str:
    """Records as the hand-kept files write them."""
    lines = [f"# {line}" for line in head.splitlines()]
    for record in records:
        mark = "- "
        for name, value in record.items():
            if value is None or value == []:
                continue
            if isinstance(value, Mapping):
                lines.append(f"{mark}{name}:")
                lines += [f"    {inner}: {scalar(text)}" for inner, text in value.items()]
            elif isinstance(value, list):
                lines.append(f"{mark}{name}: [{', '.join(scalar(text) for text in value)}]")
            else:
                lines.append(f"{mark}{name}: {scalar(value)}")
            mark = "  "
    return "\n".join(lines) + "\n"


def fees(folder: Path) -> list[dict[str, Any]]:
    """The fees by fiscal year, oldest first within each fee."""
    found = []
    for row in rows(folder, "fees.csv"):
        name, _, year = row["fee_id"].rpartition("-") if row["fee_id"][-4:].isdigit() else (row["fee_id"], "", "")
        if name not in FEE_IDS:
            continue
        figures = {"amount": row["amount_usd"], "rate": row["rate_pct"], "min": row["min_usd"], "max": row["max_usd"]}
        fee = {"id": FEE_IDS[name], "fiscal_year": row["fiscal_year"] or None}
        fee |= {field: figure or None for field, figure in figures.items()}
        if year == "2018" and name in BASE_2017:
            note = "derived: the amount of fiscal year 2018 divided by its published index"
            before = provenance(row | {"notes": note}, FIRST, row["effective_from"])
            found.append(fee | {"fiscal_year": None, "amount": BASE_2017[name]} | before)
        found.append(fee | provenance(row))
    order = list(FEE_IDS.values())
    return sorted(found, key=lambda fee: (order.index(fee["id"]), fee["from"]))


def _symbols(row: Mapping[str, str], programme: str) -> list[str]:
    return PRINTED.get(programme, row["spi"].split(";"))


def preferences(folder: Path) -> list[dict[str, Any]]:
    """The preference programmes with their lapses."""
    listed = json.loads((folder / "measures" / "columns_preferences_fees.json").read_text(encoding="utf-8"))
    exact = {entry["symbols"][0]: entry for entry in listed["preferences"]}
    found: list[dict[str, Any]] = []
    for row in rows(folder, "preferences.csv"):
        first = row["spi"].split(";")[0]
        programme, names = PROGRAMMES[first]
        other = exact.get(first, {})
        any_country = row["countries"].startswith("any")
        in_table = [code for code in row["countries"].split(";") if len(code) == 2]
        countries = COUNTRIES.get(programme) or (other.get("countries") if other else None) or in_table
        symbols = _symbols(row, programme)
        exempt = {"yes": symbols, "A+ only": ["A+"]}.get(row["mpf_exempt"], [])
        limit = row["low_value_waiver"].split(" ")[0]
        record = {
            "id": programme,
            "symbols": symbols,
            "names": names,
            "countries": [] if any_country else countries,
            "product_based": True if any_country or programme == "automotive" else None,
            "mpf_exempt": exempt or (["*"] if row["mpf_exempt"] == "yes" else []),
            "proof": next(code for start, code in PROOF.items() if row["proof"].startswith(start)),
            "low_value_limit": limit if limit.isdigit() else None,
            "general_note": row["general_note"],
        }
        fields = provenance(row)
        if programme in {"agoa", "haiti_hope"}:
            lapse = {"status": "lapsed", "refundable": True}
            found.append(record | fields | {"to": "2025-10-01"})
            found.append(record | lapse | fields | {"from": "2025-10-01", "to": "2026-02-04"})
            found.append(record | fields | {"from": "2026-02-04"})
        else:
            found.append(record | fields)
        if row["status_2026_11_24"] == "expired":
            found.append(record | {"status": "lapsed"} | fields | {"from": fields["to"], "to": None})
    return found


def postal_rates(folder: Path) -> list[list[str]]:
    """The rate on mail by origin while mail paid its origin's IEEPA rate: the sum of that origin's programmes."""
    start, end = "2025-08-29", "2026-02-24"
    found = []
    by_country: dict[str, list[dict[str, str]]] = {}
    for row in rows(folder, "country_rates.csv"):
        last = exclusive(row["effective_to"]) or end
        if row["program"].startswith("ieepa_") and row["effective_from"] < end and last > start:
            by_country.setdefault("" if row["iso2"] == "XX" else row["iso2"], []).append(row | {"until": last})
    for country, programmes in sorted(by_country.items()):
        inner = {p["effective_from"] for p in programmes} | {p["until"] for p in programmes}
        days = sorted({start, end} | {day for day in inner if start < day < end})
        for since, until in pairwise(days):
            parts = [p for p in programmes if p["effective_from"] <= since < p["until"]]
            rate = sum(Decimal(p["rate"]) for p in parts)
            cited = "; ".join(dict.fromkeys(p["citation"] for p in parts))
            found.append([country, str(rate), since, until, f"EO 14324; {cited}", CHECKED, "medium"])
    for country in ("BY", "CU", "KP", "RU"):
        found.append([country, "0", start, end, "EO 14257 sec. 3(b) (column 2 countries)", CHECKED, "medium"])
    return [["country", "rate", "from", "to", "source.citation", "checked", "confidence"], *found]


def write_csv(name: str, table: list[list[str]]) -> None:
    """A table below `law/`, header first."""
    with (LAW / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(table)


def main() -> int:
    base = shared()
    if base is None:
        print("the shared material is not there (IMPORTDESK_SHARED)", file=sys.stderr)
        return 1
    folder = base / "law"
    head = "Fees by fiscal year (October to September). Written by tools/extract/law.py.\n"
    head += "`from` on 2016-01-01: at least since then. `rate` is percent of entered value."
    (LAW / "fees.yaml").write_text(to_yaml(fees(folder), head), encoding="utf-8")
    head = "Preference programmes: the symbols of the special column. Written by tools/extract/law.py.\n"
    head += "`mpf_exempt`: symbols whose goods pay no merchandise processing fee (*: every claim)."
    (LAW / "preferences.yaml").write_text(to_yaml(preferences(folder), head), encoding="utf-8")
    write_csv("postal_rates.csv", postal_rates(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
