"""A sentence that has not been composed yet: a key and its values.

The engine explains itself in these; `knowledge.wording.translate` turns them into a person's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """A catalogue key such as `why.base_duty` with the values its sentence needs.

    Values are `Decimal`, `date`, `str`, `int` or another `Message`; the catalogue entry says how each is formatted.
    """

    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.key, tuple(sorted((name, str(value)) for name, value in self.values.items()))))
