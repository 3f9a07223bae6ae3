"""Every import of an audit, newest first: what it held, who brought it, and whether it is the one in force."""

from dataclasses import dataclass

from storage.auditoria.source_rows import HeldTable, held_tables
from storage.auditoria.sources import Source, SourceKind, list_sources
from storage.people import names_of
from viewmodels.operations.house import House
from viewmodels.operations.registry import AUDIT_AREA, operation
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.workspace import open_audit_of


@dataclass(frozen=True, slots=True)
class ImportMade:
    """One import: its heading, the name of who brought it, its tables, and whether a later one took its place."""

    source: Source
    who: str
    tables: tuple[HeldTable, ...]
    in_force: bool

    @property
    def rows(self) -> int:
        """Rows of all its tables."""
        return sum(table.rows for table in self.tables)


@operation("subsidios.importacoes", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def imports_made(house: House, scope: Scope) -> tuple[ImportMade, ...]:
    """Every import of the audit, newest first. Raises KnownError AUDITORIA_NENHUMA outside the file of one."""
    open_audit_of(house)
    seen: set[SourceKind] = set()
    made = []
    with house.store.read() as connection:
        sources = list_sources(connection)
        names = names_of(connection, {each.brought_by for each in sources})
        for each in sources:
            who = names.get(each.brought_by, each.brought_by)
            made.append(ImportMade(each, who, held_tables(connection, each.snapshot), each.kind not in seen))
            seen.add(each.kind)
    return tuple(made)
