"""The official wording of an imported edition, kept in this machine's tariff.db only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlite_utils import Database

from tariff_data.hts.editions import store
from tariff_data.hts.editions.duty_lines import tidy
from tariff_data.hts.editions.formats import Row

LONGEST_LABEL = 110


def create(db: Database) -> None:
    """Table `official`: a row per row of the schedule, in its order; empty while no edition was imported.

    `path` is the wording of the row's parents and its own, outermost first, with ` > ` between.
    """
    columns = {"position": int, "number": str, "indent": int, "description": str, "path": str, "units": str}
    texts = {"general": str, "special": str, "column2": str, "footnotes": str, "additional_duties": str}
    db.table("official").create(columns | texts, pk="position")
    edition = store.in_use()
    if edition is not None:
        db.table("official").insert_all(_records(store.rows(edition)))
    db.table("official").create_index(["number"])


def _records(rows: Iterable[Row]) -> Iterator[dict[str, object]]:
    parents: list[tuple[int, str]] = []
    for position, row in enumerate(rows, 1):
        indent, words = int(row["indent"]), tidy(row["description"]).rstrip(":").strip()
        while parents and parents[-1][0] >= indent:
            parents.pop()
        parents.append((indent, words))
        yield {
            "position": position,
            "number": row["hts_number"].replace(".", ""),
            "indent": indent,
            "description": row["description"],
            "path": " > ".join(name for _, name in parents),
            "units": row["units"],
            "general": row["general"],
            "special": row["special"],
            "column2": row["other"],
            "footnotes": row["footnotes"],
            "additional_duties": row["additional_duties"],
        }


def short_label(path: str) -> str:
    """A label for a line that has no plain words yet: the last of its path that says something, cut to length."""
    steps = [step for step in path.split(" > ") if step]
    said = next((step for step in reversed(steps) if step.lower() not in {"other", "other, other"}), path)
    label = said if said == steps[-1] else f"{said}: {steps[-1].lower()}"
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rsplit(" ", 1)[0] + "…"


def label_new_lines(db: Database) -> None:
    """Give lines that the edition added, and nobody has put in plain words, their official words as English label."""
    unnamed = db.execute(
        """select lines.hts8, official.path from lines join official on official.number in (hts8, hts8 || '00')
           where not exists (select 1 from labels where code = lines.hts8) group by lines.hts8"""
    ).fetchall()
    db.table("labels").insert_all(
        {"code": hts8, "lang": "en", "label": short_label(path), "keywords": ""} for hts8, path in unnamed
    )
