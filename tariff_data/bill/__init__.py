"""Whether a carrier's bill is right: its lines named, recomputed and judged, errors explained, and what to do.

check_bill(BillRequest) -> BillResult
"""

from tariff_data.bill.checker import check_bill
from tariff_data.bill.request import BillLine, BillRequest
from tariff_data.bill.result import BillResult, ErrorKind, Explanation, JudgedLine, Side, SideTotal, Step, Verdict
from tariff_data.bill.steps import contest, left_unpaid

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
