"""Which files below `law/` hold which kind of record (the additional duties have their own: `measures.soundness`)."""

from __future__ import annotations

from tariff_data.law_records.charges import CHARGES
from tariff_data.law_records.paperwork import PAPERWORK
from tariff_data.law_records.provisions import PROVISIONS
from tariff_data.law_records.record import Record

FILES: tuple[tuple[str, type[Record]], ...] = PROVISIONS + CHARGES + PAPERWORK  # glob, what its records are
