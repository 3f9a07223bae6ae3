"""The one table for figures: every number in it answers, and every key of the house works in it."""

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QSizePolicy, QTableView, QWidget

from ui.desktop.kit import table_widths
from ui.desktop.kit.figure_delegate import FigureDelegate
from ui.desktop.kit.frozen_column import FrozenColumn
from ui.desktop.kit.table_header import FigureHeader
from ui.desktop.kit.theme import theme
from viewmodels.table import TableModel
from viewmodels.table_rows import summarize
from viewmodels.table_spec import Cell, Kind, RowKind

Index = QModelIndex | QPersistentModelIndex
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_NONE = Qt.KeyboardModifier.NoModifier
NOWHERE = (-1, -1)


class FigureTable(QTableView):
    """A table of figures: keyboard, ring, light, frozen first column, group rows, order by header, copy.

    `figure_selected` follows the current cell (the dock shows it); `explain_requested` asks to open the dock.
    """

    figure_selected = Signal(object)
    """Address of the number under the ring, or None on a label."""
    explain_requested = Signal(object)
    edit_requested = Signal(str, str)
    """F2 on a cell that has no editor in place: row key and column key."""
    decide_requested = Signal(str)
    """F4: row key."""
    action_requested = Signal(str, str)
    """Enter or click on a link: row key and column key."""
    sentence_requested = Signal(object)
    precedents_requested = Signal(object)
    dependents_requested = Signal(object)
    selection_summed = Signal(object)
    """A `Summary` of the numbers selected, or None with fewer than two."""
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
        self._density = "row_compact"
        self._fit_height = False
        self._empty_text = ""
        self._number_widths: dict[str, int] = {}
        self._touched: dict[str, int] = {}
        self._sharing = False
        self._frozen: FrozenColumn | None = None
        self.setAccessibleName(name)
        self._set_up_view()
        self.setModel(model)
        self._frozen = FrozenColumn(self)
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
        self.clicked.connect(self.press_index)
        self.doubleClicked.connect(self.activate_index)
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

    def set_empty_text(self, text: str) -> None:
        """Words shown when there is no row, such as "Nenhuma linha com estes filtros"."""
        self._empty_text = text
        self.viewport().update()

    def row_height(self) -> int:
        """Height of a row at the text size in use."""
        return theme().height(self._density)

    def number_width(self, key: str) -> int:
        """Width of the longest number of a column: shapes stand left of it."""
        return self._number_widths.get(key, 0)

    def natural_width(self, column: int) -> int:
        """The width a column asks for."""
        rows = self.figures.rows
        return table_widths.natural_width(
            self.figures.columns[column], rows, column == 0, self.has_groups, self.padding
        )

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
        for at, width in enumerate(table_widths.share(columns, natural, self.viewport().width())):
            self.setColumnWidth(at, width)
        self._sharing = False
        self._follow_frozen()

    def _follow_frozen(self) -> None:
        if self._frozen is not None:
            self._frozen.follow()

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

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the rows, or the words for none."""
        super().paintEvent(event)
        if self.figures.rowCount() == 0 and self._empty_text:
            painter = QPainter(self.viewport())
            painter.setFont(theme().font("body"))
            painter.setPen(theme().color("t2"))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._empty_text)

    def _tell_range(self) -> None:
        total = self.figures.rowCount()
        if total:
            first = max(0, self.rowAt(0))
            last = self.rowAt(self.viewport().height() - 1)
            self.range_shown.emit(first + 1, (total if last < 0 else last + 1), total)

    # --- what is selected

    def current_cell(self) -> Cell | None:
        """The cell under the ring."""
        index = self.currentIndex()
        return self.figures.cell_at(index.row(), index.column()) if index.isValid() else None

    def select_address(self, address: object) -> bool:
        """Put the ring on the number with this address and bring it in sight; False when it is not here."""
        index = self.figures.find(address)
        if index.isValid():
            self.setCurrentIndex(index)
        return index.isValid()

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        """Tell the dock which number is meant now."""
        super().currentChanged(current, previous)
        cell = self.current_cell()
        self.viewport().update()
        if self._frozen is not None:
            self._frozen.viewport().update()
        self.figure_selected.emit(cell.figure_address if cell else None)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802
        """Sum up what is selected when it is more than one cell."""
        super().selectionChanged(selected, deselected)
        indexes = self.selectedIndexes()
        chosen = [(self.figures.row_at(index.row()), self.figures.columns[index.column()]) for index in indexes]
        self.selection_summed.emit(summarize(chosen) if len(chosen) > 1 else None)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Give the keyboard a cell to start from."""
        super().focusInEvent(event)
        keyboard = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if keyboard and not self.currentIndex().isValid() and self.figures.rowCount():
            self.setCurrentIndex(self.figures.index(0, 0))

    def scrollTo(  # noqa: N802
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a cell in sight, beside the frozen column and not under it."""
        super().scrollTo(index, hint)
        frozen = self._frozen is not None and self._frozen.isVisible()
        hidden = self.columnWidth(0) - self.visualRect(index).left() if frozen else 0
        if index.column() > 0 and hidden > 0:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - hidden)

    # --- mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Follow the cell under the pointer: wash of the row, dotted line under a number that answers."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._hover((index.row(), index.column()) if index.isValid() else NOWHERE)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Forget the pointer."""
        super().leaveEvent(event)
        self._hover(NOWHERE)

    def _hover(self, place: tuple[int, int]) -> None:
        if place == self.hovered:
            return
        before, self.hovered = self.hovered, place
        for row in {before[0], place[0]} - {-1}:
            self.viewport().update(0, self.rowViewportPosition(row), self.viewport().width(), self.row_height())
        action = place != NOWHERE and self.figures.cell_at(*place).action
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if action else Qt.CursorShape.ArrowCursor)

    def press_index(self, index: Index) -> None:
        """A click: links act, group headings fold."""
        cell, row = self.figures.cell_at(index.row(), index.column()), self.figures.row_at(index.row())
        if cell.action:
            self.action_requested.emit(row.key, self.figures.columns[index.column()].key)
        elif row.kind is RowKind.GROUP and index.column() == 0:
            self.figures.toggle_group(index.row())

    def activate_index(self, index: Index) -> None:
        """A double click, Enter or F1: a link acts, a group heading folds, a number explains itself."""
        cell = self.figures.cell_at(index.row(), index.column())
        if not cell.action and cell.figure_address is not None:
            self.explain_requested.emit(cell.figure_address)

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

    # --- keyboard

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the table from the shortcuts of the window while a cell has the ring."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if self._deed(event) is not None and self.currentIndex().isValid():
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """The keys of the house; the rest is Qt's (arrows, Home, End, Ctrl+A, Space)."""
        deed = self._deed(event)
        if deed is not None and self.currentIndex().isValid():
            getattr(self, f"_key_{deed}")()
            event.accept()
            return
        super().keyPressEvent(event)

    def _deed(self, event: QKeyEvent) -> str | None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return _KEYS.get((modifiers, Qt.Key(event.key())))

    def _place(self) -> tuple[str, str]:
        index = self.currentIndex()
        return self.figures.row_at(index.row()).key, self.figures.columns[index.column()].key

    def _key_enter(self) -> None:
        index = self.currentIndex()
        if (cell := self.current_cell()) is not None and cell.action:
            self.action_requested.emit(*self._place())
        elif self.figures.row_at(index.row()).kind is RowKind.GROUP and index.column() == 0:
            self.figures.toggle_group(index.row())
        else:
            self.activate_index(index)

    def _key_explain(self) -> None:
        self.activate_index(self.currentIndex())

    def _key_edit(self) -> None:
        index = self.currentIndex()
        if self.figures.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        else:
            self.edit_requested.emit(*self._place())

    def _key_decide(self) -> None:
        self.decide_requested.emit(self._place()[0])

    def _key_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.figures.copy_text(self.selectedIndexes() or [self.currentIndex()]))

    def _emit_address(self, signal_name: str) -> None:
        cell = self.current_cell()
        if cell is not None and cell.figure_address is not None:
            getattr(self, signal_name).emit(cell.figure_address)

    def _key_sentence(self) -> None:
        self._emit_address("sentence_requested")

    def _key_precedents(self) -> None:
        self._emit_address("precedents_requested")

    def _key_dependents(self) -> None:
        self._emit_address("dependents_requested")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """The same acts as a menu, with the order of the column for those without a pointer."""
        if self.currentIndex().isValid():
            self.menu().exec(event.globalPos())

    def menu(self) -> QMenu:
        """The menu of the current cell."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        spec = self.figures.columns[self.currentIndex().column()]
        cell = self.current_cell()
        explained = cell is not None and cell.figure_address is not None
        menu.addAction(self.tr("Memória de cálculo\tF1"), self._key_explain).setEnabled(explained)
        menu.addAction(self.tr("Copiar valores\tCtrl+C"), self._key_copy)
        menu.addAction(self.tr("Copiar frase\tCtrl+Shift+C"), self._key_sentence).setEnabled(explained)
        menu.addSeparator()
        up, down = self.tr("Ordenar por %s, crescente"), self.tr("Ordenar por %s, decrescente")
        menu.addAction(up.replace("%s", spec.title), lambda: self.figures.sort_by(spec.key)).setEnabled(spec.sortable)
        menu.addAction(
            down.replace("%s", spec.title), lambda: self.figures.sort_by(spec.key, descending=True)
        ).setEnabled(spec.sortable)
        menu.addAction(self.tr("Ordem original"), lambda: self.figures.sort_by(None))
        return menu


_KEYS = {
    (_NONE, Qt.Key.Key_Return): "enter",
    (_NONE, Qt.Key.Key_Enter): "enter",
    (_NONE, Qt.Key.Key_F1): "explain",
    (_NONE, Qt.Key.Key_F2): "edit",
    (_NONE, Qt.Key.Key_F4): "decide",
    (_CTRL, Qt.Key.Key_C): "copy",
    (_CTRL | _SHIFT, Qt.Key.Key_C): "sentence",
    (_CTRL, Qt.Key.Key_BracketLeft): "precedents",
    (_CTRL, Qt.Key.Key_BracketRight): "dependents",
}
