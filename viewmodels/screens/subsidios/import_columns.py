"""Which column of a source is which of ours, as a person sees it and mends it before the reading."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from storage.auditoria.catalogue import Catalogue, TableColumn
from storage.auditoria.matching import Matched
from storage.imports.table_file import same_word
from viewmodels.operations.subsidios.examining import Examined, FoundTable
from viewmodels.state import State


class How(StrEnum):
    """How a column was found; the value ends the code of its words."""

    NAME = "NOME"
    SYNONYM = "SINONIMO"
    MEMORY = "MEMORIA"
    HAND = "MAO"
    LACKING = "FALTA"
    ABSENT = "NAO_VEM"


STATES: Mapping[How, State] = {
    How.NAME: State.OK,
    How.SYNONYM: State.OK,
    How.MEMORY: State.OK,
    How.HAND: State.OK,
    How.LACKING: State.ATENCAO,
    How.ABSENT: State.SEM_DADOS,
}


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One of our columns: what it is in the source ("" nothing), how that is known, what else it could be."""

    ours: str
    theirs: str
    how: How
    choices: tuple[str, ...]
    required: bool


@dataclass(slots=True)
class ColumnPairs:
    """The matching of one source: as found, mended by hand."""

    examined: Examined
    asked: Catalogue
    by_hand: dict[str, dict[str, str]] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    """The tables as they are listed: those that waited for somebody when they were found come first, and stay."""

    def __post_init__(self) -> None:
        waiting = {table.name for table in self.examined.tables if table.trouble or self.lacking(table.name)}
        names = [table.name for table in self.examined.tables]
        self.order = tuple(sorted(names, key=lambda name: name not in waiting))

    def table(self, name: str) -> FoundTable:
        """A table found. Raises StopIteration when the source has none of this name."""
        return next(table for table in self.examined.tables if table.name == name)

    def matched(self, name: str) -> Matched:
        """How the columns of a table answer to ours now."""
        return self.table(name).matched(self.asked, self.by_hand.get(name, {}))

    def take(self, table: str, ours: str, theirs: str) -> None:
        """Says which column is one of ours; "" takes back what was said."""
        pairs = self.by_hand.setdefault(table, {})
        for other in [column for column, name in pairs.items() if name == theirs]:
            del pairs[other]
        pairs.pop(ours, None)
        if theirs:
            pairs[ours] = theirs

    def lacking(self, table: str) -> int:
        """Required columns of a table nobody found yet."""
        found = self.table(table)
        return 0 if found.trouble else len(self.matched(table).lacking)

    def hopeless(self, table: str) -> str:
        """The first required column for which the source has nothing left to choose; "" when there is none."""
        matched = None if self.table(table).trouble else self.matched(table)
        return "" if matched is None or matched.unused or not matched.lacking else matched.lacking[0]

    def lines(self, table: str) -> tuple[ColumnLine, ...]:
        """The columns of a table: those to be said first, then those found otherwise than by name, then the rest.

        They stay in their places whatever is said of them.
        """
        matched, found = self.matched(table), self.table(table).matched(self.asked, {})
        lines = [self._line(table, column, matched) for column in self.asked.tables[table].columns]
        return tuple(sorted(lines, key=lambda line: self._rank(table, line.ours, found)))

    def said(self) -> Mapping[str, Mapping[str, str]] | None:
        """What the import is told: the tables mended by hand, with what was remembered of them; None when none was."""
        mended = {name: {**self.table(name).kept, **pairs} for name, pairs in self.by_hand.items() if pairs}
        return mended or None

    def _rank(self, table: str, ours: str, found: Matched) -> int:
        if ours in found.lacking:
            return 0
        order = (How.MEMORY, How.SYNONYM, How.ABSENT, How.NAME)
        return 1 + order.index(self._found_how(table, ours, found.theirs.get(ours, "")))

    def _line(self, table: str, column: TableColumn, matched: Matched) -> ColumnLine:
        theirs = matched.theirs.get(column.name, "")
        lacking = column.name in matched.lacking
        how = How.LACKING if lacking else self._how(table, column.name, theirs)
        choices = tuple(dict.fromkeys([*([theirs] if theirs else []), *matched.unused]))
        return ColumnLine(column.name, theirs, how, choices, column.required)

    def _how(self, table: str, ours: str, theirs: str) -> How:
        said = self.by_hand.get(table, {}).get(ours, "")
        if theirs and same_word(said) == same_word(theirs):
            return How.HAND
        return self._found_how(table, ours, theirs)

    def _found_how(self, table: str, ours: str, theirs: str) -> How:
        if not theirs:
            return How.ABSENT
        if same_word(ours) == same_word(theirs):
            return How.NAME
        kept = self.table(table).kept.get(ours, "")
        return How.MEMORY if same_word(kept) == same_word(theirs) else How.SYNONYM
