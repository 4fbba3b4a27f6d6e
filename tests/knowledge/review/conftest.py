"""The same small room as the editorial tests."""

from tests.knowledge.editorial.conftest import room, store

__all__ = ["room", "store"]
