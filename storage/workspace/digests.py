"""Hashes of whole tables, the same for the same rows in any file: what a seal is made of."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Row = tuple[Any, ...]
Ask = Callable[[str], Any]
"""Runs one statement and gives something to iterate over."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A table as it is kept: its columns, computed ones left out, those of its key, and those that name a run.

    `runs` says of each of these whether it may be empty.
    """

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    runs: tuple[tuple[str, bool], ...] = ()

    def select(self, where: str = "") -> str:
        """The statement that lists its rows in the order of the key."""
        chosen = f" WHERE {where}" if where else ""
        return f"SELECT {_list(self.columns)} FROM {_quoted(self.name)}{chosen} ORDER BY {_list(self.key)}"

    def insert(self) -> str:
        """The statement that adds one row."""
        marks = ", ".join("?" * len(self.columns))
        return f"INSERT INTO {_quoted(self.name)} ({_list(self.columns)}) VALUES ({marks})"


def shapes(ask: Ask) -> Mapping[str, Shape]:
    """Every table of a store by name, as the file itself describes them."""
    names = [row[0] for row in ask("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return {name: _shape(ask, name) for name in names if not name.startswith("sqlite_")}


def table_digests(ask: Ask, skip: Iterable[str] = ()) -> Mapping[str, str]:
    """Table -> SHA-256 of all its rows, the tables in `skip` left out."""
    left = {name: shape for name, shape in shapes(ask).items() if name not in set(skip)}
    return {name: digest_of_rows(shape, ask(shape.select())) for name, shape in left.items()}


def digest_of_rows(shape: Shape, rows: Iterable[Row]) -> str:
    """SHA-256 of rows in the order they come, each with its types; bytes count by their own hash."""
    running = hashlib.sha256(json.dumps(shape.columns).encode())
    for row in rows:
        running.update(json.dumps([_cell(cell) for cell in row]).encode())
        running.update(b"\n")
    return running.hexdigest()


def _cell(cell: Any) -> Any:
    # A text can never look like bytes: those are a list.
    return [hashlib.sha256(cell).hexdigest()] if isinstance(cell, bytes) else cell


def _shape(ask: Ask, name: str) -> Shape:
    told = list(ask(f"PRAGMA table_info({_quoted(name)})"))
    key = sorted((row[5], row[1]) for row in told if row[5])
    columns = tuple(row[1] for row in told)
    empty = {row[1]: not row[3] and not row[5] for row in told}
    named = [row[3] for row in ask(f"PRAGMA foreign_key_list({_quoted(name)})") if row[2] == "run"]
    return Shape(name, columns, tuple(column for _, column in key) or columns, tuple((c, empty[c]) for c in named))


def _list(names: Iterable[str]) -> str:
    return ", ".join(_quoted(name) for name in names)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
