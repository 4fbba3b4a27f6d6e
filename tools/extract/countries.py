"""Writes `law/countries.csv`: the ISO 3166-1 codes (Babel's, without its own additions), who belongs where, since when.

python -m tools.extract.countries
"""

from __future__ import annotations

import csv
import sys

from babel import Locale

from tariff_data.core.paths import LAW

NOT_COUNTRIES = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])
EU = frozenset(["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT"])
EU |= frozenset(["LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"])
INSULAR = frozenset(["AS", "GU", "MP", "UM", "VI"])
CUSTOMS_TERRITORY = frozenset(["US", "PR"])
HEADER = ["code", "belongs_to", "from", "to", "source.citation", "source.url", "checked", "confidence", "note"]
FIRST, CHECKED = "2016-01-01", "2026-10-09"
ISO = "ISO 3166-1"


def rows() -> list[list[str]]:
    """One row per country and period."""
    codes = sorted(
        c for c in map(str, Locale("en").territories) if len(c) == 2 and c.isalpha() and c not in NOT_COUNTRIES
    )
    found = []
    for code in codes:
        if code == "GB":
            cited = f"{ISO}; Agreement on the withdrawal of the United Kingdom, 2020-02-01"
            found.append([code, "EU", FIRST, "2020-02-01", cited, "", CHECKED, "medium", "date from memory"])
            found.append([code, "", "2020-02-01", "", cited, "", CHECKED, "medium", "date from memory"])
        elif code in EU:
            found.append([code, "EU", FIRST, "", f"{ISO}; Treaty on European Union, art. 52", "", CHECKED, "high", ""])
        elif code in INSULAR:
            note = "goods of its own may be free: General Note 3(a)(iv)"
            found.append([code, "insular", FIRST, "", f"{ISO}; 19 CFR 7.2", "", CHECKED, "medium", note])
        elif code in CUSTOMS_TERRITORY:
            note = "inside the customs territory: goods that come from there are not imported"
            found.append([code, "customs_territory", FIRST, "", f"{ISO}; 19 CFR 101.1", "", CHECKED, "high", note])
        elif code == "XK":
            note = "a code in common use, not assigned by ISO"
            found.append([code, "", FIRST, "", "Unicode CLDR", "", CHECKED, "medium", note])
        else:
            note = "its goods are not goods of China for most measures" if code in {"HK", "MO"} else ""
            found.append([code, "", FIRST, "", ISO, "", CHECKED, "high", note])
    return found


def main() -> int:
    with (LAW / "countries.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([HEADER, *rows()])
    return 0


if __name__ == "__main__":
    sys.exit(main())
