"""What SQL an application connection may run: data yes, the shape of the store no."""

import sqlite3

_READABLE_PRAGMAS = frozenset(
    """data_version user_version application_id page_count page_size freelist_count journal_mode foreign_keys
    recursive_triggers query_only read_uncommitted auto_vacuum compile_options encoding synchronous""".split()
)
_CALLABLE_PRAGMAS = frozenset(
    """quick_check integrity_check foreign_key_check table_info table_xinfo table_list index_list index_info
    index_xinfo foreign_key_list wal_checkpoint incremental_vacuum optimize max_page_count""".split()
)
_SHAPE = frozenset(
    getattr(sqlite3, name)
    for name in dir(sqlite3)
    if name.startswith(("SQLITE_CREATE_", "SQLITE_DROP_")) or name in ("SQLITE_ALTER_TABLE", "SQLITE_REINDEX")
)
_OTHER_FILES = frozenset((sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH))
_CHANGES = frozenset((sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE))
_SCHEMA_TABLES = frozenset(("sqlite_master", "sqlite_schema", "sqlite_temp_master", "sqlite_temp_schema"))


def authorize(action: int, first: str | None, second: str | None, database: str | None, trigger: str | None) -> int:
    """SQLite's question before it prepares a statement; denies DDL, other files and pragmas that disarm guards.

    With it a trigger of the journal cannot be dropped, nor `writable_schema` set, from inside the application.
    """
    if action in _SHAPE or action in _OTHER_FILES:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_PRAGMA:
        return sqlite3.SQLITE_OK if _pragma_is_harmless(first or "", second) else sqlite3.SQLITE_DENY
    if action in _CHANGES and first in _SCHEMA_TABLES:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK


def _pragma_is_harmless(name: str, argument: str | None) -> bool:
    lowered = name.lower()
    return lowered in _CALLABLE_PRAGMAS or (lowered in _READABLE_PRAGMAS and argument is None)
