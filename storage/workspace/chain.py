"""Questions a carried file's proofs ask of its journal."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, or_, select

from storage.store.tables import document, journal, journal_body


def hash_at(connection: Connection, client: str, seq: int) -> str:
    """Hash of one entry of a client's chain, "" where there is none."""
    chosen = select(journal.c.hash).where((journal.c.client == client) & (journal.c.seq == seq))
    return str(connection.execute(chosen).scalar() or "")


def last_of(connection: Connection, client: str, entity: str, verbs: Sequence[str]) -> int:
    """Number of the newest entry with one of these verbs on an entity or on anything under it; 0 before any."""
    c = journal_body.c
    under = or_(c.entity == entity, c.entity.startswith(f"{entity}/", autoescape=True))
    chosen = select(func.max(c.seq)).where((c.client == client) & c.verb.in_(verbs) & under)
    return int(connection.execute(chosen).scalar() or 0)


def papers_since(connection: Connection, client: str, run: int, seq: int) -> tuple[str, ...]:
    """Hashes of the papers of a run recorded when the journal stood at `seq` or beyond."""
    c = document.c
    chosen = select(c.hash).where((c.client == client) & (c.run == run) & (c.journal_seq >= seq))
    return tuple(connection.execute(chosen.order_by(c.created)).scalars())
