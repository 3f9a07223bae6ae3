"""Reading the journal: what the audit screen lists, and the anchors the store's own papers hold."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from storage.journal.act import Anchor
from storage.store.tables import document, journal, journal_body
from storage.store.types import instant_of

PAGE = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One entry for reading; `body` is None once erased (decimals and dates in it are text)."""

    seq: int
    hash: str
    body: Mapping[str, Any] | None

    @property
    def at(self) -> datetime | None:
        """Instant of the act, None once erased."""
        return None if self.body is None else instant_of(self.body["at"])


def entries(
    connection: Connection,
    client: str,
    *,
    entity: str = "",
    verb: str = "",
    actor: str = "",
    before_seq: int | None = None,
    limit: int = PAGE,
) -> tuple[Line, ...]:
    """Entries of a client, newest first, at most `limit`; filters by exact entity, verb or actor.

    `before_seq` pages on: give the last seq of the page before.
    """
    header, body = journal.c, journal_body.c
    joined = journal.outerjoin(journal_body, (header.client == body.client) & (header.seq == body.seq))
    chosen = select(header.seq, header.hash, body.body).select_from(joined).where(header.client == client)
    for column, value in ((body.entity, entity), (body.verb, verb), (body.actor, actor)):
        if value:
            chosen = chosen.where(column == value)
    if before_seq is not None:
        chosen = chosen.where(header.seq < before_seq)
    rows = connection.execute(chosen.order_by(header.seq.desc()).limit(limit))
    return tuple(Line(seq, own, None if text is None else json.loads(text)) for seq, own, text in rows)


def paper_anchors(connection: Connection, client: str) -> tuple[Anchor, ...]:
    """Anchors of the documents this store published; a copy of the paper itself is the stronger proof."""
    chosen = select(document.c.journal_seq, document.c.journal_head, document.c.path)
    rows = connection.execute(chosen.where(document.c.client == client).order_by(document.c.journal_seq))
    return tuple(Anchor(seq, head, path) for seq, head, path in rows)
