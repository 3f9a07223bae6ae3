"""Settings of a client, or of the installation (client ""): values that keep their types."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as upsert

from storage.store.canonical import from_typed_json, typed_json
from storage.store.tables import setting


def read_settings(connection: Connection, client: str = "") -> Mapping[str, Any]:
    """Key -> value of all that was set; defaults belong to whoever asks."""
    rows = connection.execute(select(setting.c.key, setting.c.value).where(setting.c.client == client))
    return {row.key: from_typed_json(row.value) for row in rows}


def write_setting(
    connection: Connection, key: str, value: object, *, actor: str, at: datetime, client: str = ""
) -> None:
    """Sets one value; the journal entry is the caller's, who knows what it means. Raises TypeError on a float."""
    row = {"value": typed_json(value), "updated": at, "updated_by": actor}
    statement = upsert(setting).values(client=client, key=key, **row)
    changes = {name: statement.excluded[name] for name in row}
    connection.execute(statement.on_conflict_do_update(index_elements=["client", "key"], set_=changes))
