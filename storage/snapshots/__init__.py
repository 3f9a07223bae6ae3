"""Snapshots: what was read, frozen as Parquet parts under the SHA-256 of their bytes."""

from storage.snapshots.freeze import Prepared, freeze, freeze_arrow, prepare
from storage.snapshots.load import FrozenTables, SnapshotInfo, describe, is_kept, load, verify_snapshot
from storage.snapshots.shape import ArrowTable, Column, Kind, Snapshot, Table

__all__ = [
    "ArrowTable",
    "Column",
    "FrozenTables",
    "Kind",
    "Snapshot",
    "Prepared",
    "SnapshotInfo",
    "Table",
    "describe",
    "freeze",
    "freeze_arrow",
    "is_kept",
    "load",
    "prepare",
    "verify_snapshot",
]
