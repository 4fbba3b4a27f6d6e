"""Words of a description: a letter that belongs to its word stays with it."""

from __future__ import annotations

import pytest

from tariff_data.classification.words import stems


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("cotton T-shirts", "en", ("cotton", "tshirt")),
        ("t shirt", "en", ("tshirt",)),
        ("X-ray film", "en", ("xray", "film")),
        ("e-bike", "es", ("ebike",)),
        ("size S - red", "en", ("size", "red")),
        ("a shirt", "en", ("shirt",)),
    ],
)
def test_stems(text: str, lang: str, expected: tuple[str, ...]) -> None:
    assert stems(text, lang) == expected
