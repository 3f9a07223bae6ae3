"""The store: one SQLite file, who may write it, and the errors it knows."""

from sqlalchemy import Connection

from storage.store.locks import Seat
from storage.store.store import Store

__all__ = ["Connection", "Seat", "Store"]
