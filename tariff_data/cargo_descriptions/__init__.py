"""Whether a description of goods says enough for customs: vague words, what is missing, and a wording to confirm."""

from __future__ import annotations

from tariff_data.cargo_descriptions.checking import check_description
from tariff_data.cargo_descriptions.request import DescriptionRequest, GoodsFacts
from tariff_data.cargo_descriptions.result import DescriptionResult

__all__ = ["DescriptionRequest", "DescriptionResult", "GoodsFacts", "check_description"]
