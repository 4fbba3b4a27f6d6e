"""What placeholders say: figures in force on the day, worked out by the engine where they are duties."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.library.placeholders import UnknownFigure, fill

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "en", "es"),
    [
        ("{threshold:gift}", "$100", "$100"),
        ("{threshold:flat_rate}", "3%", "3%"),
        ("{threshold:de_minimis@2025-08-01}", "$800", "$800"),
        ("{rate:6109.10.00}", "16.5%", "16.5%"),
        ("{rate:9503.00.00}", "Free", "Libre"),
        ("{rate:6109.10.00:VN}", "29%", "29%"),
        ("{duty:6109.10.00:VN:40}", "$11.60", "$11.60"),
        ("{duty:6109.10.00:IT:40}", "$6.60", "$6.60"),
        ("{extra:VN}", "12.5%", "12.5%"),
        ("{extra:IT}", "up to 10% in total", "hasta 10% en total"),
        ("{heading:9903.88.15}", "7.5%", "7.5%"),
        ("{heading:9903.88.15@2019-10-01}", "7.5%", "7.5%"),
        ("{begins:9903.05.84}", "Jul 24, 2026", "24 jul 2026"),
        ("{carrier:ups:disbursement:min}", "$17.50", "$17.50"),
        ("{carrier:UPS-DISB-2026:percent}", "2.5%", "2.5%"),
        ("{carrier:royal-mail:prepaid:amount}", "£0.50", "GBP0.50"),
        ("{excise:spirits}", "$13.50", "$13.50"),
        ("{preference:usmca:low_value_limit}", "$2,500", "$2,500"),
        ("{event:de_minimis_repealed_by_statute}", "Jul 1, 2027", "1 jul 2027"),
        ("{checked}", "Oct 9, 2026", "9 oct 2026"),
    ],
)
def test_a_figure_is_that_of_the_day(text: str, en: str, es: str) -> None:
    assert (fill(text, "en", TODAY), fill(text, "es", TODAY)) == (en, es)


@pytest.mark.parametrize(
    "text",
    [
        "{threshold:gifft}",
        "{rate:0000.00.00}",
        "{duty:6109.10.00:VN}",
        "{heading:9903.00.00}",
        "{ends:9903.05.84}",
        "{carrier:ups:disbursement:nothing}",
        "{carrier:nobody:disbursement:min}",
        "{excise:water}",
        "{preference:usmca:nothing}",
        "{event:nothing}",
    ],
)
def test_a_figure_that_is_not_known_is_refused(text: str) -> None:
    with pytest.raises(UnknownFigure) as error:
        fill(text, "en", TODAY)
    assert text in str(error.value)


def test_a_duty_of_a_day_is_by_the_law_of_that_day() -> None:
    assert fill("{heading:9903.76.02@2027-01-02}", "en", TODAY) != fill("{heading:9903.76.02}", "en", TODAY)
    assert fill("{rate:6109.10.00:CN@2025-04-20}", "en", TODAY) != fill("{rate:6109.10.00:CN}", "en", TODAY)
