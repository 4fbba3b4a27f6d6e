"""Which files below `law/` hold which kind of record (the additional duties have their own: `measures.soundness`)."""

from __future__ import annotations

from tariff_data.charge_records import CHARGES
from tariff_data.paperwork_records import PAPERWORK
from tariff_data.provisions import PROVISIONS
from tariff_data.records import Record

FILES: tuple[tuple[str, type[Record]], ...] = PROVISIONS + CHARGES + PAPERWORK  # glob, what its records are
