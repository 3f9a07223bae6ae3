"""The home store's own list of carried files: which left, about which run, from where in the chain, which came back."""

from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import Connection, insert, select

from storage.workspace.tables import carried_file, carried_return


@dataclass(frozen=True, slots=True)
class Left:
    """A carried file that left: identity, mode, run with its digest, head of the chain, who may decide in it."""

    id: str
    mode: str
    run: int
    run_digest: str
    left_seq: int
    left_head: str
    signer: str
    made: datetime
    made_by: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A carried file that came back: hash of its bytes, head of its chain, who signed, when and by whom received."""

    id: str
    sha256: str
    head: str
    signer: str
    received: datetime
    received_by: str


def record_left(connection: Connection, client: str, told: Left) -> None:
    """Remembers a file that leaves."""
    connection.execute(insert(carried_file), {"client": client, **_row(told)})


def find_left(connection: Connection, client: str, file: str) -> Left | None:
    """The file that left under an identity, None when no such file left from here."""
    c = carried_file.c
    row = connection.execute(select(carried_file).where((c.client == client) & (c.id == file))).first()
    return None if row is None else Left(**{item.name: getattr(row, item.name) for item in fields(Left)})


def record_return(connection: Connection, client: str, told: Returned) -> None:
    """Remembers a file that came back. Raises IntegrityError the second time."""
    connection.execute(insert(carried_return), {"client": client, **_row(told)})


def find_return(connection: Connection, client: str, file: str) -> Returned | None:
    """How a file came back, None while it did not."""
    c = carried_return.c
    row = connection.execute(select(carried_return).where((c.client == client) & (c.id == file))).first()
    return None if row is None else Returned(**{item.name: getattr(row, item.name) for item in fields(Returned)})


def _row(told: Left | Returned) -> dict[str, object]:
    return {item.name: getattr(told, item.name) for item in fields(told)}
