"""What left this machine: one line, never changed, for every paper, table or file a person or a command took out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection, func, insert, select

from storage.workspace.tables import departure

PAGE = 500
PRINTER, CLIPBOARD = "impressora", "area_de_transferencia"
"""Destinations that are not a folder."""


class Leaving(Protocol):
    """For whom something leaves: client, user's pseudonym and face (an operation's `Scope` is one)."""

    @property
    def client(self) -> str:
        """Client whose data it is."""

    @property
    def user(self) -> str:
        """Pseudonym of who takes it out."""

    @property
    def origin(self) -> str:
        """Face it leaves by: desktop, terminal."""


@dataclass(frozen=True, slots=True)
class Departure:
    """One line: what (kind, name, hash of its bytes), the paper it is a copy of, where to, when, who, which face."""

    seq: int
    kind: str
    name: str
    sha256: str
    document: str
    destination: str
    at: datetime
    user: str
    origin: str


def record_departure(
    connection: Connection,
    scope: Leaving,
    kind: str,
    name: str,
    sha256: str,
    destination: str,
    at: datetime,
    document: str = "",
) -> int:
    """Writes that something left, inside the caller's transaction; returns its number in the client's log.

    `kind` is a short word shown through the text code SAIDA.<kind> (pdf, xlsx, csv, json, prova, pacote, premiacao,
    checklist, impressao, copia); `sha256` is of the bytes that left, in hexadecimal; `destination` the folder, or
    `PRINTER`, `CLIPBOARD`; `document` the content hash of the published paper, where it is one.
    Raises IntegrityError when the hash is not 64 signs long: our own mistake.
    """
    here = departure.c.client == scope.client
    last = connection.execute(select(func.coalesce(func.max(departure.c.seq), 0)).where(here)).scalar_one()
    told = {"kind": kind, "name": name, "sha256": sha256, "document": document, "destination": destination}
    who = {"client": scope.client, "user": scope.user, "origin": scope.origin}
    connection.execute(insert(departure), {**who, **told, "seq": last + 1, "at": at})
    return int(last) + 1


def departures(
    connection: Connection, client: str, before_seq: int | None = None, limit: int = PAGE
) -> tuple[Departure, ...]:
    """Lines of a client, newest first, at most `limit`; `before_seq` pages on."""
    c = departure.c
    chosen = select(departure).where(c.client == client)
    if before_seq is not None:
        chosen = chosen.where(c.seq < before_seq)
    return tuple(_line(row) for row in connection.execute(chosen.order_by(c.seq.desc()).limit(limit)))


def paper_of_bytes(connection: Connection, client: str, sha256: str) -> str:
    """Content hash of the paper these very bytes left this machine as; "" when they never did."""
    c = departure.c
    chosen = select(c.document).where((c.client == client) & (c.sha256 == sha256) & (c.document != ""))
    return str(connection.execute(chosen.order_by(c.seq).limit(1)).scalar() or "")


def _line(row: object) -> Departure:
    return Departure(**{name: getattr(row, name) for name in Departure.__dataclass_fields__})
