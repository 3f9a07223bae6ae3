"""How a company's own spreadsheet is read, chosen once and remembered (migration 0008)."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.dialects.sqlite import insert as upsert

from storage.store.canonical import canonical_json
from storage.store.columns import METADATA, instant, text

own_sheet_map = Table(
    "own_sheet_map",
    METADATA,
    text("client", key=True),
    text("layout"),
    instant("saved"),
    text("saved_by"),
)


def kept_map(connection: Connection, client: str) -> Mapping[str, Any] | None:
    """The layout kept for a company, None before the first."""
    found = connection.execute(select(own_sheet_map.c.layout).where(own_sheet_map.c.client == client)).scalar()
    return None if found is None else json.loads(found)


def keep_map(connection: Connection, client: str, layout: Mapping[str, Any], at: datetime, who: str) -> None:
    """Keeps a layout in place of the one before; the journal entry is the caller's."""
    row = {"layout": canonical_json(layout), "saved": at, "saved_by": who}
    made = upsert(own_sheet_map).values(client=client, **row)
    connection.execute(made.on_conflict_do_update(index_elements=["client"], set_=row))
