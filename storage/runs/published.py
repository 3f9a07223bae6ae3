"""Finding a published paper by what a person reads off it: its first 16 signs."""

from sqlalchemy import Connection, select

from storage.runs.documents import Document, find_document
from storage.store.tables import document


def documents_by_signs(connection: Connection, client: str, signs: str) -> tuple[Document, ...]:
    """Papers whose hash begins with these 16 hex digits, oldest first; more than one only by an unlikely chance.

    Raises ValueError unless `signs` are 16 lower-case hex digits (see `exports.hashing.parse_signs`).
    """
    if len(signs) != 16 or not set(signs) <= set("0123456789abcdef"):
        raise ValueError(f"not 16 signs: {signs!r}")
    # "g" follows every hex digit: a range of the key, which a LIKE would not be.
    here = (document.c.client == client) & (document.c.hash >= signs) & (document.c.hash < signs + "g")
    hashes = connection.execute(select(document.c.hash).where(here).order_by(document.c.created)).scalars().all()
    found = (find_document(connection, client, each) for each in hashes)
    return tuple(each for each in found if each is not None)
