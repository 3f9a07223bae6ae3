"""Fixtures of the store's tests."""

from tests.storage.store.opening import clock, empty, path, store

__all__ = ["clock", "empty", "path", "store"]
