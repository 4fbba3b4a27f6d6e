"""Takes out what identifies a person before anything is stored: names, cards, phones, e-mail, addresses, ids, tracking.

Tariff numbers, money and dates stay: an estimate needs them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.nlu.normalize import plain
from bot.privacy.person_names import names

_TRACKING = (
    r"1Z[0-9A-Z]{16}",  # UPS
    r"9[1-5]\d{2}(?: ?\d{4}){4} ?\d{2}(?:\d{2,4})?",  # USPS
    r"[A-Z]{2}\d{9}[A-Z]{2}",  # post of any country (UPU S10)
    r"JJD\d{16,20}|JD\d{16,20}",  # DHL
    r"LP\d{14,18}|YT\d{16}|UJ\d{9}[A-Z]{2}",
)
_NUMBER_WORD = r"\s*(?:number|numero|no|num|nr|id|#|n)?\s*[.:#]?\s*(?:is|es)?\s*"
_NUMBERED = re.compile(
    r"\b(?:tracking|guia|rastreo|seguimiento|awb|waybill|airway bill|order|pedido|shipment id|envio)\b"
    rf"{_NUMBER_WORD}(?P<kept>[0-9A-Z][0-9A-Z-]{{7,}})",
    re.I,
)
_PASSPORT = re.compile(
    r"\b(?:passport|pasaporte|ssn|social security|seguro social|driver'?s licen[sc]e|licencia|curp|rfc|dni|itin)\b"
    rf"{_NUMBER_WORD}(?P<kept>[A-Z]{{0,4}}\d[\dA-Z-]{{4,}})",
    re.I,
)
_SSN = re.compile(r"\b\d{3}-\d{2}-\d{4}\b")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_CARD = re.compile(r"\b\d(?:[ -]?\d){12,18}\b")
_PHONE = re.compile(
    r"(?<![\w.,$€£-])(?:"
    r"\+\d{1,3}[ .-]?(?:\(?\d{1,4}\)?[ .-]?){2,5}\d{2,4}"  # +44 20 7946 0958
    r"|\(\d{3}\) ?\d{3}[ .-]?\d{4}|\d{3}[ -]\d{3}[ -]\d{4}|\d{3}\.\d{3}\.\d{4}"  # North America
    r"|\b(?:tel|phone|cell|call me at|whatsapp|telefono|celular|llame al|llamame al)\W{1,3}\d[\d ().-]{6,16}\d"
    r")(?!\w)",
    re.I,
)
_ROADS = (
    "street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|way|place|pl|terrace|parkway|pkwy|circle"
    "|highway|hwy"
)
_STREET = re.compile(
    rf"\b\d{{1,6}} (?:[nsew]\.? )?(?:[a-z0-9'.]+ ){{1,4}}(?:{_ROADS})\b\.?"
    r"(?:,? (?:apt|unit|suite|ste|#) ?[\w-]+)?(?:,? [a-z .]{2,25},? (?:[a-z]{2}) \d{5}(?:-\d{4})?)?"
    r"|\b(?:calle|avenida|av\.|carrera|calzada|paseo|privada|boulevard|blvd\.?) (?:de (?:la |los |las )?)?"
    r"(?:[a-z0-9'.]+ ){0,4}(?:#|no\.? ?|num\.? ?)?\d{1,5}\b(?:,? (?:col(?:onia|\.)|depto\.?|int\.?|piso) [\w ]{1,25})?"
    r"|\bp\.? ?o\.? box \d+\b"
)
_STATES = (
    r"A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]"
    r"|O[HKR]|PA|PR|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]"
)
_CITY = re.compile(rf"\b(?:[A-Z][a-z.]+ ){{0,2}}[A-Z][a-z]+,? (?:{_STATES}),? \d{{5}}(?:-\d{{4}})?\b")
_ZIP = re.compile(r"\b(?:C\.? ?P\.?|c[oó]digo postal|zip(?: code)?)[ :]*(?P<kept>\d{5}(?:-\d{4})?)\b", re.I)


def redact(text: str) -> str:
    """The text with every such part replaced by a word in brackets."""
    found: list[tuple[int, int, str]] = []

    def mark(
        pattern: re.Pattern[str], name: str, accepted: Callable[[str], bool] = lambda _t: True, searched: str = text
    ) -> None:
        for match in pattern.finditer(searched):
            group = "kept" if "kept" in pattern.groupindex else 0
            start, end = match.span(group)
            if accepted(match[group]) and not any(s < end and start < e for s, e, _ in found):
                found.append((start, end, name))

    mark(_EMAIL, "email")
    mark(
        re.compile(rf"\b(?:{'|'.join(_TRACKING)})\b"),
        "tracking number",
        searched=text.upper() if len(text.upper()) == len(text) else text,
    )
    mark(_NUMBERED, "tracking number", lambda kept: sum(c.isdigit() for c in kept) >= 6)
    mark(_PASSPORT, "id number", lambda kept: sum(c.isdigit() for c in kept) >= 5)
    mark(_SSN, "id number")
    mark(_CARD, "card number", _is_card)
    mark(_PHONE, "phone number")
    mark(_STREET, "address", searched=plain(text))
    mark(_CITY, "address")
    mark(_ZIP, "address")
    for start, end in names(text):
        if not any(s < end and start < e for s, e, _ in found):
            found.append((start, end, "name"))
    for start, end, name in sorted(found, reverse=True):
        text = f"{text[:start]}[{name}]{text[end:]}"
    return text


def _is_card(text: str) -> bool:
    """Whether the digits pass the Luhn check that card numbers carry."""
    digits = [int(character) for character in text if character.isdigit()]
    doubled = [
        digit if place % 2 == 0 else (digit * 2 - 9 if digit > 4 else digit * 2)
        for place, digit in enumerate(reversed(digits))
    ]
    return 13 <= len(digits) <= 19 and sum(doubled) % 10 == 0
