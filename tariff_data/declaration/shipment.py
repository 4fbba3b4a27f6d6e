"""A shipment as customs looks at it: the goods with what is known of them, and how, why and from whom they come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Need = Literal["prohibited", "adcvd", "quota", "chapter99", "agency", "claim", "unsuspended"]


@dataclass(frozen=True, slots=True)
class Goods:
    """One line of goods. `value` in US dollars; `hts` 8 or 10 digits or None where the goods are not classified yet.

    `needs`: what weighs on the entry: `prohibited`, under an `adcvd` order or a `quota`, a `chapter99` (or 98) heading
    applies, another `agency` wants data, a preference `claim`; `unsuspended`: informational material and donations,
    which the suspension of the de minimis exemption left out (50 USC 1702(b)). `mpf_exempt`: the claim spares the
    processing fee.
    """

    hts: str | None
    value: Decimal
    origin: str
    ship_from: str | None = None
    description: str = ""
    quantity: Decimal | None = None
    quantity_unit: str | None = None
    weight_kg: Decimal | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    needs: frozenset[Need] = frozenset()
    mpf_exempt: bool = False

    def stands_in(self, prefixes: tuple[str, ...]) -> bool:
        """Whether the tariff number begins with one of these (digits, dots ignored)."""
        return self.hts is not None and self.hts.startswith(tuple(prefix.replace(".", "") for prefix in prefixes))


@dataclass(frozen=True, slots=True)
class Shipment:
    """Everything that arrives for one person on one day: `on` is the entry date."""

    on: date
    goods: tuple[Goods, ...]
    mode: str | None = None
    purpose: str = "purchase"
    sender: str | None = None

    @property
    def value(self) -> Decimal:
        """US dollars in total."""
        return sum((item.value for item in self.goods), Decimal(0))

    @property
    def origins(self) -> frozenset[str]:
        """Where the goods were made."""
        return frozenset(item.origin for item in self.goods)

    @property
    def needs(self) -> frozenset[Need]:
        """What weighs on the entry of any of the goods."""
        return frozenset[Need]().union(*(item.needs for item in self.goods))

    @property
    def comes_with_traveler(self) -> bool:
        """Whether a traveler carries the goods for themselves or as gifts."""
        return self.purpose == "traveler" or (self.mode == "traveler" and self.purpose in {"purchase", "gift"})
