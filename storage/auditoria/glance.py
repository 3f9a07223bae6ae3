"""What an audit's file says of itself, read without opening it: nothing in it is believed yet."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from storage.auditoria.workspace import SEALED, is_audit
from storage.store.connection import open_raw

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Glance:
    """Name an audit was given and whether it was sealed."""

    name: str
    sealed: bool


def glance(path: Path) -> Glance | None:
    """Name and state of an audit's file; None for any other file, or one that cannot be read."""
    if not path.is_file() or not is_audit(path):
        return None
    try:
        with closing(open_raw(path, immutable=not path.with_name(f"{path.name}-wal").exists())) as connection:
            row = connection.execute("SELECT substr(name, 1, ?), status FROM audit LIMIT 1", (LONGEST,)).fetchone()
    except Exception as error:  # noqa: BLE001 - whatever the bytes make SQLite say, it is not ours
        _ = error
        return None
    return None if row is None else Glance(str(row[0]), row[1] == SEALED)
