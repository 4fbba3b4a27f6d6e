"""What a member of staff may do. Each role may do everything that the one before it may."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

Marked = TypeVar("Marked", bound=Callable[..., Any])


class Role(StrEnum):
    """Authors write; reviewers also approve, publish and withdraw; administrators also keep members and keys."""

    AUTHOR = "author"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"

    def may(self, needed: Role) -> bool:
        """Whether what needs that role is open to this one."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


def needs(role: Role) -> Callable[[Marked], Marked]:
    """Mark a handler of the console: who may call it."""

    def mark(handler: Marked) -> Marked:
        handler.__role__ = role  # type: ignore[attr-defined]
        return handler

    return mark


def role_of(handler: object) -> Role | None:
    """The role a handler was marked with; one without is open to nobody."""
    return getattr(handler, "__role__", None)
