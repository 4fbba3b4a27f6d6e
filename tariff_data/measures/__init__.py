"""The additional duties of HTS chapter 99: which apply to a line, which displace which, and what they come to."""

from tariff_data.measures.alike import Alike
from tariff_data.measures.case import Case, Column, Outcome
from tariff_data.measures.facts import BadFact, fact_names
from tariff_data.measures.outcome import additional_duties

__all__ = ["Alike", "BadFact", "Case", "Column", "Outcome", "additional_duties", "fact_names"]
