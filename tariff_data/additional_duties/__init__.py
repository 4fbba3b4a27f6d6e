"""The additional duties of HTS chapter 99: which apply to a line, which displace which, and what they come to."""

from tariff_data.additional_duties.case import Case, Column, Outcome
from tariff_data.additional_duties.facts import BadFact, fact_names
from tariff_data.additional_duties.line_equivalence import Alike
from tariff_data.additional_duties.outcome import additional_duties

__all__ = ["Alike", "BadFact", "Case", "Column", "Outcome", "additional_duties", "fact_names"]
