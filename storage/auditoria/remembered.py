"""How somebody matched the columns of a source with ours, kept to be used at the next import."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from storage.auditoria.catalogue import Catalogue
from storage.auditoria.matching import ColumnsMap
from storage.store.settings import read_settings, write_setting

KEY = "subsidio.colunas"


def kept_columns(connection: Connection, client: str) -> ColumnsMap:
    """Table -> our column -> theirs; empty before the first time."""
    found: ColumnsMap = read_settings(connection, client).get(KEY, {})
    return found


def keep_columns(
    connection: Connection, client: str, matched: ColumnsMap, known: Catalogue, *, at: datetime, who: str
) -> ColumnsMap:
    """Adds pairs to those kept, tables and columns of `known` only, and returns them all.

    A column named as we name it needs no memory and is left out. The journal entry is the caller's.
    """
    kept = {table: dict(pairs) for table, pairs in kept_columns(connection, client).items()}
    for table, pairs in matched.items():
        if needed := _needed(pairs, known, table):
            kept[table] = kept.get(table, {}) | needed
    write_setting(connection, KEY, kept, actor=who, at=at, client=client)
    return kept


def _needed(pairs: Mapping[str, str], known: Catalogue, table: str) -> dict[str, str]:
    ours = {column.name for column in known.tables[table].columns} if table in known.tables else set()
    return {column: theirs for column, theirs in pairs.items() if column in ours and column != theirs}
