"""First column that stays while the others scroll: a second view over the first one's left edge."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

from ui.desktop.kit.figure_delegate import FigureDelegate
from ui.desktop.kit.table_header import FigureHeader

if TYPE_CHECKING:
    from ui.desktop.kit.table_grid import FigureGrid


class FrozenColumn(QTableView):
    """Shows only the first column of a `FigureTable`, in step with its rows, scroll, widths and selection."""

    def __init__(self, table: "FigureGrid") -> None:
        """Lie over `table`; the keyboard stays with it."""
        super().__init__(table)
        self._table = table
        self.setProperty("congelada", True)
        self.setHorizontalHeader(FigureHeader(table, self))
        self.verticalHeader().hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(table)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setModel(table.figures)
        self.setSelectionModel(table.selectionModel())
        self.setItemDelegate(FigureDelegate(table))
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)
        self.hide()

    def follow(self) -> None:
        """Take the place and the measures of the first column; hide when everything fits."""
        table = self._table
        columns = table.figures.columnCount()
        if columns == 0 or table.horizontalScrollBar().maximum() == 0:
            self.hide()
            return
        for column in range(1, columns):
            self.setColumnHidden(column, True)
        self.setColumnWidth(0, table.columnWidth(0))
        self.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        header = table.horizontalHeader().height()
        self.horizontalHeader().setFixedHeight(header)
        self.setGeometry(
            table.frameWidth(), table.frameWidth(), table.columnWidth(0), header + table.viewport().height()
        )
        self.verticalScrollBar().setValue(table.verticalScrollBar().value())
        self.show()
        self.raise_()
