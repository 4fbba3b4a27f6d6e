"""What a shipment costs besides duty, and what spares it duty: one small class per charge.

Every charge computes and explains itself in messages. Government fees, private carrier fees and duty never mix.

    government_fees(shipment, entry, snap, duty)   what customs adds: `applies`, or `conditional` on a fact
    carrier_fees(shipment, advanced, snap)         what a carrier may add; `advanced`: duty and fees it pays first
    personal_relief(shipment, entry, snap)         one `Relief` per article: what is free, flat, or still dutiable
    excise_lines(item, hts, value, facts, snap)    federal excise collected with the duty
    excise_missing(lines)                          the facts that open excise lines wait for
    agency_flags(hts, text, snap)                  what other agencies want
    wants_entry_data(hts, text, snap)              whether one of them wants data with the entry
    adcvd_warnings(hts, origin, snap)              orders whose scope the goods may fall under
"""

from tariff_data.charges.adcvd import adcvd_warnings
from tariff_data.charges.agencies import agency_flags, wants_entry_data
from tariff_data.charges.carriers import carrier_fees
from tariff_data.charges.excise import excise_lines, excise_missing
from tariff_data.charges.facts import CHARGE_FACTS
from tariff_data.charges.government import government_fees
from tariff_data.charges.relief import Relief, personal_relief

__all__ = [
    "CHARGE_FACTS",
    "Relief",
    "adcvd_warnings",
    "agency_flags",
    "carrier_fees",
    "excise_lines",
    "excise_missing",
    "government_fees",
    "personal_relief",
    "wants_entry_data",
]
