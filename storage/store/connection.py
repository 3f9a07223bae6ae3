"""How a connection to the store is opened: the same pragmas, and the same guard, every time."""

import sqlite3
from pathlib import Path

from storage.store.authorizer import authorize

APPLICATION_ID = 0x50525652
"""'PRVR' in the header of every file of ours."""
PAGE_SIZE = 32768
BUSY_MILLISECONDS = 10_000


def open_raw(path: Path, immutable: bool = False) -> sqlite3.Connection:
    """Connection without the guard, for migrations and copies. The file must exist; `immutable` touches nothing."""
    mode = "mode=ro&immutable=1" if immutable else "mode=rw"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}", uri=True, isolation_level=None, check_same_thread=False
    )
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    return connection


def arm(connection: sqlite3.Connection) -> None:
    """Pragmas the guarantees rest on: foreign keys, triggers inside REPLACE, durable commits.

    Erased rows are overwritten (LGPD), not merely left out of the index of pages.
    """
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")


def open_guarded(path: Path, query_only: bool) -> sqlite3.Connection:
    """Connection of the application: armed, unable to change the shape of the store, read-only when asked."""
    connection = open_raw(path)
    arm(connection)
    if query_only:
        connection.execute("PRAGMA query_only = ON")
    connection.set_authorizer(authorize)
    return connection
