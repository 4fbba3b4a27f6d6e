"""Rate texts of the tariff as expressions that can be evaluated and explained."""

from tariff_data.duty_rates.duty import Duty
from tariff_data.duty_rates.grammar import parse_rate
from tariff_data.duty_rates.needs import why_needed
from tariff_data.duty_rates.rate import Rate
from tariff_data.duty_rates.special import parse_special, symbols_of

__all__ = ["Duty", "Rate", "parse_rate", "parse_special", "symbols_of", "why_needed"]
