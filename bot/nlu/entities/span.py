"""What a rule has read: a span of the text, what it means, and the role it plays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """A reading of `text[start:end]`. `value` is plain JSON; `role`: e.g. made in (`origin`) or sent from."""

    kind: str
    start: int
    end: int
    value: Any
    role: str | None = None

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(slots=True)
class Reading:
    """Every span of one message in order of place, and the thing that is left over."""

    text: str
    plain: str
    lang: str
    spans: list[Span] = field(default_factory=list)

    def free(self, start: int, end: int) -> bool:
        """Whether no span covers any of that stretch."""
        return not any(span.start < end and start < span.end for span in self.spans)

    def add(self, span: Span) -> bool:
        """Add a span where nothing was read before; says whether it was added."""
        if not self.free(span.start, span.end):
            return False
        self.spans.append(span)
        self.spans.sort(key=lambda one: one.start)
        return True

    def of(self, *kinds: str) -> list[Span]:
        """The spans of these kinds in order."""
        return [span for span in self.spans if span.kind in kinds]

    def values(self, kind: str, role: str | None = None) -> list[Any]:
        """The values of one kind (and role)."""
        return [span.value for span in self.spans if span.kind == kind and (role is None or span.role == role)]

    def gaps(self) -> Iterator[tuple[int, int]]:
        """The stretches that no span covers."""
        at = 0
        for span in self.spans:
            if span.start > at:
                yield at, span.start
            at = max(at, span.end)
        if at < len(self.text):
            yield at, len(self.text)


def first(values: Iterable[Any]) -> Any:
    """The first value, or None."""
    return next(iter(values), None)
