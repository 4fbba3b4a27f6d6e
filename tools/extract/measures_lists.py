"""The code lists: which are used, which follow from others, where each was read and how complete it is."""

from __future__ import annotations

from typing import Any

from tools.extract.measures_sources import CHAPTER_99, CHECKED

Lists = dict[str, list[tuple[str, str, str]]]

UNUSED_LISTS = {
    "potentialReciprocalExemptionsForAlignedPartners-legacy",  # never became law
    "leanBeefTrimmings7c",  # the record names its four numbers
    "uas43c1Aircraft",  # part of uas43c, no heading of its own
}
COUNTRY_LISTS = {"eu-members", "cafta-dr", "quartzSafeguardExempt41c"}
JORDAN_TAIL = ["51", "52", "61", "62"]  # the part of 52(j)(13)(i) after the transcribed codes: wool, cotton, apparel


def apply_lists(lists: Lists) -> None:
    """Lists that follow from others."""
    for name in ("9903.88.69", "9903.88.70", "china-301-exclusion-described-products-20vvv"):
        lists[name] = [(code, start, "" if end == "2026-11-10" else end) for code, start, end in lists[name]]
    for name in ("steel-16j-2025", "aluminum-19g-2025"):
        lists[f"{name}-before"] = [(code, "", "") for code, _, _ in lists[name]]
    lists["forced-labor-52j13i-rest"] = [(code, "", "") for code in JORDAN_TAIL]
    lists["forced-labor-52j13ii"] = []


LIST_NOTES = {  # list -> confidence, what is known about it
    "forced-labor-52j13i": ("low", "First 222 codes of the note; the wool, cotton and apparel tail is missing."),
    "forced-labor-52j13i-rest": ("low", "Chapters of the missing tail of 52(j)(13)(i)."),
    "forced-labor-52j13ii": ("low", "Not transcribed."),
    "9903.85.68": ("low", "329 codes; the note is said to have 254, so this is too wide."),
    "aluminum-derivatives-19k-2025": ("low", "The lines of March 2025 are eight-digit and so too wide."),
    "steel-16j-2025-before": ("low", "The list of 2025-03-12 used for the time before it."),
    "aluminum-19g-2025-before": ("low", "The list of 2025-03-12 used for the time before it."),
    "metals-parts-for-equipment-16k": ("medium", "One reading; no official text at hand for the June 2026 notes."),
    "steel-derivatives-16n-2025": (
        "medium",
        "Additions of 2025-08-18 as in the Federal Register; March lines from memory.",
    ),
}
AGREED = {  # lists that equal the official text or a second reading
    "9903.88.01", "9903.88.02", "9903.88.03", "9903.88.04", "9903.88.15", "china-31b", "china-31c", "china-31d",
    "china-31f", "china-31g", "china-31h", "china-31i", "9903.91.11", "9903.03.03", "aluminum-16ci", "copper-16cv",
    "civil-aircraft-article-exempt-from-section-122-tariff", "aluminum-derivatives-16cii", "steel-16ciii",
    "steel-derivatives-16civ", "aluminum-derivatives-16cvi", "steel-derivatives-16cvii", "copper-articles-16cviii",
    "aluminum-derivatives-16cix", "steel-derivatives-16cx", "automobiles-33b", "automobile-parts-33g",
    "auto-parts-of-uk-33j", "medium-and-heavy-duty-vehicles", "parts-of-mhdvs-38i", "buses-and-similar-vehicles",
    "9903.76.01", "9903.76.02", "9903.76.03", "9903.02.74", "9903.02.75", "9903.02.76", "9903.02.77",
    "brazil-exempt-2xiiia",
    "ieepa-reciprocal-annex-ii-2viiia", "deal-switzerland-liechtenstein-2vxxvb", "brazil-civil-aircraft-2xiv",
    "russia-30b", "russia-30d", "china-301-exclusion-described-products-20vvv",
}  # fmt: skip


def list_records(lists: Lists) -> list[dict[str, Any]]:
    """Provenance of each list."""
    made = []
    for name, rows in sorted(lists.items()):
        starts = [start for _, start, _ in rows]
        confidence, note = LIST_NOTES.get(name, ("high" if name in AGREED else "medium", ""))
        made.append(
            {
                "id": name,
                "from": min(starts) if starts and all(starts) else "2016-01-01",
                "source": {"citation": "HTSUS chapter 99, subchapter III, U.S. notes", "url": CHAPTER_99},
                "checked": CHECKED,
                "confidence": confidence,
                "note": note,
            }
        )
    return made
