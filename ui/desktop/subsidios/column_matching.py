"""Tabelas e colunas: which tables were found, and which column of theirs is each of ours."""

from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.desktop.entrance.form_page import Problem
from ui.desktop.kit.card import Card
from ui.desktop.kit.chip import Chip
from ui.desktop.kit.labels import ElidedLabel, code_label, label
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import theme
from viewmodels.screens.subsidios.import_column_words import ColumnWords
from viewmodels.screens.subsidios.import_columns import STATES, ColumnLine, How
from viewmodels.screens.subsidios.import_wizard import ImportWizard

LEFT = 420
COMBO = 190
BESIDE = 900
"""Width from which tables and columns stand beside each other."""
MOST = (1 << 24) - 1
"""Qt's own largest size: no limit."""


class ColumnMatching(QWidget):
    """The tables at the left, the columns of the one in front at the right."""

    def __init__(self, model: ImportWizard, below: QWidget) -> None:
        """The matching of an import; `below` stands under the columns."""
        super().__init__()
        self.model, self._words = model, ColumnWords(model)
        self.boxes: dict[str, QComboBox] = {}
        self.tables = FigureTable(model.found, self.tr("Tabelas reconhecidas"))
        self.tables.set_fit_height(True)
        self.tables.set_highlight_row(True)
        self.tables.selectionModel().currentRowChanged.connect(lambda now, _before: self._choose(now.row()))
        found = Card(self.tr("Tabelas reconhecidas"))
        found.body.addWidget(self.tables)
        self._absent = label("", "caption", "t3", wrap=True)
        self._absent.setContentsMargins(14, 8, 14, 10)
        found.body.addWidget(self._absent)
        self._found = found
        self.columns = Card("-", padded=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(3, 1)
        self._by_name, self._unused = label("", "caption", "t3", wrap=True), label("", "caption", "t3", wrap=True)
        self._trouble = Problem()
        self.columns.body.addWidget(self._trouble)
        self.columns.body.addLayout(self._grid)
        self.columns.body.addWidget(self._by_name)
        self.columns.body.addWidget(self._unused)
        self._lay_out(found, below)
        model.columns_changed.connect(self.refresh)

    def _lay_out(self, found: Card, below: QWidget) -> None:
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        for cards, share in (((found,), 0), ((self.columns, below), 1)):
            column = QVBoxLayout()
            column.setSpacing(12)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._row.addLayout(column, share)
        self._stack(narrow=False)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The columns go under the tables where there is no room beside them."""
        super().resizeEvent(event)
        self._stack(self.width() < theme().px(BESIDE))

    def _stack(self, narrow: bool) -> None:
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() == way and self._found.maximumWidth() == (MOST if narrow else theme().px(LEFT)):
            return
        self._row.setDirection(way)
        self._found.setMinimumWidth(0 if narrow else theme().px(LEFT))
        self._found.setMaximumWidth(MOST if narrow else theme().px(LEFT))
        self.tables.set_fit_height(not narrow)
        self.tables.setMaximumHeight(
            self.tables.minimumSizeHint().height() + 2 * self.tables.row_height() if narrow else MOST
        )
        self._show_chosen()

    def _show_chosen(self) -> None:
        self.tables.scrollTo(self.tables.currentIndex())

    def refresh(self) -> None:
        """Show the tables, and the columns of the one in front."""
        model = self.model
        if model.pairs is None or not model.table:
            return
        self._absent.setText(model.absent_told)
        self._absent.setVisible(bool(model.absent_told))
        title, files = self._words.table(model.table)
        self.columns.set_title(title, files)
        self._mark_row()
        trouble = self._words.trouble(model.table)
        lines = () if trouble else model.pairs.lines(model.table)
        asked = [line for line in lines if line.how is not How.NAME]
        self._rebuild(asked)
        self._trouble.say(trouble)
        self._by_name.setText(self._words.by_name(lines))
        self._unused.setText("" if trouble else self._words.unused(model.table))
        for words in (self._by_name, self._unused):
            words.setVisible(bool(words.text()))

    def start(self) -> None:
        """The keyboard starts on the first column still to be said, else on the tables."""
        (next(iter(self.boxes.values()), None) or self.tables).setFocus()

    def _choose(self, row: int) -> None:
        if 0 <= row < self.model.found.rowCount():
            self.model.show_table(self.model.found.row_at(row).key)

    def _mark_row(self) -> None:
        """Keep the ring on the table in front: its rows were written anew."""
        keys = [self.model.found.row_at(at).key for at in range(self.model.found.rowCount())]
        at = keys.index(self.model.table)
        if self.tables.currentIndex().row() != at:
            with QSignalBlocker(self.tables.selectionModel()):
                self.tables.setCurrentIndex(self.model.found.index(at, 0))
            self._show_chosen()
            self.tables.viewport().update()

    def _rebuild(self, lines: list[ColumnLine]) -> None:
        focused = next((ours for ours, box in self.boxes.items() if box.hasFocus()), "")
        while item := self._grid.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.boxes = {}
        for at, line in enumerate(lines):
            self._grid.addWidget(self._make_name(line), at, 0)
            self._grid.addWidget(self._make_box(line), at, 1)
            self._grid.addWidget(Chip(STATES[line.how], self._words.how(line), wash=False), at, 2)
        self._link(focused)

    def _link(self, focused: str) -> None:
        """Tab goes from the tables through the columns; the one just said keeps the keyboard."""
        before: QWidget = self.tables
        for box in self.boxes.values():
            QWidget.setTabOrder(before, box)
            before = box
        if focused in self.boxes:
            self.boxes[focused].show()
            self.boxes[focused].setFocus()

    def _make_name(self, line: ColumnLine) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(code_label(line.ours))
        column.addWidget(ElidedLabel(self._words.meaning(line.ours), "caption", "t3"))
        return made

    def _make_box(self, line: ColumnLine) -> QComboBox:
        box = self.boxes[line.ours] = QComboBox()
        box.setAccessibleName(", ".join(part for part in (line.ours, self._words.meaning(line.ours)) if part))
        box.setFixedWidth(theme().px(COMBO))
        box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for theirs, words in self._words.choices(line):
            box.addItem(words, theirs)
        box.setCurrentIndex(max(0, box.findData(line.theirs)))
        box.setEnabled(box.count() > 1)
        box.activated.connect(partial(self._take, line.ours, box))
        return box

    def _take(self, ours: str, box: QComboBox, _at: int) -> None:
        self.model.take(ours, str(box.currentData() or ""))
