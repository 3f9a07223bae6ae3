"""Which column of a file is which of ours: by name, then by the names it also answers to, then as remembered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storage.auditoria.catalogue import InputTable
from storage.imports.table_file import same_word

ColumnsMap = Mapping[str, Mapping[str, str]]
"""Table -> our column -> the column of the source; what somebody matched once."""


@dataclass(frozen=True, slots=True)
class Matched:
    """Our column -> theirs; `lacking` are required and nowhere, `unused` are theirs that say nothing to us."""

    theirs: Mapping[str, str]
    lacking: tuple[str, ...]
    unused: tuple[str, ...]


def match_columns(table: InputTable, names: Sequence[str], remembered: Mapping[str, str]) -> Matched:
    """Matches the columns of one file; each of theirs serves one of ours, and a remembered pair wins over synonyms."""
    by_word: dict[str, str] = {}
    for name in names:
        by_word.setdefault(same_word(name), name)
    theirs: dict[str, str] = {}
    for column in table.columns:
        if (found := by_word.get(same_word(column.name))) is not None:
            theirs[column.name] = found
    _add(theirs, {column: by_word.get(same_word(name)) for column, name in remembered.items()}, table)
    for column in table.columns:
        words = (by_word.get(same_word(word)) for word in column.synonyms)
        free = next((name for name in words if name and name not in theirs.values()), None)
        _add(theirs, {column.name: free}, table)
    lacking = tuple(c.name for c in table.columns if c.required and c.name not in theirs)
    return Matched(theirs, lacking, tuple(name for name in names if name not in theirs.values()))


def _add(theirs: dict[str, str], found: Mapping[str, str | None], table: InputTable) -> None:
    ours = {column.name for column in table.columns}
    for column, name in found.items():
        if name and column in ours and column not in theirs and name not in theirs.values():
            theirs[column] = name
