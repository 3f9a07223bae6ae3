"""Every row behind a number, table by table, as the run froze them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.labels import code_label, label
from ui.desktop.kit.table import FigureTable
from viewmodels.memory import RowsBehind
from viewmodels.table import TableModel

NAMES_WIDTH = 320

Keep = Callable[[RowsBehind, str, QWidget], QFileDialog]
"""Asks where the rows of a table go and writes them there."""


class RowsWindow(QDialog):
    """Names of the tables at the left, the rows at the right with their filter; sorts, copies."""

    def __init__(
        self, title: str, tables: Sequence[tuple[str, RowsBehind]], keep: Keep, parent: QWidget | None = None
    ) -> None:
        """A window on the tables behind the number called `title`; `keep` writes one of them to a file."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Linhas por trás de %s").replace("%s", title))
        self._tables, self._keep = tuple(tables), keep
        self.names = QListWidget()
        self.names.setAccessibleName(self.tr("Tabelas"))
        self.names.setFixedWidth(NAMES_WIDTH)
        self.names.addItems([name for name, _ in tables])
        self.names.setSpacing(2)
        self.names.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        if len(self._tables) == 1:
            self.names.hide()
        self._model = TableModel()
        self.table = FigureTable(self._model, self.tr("Linhas"))
        self._filter = code_label("")
        self._filter.setWordWrap(True)
        self._lay_out(title)
        self.names.currentRowChanged.connect(self._choose)
        self.names.setCurrentRow(0)
        self.resize(900, 620)

    def _lay_out(self, title: str) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.names)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._filter)
        right.addWidget(self.table, 1)
        middle.addLayout(right, 1)
        foot = QHBoxLayout()
        foot.addWidget(buttons.ghost(self.tr("Copiar tudo"), self.copy, icon="copy"))
        foot.addWidget(buttons.ghost(self.tr("Salvar como CSV"), self.save, icon="download-simple"))
        foot.addStretch(1)
        foot.addWidget(buttons.outlined(self.tr("Fechar"), self.accept))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(title, "card", wrap=True))
        if len(self._tables) == 1:
            column.addWidget(label(self._tables[0][0], "caption", "t3"))
        column.addLayout(middle, 1)
        column.addLayout(foot)

    def copy(self) -> None:
        """Puts the whole table on the clipboard, tab-separated."""
        model = self._model
        everything = [model.index(row, at) for row in range(model.rowCount()) for at in range(model.columnCount())]
        QGuiApplication.clipboard().setText(model.copy_text(everything))

    def save(self) -> None:
        """Asks where, then writes the table shown as a file any spreadsheet opens."""
        name, rows = self._tables[self.names.currentRow()]
        self._keep(rows, name, self)

    def _choose(self, at: int) -> None:
        if 0 <= at < len(self._tables):
            _, rows = self._tables[at]
            self._model.set_columns(rows.columns)
            self._model.set_rows(rows.rows)
            self._filter.setText(rows.caption)
            self._filter.setVisible(bool(rows.caption))
