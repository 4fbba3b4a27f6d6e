"""Nothing that identifies a person is stored; what an estimate needs is."""

from __future__ import annotations

import pytest

from bot.privacy.redaction import redact


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("my card is 4111 1111 1111 1111 thanks", "my card is [card number] thanks"),
        ("4111-1111-1111-1111", "[card number]"),
        ("call me at 555-123-4567", "[phone number]"),
        ("mi celular: 55 1234 5678", "mi [phone number]"),
        ("ring +44 20 7946 0958 today", "ring [phone number] today"),
        ("write to ana.perez@example.com", "write to [email]"),
        ("send it to 12 Main Street, Springfield, IL 62704", "send it to [address]"),
        ("vivo en calle Reforma 123", "vivo en [address]"),
        ("po box 123", "[address]"),
        ("1Z999AA10123456784 is stuck", "[tracking number] is stuck"),
        ("RB123456789CN where is it", "[tracking number] where is it"),
        ("9400 1000 0000 0000 0000 00", "[tracking number]"),
        ("tracking number 00340434161094021501", "tracking number [tracking number]"),
        ("passport X1234567", "passport [id number]"),
        ("my ssn is 123-45-6789", "my ssn is [id number]"),
        ("my name is John Smith and I bought a bag", "my name is [name] and I bought a bag"),
        ("hi, my name's maria lopez, is my gift taxed?", "hi, my name's [name], is my gift taxed?"),
        ("me llamo José Luis Pérez y compré una bolsa", "me llamo [name] y compré una bolsa"),
        ("el paquete a nombre de Juan Pérez está retenido", "el paquete a nombre de [name] está retenido"),
        ("attn: Robert O'Neil, 12 Main Street, Springfield, IL 62704", "attn: [name], [address]"),
        ("Attention Jane Doe", "Attention [name]"),
        ("Sr. Gómez quiere saber cuánto paga", "Sr. [name] quiere saber cuánto paga"),
        ("send it to Austin, TX 78701", "send it to [address]"),
        ("mi código postal: 06700", "mi código postal: [address]"),
    ],
)
def test_takes_out(text: str, kept: str) -> None:
    assert redact(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "HTS 4202.21.9000, value 1,200.50",
        "hts 4202219000 leather bag",
        "9903.94.43",
        "$12,345,678 of steel",
        "21000 yen on 2025-08-01",
        "10 of August 2025 or 8/10/2025",
        "300 stainless bottles 2.80 each",
        "form 7501 entry type 11",
        "19 CFR 10.151 and 19 USC 1321",
        "does my 800 way of shipping matter",
        "order of 500 units at $2",
        "4111 1111 1111 1112 is no card",
        "the package in my name is stuck",
        "my name is on the entry",
        "whose name is on the entry",
        "the brand name: Nike shoes $90",
        "attention to detail matters",
        "does the recipient owe duty",
        "a nombre de quién va la entrada",
        "HTS 6204.62.40, CA 12345",
    ],
)
def test_leaves(text: str) -> None:
    assert redact(text) == text
