"""Opening whatever file was chosen: a store, or a carried file with no ERP, no sign-in and no company's store."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

from storage.auditoria.workspace import is_audit
from storage.clock import Clock
from storage.errors import KnownError
from storage.logbook import Logbook
from storage.store import Seat, Store
from storage.store.inspection import format_of
from storage.store.migrations import shipped_migrations
from storage.version import VERSION
from storage.workspace.folding import fold_left_log
from storage.workspace.looking import SUFFIX, is_carried, looked_into, manifest_of
from storage.workspace.manifest import DECIDING, Manifest
from storage.workspace.sealed_store import SealedStore
from viewmodels.audit_house import open_audit
from viewmodels.file_house import house_of_file
from viewmodels.opening import LOGS, Surroundings, open_house
from viewmodels.operations.documentos.reading import READER
from viewmodels.operations.house import House
from viewmodels.operations.scope import Scope


def open_any(around: Surroundings, base: Path | None, seat: Seat = Seat.COMMAND) -> AbstractContextManager[House]:
    """The house of the file at `base`, audit, carried file or store; the sample company's when there is none."""
    if base is not None and base.is_file() and is_audit(base):
        return open_audit(around, base, seat)
    if base is not None and (base.suffix.lower() == SUFFIX or (base.is_file() and is_carried(base))):
        return open_carried(around, base, seat)
    return open_house(around, base, seat)


@contextmanager
def open_carried(around: Surroundings, path: Path, seat: Seat = Seat.COMMAND) -> Iterator[House]:
    """The house of a carried file: immutable when sealed, writable by its signer when it left to be decided in.

    A window folds in first what a killed one left in the log. Raises KnownError ARQUIVO_… and LOJA_… when it is not
    whole and ours.
    """
    if seat is Seat.DESKTOP:
        fold_left_log(path)
    with looked_into(path) as connection:
        manifest = manifest_of(connection, path)
        if manifest.mode == DECIDING and format_of(connection) != len(shipped_migrations()):
            # Bringing it to this format would change what its seal covers, and home could not take it back.
            raise KnownError("ARQUIVO_OUTRO_FORMATO", arquivo=path.name, programa=manifest.program)
    log = Logbook(around.folder / LOGS, around.clock)
    try:
        with _opened(path, manifest, around.clock, seat) as store:
            log.note("aberto", rosto=str(seat), versao=VERSION)
            yield _house(around, store, manifest, log)
    finally:
        log.close()


def carried_scope(house: House) -> Scope:
    """Who is at the desk of a carried file: its signer where it may be decided in, else a reader."""
    assert house.workspace is not None
    return Scope(house.workspace.client, house.workspace.signer or READER)


def _opened(path: Path, manifest: Manifest, clock: Clock, seat: Seat) -> Store:
    if manifest.mode == DECIDING:
        return Store.open(path, clock, seat)
    return SealedStore.of(path, clock)


def _house(around: Surroundings, store: Store, manifest: Manifest, log: Logbook) -> House:
    reader = "" if manifest.mode == DECIDING else manifest.client
    return replace(house_of_file(around, store, log, reader), workspace=manifest)
