"""Snapshots: what was read, frozen as Parquet parts under the SHA-256 of their bytes."""

from storage.snapshots.freeze import freeze
from storage.snapshots.load import FrozenTables, SnapshotInfo, describe, is_kept, load, verify_snapshot
from storage.snapshots.shape import Column, Kind, Snapshot, Table

__all__ = [
    "Column",
    "FrozenTables",
    "Kind",
    "Snapshot",
    "SnapshotInfo",
    "Table",
    "describe",
    "freeze",
    "is_kept",
    "load",
    "verify_snapshot",
]
