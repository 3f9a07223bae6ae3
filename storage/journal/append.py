"""Writing the journal: an entry goes in with the change it tells of, in the same transaction."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from storage.journal.act import START, Act, Entry, entry_hash
from storage.store.canonical import sha256_text
from storage.store.tables import journal, journal_body

DROP_VERB = "diario.apagar"


def append(connection: Connection, act: Act) -> Entry:
    """Adds the act at the end of its client's chain, inside the caller's transaction, and says where it stands.

    If it fails, the caller's transaction must fail with it: a change without its entry is not allowed to stay.
    """
    last = head(connection, act.client)
    previous, seq = (last.hash, last.seq + 1) if last else (START, 1)
    body = act.body()
    body_hash = sha256_text(body)
    entry = Entry(seq, entry_hash(act.client, previous, seq, body_hash))
    header = {"previous": previous, "body_hash": body_hash, "hash": entry.hash}
    connection.execute(insert(journal), {"client": act.client, "seq": seq, **header})
    connection.execute(insert(journal_body), {"client": act.client, "seq": seq, "body": body})
    return entry


def head(connection: Connection, client: str) -> Entry | None:
    """The last entry of a client's chain, None before the first."""
    chosen = select(journal.c.seq, journal.c.hash).where(journal.c.client == client)
    row = connection.execute(chosen.order_by(journal.c.seq.desc()).limit(1)).first()
    return None if row is None else Entry(row.seq, row.hash)


def drop_body(
    connection: Connection, client: str, seq: int, actor: str, why: str, at: datetime, origin: str = ""
) -> Entry:
    """Erases the body of one entry (LGPD), leaving its header and a new entry that says who erased it and why.

    Raises ValueError when there is no such body, or when it tells of an erasure itself.
    """
    here = (journal_body.c.client == client) & (journal_body.c.seq == seq)
    verb = connection.execute(select(journal_body.c.verb).where(here)).scalar()
    if verb is None or verb == DROP_VERB:
        raise ValueError(f"entry {seq} has no body that may be dropped")
    entry = append(connection, Act(client, actor, DROP_VERB, f"diario/{seq}", at, why=why, origin=origin))
    connection.execute(delete(journal_body).where(here))
    return entry
