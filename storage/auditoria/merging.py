"""Two copies of an audit that went on apart, compared by their journals: nothing is written in either."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from storage.auditoria.workspace import CLIENT, audit_of, is_audit
from storage.errors import KnownError
from storage.store.tables import journal
from storage.store.types import instant_of
from storage.workspace.looking import looked_into

MOST_ENTRIES = 200_000
"""Entries of a journal that are read of a file not yet trusted."""
NAMED = 3
LONGEST = 80
RUN, FINDING = "subsidios.calcular", "subsidios.abrir_achado"
_BEYOND = (
    "SELECT json_extract(body, '$.verb'), substr(json_extract(body, '$.after.titulo'), 1, ?) FROM journal_body "
    "WHERE client = ? AND seq > ? AND json_valid(body) ORDER BY seq LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class Apart:
    """How another copy stands beside this one: what both have, and what each has after it.

    `common` is the last entry of the journal that both hold; `runs`, `findings` and `acts` count what only the other
    has, `titles` names some of its findings; `ours` counts the acts only this one has.
    """

    common: int
    runs: int
    findings: int
    acts: int
    titles: tuple[str, ...]
    ours: int


def apart(connection: Connection, here: Path, path: Path) -> Apart:
    """What the copy at `path` has that this audit has not.

    Raises KnownError AUDITORIA_NAO_JUNTA.NENHUMA when it is no audit, .ESTE when it is this very file, .OUTRA when it
    is another audit, and those of a file that cannot be looked into.
    """
    if path.exists() and path.samefile(here):
        raise KnownError("AUDITORIA_NAO_JUNTA.ESTE", arquivo=path.name)
    with looked_into(path) as theirs:
        if not is_audit(path):
            raise KnownError("AUDITORIA_NAO_JUNTA.NENHUMA", arquivo=path.name)
        ask = _Asked(theirs)
        ours = _chain(connection)
        known, other = audit_of(connection), ask.audit()
        their_chain = ask.chain()
        same = known is not None and (known.client, known.created) == (other[0], other[1])
        if not same or not ours or not their_chain or ours[0] != their_chain[0]:
            raise KnownError("AUDITORIA_NAO_JUNTA.OUTRA", arquivo=path.name, nome=other[2])
        common = _common(ours, their_chain)
        told = list(ask.beyond(common))
    titles = tuple(title for verb, title in told if verb == FINDING)
    runs = sum(verb == RUN for verb, _ in told)
    return Apart(common, runs, len(titles), len(their_chain) - common, titles[:NAMED], len(ours) - common)


class _Asked:
    """Questions to a file that was looked into; nothing of what it says is longer than asked."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def audit(self) -> tuple[str, datetime | None, str]:
        row = self._connection.execute("SELECT client, created, substr(name, 1, ?) FROM audit", (LONGEST,)).fetchone()
        return str(row[0]), _instant(row[1]), str(row[2])

    def chain(self) -> list[str]:
        asked = "SELECT hash FROM journal WHERE client = ? ORDER BY seq LIMIT ?"
        return [str(own) for (own,) in self._connection.execute(asked, (CLIENT, MOST_ENTRIES))]

    def beyond(self, common: int) -> Iterator[tuple[str, str]]:
        rows = self._connection.execute(_BEYOND, (LONGEST, CLIENT, common, MOST_ENTRIES))
        return ((str(verb), str(title or "")) for verb, title in rows)


def _chain(connection: Connection) -> list[str]:
    chosen = select(journal.c.hash).where(journal.c.client == CLIENT).order_by(journal.c.seq)
    return list(connection.execute(chosen).scalars())


def _common(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """How many entries both chains begin with."""
    return next((at for at, pair in enumerate(zip(ours, theirs, strict=False)) if pair[0] != pair[1]),
                min(len(ours), len(theirs)))  # fmt: skip


def _instant(text: object) -> datetime | None:
    try:
        return instant_of(str(text))
    except ValueError:
        return None
