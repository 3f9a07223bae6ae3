"""The grid under the table of figures: widths, heights, frozen first column, order, what is in sight."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QSizePolicy, QTableView, QWidget

from ui.desktop.kit import table_widths
from ui.desktop.kit.figure_delegate import FigureDelegate
from ui.desktop.kit.frozen_column import FrozenColumn
from ui.desktop.kit.table_header import FigureHeader
from ui.desktop.kit.theme import theme
from viewmodels.table import TableModel
from viewmodels.table_spec import Kind, RowKind

Index = QModelIndex | QPersistentModelIndex
NOWHERE = (-1, -1)
_PASSES = 3
"""How often the width is shared again when a scroll bar came or went meanwhile and changed the room."""


class FigureGrid(QTableView):
    """Measures and draws a `TableModel`; keyboard, mouse and signals of figures are `FigureTable`'s."""

    range_shown = Signal(int, int, int)
    """First and last row in sight (from 1) and how many there are."""

    def __init__(self, model: TableModel, name: str, parent: QWidget | None = None) -> None:
        """A table on `model`; `name` is what a screen reader calls it ("Metas por critério e setor")."""
        super().__init__(parent)
        self.figures = model
        self.hovered = NOWHERE
        self.highlight_row = False
        self.first_edge = False
        self.padding = 10
        self.has_groups = False
        self.cuts_text = True
        """Whether texts are cut before the table scrolls sideways; a table of many columns scrolls instead."""
        self._density = "row_compact"
        self._fit_height = False
        self._number_widths: dict[str, int] = {}
        self._touched: dict[str, int] = {}
        self._sharing = False
        self.frozen: FrozenColumn | None = None
        self.setAccessibleName(name)
        self._set_up_view()
        self.setModel(model)
        self.frozen = FrozenColumn(self)
        self._connect()
        self._measure()

    def _set_up_view(self) -> None:
        self.setHorizontalHeader(FigureHeader(self, self))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setItemDelegate(FigureDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def _connect(self) -> None:
        self.figures.rows_changed.connect(self._measure)
        self.horizontalHeader().sectionResized.connect(self._section_resized)
        self.horizontalScrollBar().rangeChanged.connect(self._follow_frozen)
        self.verticalScrollBar().valueChanged.connect(self._tell_range)
        theme().changed.connect(self._measure)

    # --- how it looks

    def set_density(self, comfortable: bool) -> None:
        """Comfortable rows (33 px) for tables of decision, compact (26 px) for tables of work."""
        self._density = "row_comfortable" if comfortable else "row_compact"
        self._measure()

    def set_fit_height(self, fit: bool) -> None:
        """Be exactly as high as the rows (short tables inside cards), instead of scrolling."""
        self._fit_height = fit
        policy = QSizePolicy.Policy.Fixed if fit else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Expanding, policy)
        off, on = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(off if fit else on)
        self._measure()

    def set_first_edge(self, edge: bool) -> None:
        """Draw the b2 edge after the first column even when nothing scrolls."""
        self.first_edge = edge
        self.viewport().update()

    def set_highlight_row(self, highlight: bool) -> None:
        """Wash the whole current row (tables of choosing a line) and not only the cell."""
        self.highlight_row = highlight
        self.viewport().update()

    def row_height(self) -> int:
        """Height of a row at the text size in use."""
        return theme().height(self._density)

    def number_width(self, key: str) -> int:
        """Width of the longest number of a column: shapes stand left of it."""
        return self._number_widths.get(key, 0)

    def natural_width(self, column: int) -> int:
        """The width a column asks for."""
        spec, rows = self.figures.columns[column], self.figures.rows
        asked = table_widths.natural_width(spec, rows, column == 0, self.has_groups, self.padding)
        return max(asked, self.horizontalHeader().minimumSectionSize())

    def content_height(self) -> int:
        """Height of header and all rows together."""
        bar = self.horizontalScrollBar()
        extra = bar.sizeHint().height() if bar.maximum() > 0 else 0
        return theme().height("table_header") + self.figures.rowCount() * self.row_height() + extra

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as the rows when asked to fit, else Qt's."""
        if self._fit_height:
            return QSize(super().sizeHint().width(), self.content_height())
        return super().sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Room for the header and three rows, or for all when it fits its rows."""
        height = self.content_height() if self._fit_height else theme().height("table_header") + 3 * self.row_height()
        return QSize(160, height)

    def _measure(self) -> None:
        """Take the measures that follow rows, text size or density, and share the width again."""
        rows, columns = self.figures.rows, self.figures.columns
        self.padding = 7 if len(columns) >= 12 else 10
        self.has_groups = any(row.kind is RowKind.GROUP for row in rows)
        self._number_widths = {
            spec.key: table_widths.widest_number(rows, spec.key) for spec in columns if spec.kind is Kind.NUMBER
        }
        self.verticalHeader().setDefaultSectionSize(self.row_height())
        self.horizontalHeader().setFixedHeight(theme().height("table_header"))
        self._share_width()
        self.updateGeometry()
        self.viewport().update()
        self._tell_range()

    def _share_width(self) -> None:
        columns = self.figures.columns
        if not columns:
            return
        natural = [self._touched.get(spec.key, 0) or self.natural_width(at) for at, spec in enumerate(columns)]
        self._sharing = True
        for _ in range(_PASSES):
            room = self.viewport().width()
            shared = room if self.cuts_text else max(room, sum(natural))
            for at, width in enumerate(table_widths.share(columns, natural, shared)):
                self.setColumnWidth(at, width)
            if self.viewport().width() == room:
                break
        self._sharing = False
        self._follow_frozen()

    def _follow_frozen(self) -> None:
        if self.frozen is not None:
            self.frozen.follow()

    def _section_resized(self, column: int, before: int, width: int) -> None:
        """Remember a width the user dragged; a number is never cut, whatever was dragged."""
        if self._sharing:
            return
        spec = self.figures.columns[column]
        least = self.natural_width(column) if spec.kind is Kind.NUMBER else 36
        self._touched[spec.key] = max(width, least)
        if width < least:
            self.setColumnWidth(column, least)
        self._follow_frozen()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Share the new width."""
        super().resizeEvent(event)
        self._share_width()
        self._tell_range()

    def _tell_range(self) -> None:
        total = self.figures.rowCount()
        if total:
            first = max(0, self.rowAt(0))
            last = self.rowAt(self.viewport().height() - 1)
            self.range_shown.emit(first + 1, (total if last < 0 else last + 1), total)

    def scrollTo(  # noqa: N802
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a cell in sight, beside the frozen column and not under it."""
        super().scrollTo(index, hint)
        frozen = self.frozen is not None and self.frozen.isVisible()
        hidden = self.columnWidth(0) - self.visualRect(index).left() if frozen else 0
        if index.column() > 0 and hidden > 0:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - hidden)

    def cycle_sort(self, column: int) -> None:
        """Next order of a column: ascending, descending, order given."""
        spec = self.figures.columns[column]
        if not spec.sortable:
            return
        if self.figures.sort_column != spec.key:
            self.figures.sort_by(spec.key)
        elif not self.figures.sort_descending:
            self.figures.sort_by(spec.key, descending=True)
        else:
            self.figures.sort_by(None)
        self.horizontalHeader().viewport().update()
