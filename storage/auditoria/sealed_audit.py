"""A sealed audit, opened immutable: nothing of it can change, and what it holds is what was sealed."""

from contextlib import closing
from pathlib import Path

from storage.auditoria.workspace import SEALED, seal_of
from storage.clock import Clock
from storage.errors import KnownError
from storage.store import Store
from storage.store.connection import open_raw
from storage.store.migrations import shipped_migrations
from storage.workspace.looking import looked_into
from storage.workspace.sealed_store import SealedStore


def open_sealed_audit(path: Path, clock: Clock) -> Store | None:
    """The audit at `path` when it is sealed, checked against its seal; None while it is still open.

    Raises KnownError AUDITORIA_ALTERADA, LOJA_ESTRANHA, LOJA_DANIFICADA, LOJA_MAIS_NOVA.
    """
    with closing(open_raw(path)) as connection:
        status = connection.execute("SELECT status, seal FROM audit").fetchone()
    if status is None or status[0] != SEALED:
        return None
    with looked_into(path) as connection:
        held = connection.execute("PRAGMA user_version").fetchone()[0]
    store = SealedStore.plain(path, clock, held, shipped_migrations())
    try:
        with store.read() as reading:
            if seal_of(reading) != status[1]:
                raise KnownError("AUDITORIA_ALTERADA", arquivo=path.name)
    except BaseException:
        store.close()
        raise
    return store
