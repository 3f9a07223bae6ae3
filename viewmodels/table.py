"""The one table model of the house: plain rows in, figures with their addresses out."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from viewmodels.state import default_word
from viewmodels.table_rows import sort_rows, tab_separated, unfolded
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row, RowKind

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


class TableModel(QAbstractTableModel):
    """Columns and rows of a table of figures, sorted and folded in plain lists.

    `external_sort` leaves the order to whoever feeds the model (`sort_requested` asks for it), for tables too long
    to sort here. `edited` carries what was typed in a cell: the model itself changes nothing.
    """

    sort_requested = Signal(str, object)
    """Column key and True for descending, False for ascending, None for the order given."""
    edited = Signal(str, str, str)
    """Row key, column key and the text typed."""
    rows_changed = Signal()

    def __init__(
        self, columns: Sequence[ColumnSpec] = (), external_sort: bool = False, parent: QObject | None = None
    ) -> None:
        """An empty table with these columns."""
        super().__init__(parent)
        self._columns = tuple(columns)
        self._external_sort = external_sort
        self._given: list[Row] = []
        self._shown: list[Row] = []
        self._folded: set[str] = set()
        self._lit: frozenset[object] = frozenset()
        self.sort_column: str | None = None
        self.sort_descending = False

    # --- what the feeder calls

    def set_columns(self, columns: Sequence[ColumnSpec]) -> None:
        """Replace the columns; the rows stay."""
        self.beginResetModel()
        self._columns = tuple(columns)
        self.endResetModel()
        self.rows_changed.emit()

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Replace every row; folding and order stay as the user left them."""
        self.beginResetModel()
        self._given = list(rows)
        self._arrange()
        self.endResetModel()
        self.rows_changed.emit()

    def update_cell(self, row_key: str, column_key: str, cell: Cell) -> None:
        """Replace one cell in place and repaint only it; raises KeyError for a row that is not there."""
        for at, row in enumerate(self._given):
            if row.key == row_key:
                self._given[at] = replace(row, cells={**row.cells, column_key: cell})
                self._swap_shown(self._given[at], column_key)
                return
        raise KeyError(row_key)

    def light(self, addresses: Collection[object]) -> None:
        """Light the cells with these figure addresses (the precedents of the number explained) and no others."""
        self._lit = frozenset(addresses)
        self._repaint(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    # --- what the view asks

    @property
    def columns(self) -> tuple[ColumnSpec, ...]:
        """The columns, left to right."""
        return self._columns

    @property
    def rows(self) -> Sequence[Row]:
        """The rows shown, in the order shown."""
        return self._shown

    def row_at(self, row: int) -> Row:
        """The row shown at a position."""
        return self._shown[row]

    def cell_at(self, row: int, column: int) -> Cell:
        """The cell shown at a position."""
        return self._shown[row].cell(self._columns[column].key)

    def is_lit(self, cell: Cell) -> bool:
        """True when the cell is a lit precedent."""
        return cell.lit or (cell.figure_address is not None and cell.figure_address in self._lit)

    def find(self, address: object) -> QModelIndex:
        """Where the number with this address is shown, or an invalid index."""
        for at, row in enumerate(self._shown):
            for column, spec in enumerate(self._columns):
                if row.cell(spec.key).figure_address == address:
                    return self.index(at, column)
        return QModelIndex()

    def is_folded(self, row: Row) -> bool:
        """True for a group whose lines are hidden."""
        return row.key in self._folded

    def toggle_group(self, row: int) -> None:
        """Fold or unfold the group at a position; other rows ignore it."""
        group = self._shown[row]
        if group.kind is not RowKind.GROUP:
            return
        self._folded ^= {group.key}
        self._rearrange()

    def sort_by(self, column: str | None, descending: bool = False) -> None:
        """Sort inside groups by a column; None gives back the order of the feeder."""
        self.sort_column, self.sort_descending = column, descending
        if self._external_sort:
            self.sort_requested.emit(column or "", None if column is None else descending)
            return
        self._rearrange()

    def copy_text(self, indexes: Iterable[Index]) -> str:
        """The raw values of these cells, tab-separated, in the order shown."""
        by_row: dict[int, list[int]] = {}
        for index in indexes:
            by_row.setdefault(index.row(), []).append(index.column())
        return tab_separated([self.cell_at(row, column) for column in sorted(by_row[row])] for row in sorted(by_row))

    def spoken(self, row: int, column: int) -> str:
        """The sentence a screen reader says for a cell: what, whose, value with unit, state."""
        cell, spec, line = self.cell_at(row, column), self._columns[column], self._shown[row]
        if cell.accessible:
            return cell.accessible
        label = line.cell(self._columns[0].key).text if column else ""
        unit = cell.unit or spec.unit or line.unit
        value = f"{cell.text} {unit}".strip() if spec.kind is Kind.NUMBER and cell.text else cell.text
        word = default_word(cell.state) if cell.state and spec.kind is not Kind.CHIP else ""
        return ", ".join(
            part
            for part in (spec.title, label, value or QCoreApplication.translate("TableModel", "sem valor"), word)
            if part
        )

    # --- Qt's interface

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: N802
        """Rows shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: N802
        """Columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, spoken sentence, tooltip, alignment and raw value of a cell."""
        if not index.isValid():
            return None
        cell = self.cell_at(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.EditRole:
            return tab_separated([[cell]])
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.tooltip or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(index.column())
        return None

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        """Numbers right, sparklines centred, everything else left."""
        kind = self._columns[column].kind
        return {Kind.NUMBER: RIGHT, Kind.SPARKLINE: CENTER}.get(kind, LEFT)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Title of a column, alone or spoken with its unit; rows have no header."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        spec = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return spec.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{spec.title}, {spec.unit}" if spec.unit else spec.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(section)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell may be selected; some may be edited."""
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self.cell_at(index.row(), index.column()).editable:
            return base | Qt.ItemFlag.ItemIsEditable
        return base

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Tell what was typed; whoever feeds the model decides whether the cell changes."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        if str(value) != self.data(index, role):
            self.edited.emit(self._shown[index.row()].key, self._columns[index.column()].key, str(value))
        return True

    # --- inside

    def _arrange(self) -> None:
        rows: Sequence[Row] = self._given
        if self.sort_column is not None and not self._external_sort:
            rows = sort_rows(rows, self.sort_column, self.sort_descending)
        self._shown = unfolded(rows, self._folded)

    def _rearrange(self) -> None:
        """Put the rows in order again, keeping the current cell on its row."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        keys = [self._shown[index.row()].key for index in before]
        self._arrange()
        places = {row.key: at for at, row in enumerate(self._shown)}
        after = [
            self.index(places[key], index.column()) if key in places else QModelIndex()
            for key, index in zip(keys, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
        self.rows_changed.emit()

    def _swap_shown(self, row: Row, column_key: str) -> None:
        for at, shown in enumerate(self._shown):
            if shown.key == row.key:
                self._shown[at] = row
                column = [spec.key for spec in self._columns].index(column_key)
                self._repaint(self.index(at, column), self.index(at, column))

    def _repaint(self, first: QModelIndex, last: QModelIndex) -> None:
        if first.isValid() and last.isValid():
            self.dataChanged.emit(first, last, [])
