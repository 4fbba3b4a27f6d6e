"""What a shipment costs besides duty: government fees, what carriers add, and what else to expect.

Every fee computes and explains itself in messages. Government fees, private carrier fees and duty never mix.

    government      what customs adds: `applies`, or `conditional` on a fact
    carrier_fees    what a carrier may add to the duty and fees that it pays first
    agency_flags    what other agencies want, and whether one of them wants data with the entry
    adcvd_warning   antidumping and countervailing orders whose scope the goods may fall under
"""
