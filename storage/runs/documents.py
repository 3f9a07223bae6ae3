"""Published papers: what was printed, from which run, and where the journal stood; the paper is the anchor."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from storage.journal import Entry
from storage.store.tables import document


@dataclass(frozen=True, slots=True)
class Document:
    """A file published: SHA-256 of its content, kind (pdf, xlsx, …), run, path, journal head printed on it."""

    client: str
    hash: str
    kind: str
    path: str
    head: Entry
    created: datetime
    created_by: str
    run: int | None = None


def record_document(connection: Connection, paper: Document) -> None:
    """Remembers a published paper. Raises IntegrityError when the same content was recorded before."""
    connection.execute(
        insert(document),
        {
            "client": paper.client,
            "hash": paper.hash,
            "kind": paper.kind,
            "run": paper.run,
            "path": paper.path,
            "journal_seq": paper.head.seq,
            "journal_head": paper.head.hash,
            "created": paper.created,
            "created_by": paper.created_by,
        },
    )


def find_document(connection: Connection, client: str, content_hash: str) -> Document | None:
    """The paper recorded under a hash, None when this store never published it."""
    here = (document.c.client == client) & (document.c.hash == content_hash)
    row = connection.execute(select(document).where(here)).first()
    if row is None:
        return None
    printed = Entry(row.journal_seq, row.journal_head)
    return Document(row.client, row.hash, row.kind, row.path, printed, row.created, row.created_by, row.run)
