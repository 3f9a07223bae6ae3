"""Linha do tempo: rules by stage at the left, the one chosen on two axes at the right, its clause in words below."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.desktop.kit.card import Card
from ui.desktop.kit.chart import ChartCard
from ui.desktop.kit.labels import ElidedLabel, hairline, label
from ui.desktop.kit.segmented import Segmented
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import theme
from ui.desktop.subsidios.audit_page import serve_numbers
from ui.desktop.subsidios.timeline_picture import TimelinePicture
from viewmodels.desk import Desk
from viewmodels.screens.subsidios.audit import AuditViewModel
from viewmodels.screens.subsidios.rules_timeline import RulesTimelineViewModel
from viewmodels.screens.subsidios.rules_timeline_marks import Mark
from viewmodels.table import TableModel
from viewmodels.table_spec import Cell, ColumnSpec, Row, RowKind

LIST_NARROW, LIST_WIDE, WIDE, TITLED = 272, 340, 1400, 820
"""Below the last, the rule is named by the list alone: the picture's header has room only for its buttons."""
WHOLE, NEAR = "tudo", "perto"


class TimelineSection(QWidget):
    """The rule in front, its list, its clause."""

    def __init__(self, desk: Desk, audit: AuditViewModel) -> None:
        """A section of the page of the audit on the desk."""
        super().__init__()
        self.desk = desk
        self.model = RulesTimelineViewModel(audit, self)
        self._card = self._make_list()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._card)
        row.addWidget(self._make_picture(), 1)
        self.model.listed.connect(self._list)
        self.model.changed.connect(self._draw)
        self._list()
        self._draw()

    # --- building

    def _make_list(self) -> Card:
        card = Card()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Procurar regra…"))
        self.search.setAccessibleName(self.tr("Procurar regra"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.model.search)
        self._rules = TableModel()
        self._rules.set_columns((ColumnSpec("rule", self.tr("Regra"), sortable=False, stretch=1),))
        self.rules = FigureTable(self._rules, self.tr("Regras por etapa"))
        self.rules.set_highlight_row(True)
        self.rules.horizontalHeader().hide()
        self.rules.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rules.selectionModel().currentRowChanged.connect(self._chosen)
        self._none = label(self.tr("Nenhuma regra com estas palavras"), "body", "t2", wrap=True)
        self._none.setContentsMargins(14, 8, 14, 8)
        held = QVBoxLayout()
        held.setContentsMargins(10, 10, 10, 8)
        held.addWidget(self.search)
        card.body.addLayout(held)
        card.body.addWidget(hairline())
        card.body.addWidget(self._none)
        card.body.addWidget(self.rules, 1)
        return card

    def _make_picture(self) -> ChartCard:
        self.picture = TimelinePicture(self.tr("Regra no tempo"), self.model.month)
        self.card = _TimelineCard(self.picture)
        serve_numbers(self.card.table, self.desk)
        self.picture.figure_selected.connect(self.desk.shell.select)
        self.picture.explain_requested.connect(self.desk.shell.explain)
        options = ((WHOLE, self.tr("Todas as datas")), (NEAR, self.tr("Perto destes dias")))
        self.zoom = Segmented(self.tr("Datas mostradas"), options, WHOLE)
        self.zoom.chosen.connect(lambda key: self.model.look_near(key == NEAR))
        self.card.header.insertWidget(self.card.header.count() - 2, self.zoom)
        self.detail = _Detail()
        self.card.body.addWidget(hairline())
        self.card.body.addWidget(self.detail)
        self.picture.pointed.connect(self._point)
        self.card.table.selectionModel().currentRowChanged.connect(self._clause)
        self.card.as_table.toggled.connect(lambda table: None if table else self._point(self.picture.meant()))
        return self.card

    # --- showing

    def _list(self) -> None:
        groups = self.model.groups
        rows = []
        for at, group in enumerate(groups):
            rows.append(Row(f"g{at}", {"rule": Cell(group.title)}, RowKind.GROUP))
            for one in group.rules:
                said = f"{one.title}, {one.note}"
                rows.append(Row(one.key, {"rule": Cell(one.title, one.title, tooltip=said, accessible=said)}))
        self._rules.set_rows(rows)
        self._none.setVisible(not groups)
        self._put_ring()

    def _put_ring(self) -> None:
        keys = [row.key for row in self._rules.rows]
        if self.model.rule in keys:
            here = self._rules.index(keys.index(self.model.rule), 0)
            moved = here != self.rules.currentIndex()
            self.rules.setCurrentIndex(here)
            if moved:
                self.rules.scrollTo(here, FigureTable.ScrollHint.PositionAtCenter)

    def _draw(self) -> None:
        view, table = self.model.view, self.model.table()
        self.card.set_title(view.title)
        self.card.setToolTip("")
        self.picture.set_view(view, table)
        self.card.read_again()
        self.zoom.setEnabled(view.days is not None)
        if self.search.text() != self.model.searched:
            self.search.setText(self.model.searched)
        self._put_ring()

    def _chosen(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and self._rules.row_at(index.row()).kind is RowKind.LINE:
            self.model.choose(self._rules.row_at(index.row()).key)

    def _point(self, at: int) -> None:
        marks = self.model.view.marks
        self.detail.show_mark(marks[at] if 0 <= at < len(marks) else None)

    def _clause(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.detail.show_row(self.card.table.figures.row_at(index.row()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The list takes more where there is more."""
        super().resizeEvent(event)
        self._card.setFixedWidth(theme().px(LIST_WIDE if self.width() >= WIDE else LIST_NARROW))
        self.card.title.setVisible(self.width() >= theme().px(TITLED))


class _TimelineCard(ChartCard):
    """The card of the picture; its table follows the rule."""

    def __init__(self, picture: TimelinePicture) -> None:
        super().__init__(picture, " ")

    def read_again(self) -> None:
        """The table shown is that of the rule in front."""
        if self.as_table.isChecked():
            columns, rows = self.chart.as_table()
            self._model.set_columns(columns)
            self._model.set_rows(rows)


class _Detail(QWidget):
    """The rectangle under the pointer or the keyboard, in two lines whose room is always there."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ElidedLabel("", "total")
        self.line = ElidedLabel("", "caption", "t2")
        self.doubt = ElidedLabel("", "caption", "t3")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        column.setSpacing(2)
        for part in (self.title, self.line, self.doubt):
            part.setMinimumHeight(part.sizeHint().height())
            column.addWidget(part)

    def show_mark(self, mark: Mark | None) -> None:
        """Say one rectangle, or nothing."""
        blank = self.tr("Escolha um retângulo para ver o ato, o valor e desde quando se sabe dele.")
        said, doubt = mark.said if mark else (blank, "")
        self._say(f"{mark.title}: {mark.value}" if mark else "", said, doubt)

    def show_row(self, row: Row) -> None:
        """Say one clause of the table."""
        act, value, doubt = (row.cell(key).text for key in ("act", "value", "doubt"))
        said = " · ".join(text for key in ("days", "known", "commit") if (text := row.cell(key).text))
        self._say(f"{act}: {value}", said, doubt)

    def _say(self, title: str, line: str, doubt: str) -> None:
        self.title.set_text(title)
        self.line.set_text(line)
        self.doubt.set_text(doubt)
