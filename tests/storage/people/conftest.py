"""Fixtures of the store's tests."""

from tests.storage.people.cast import ana
from tests.storage.store.opening import clock, empty, path, store

__all__ = ["ana", "clock", "empty", "path", "store"]
