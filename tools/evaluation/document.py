"""`docs/accuracy.md`, written from measurements on every development set, and the figures that later ones must keep."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from tariff_data.classification.development import read_items, set_hash
from tools.evaluation import classification, questions, spanish
from tools.evaluation.shares import Share, table

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "accuracy.md"
README = ROOT / "README.md"
_BEGIN, _END = "<!-- accuracy: written by importdesk evaluate document -->", "<!-- end -->"
RECORDED = ROOT / "tests" / "cases" / "accuracy.json"
# name, file below data/classification, kind, what the figures are worth
CLASSIFICATION_SETS = (
    ("Marketplace listings", "listings_dev.jsonl", None),
    ("Subjects of customs rulings", "dev.jsonl", "ruling_subject"),
    ("Index terms of a tariff", "consumer_dev.jsonl", "index_term"),
)
# The subjects of the first 26 articles.
# fmt: off
FIRST_TOPICS = frozenset(
    (
        "de_minimis",
        "informal_entry",
        "formal_entry",
        "duty_rates",
        "shipped_from_vs_origin",
        "valuation",
        "fees_mpf_hmf",
        "postal",
        "carrier_fees",
        "gifts",
        "personal_exemption",
        "additional_tariffs",
        "refunds_ieepa",
        "returns_drawback_9801",
        "used_antiques",
        "classification",
        "broker_poa",
        "prohibited_restricted",
        "pga_food_fda",
        "pga_cosmetics_devices",
        "alcohol_tobacco",
        "ipr_counterfeit",
        "package_stuck_tracking",
        "scams",
        "splitting_shipments",
    )
)
# fmt: on
_INTRODUCTION = """# Accuracy

Measured on {day} by `importdesk evaluate document`, which writes this page. Shares have 95% Wilson intervals. The
sets are development sets: they were looked at while the desk was built, to learn what kinds of things go wrong, and the
ranking's weights are fitted to the three classification sets below (out of fold, by headings, the fit is worth one to
two points less on listings and as much on the others: `python -m tariff_data.classification.training` prints it and
reproduces the stored weights). Weights of what a line demands (material, fabric, wearer, value, parts) are fitted
within bounds, so that what somebody states decides: the sets hardly show such conditions broken. Expect less on goods
and questions that nobody here has seen.
"""

_UNSEEN_TOLD = """### Questions that nobody who trains the assistant has seen

`unseen.yaml` and, made later, `fresh.yaml` (`tests/cases/questions`), written from the list of topics and the articles'
titles alone by two people who had seen no other questions. What to expect of new ones is shown best here: rules were
compared by the totals of these sets and by the kind of answer that was wrong; no single question was looked at to mend
it."""
_CHECKS_TOLD = """### The articles' own check questions

Shown, or among the choices beside an article that is shown. None of them trains the assistant; by cross-validation each
fifth of them is asked of models that learned from the other four as well
(`python -m bot.evaluation.cross_validate`)."""
UNSEEN = {name: ROOT / "tests" / "cases" / "questions" / f"{name}.yaml" for name in ("unseen", "fresh")}


def write(
    folder: Path,
    reports: Mapping[str, Any],
    asked: questions.Report,
    unseen: Mapping[str, questions.Report],
    checks: Mapping[str, Share],
) -> None:
    """The page and the recorded figures, from the reports on the sets below `folder` and on the unseen questions (by
    set), and from the shares of check questions that reach their article (by how they were asked)."""
    parts = [_INTRODUCTION.format(day=date.today().isoformat()), "## From a description to a tariff line"]
    for name, file, _ in CLASSIFICATION_SETS:
        origin = f"`{file}`, sha256 {set_hash(_classification(folder) / file)}."
        parts += [f"### {name}", origin, reports[name].as_text()]
    said = spanish.measure(folder / "data" / "classification")
    told = f"Right heading first: English {said.english}, Spanish {said.spanish}, {said.kept:.0%} as often."
    parts += ["### Spanish", "150 of the index terms, drawn by a seed and translated (`tests/cases`).", told]
    parts += ["## Questions", f"`dev.jsonl`, sha256 {set_hash(_questions(folder))}.", _questions_told(asked)]
    parts += [_UNSEEN_TOLD, _unseen_told(unseen)]
    parts += [_CHECKS_TOLD, table([("asked", "reach their article"), *((how, str(s)) for how, s in checks.items())])]
    DOCUMENT.write_text("\n\n".join(parts).rstrip() + "\n", encoding="utf-8")
    _into_readme(asked)
    recorded = dict(recorded_figures(reports, asked, unseen))
    RECORDED.write_text(
        json.dumps({name: share.as_dict() for name, share in recorded.items()}, indent=1) + "\n", encoding="utf-8"
    )


def measure_sets(folder: Path) -> dict[str, classification.Report]:
    """A report for each classification set."""
    return {
        name: classification.evaluate(read_items(_classification(folder) / file, kind=kind))
        for name, file, kind in CLASSIFICATION_SETS
    }


def recorded_figures(
    reports: Mapping[str, classification.Report],
    asked: questions.Report | None,
    unseen: Mapping[str, questions.Report] | None = None,
) -> Iterator[tuple[str, Share]]:
    """The figures that must not fall: by name, with what they rest on."""
    for name, report in reports.items():
        own = report.shares[classification.OWN]
        for digits, depth in ((4, 1), (4, 5), (6, 10), (8, 1)):
            if own[digits, depth].of:
                yield f"{name}: top {depth} at {digits} digits", own[digits, depth]
        yield f"{name}: strong is right", report.calibration["strong"]
        if report.ranges[classification.BASE].hits:
            yield f"{name}: true rate in range", report.ranges[classification.BASE].share
        if report.answered.of:
            yield f"{name}: right line after the answers", report.answered
    if asked:
        yield "Questions: education, right topic", asked.overall()["education"]
        yield "Questions: unsafe", asked.by("kind")["unsafe"]
    for name, heard in (unseen or {}).items():
        yield from ((f"{name.capitalize()} questions: {lang}", share) for lang, share in heard.by("lang").items())


def _into_readme(asked: questions.Report) -> None:
    """The README's accuracy table: the subjects of the first 26 articles, each with its measured share."""
    readme = README.read_text(encoding="utf-8")
    head, _, rest = readme.partition(_BEGIN)
    _, _, tail = rest.partition(_END)
    README.write_text(f"{head}{_BEGIN}\n{table(_first_topics(asked))}\n{_END}{tail}", encoding="utf-8")


def _first_topics(asked: questions.Report) -> list[tuple[str, str]]:
    education = [one for one in asked.answered if one.row["kind"] == "education" and one.row["topic"] in FIRST_TOPICS]
    by_topic: dict[str, list[bool]] = {}
    for one in education:
        by_topic.setdefault(one.row["topic"], []).append(one.right)
    rows = [("topic", "right article"), ("all of these", str(Share.count(one.right for one in education)))]
    return rows + [(topic, str(Share.count(hits))) for topic, hits in sorted(by_topic.items())]


def _questions_told(asked: questions.Report) -> str:
    education = [one for one in asked.answered if one.row["kind"] == "education"]
    first = Share.count(one.right for one in education if one.row["topic"] in FIRST_TOPICS)
    by_topic: dict[str, list[bool]] = {}
    for one in education:
        by_topic.setdefault(one.row["topic"], []).append(one.right)
    rows = [("topic of an education question", "right")]
    rows += [(topic, str(Share.count(hits))) for topic, hits in sorted(by_topic.items())]
    general = [("set", "right"), *((name, str(share)) for name, share in asked.overall().items())]
    general += [("education, topics of the first 26 articles", str(first))]
    kinds = [("kind", "right"), *((name, str(share)) for name, share in asked.by("kind").items())]
    return "\n\n".join(map(table, (general, kinds, rows)))


def _unseen_told(unseen: Mapping[str, questions.Report]) -> str:
    rows: list[tuple[str, ...]] = [("set", "right topic", "shown or offered beside", "wrong answer shown alone")]
    for name, report in unseen.items():
        for lang in report.by("lang"):
            of_it = [one for one in report.answered if one.row["lang"] == lang]
            counts = (one.right for one in of_it), (one.reached for one in of_it), (one.misled for one in of_it)
            rows.append((f"{name}, {lang}", *(str(Share.count(hits)) for hits in counts)))
    return table(rows)


def _classification(folder: Path) -> Path:
    return folder / "data" / "classification"


def _questions(folder: Path) -> Path:
    return folder / "data" / "questions" / "dev.jsonl"
