"""Every table declared in code is the one the migrations make, and the migrations make no other."""

import importlib
import pkgutil
from typing import Any

from sqlalchemy import inspect

import storage
from storage.store import Store
from storage.store.columns import METADATA

Shape = tuple[list[str], list[str], set[str]]
"""Names of the columns, those of the key in its order, those outside it that may be empty."""


def every_table() -> dict[str, Shape]:
    """What code declares, wherever under storage it is declared."""
    for found in pkgutil.walk_packages(storage.__path__, "storage."):
        importlib.import_module(found.name)
    return {
        table.name: (
            [column.name for column in table.columns],
            [column.name for column in table.primary_key.columns],
            {column.name for column in table.columns if column.nullable and not column.primary_key},
        )
        for table in METADATA.sorted_tables
    }


def held(store: Store) -> dict[str, Shape]:
    """What a store made by the migrations has."""
    with store.read() as connection:
        seen: Any = inspect(connection)
        return {name: _shape(seen, name) for name in seen.get_table_names()}


def _shape(seen: Any, name: str) -> Shape:
    columns = seen.get_columns(name)
    key = seen.get_pk_constraint(name)["constrained_columns"]
    return [c["name"] for c in columns], key, {c["name"] for c in columns if c["nullable"]} - set(key)


def test_the_tables_in_code_are_those_of_the_migrations(empty: Store) -> None:
    assert every_table() == held(empty)
