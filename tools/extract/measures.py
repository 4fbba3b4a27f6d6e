"""Writes the additional duties of chapter 99: `law/measures/*.yaml`, `law/lists/`, `law/heading_lists.csv`.

python -m tools.extract.measures            (reads `IMPORTDESK_SHARED`/law/measures)

Dates there are exclusive at the end already. What the reconciliation of the readings settled, and what had to be
added by hand, stands in `measures_corrections`. After a new reading compare the output with `git diff`.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tariff_data.core.paths import LAW, shared
from tools.extract import measures_corrections as corrections
from tools.extract import measures_lists as lists_of_ours
from tools.extract.measures_confidence import confidence_of
from tools.extract.measures_sources import CHECKED, source_of
from tools.extract.measures_topics import topic_of
from tools.extract.measures_writing import write_csv, write_records

FACTS = {  # answer names of the material -> names of CONTRACT
    "isDonation": "is_donation",
    "isInformationalMaterial": "is_informational_material",
    "notQuartzSurfaceProduct": "not_quartz_surface_product",
    "quartzQuotaFilled": "quartz_quota_filled",
    "uasForUse": "uas_for_use",
    "uasThermalImaging": "uas_thermal_imaging",
    "alcoholInBulk": "alcohol_in_bulk",
}
MERGED = "section-232-articles"  # six undated lists of the material, each for its period, become one dated list
PERIODS = ("2026-04-06", "2026-04-23", "2026-05-01", "2026-06-08", "2026-07-31")


def list_name(name: str) -> str:
    """`@steelDerivatives16n2025` -> `steel-derivatives-16n-2025`; a heading number stays as it is."""
    name = name.removeprefix("@").removesuffix("-PARTIAL")
    if name.startswith("9903."):
        return name
    for wrong, right in (("argic", "agric"), ("semicondutor", "semiconductor"), ("MHDVs", "Mhdvs"), ("UK", "Uk-")):
        name = name.replace(wrong, right)
    name = name.replace("AnnexII", "AnnexIi-")
    name = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[a-z])(?=\d)|(?<=\d)(?=[A-Z][a-z])", "-", name)
    name = re.sub(r"-(\d+)([a-z]+)-(?!2025)(?=\d)", r"-\1\2", name)
    return re.sub(r"-+", "-", name).lower()


def members(names: object) -> object:
    """Countries or codes: `all`, or a list whose members are names of lists, countries or numbers."""
    if names == "all":
        return "all"
    return [list_name(n) if n.startswith("@") else n for n in list(names)]  # type: ignore[call-overload]


def condition(raw: Mapping[str, Any]) -> dict[str, Any]:
    """One `only_if` of the material in the words of our schema."""
    names = {
        "base_rate_lt": "base_rate_below",
        "base_rate_gte": "base_rate_at_least",
        "metal_weight_pct_lt": "metal_weight_below",
        "us_content_pct_gte": "us_content_at_least",
        "ftz_privileged_foreign_before": "foreign_status_before",
        "loaded_before": "loaded_before",
    }
    if "answer" in raw or "answer_for_listed_codes" in raw:
        name = raw.get("answer") or raw["answer_for_listed_codes"]
        # The material says whether the condition counts as met while unanswered; the record says which answer is taken.
        assumed = raw["equals"] if raw["if_unanswered"] else not raw["equals"]
        said = {"answer": FACTS.get(name, name), "is": raw["equals"], "default": assumed}
        return said | ({"codes": [list_name(raw["list"])]} if "list" in raw else {})
    if "preference_claimed" in raw:
        return {"claimed": raw["preference_claimed"]}
    if "not_preference_claimed" in raw:
        return {"not_claimed": raw["not_preference_claimed"]}
    if "when_any_applies" in raw:
        name = list_name(raw["when_any_applies"].replace("s232_articles", "section-232-articles").replace("_", "-"))
        return {"any_applies": MERGED if name.startswith(MERGED) else name}
    return {names[key]: value for key, value in raw.items()}


def basis(text: str) -> Any:
    """What part of the value a duty is on, or what part an exemption spares."""
    if text == "full_value":
        return None
    if text.startswith("metal_content_covered"):
        runs = {metal: parts.replace(",.", ",9903.85.") for metal, parts in re.findall(r"(\w+)\(([^)]*)\)", text)}
        return {"spares": "metal_content", "covers": {metal: parts.split(",") for metal, parts in runs.items()}}
    if text.startswith("us_content_portion"):
        return {"spares": "us_content"}
    if text.startswith("metal_content:"):
        metal, _, rest = text.removeprefix("metal_content:").partition(" for chapter ")
        return {"content": metal} | ({"chapter": rest[:2]} if rest else {})
    part = {"rest": "rest", "up_to_cap": "us"}[re.findall(r":(\w+)", text)[0]]
    cap = re.findall(r"cap (\d+)", text)
    return {"us_content": part} | ({"cap": int(cap[0])} if cap else {})


def effect(raw: Mapping[str, Any]) -> str:
    """Whether a heading charges, spares others, or only reports."""
    if raw["program"] == "quotas" or raw["heading"] == "9903.78.02":
        return "report"
    spares = raw["rate"]["kind"] == "free" and not any("base_rate_gte" in c for c in raw["only_if"])
    return "exemption" if spares else "duty"


def plain_note(note: str) -> str:
    """A note without the history of how the readings were compared."""
    note = re.sub(r"Reconciliation [\d-]+: start date was empty; set from the hint,[^.]*\.", "", note)
    note = re.sub(r"Start date not recorded in the source[^.]*verify\.", "", note)
    note = re.sub(r"Reconciliation [\d-]+: (?=.)", "", note)
    for theirs, ours in (
        ("; only the Feb 2026 list is stored", ""),
        ("missing in readers A and B. ", ""),
        ("missing in the extraction; ", ""),
        ("missing in the extraction. ", ""),
        ("and reader A", "and a second reading"),
        ("reader A", "a second reading"),
        ("The source's own", "The"),
        ("the source's own", "the first reading's"),
        ("The source", "The first reading"),
        ("the source", "the first reading"),
    ):
        note = note.replace(theirs, ours)
    note = re.sub(r"\s+", " ", note).strip()
    return re.sub(r"(^|\. )([a-z])", lambda found: found[1] + found[2].upper(), note)


def record(raw: Mapping[str, Any]) -> dict[str, Any]:
    """One line of measures.jsonl as a record of ours."""
    made: dict[str, Any] = {
        "heading": raw["heading"],
        "title": raw["name"].replace("@eu-members", "EU members"),
        "effect": effect(raw),
        "topic": topic_of(raw),
        "from": raw["effective_from"],
        "to": raw["effective_to"],
        "countries": members(raw["countries"]),
        "except_countries": members(raw["exclude_countries"]),
        "codes": members(raw["codes"]),
        "except_codes": members(raw["exclude_codes"]),
        "conditions": [condition(c) for c in raw["only_if"] if "entered_before" not in c],
        "displaced_by": list(raw["exceptions"]),
        "rate": raw["rate"],
        "column2_rate": None if raw["column2_rate"] == "same" else raw["column2_rate"],
        "special_rate": None if raw["special_column_rate"] == "same" else raw["special_column_rate"],
        "basis": basis(raw["basis"]),
        "source": source_of(raw),
        "checked": CHECKED,
        "confidence": confidence_of(raw),
        "note": plain_note(raw["note"] or ""),
    }
    return made


def merge_periods(records: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Joins records of one heading that say the same in adjoining periods (their lists carry the dates)."""
    joined: list[dict[str, Any]] = []
    skip = ("from", "to", "source", "note", "title")
    for made in records:
        before = next((j for j in joined if j["heading"] == made["heading"] and j["to"] == made["from"]), None)
        same = before is not None and all(before[k] == made[k] for k in made if k not in skip)
        if same and before is not None and any("any_applies" in c for c in made["conditions"]):
            before["to"] = made["to"]
            before["note"] = " ".join(dict.fromkeys(n for n in (before["note"], made["note"]) if n))
        else:
            joined.append(made)
    return joined


def heading_lists(folder: Path) -> list[tuple[str, str, str, str]]:
    """The trigger lists: list, heading, from, to. The periods of one list become dates."""
    lists = json.loads((folder / "heading_lists.json").read_text(encoding="utf-8"))
    periods = [("", PERIODS[0], lists["s232_articles_until_2026_04_06"])]
    for start, end in zip(PERIODS, (*PERIODS[1:], ""), strict=True):
        periods.append((start, end, lists[f"s232_articles_from_{start.replace('-', '_')}"]))
    spans: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for start, end, headings in periods:
        for heading in headings:
            known = spans[heading]
            goes_on = bool(known) and known[-1][1] == start
            known.append((known.pop()[0] if goes_on else start, end))
    rows = [(MERGED, heading, start, end) for heading, found in spans.items() for start, end in found]
    for name in ("ieepa_reciprocal_232_triggers", "ieepa_brazil_india_232_triggers"):
        rows += [(name.replace("_", "-"), heading, "", "") for heading in lists[name]]
    return sorted(rows)


def code_lists(folder: Path) -> dict[str, list[tuple[str, str, str]]]:
    """Every code list: digits, from, to (empty: as long as the measure)."""
    found = {}
    for file in sorted((folder / "code_lists").glob("*.csv")):
        if file.stem not in lists_of_ours.UNUSED_LISTS:
            with file.open(encoding="utf-8", newline="") as lines:
                rows = [
                    (r["code"].replace(".", ""), r["effective_from"], r["effective_to"]) for r in csv.DictReader(lines)
                ]
            found[list_name(file.stem)] = rows
    return found


def exclusion_items(folder: Path) -> list[tuple[str, str, str, str]]:
    """The 164 exclusions of U.S. note 20(vvv): subdivision, item, whole or described, statistical number."""
    with (folder / "china301_exclusions_20vvv_items.csv").open(encoding="utf-8", newline="") as lines:
        return [
            (row["subdivision"], row["item"], row["kind"], code.replace(".", ""))
            for row in csv.DictReader(lines)
            for code in row["statistical_numbers"].split(";")
        ]


def main(target: Path = LAW) -> int:
    """Writes everything below `target`."""
    base = shared()
    if base is None:
        print("set IMPORTDESK_SHARED", file=sys.stderr)
        return 1
    folder = base / "law" / "measures"
    by_programme: dict[str, list[dict[str, Any]]] = defaultdict(list)
    with (folder / "measures.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            raw = json.loads(line)
            by_programme[raw["program"]].append(record(raw))
    for ban in json.loads((folder / "columns_preferences_fees.json").read_text(encoding="utf-8"))["prohibitions"]:
        by_programme["338-canada"].append(corrections.ban(ban, members(ban["codes"])))
    corrections.apply(by_programme)
    for programme, records in sorted(by_programme.items()):
        records = merge_periods(sorted(records, key=lambda r: (r["heading"], r["from"])))
        write_records(target / "measures" / f"{programme}.yaml", records, corrections.HEADERS[programme])
    lists = code_lists(folder)
    lists_of_ours.apply_lists(lists)
    for name, rows in sorted(lists.items()):
        write_csv(target / "lists" / f"{name}.csv", ("code", "from", "to"), rows)
    write_records(target / "lists.yaml", lists_of_ours.list_records(lists), corrections.HEADERS["lists"])
    write_csv(target / "heading_lists.csv", ("list", "heading", "from", "to"), heading_lists(folder))
    with (folder / "country_lists.csv").open(encoding="utf-8", newline="") as lines_:
        kept = [row for row in list(csv.reader(lines_))[1:] if row[0] in lists_of_ours.COUNTRY_LISTS]
    countries = sorted([list_name(row[0]), *row[1:]] for row in kept)
    write_csv(target / "country_lists.csv", ("list", "country", "from", "to"), countries)
    items = exclusion_items(folder)
    write_csv(target / "exclusions_20vvv.csv", ("subdivision", "item", "kind", "code"), items)
    print(f"{sum(map(len, by_programme.values()))} records, {len(lists)} lists")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
