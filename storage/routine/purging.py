"""What retention may take away: data of runs nobody approved and readings nobody used, older than an instant (F-48)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.sql import ColumnElement

from storage.routine.tables import purged_run
from storage.runs.status import Status
from storage.store import tables

NEVER_APPROVED = (Status.COMPLETED, Status.COMPLETED_WITH_WARNINGS, Status.ERROR, Status.CANCELLED)
"""States of a run that never had an effect; approved and undone ones are kept for ever."""
_OF_RUN = (tables.run_cell, tables.run_input, tables.run_finding, tables.run_snapshot)


@dataclass(frozen=True)
class Purge:
    """What an act of retention takes: runs whose data go, readings and facts that nothing else uses, their bytes."""

    runs: tuple[int, ...]
    snapshots: tuple[str, ...]
    bytes: int

    @property
    def is_empty(self) -> bool:
        """True when there is nothing old enough."""
        return not self.runs and not self.snapshots


def purgeable(connection: Connection, client: str, before: datetime) -> Purge:
    """What is older than an instant and may go."""
    runs = _old_runs(connection, client, before)
    snapshots = _unused_snapshots(connection, client, before, runs)
    return Purge(runs, snapshots, _weight(connection, client, snapshots))


def purge(connection: Connection, client: str, what: Purge, at: datetime, who: str) -> None:
    """Takes it away; the heading of each run stays, marked. The journal entry is the caller's."""
    for table in _OF_RUN:
        connection.execute(delete(table).where(table.c.run.in_(what.runs)))
    if what.runs:
        marks = [{"run": run, "client": client, "purged": at, "purged_by": who} for run in what.runs]
        connection.execute(insert(purged_run), marks)
    part, table = tables.snapshot_part, tables.snapshot_table
    connection.execute(delete(part).where(part.c.snapshot.in_(what.snapshots)))
    connection.execute(delete(table).where(table.c.snapshot.in_(what.snapshots)))
    connection.execute(delete(tables.snapshot).where(tables.snapshot.c.id.in_(what.snapshots)))
    held = tables.snapshot_bytes
    connection.execute(delete(held).where(held.c.client == client, held.c.sha256.not_in(_addressed(client))))


def purged_runs(connection: Connection, client: str) -> frozenset[int]:
    """Runs whose data went by an act of retention."""
    return frozenset(connection.execute(select(purged_run.c.run).where(purged_run.c.client == client)).scalars())


def _old_runs(connection: Connection, client: str, before: datetime) -> tuple[int, ...]:
    run = tables.run.c
    gone = select(purged_run.c.run)
    chosen = select(run.id).where(
        run.client == client,
        run.status.in_([status.value for status in NEVER_APPROVED]),
        run.started < before,
        run.id.not_in(gone),
    )
    return tuple(connection.execute(chosen.order_by(run.id)).scalars())


def _unused_snapshots(connection: Connection, client: str, before: datetime, going: Sequence[int]) -> tuple[str, ...]:
    used = select(tables.run_snapshot.c.snapshot).where(tables.run_snapshot.c.run.not_in(going))
    snapshot = tables.snapshot.c
    old = (snapshot.client == client) & (snapshot.extracted_at < before)
    return tuple(connection.execute(select(snapshot.id).where(old, snapshot.id.not_in(used))).scalars())


def _addressed(client: str) -> ColumnElement[str]:
    part = tables.snapshot_part.c
    return select(part.sha256).where(part.client == client).scalar_subquery()


def _weight(connection: Connection, client: str, snapshots: Sequence[str]) -> int:
    """Bytes that only these snapshots hold."""
    part, held = tables.snapshot_part.c, tables.snapshot_bytes.c
    mine = select(part.sha256).where(part.snapshot.in_(snapshots))
    others = select(part.sha256).where(part.snapshot.not_in(snapshots))
    chosen = select(func.coalesce(func.sum(func.length(held.bytes)), 0)).where(
        held.client == client, held.sha256.in_(mine), held.sha256.not_in(others)
    )
    return int(connection.execute(chosen).scalar_one())
