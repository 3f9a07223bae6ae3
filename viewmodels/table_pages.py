"""The table model over rows kept elsewhere: pages are fetched around what is looked at, and only a few are kept."""

from collections import OrderedDict
from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject

from viewmodels.table import TableModel
from viewmodels.table_spec import Cell, ColumnSpec, Row

PAGE = 200
KEPT_PAGES = 16
NOTHING = Row("")

Fetch = Callable[[int, int], Sequence[Row]]
"""Rows from a place on, so many."""


class PagedTableModel(TableModel):
    """A `TableModel` of any length: `set_source` says how many rows there are and who brings them.

    Order is left to the source (`sort_requested`). `rows` are samples to measure columns by, never all of them.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """An empty table."""
        super().__init__(external_sort=True, parent=parent)
        self._total = 0
        self._fetch: Fetch | None = None
        self._samples: tuple[Row, ...] = ()
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()

    def set_source(
        self, columns: Sequence[ColumnSpec], total: int, fetch: Fetch | None, samples: Sequence[Row] = ()
    ) -> None:
        """Show other rows: their columns, how many, who brings them, and rows with the longest values of each."""
        self.beginResetModel()
        self._columns, self._total, self._fetch = tuple(columns), total, fetch
        self._pages.clear()
        self._samples = tuple(samples)
        self.endResetModel()
        self.rows_changed.emit()

    @property
    def rows(self) -> Sequence[Row]:
        """Rows to measure the columns by: the samples, and the first page."""
        return (*self._samples, *self._page(0)) if self._total else self._samples

    def row_at(self, row: int) -> Row:
        """The row shown at a position, fetched with its page when it is not here."""
        page = self._page(row // PAGE)
        at = row % PAGE
        return page[at] if at < len(page) else NOTHING

    def cell_at(self, row: int, column: int) -> Cell:
        """The cell shown at a position."""
        return self.row_at(row).cell(self._columns[column].key)

    def find(self, address: object) -> QModelIndex:
        """Where the number with this address is among the rows that are here, or an invalid index."""
        for number, page in self._pages.items():
            for at, row in enumerate(page):
                for column, spec in enumerate(self._columns):
                    if row.cell(spec.key).figure_address == address:
                        return self.index(number * PAGE + at, column)
        return QModelIndex()

    def spoken(self, row: int, column: int) -> str:
        """The sentence a screen reader says for a cell."""
        cell, spec = self.cell_at(row, column), self._columns[column]
        first = self.cell_at(row, 0).text if column else ""
        return ", ".join(part for part in (spec.title, first, f"{cell.text} {spec.unit}".strip()) if part)

    def toggle_group(self, row: int) -> None:
        """There are no groups here."""

    def rowCount(self, parent: object = None) -> int:  # type: ignore[override]  # noqa: N802
        """Every row there is."""
        return 0 if isinstance(parent, QModelIndex) and parent.isValid() else self._total

    def setData(self, index: object, value: object, role: int = 0) -> bool:  # type: ignore[override]  # noqa: N802
        """Nothing is edited here."""
        return False

    def _page(self, number: int) -> Sequence[Row]:
        if number not in self._pages:
            self._pages[number] = self._fetch(number * PAGE, PAGE) if self._fetch is not None else ()
            while len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return self._pages[number]
