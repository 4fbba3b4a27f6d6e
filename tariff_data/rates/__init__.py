"""Rate texts of the tariff as expressions that can be evaluated and explained."""

from tariff_data.rates.duty import Duty
from tariff_data.rates.grammar import parse_rate
from tariff_data.rates.needs import why_needed
from tariff_data.rates.rate import Rate
from tariff_data.rates.special import parse_special, symbols_of

__all__ = ["Duty", "Rate", "parse_rate", "parse_special", "symbols_of", "why_needed"]
