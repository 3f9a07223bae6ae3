"""Copies kept safe and brought back: one a day, seven days and twelve months of them, each one rehearsable."""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, create_engine, select
from sqlalchemy.pool import NullPool

from storage.clock import Clock
from storage.errors import KnownError
from storage.journal import paper_anchors, verify
from storage.store import Seat, Store
from storage.store.connection import open_raw
from storage.store.copying import copy_file, sync_to_disk
from storage.store.faults import known_faults
from storage.store.inspection import refuse_damaged, refuse_foreign_or_cut
from storage.store.locks import WriteLane, beside, take_seat
from storage.store.migrations import refuse_altered_triggers, refuse_newer, shipped_migrations
from storage.store.tables import client

DAYS = 7
MONTHS = 12
_STAMP = "%Y%m%dT%H%M%SZ"
_WAIT_SECONDS = 10.0
_COMPANIONS = ("", "-wal", "-shm")


def copy(store: Store, folder: Path) -> Path:
    """Copy of the store in `folder`, named by the instant, whole or not there at all; old ones are thinned out.

    Keeps the newest copy of each of the last DAYS days and MONTHS months that have one. Raises KnownError when
    the disk fails or is full.
    """
    made = copy_file(store.path, folder / _name(store.path, store.clock.now()))
    for old in surplus(copies(store.path, folder), store.clock):
        old.unlink()
    return made


def daily_copy(store: Store, folder: Path) -> Path | None:
    """A copy if today, in the clock's zone, has none yet; else None."""
    today = store.clock.today()
    if any(at.astimezone(store.clock.zone).date() == today for at, _ in copies(store.path, folder)):
        return None
    return copy(store, folder)


def copies(store_path: Path, folder: Path) -> tuple[tuple[datetime, Path], ...]:
    """(instant, path) of the copies of a store in a folder, newest first."""
    named = re.compile(re.escape(store_path.stem) + r"-(\d{8}T\d{6}Z)" + re.escape(store_path.suffix))
    found = []
    for path in folder.iterdir() if folder.is_dir() else ():
        matched = named.fullmatch(path.name)
        if matched:
            found.append((datetime.strptime(matched[1], _STAMP).replace(tzinfo=UTC), path))
    return tuple(sorted(found, reverse=True))


def surplus(found: Iterable[tuple[datetime, Path]], clock: Clock) -> tuple[Path, ...]:
    """The copies that neither the last DAYS days nor the last MONTHS months with a copy need."""
    newest_of_day: dict[str, Path] = {}
    newest_of_month: dict[str, Path] = {}
    newest_first = sorted(found, reverse=True)
    for at, path in newest_first:
        day = at.astimezone(clock.zone).date().isoformat()
        newest_of_day.setdefault(day, path)
        newest_of_month.setdefault(day[:7], path)
    kept = {*list(newest_of_day.values())[:DAYS], *list(newest_of_month.values())[:MONTHS]}
    return tuple(path for _, path in newest_first if path not in kept)


def verify_copy(path: Path) -> None:
    """Opens a copy without touching it and checks file, format, triggers and every journal.

    Raises KnownError LOJA_… for the file, COPIA_DIARIO (primeiro=code, total=n) when a journal does not verify.
    """
    refuse_foreign_or_cut(path)
    refuse_damaged(path)
    migrations = shipped_migrations()
    with known_faults(path), closing(open_raw(path, immutable=True)) as raw:
        refuse_newer(raw, path, migrations)
        refuse_altered_triggers(raw, path, migrations[: raw.execute("PRAGMA user_version").fetchone()[0]])
    with known_faults(path), _immutable(path) as connection:
        for key in connection.execute(select(client.c.id)).scalars().all():
            found = verify(connection, key, paper_anchors(connection, key))
            if found:
                raise KnownError("COPIA_DIARIO", arquivo=str(path), primeiro=found[0].code, total=len(found))


def restore(file: Path, path: Path, clock: Clock) -> Path | None:
    """Puts a verified copy in the place of the store at `path`; returns where the replaced one was moved, if any.

    Nobody may have the store open: raises KnownError LOJA_JA_ABERTA or SYS_001.OCUPADA, and all of `verify_copy`.
    """
    verify_copy(file)
    arriving = beside(path, ".restaurando")
    with ExitStack() as held:
        for seat in (Seat.DESKTOP, Seat.WATCHER):
            lock = take_seat(path, seat, "prova-real", "restaurar", clock.now())
            if lock is not None:
                held.callback(lock.release)
        held.enter_context(WriteLane(beside(path, ".write-lock"), _WAIT_SECONDS).held())
        copy_file(file, arriving)
        with known_faults(path):
            aside = _move_aside(path, clock.now())
            os.replace(arriving, path)
            sync_to_disk(path.parent)
    return aside


def _move_aside(path: Path, at: datetime) -> Path | None:
    # The log must leave with its file: beside the restored one it would be replayed into it.
    aside = path.with_name(f"{path.stem}-substituida-{at.strftime(_STAMP)}{path.suffix}")
    for suffix in _COMPANIONS:
        companion = beside(path, suffix)
        if companion.exists():
            os.replace(companion, beside(aside, suffix))
    return aside if aside.exists() else None


def _name(store_path: Path, at: datetime) -> str:
    return f"{store_path.stem}-{at.astimezone(UTC).strftime(_STAMP)}{store_path.suffix}"


@contextmanager
def _immutable(path: Path) -> Iterator[Connection]:
    engine = create_engine("sqlite://", creator=lambda: open_raw(path, immutable=True), poolclass=NullPool)
    with engine.connect() as connection:
        yield connection
