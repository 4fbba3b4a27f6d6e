"""One row of a catalogue: its line, what a US buyer would pay on one, what is open, and how customs reads its words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from knowledge.terms.glossary import bare
from knowledge.wording import translate as words
from tariff_data.core.messages import Message
from web.http.validation import Faults
from web.sellers.catalogue.options import CatalogueOptions
from web.sellers.catalogue.table import Row
from web.sellers.catalogue.values import BadCell, country, currency, measured, price
from web.services.queries import classify_answer, description_answer, estimate_answer

Json = dict[str, Any]
_LONGEST_TITLE, _LONGEST_DESCRIPTION = 500, 300
_SHORT = 10  # words of a description that names the goods; more of them praise the goods
_SURE = ("strong", "good")


def check_row(row: Row, options: CatalogueOptions) -> Json:
    """The row checked. A row that cannot be used has `problems`, and the rest of it empty."""
    found: Json = {
        "row": row.number,
        "title": row.cells.get("title") or row.cells.get("description", "")[:_LONGEST_TITLE],
        "price": row.cells.get("price", ""),
        "currency": row.cells.get("currency") or options.currency,
        "origin": row.cells.get("origin") or options.origin or "",
        "hts_given": row.cells.get("hts", ""),
        "problems": [],
    }
    cells, found["problems"] = _read(row, options)
    if found["problems"]:
        return found
    quantity = cells["quantity"] or Decimal(1)
    found["words"] = _named(cells)
    found |= {"currency": cells["currency"], "origin": cells["origin"], "quantity": f"{quantity:f}"}
    found["value"] = f"{cells['price'] * quantity:f}"
    try:
        return _placed(found | _estimated(cells, options) | _described(cells, options), cells)
    except Faults as faults:
        found["problems"] = [fault["message"] for fault in faults.errors]
        return found


def _placed(found: Json, cells: Json) -> Json:
    """Words that name no goods lead to no line and no amount, whatever they resemble."""
    if cells["hts"] or not set(found["vague_names"]) & {"class", "holder", "brand"}:
        return found
    unknown = {"low": None, "likely": None, "high": None}
    nothing = {"hts": None, "label": "", "confidence": None, "duty": unknown, "fees": None, "government": unknown}
    return found | nothing | {"questions": found["advice"], "missing_facts": [], "flags": [], "flag_texts": []}


def _read(row: Row, options: CatalogueOptions) -> tuple[Json, list[str]]:
    """The cells as values, and what is wrong with them in words."""
    cells: Json = {name: row.cells.get(name, "") for name in ("title", "description", "material", "use", "for_whom")}
    problems = [_say("surplus", options, n=row.surplus)] if row.surplus else []
    for name, take in (
        ("price", _price),
        ("origin", _origin),
        ("hts", _hts),
        ("quantity", _number),
        ("weight", _number),
    ):
        try:
            cells |= take(name, row.cells, options)
        except BadCell as bad:
            problems.append(_say(f"{bad.column}.{'bad' if bad.value else 'missing'}", options, value=bad.value))
    if not (cells["title"] or cells["description"] or cells.get("hts")):
        problems.append(_say("title.missing", options))
    cells["seller"] = row.cells.get("seller") or options.seller
    return cells, problems


def _named(cells: Json) -> str:
    """The words that name the goods: the title, with a description that is short enough to be a name too.

    A long description is a sales text, of which many a word means something else; a short one ("wool scarf" below
    "Scarf") says what the title leaves out.
    """
    title, more = cells["title"][:_LONGEST_TITLE], cells["description"][:_LONGEST_DESCRIPTION]
    if not title or not more:
        return str(title or more)[:_LONGEST_TITLE]
    if len(more.split()) > _SHORT:
        return str(title)
    within = set(bare(title).split()) <= set(bare(more).split())
    return str(more if within else f"{title}, {more}")[:_LONGEST_TITLE]


def _say(key: str, options: CatalogueOptions, **values: object) -> str:
    return words.say(Message(f"sellers.catalogue.row.{key}", values), options.lang)


def _price(name: str, cells: Mapping[str, str], options: CatalogueOptions) -> Json:
    told = price(cells[name]) if cells.get(name) else None
    if told is None:
        raise BadCell(name, "")
    own = currency(cells["currency"]) if cells.get("currency") else told.currency or options.currency
    return {"price": told.amount, "currency": own}


def _origin(name: str, cells: Mapping[str, str], options: CatalogueOptions) -> Json:
    if cells.get(name):
        return {name: country(cells[name])}
    if options.origin is None:
        raise BadCell(name, "")
    return {name: options.origin}


def _hts(name: str, cells: Mapping[str, str], options: CatalogueOptions) -> Json:
    """A number of 8 or 10 digits. One of 6 (the part that all countries share) is kept only as a hint."""
    text = cells.get(name, "")
    digits = "".join(letter for letter in text if letter not in ". '-\u00a0")
    if not digits:
        return {"hts": "", "hint": ""}
    if not digits.isascii() or not digits.isdigit() or len(digits) not in (4, 6, 8, 10):
        raise BadCell(name, text)
    return {"hts": digits if len(digits) >= 8 else "", "hint": digits[:6]}


def _number(name: str, cells: Mapping[str, str], options: CatalogueOptions) -> Json:
    return {name: measured(name, cells.get(name, ""))}


def _estimated(cells: Json, options: CatalogueOptions) -> Json:
    """What one piece costs at the border, by the number that was given or the words."""
    title, more = cells["title"][:_LONGEST_TITLE], cells["description"][:_LONGEST_DESCRIPTION]
    named = _named(cells) or more
    found = estimate_answer(_request(cells, named, options), said_in=options.lang)
    item = found["items"][0]
    if not cells["hts"] and item["chosen"] is None and title and more:
        fuller = estimate_answer(_request(cells, f"{title}. {more}", options), said_in=options.lang)
        if fuller["items"][0]["chosen"] is not None:
            found, item = fuller, fuller["items"][0]
    best = next(iter(item["candidates"]), None)
    questions = [question["text"] for question in item["questions"]]
    return {
        "hts": item["chosen"] or (best["hts"] if best else None),
        "label": best["label"] if best else "",
        "confidence": best["confidence"] if best else None,
        "number": _number_check(cells, named, options),
        "value_usd": item["value_usd"],
        "duty": item["duty"],
        "fees": found["totals"]["fees"],
        "government": found["totals"]["government"],
        "entry": found["entry"]["type"],
        "refused": found["entry"]["why"] if found["entry"]["type"] == "refused" else "",
        "questions": questions,
        "missing_facts": [gap["why"] for gap in found["missing"]],
        "flags": list(dict.fromkeys(flag["agency"] for flag in item["flags"])),
        "flag_texts": [f"{flag['agency']}: {flag['text']}" for flag in item["flags"]],
    }


def _request(cells: Json, text: str, options: CatalogueOptions) -> Json:
    own = cells["currency"]
    quantity = cells["quantity"] or Decimal(1)  # the price is that of one piece
    rate = options.rates.get(own)
    return {
        "on": options.on.isoformat(),
        "mode": options.mode,
        "purpose": "purchase",
        "sender": "business",
        "lang": options.titles,
        "currency": own,
        "exchange_rate": str(rate) if rate is not None and own != "USD" else None,
        "items": [
            {
                "description": text,
                "hts": cells["hts"] or None,
                "value": str(cells["price"] * quantity),
                "quantity": str(quantity),
                "weight_kg": str(cells["weight"]) if cells["weight"] is not None else None,
                "origin": cells["origin"],
            }
        ],
    }


def _number_check(cells: Json, text: str, options: CatalogueOptions) -> str:
    """Whether the number that was given and the words mean the same heading: agrees, differs, or unknown."""
    if not cells["hint"] or not text:
        return ""
    found = classify_answer({"text": text, "lang": options.titles, "top": 20})["candidates"]
    if any(one["heading"] == cells["hint"][:4] for one in found):
        return "agrees"
    return "differs" if found and found[0]["confidence"] == "strong" else "unknown"


def _described(cells: Json, options: CatalogueOptions) -> Json:
    """How customs would read the words, with what the other columns tell."""
    text = _named(cells)
    if not text:
        return {"verdict": None, "verdict_why": "", "lacks": [], "lacking": [], "wording": "", "vague_names": []}
    facts = {
        **_told(text, cells, options),
        "use": cells["use"],
        "for_whom": cells["for_whom"],
        "origin": cells["origin"],
        "value": str(cells["price"]),
        "currency": cells["currency"],
        "hts": cells["hts"] or None,
        "seller": cells["seller"],
        "quantity": str(cells["quantity"]) if cells["quantity"] is not None else None,
        "weight_kg": str(cells["weight"]) if cells["weight"] is not None else None,
    }
    facts = {name: value[:200] if isinstance(value, str) else value for name, value in facts.items()}
    asked = {"text": text, "lang": options.titles, "on": options.on.isoformat(), "mode": options.mode, "facts": facts}
    found = description_answer(asked, said_in=options.lang)
    labels = {one["element"]: one["label"] for one in found["elements"]}
    return {
        "verdict": found["verdict"],
        "verdict_why": found["why"],
        "lacks": [labels[element] for element in found["missing"]],
        "lacking": found["missing"],
        "vague_names": [term["names"] for term in found["vague"]],
        "advice": [term["advice"] for term in found["vague"]],
        "wording": found["wording"]["text"] if found["wording"] else "",
    }


def _told(text: str, cells: Json, options: CatalogueOptions) -> Json:
    """Material and construction as their column or, where the title is silent, the longer description tells them."""
    from tariff_data.cargo_descriptions.reading import read
    from tariff_data.law_records.snapshot import snapshot

    law = snapshot(options.on)
    title, more = read(text, options.titles, law), read(cells["description"][:2000], options.titles, law)
    return {
        "material": cells["material"] or ("" if title.material else more.material),
        "construction": "" if title.construction else more.construction,
    }
