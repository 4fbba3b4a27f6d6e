"""The additional duties of HTS chapter 99: which apply to a line, which displace which, and what they come to."""

from tariff_data.measures.case import Case, Column, Outcome

__all__ = ["Case", "Column", "Outcome"]
