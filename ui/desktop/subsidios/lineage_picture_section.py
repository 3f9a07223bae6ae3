"""Linhagem: the graph at the left, what is chosen at the right: its columns, and where one of them comes from."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.chart import ChartCard
from ui.desktop.kit.check import Check
from ui.desktop.kit.labels import hairline, label
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import theme
from ui.desktop.subsidios.lineage_picture import NEARER, LineagePicture
from ui.desktop.subsidios.lineage_picture_legend import Legend
from viewmodels.desk import Desk
from viewmodels.screens.subsidios.audit import AuditViewModel
from viewmodels.screens.subsidios.lineage import LineageViewModel
from viewmodels.screens.subsidios.lineage_tables import ancestor_columns, ancestor_rows, ancestor_words
from viewmodels.table import TableModel
from viewmodels.table_spec import Cell, ColumnSpec, Row

SIDE_NARROW, SIDE_WIDE, WIDE = 316, 460, 1400
SIDES = 16
LEAST_COLUMNS, LEAST_ANCESTORS = 62, 88
"""Height below which a list shows nothing: its header and a row or two."""


class LineageSection(QWidget):
    """The graph, the node meant and the column followed."""

    def __init__(self, desk: Desk, audit: AuditViewModel) -> None:
        """A section of the page of the audit on the desk."""
        super().__init__()
        self.desk = desk
        self.model = LineageViewModel(audit, self)
        self.picture = LineagePicture(self.tr("Linhagem dos números"), self.model)
        self._side = self._make_side()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._make_graph(), 1)
        row.addWidget(self._side)
        self.picture.opened.connect(self.model.go_inside)
        self.model.drawn.connect(self._drawn)
        self.model.chosen.connect(self._show)
        self._drawn()
        self._show()

    # --- building

    def _make_graph(self) -> ChartCard:
        self.card = ChartCard(self.picture, " ")
        tools = (
            buttons.icon_button("magnifying-glass-minus", self.tr("Afastar"), lambda: self.picture.zoom(1 / NEARER)),
            buttons.icon_button("magnifying-glass-plus", self.tr("Aproximar"), lambda: self.picture.zoom(NEARER)),
            buttons.icon_button("corners-out", self.tr("Ver a figura inteira"), self.picture.see_all),
        )
        self.back = buttons.outlined(
            self.tr("Voltar às etapas"), lambda: self.model.go_inside(""), icon="arrow-left", small=True
        )
        for at, widget in enumerate((self.back, *tools)):
            self.card.header.insertWidget(2 + at, widget)
        foot = QWidget()
        line = QHBoxLayout(foot)
        line.setContentsMargins(14, 6, 14, 6)
        line.setSpacing(14)
        self.unfolds = {
            "PASSO": Check(self.tr("Passos do cálculo")),
            "REGRA": Check(self.tr("Regras")),
            "FONTE": Check(self.tr("Tabelas da fonte")),
        }
        line.addWidget(label(self.tr("Mostrar também"), "caption", "t3"))
        for kind, check in self.unfolds.items():
            check.toggled.connect(lambda on, kind=kind: self.model.unfold(kind, on))
            line.addWidget(check)
        line.addStretch(1)
        self.legend = Legend()
        line.addWidget(self.legend)
        self.card.body.addWidget(hairline())
        self.card.body.addWidget(foot)
        return self.card

    def _make_side(self) -> Card:
        card = Card(" ", dense=True)
        self.kind = label("", "caption", "t3")
        self.about = label("", "body", "t2", wrap=True)
        self.inside = buttons.outlined(self.tr("Abrir por dentro"), self._open, small=True)
        top = QVBoxLayout()
        top.setContentsMargins(14, 10, 14, 10)
        top.setSpacing(6)
        for part in (self.kind, self.about):
            top.addWidget(part)
        top.addWidget(self.inside, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addLayout(top)
        self._columns, self._ancestors = TableModel(), TableModel()
        self._columns.set_columns((ColumnSpec("column", self.tr("Coluna publicada"), sortable=False, stretch=1),))
        self._ancestors.set_columns(ancestor_columns(self.desk.house.texts))
        self.columns = FigureTable(self._columns, self.tr("Colunas publicadas"))
        self.columns.set_highlight_row(True)
        self.columns.selectionModel().currentRowChanged.connect(self._column)
        self.summary = label("", "caption", "t2", wrap=True)
        self.summary.setContentsMargins(14, 8, 14, 4)
        self.rows = Check(self.tr("Seguir também o que escolhe as linhas"))
        self.rows.toggled.connect(self.model.follow_rows)
        held = QHBoxLayout()
        held.setContentsMargins(14, 0, 14, 4)
        held.addWidget(self.rows)
        held.addStretch(1)
        self.ancestors = FigureTable(self._ancestors, self.tr("De onde vem a coluna"))
        self.ancestors.set_highlight_row(True)
        card.body.addWidget(hairline())
        self.prompt = label(self.tr("Escolha uma coluna para ver de onde vem."), "caption", "t2", wrap=True)
        self.prompt.setContentsMargins(14, 8, 14, 4)
        card.body.addWidget(self.prompt)
        card.body.addWidget(self.columns, 2)
        card.body.addWidget(self.summary)
        card.body.addLayout(held)
        self.detail = label("", "caption", "t2", wrap=True)
        self.detail.setContentsMargins(14, 8, 14, 10)
        self.ancestors.selectionModel().currentRowChanged.connect(self._ancestor)
        for table, least in ((self.columns, LEAST_COLUMNS), (self.ancestors, LEAST_ANCESTORS)):
            table.setMinimumHeight(theme().px(least))
        card.body.addWidget(self.ancestors, 4)
        card.body.addWidget(self.detail)
        card.body.addStretch(0)
        return card

    # --- showing

    def _drawn(self) -> None:
        self.card.set_title(self.model.title)
        self.back.setVisible(bool(self.model.inside))
        for kind, check in self.unfolds.items():
            check.blockSignals(True)
            check.setChecked(kind in self.model.shown and not self.model.inside)
            check.blockSignals(False)
        if self.card.as_table.isChecked():
            self.card.toggle_table()

    def _show(self) -> None:
        model = self.model
        title, kind, about = model.about
        self._side.set_title(title or self.tr("Nenhum nó escolhido"))
        self.kind.setText(kind)
        self.kind.setVisible(bool(kind))
        self.about.setText(about)
        self.inside.setVisible(model.can_go_inside)
        columns = model.columns_here
        if [row.key for row in self._columns.rows] != list(columns):
            self._columns.set_rows([Row(name, {"column": Cell(name, name)}) for name in columns])
        self._ancestors.set_rows(ancestor_rows(self.desk.house.texts, model.ancestors))
        self.summary.setText(model.summary)
        self.columns.setVisible(bool(columns))
        self.prompt.setVisible(bool(columns) and not model.ancestors)
        for part in (self.summary, self.rows, self.ancestors):
            part.setVisible(bool(model.ancestors))
        self._say_ancestor("")
        self._share()

    def _column(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.model.choose_column(self._columns.row_at(index.row()).key)

    def _ancestor(self, index: QModelIndex, _before: QModelIndex) -> None:
        self._say_ancestor(self._ancestors.row_at(index.row()).key if index.isValid() else "")

    def _say_ancestor(self, address: str) -> None:
        said = ancestor_words(self.desk.house.texts, self.model.ancestors, address)
        self.detail.setText(said)
        self.detail.setVisible(bool(said))

    def _open(self) -> None:
        self.model.go_inside(self.model.node)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The side takes more where there is more."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """In a narrow window the side waits until there is something to say."""
        wide = self.width() >= WIDE
        self._side.setFixedWidth(theme().px(SIDE_WIDE if wide else SIDE_NARROW))
        room = theme().px(SIDE_WIDE if wide else SIDE_NARROW) - 2 * SIDES
        self.about.setMinimumHeight(self.about.heightForWidth(room))
        self._side.setVisible(wide or bool(self.model.node))
        self.legend.setVisible(wide or not self.model.node)
