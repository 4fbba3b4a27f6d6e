"""What a label says of its line: the value band and the unit that it is for."""

from __future__ import annotations

import pytest

from tariff_data.classification.conditions import Band, value_band


@pytest.mark.parametrize(
    ("label", "band"),
    [
        ("Soybean oil for feeding, over $5 per kg", Band(5.0, None, "kg")),
        ("Turkey valued under 88 cents per kg", Band(0.0, 0.88, "kg")),
        ("Brandy worth over $2.38 to $3.43 a liter", Band(2.38, 3.43, "l")),
        ("Gloves, $3 or less per dozen pairs", Band(0.0, 3.0, "doz_prs")),  # the unit is not the next word
        ("Umbrellas over $4", Band(4.0, None, "no")),
        ("Watches with a movement over $15", None),  # what the movement is worth
        ("Umbrellas", None),
    ],
)
def test_a_value_band_is_for_the_unit_that_the_label_names(label: str, band: Band | None) -> None:
    assert value_band(label) == band
