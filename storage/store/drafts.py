"""Drafts: what a person had typed in a wizard when the window closed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from storage.store.canonical import from_typed_json, typed_json
from storage.store.tables import draft


@dataclass(frozen=True, slots=True)
class DraftKey:
    """Whose draft, of what: client, user, kind (the wizard) and key (the vigência)."""

    client: str
    user: str
    kind: str
    key: str


def save_draft(connection: Connection, place: DraftKey, content: object, at: datetime) -> None:
    """Keeps or replaces a draft. Raises TypeError on a float."""
    row = {"content": typed_json(content), "updated": at}
    statement = upsert(draft).values(client=place.client, user=place.user, kind=place.kind, key=place.key, **row)
    changes = {name: statement.excluded[name] for name in row}
    keys = ["client", "user", "kind", "key"]
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changes))


def load_draft(connection: Connection, place: DraftKey) -> Any | None:
    """Content of a draft with its types, None when there is none."""
    found = connection.execute(select(draft.c.content).where(_here(place))).scalar()
    return None if found is None else from_typed_json(found)


def discard_draft(connection: Connection, place: DraftKey) -> None:
    """Removes a draft; nothing happens when there is none."""
    connection.execute(delete(draft).where(_here(place)))


def _here(place: DraftKey) -> ColumnElement[bool]:
    here = (draft.c.client == place.client) & (draft.c.user == place.user)
    return here & (draft.c.kind == place.kind) & (draft.c.key == place.key)
