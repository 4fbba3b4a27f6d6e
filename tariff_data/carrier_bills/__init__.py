"""Whether a carrier's bill is right: its lines named, recomputed and judged, errors explained, and what to do.

check_bill(BillRequest) -> BillResult
"""

from tariff_data.carrier_bills.checker import check_bill
from tariff_data.carrier_bills.dispute_steps import contest, left_unpaid
from tariff_data.carrier_bills.request import BillLine, BillRequest
from tariff_data.carrier_bills.result import (
    BillResult,
    ErrorKind,
    Explanation,
    JudgedLine,
    Side,
    SideTotal,
    Step,
    Verdict,
)

__all__ = [
    "BillLine",
    "BillRequest",
    "BillResult",
    "ErrorKind",
    "Explanation",
    "JudgedLine",
    "Side",
    "SideTotal",
    "Step",
    "Verdict",
    "check_bill",
    "contest",
    "left_unpaid",
]
