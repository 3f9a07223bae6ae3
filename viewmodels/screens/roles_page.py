"""Papéis e direitos: the matrix of the rules, one table per area, read only."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from storage.people import rights_by_area
from viewmodels.desk import Desk
from viewmodels.table import TableModel
from viewmodels.table_spec import Cell, ColumnSpec, Row

RIGHT = "direito"


@dataclass(frozen=True, slots=True)
class AreaRights:
    """An area's part of the matrix: its name, the table of those who hold any right in it, and who holds none."""

    area: str
    title: str
    table: TableModel
    others: str


class RolesPage:
    """The whole matrix, area by area."""

    def __init__(self, desk: Desk) -> None:
        """The matrix as the program ships it."""
        self._desk = desk
        roles: Mapping[str, tuple[str, ...]] = desk.ask("pessoas.papeis")
        self.areas = tuple(self._areas(roles))

    def _areas(self, roles: Mapping[str, tuple[str, ...]]) -> Iterator[AreaRights]:
        for area, rights in rights_by_area().items():
            holding = {role: set(held) for role, held in roles.items() if set(held) & set(rights)}
            idle = ", ".join(self._role(role) for role in roles if role not in holding)
            others = self._desk.say("PAPEIS.SEM_DIREITO_AQUI", papeis=idle) if idle else ""
            yield AreaRights(area, self._desk.say(f"AREA.{area}"), self._table(rights, holding), others)

    def _table(self, rights: tuple[str, ...], holding: Mapping[str, set[str]]) -> TableModel:
        first = ColumnSpec(RIGHT, self._desk.say("PAPEIS.DIREITO"), sortable=False, stretch=3)
        columns = (ColumnSpec(role, self._role(role), sortable=False, stretch=2) for role in holding)
        table = TableModel((first, *columns))
        table.set_rows([self._row(right, holding) for right in rights])
        return table

    def _row(self, right: str, holding: Mapping[str, set[str]]) -> Row:
        words = self._desk.say(f"DIREITO.{right}")
        cells = {role: Cell(self._desk.say("PAPEIS.SIM" if right in held else "PAPEIS.NAO"), right in held)
                 for role, held in holding.items()}  # fmt: skip
        return Row(right, {RIGHT: Cell(words[:1].upper() + words[1:], right), **cells})

    def _role(self, role: str) -> str:
        return self._desk.say(f"PAPEL.{role}")
