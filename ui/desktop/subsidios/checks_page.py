"""Verificações: what every standing check found, by outcome and group; one in front with its words and its rows."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.empty_state import EmptyState
from ui.desktop.kit.labels import ElidedLabel
from ui.desktop.kit.search_field import SearchField
from ui.desktop.kit.split import split
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import theme
from ui.desktop.mes.job_strip import JobStrip
from ui.desktop.subsidios.audit_page import AuditPage, serve_numbers
from ui.desktop.subsidios.check_detail import CheckDetail
from ui.desktop.subsidios.check_detail_evidence import EvidenceCard
from ui.desktop.subsidios.findings_page_tiles import TileRow
from viewmodels.desk import Desk
from viewmodels.screens.memory_source import MemorySource
from viewmodels.screens.subsidios.audit import AuditViewModel
from viewmodels.screens.subsidios.checks import ChecksViewModel
from viewmodels.screens.subsidios.checks_memory import ChecksMemory
from viewmodels.screens.subsidios.findings import board_of
from viewmodels.shell import KeyHint
from viewmodels.table_spec import RowKind

SEARCH = 240


class ChecksPage(AuditPage):
    """A list of checks over the words and the rows of the one in front."""

    def __init__(self, desk: Desk, audit: AuditViewModel) -> None:
        """A page of the audit on the desk."""
        super().__init__(desk, audit, scrolls=False)
        self.model = ChecksViewModel(audit, self)
        self.model.when_opened(self._show_finding)
        memory = desk.findChild(MemorySource)
        assert memory is not None
        self._memory = ChecksMemory(self.model, memory)
        self.run_strip = JobStrip(self.model, self.tr("Fazendo as verificações"))
        self.again = buttons.outlined(self.tr("Verificar de novo"), self.model.run, icon="arrows-clockwise")
        self.again.setParent(self)
        self.again.hide()
        self.tiles = TileRow(self.tr("Resultados das verificações"))
        self.tiles.pressed.connect(self.model.filter)
        self._pages = QStackedWidget()
        self._blank = self._make_blank()
        self._whole = self._make_whole()
        self._waiting = self._make_waiting()
        for page in (self._whole, self._blank, self._waiting):
            self._pages.addWidget(page)
        for part in (self.run_strip, self.tiles):
            self.body.addWidget(part)
        self.body.addWidget(self._pages, 1)
        self.acts |= {
            "filter": self.start_search,
            "next_finding": lambda: self.step(1),
            "previous_finding": lambda: self.step(-1),
        }
        self.hints = (
            KeyHint(("F1",), self.tr("Memória")),
            KeyHint(("F8",), self.tr("Próxima verificação")),
            KeyHint(("Ctrl F",), self.tr("Procurar")),
        )
        self.model.changed.connect(self._moved)
        self.model.shown_changed.connect(self.refresh)
        audit.changed.connect(self._moved)
        self.refresh()

    # --- building

    def _make_blank(self) -> EmptyState:
        self.start = buttons.primary(self.tr("Fazer as verificações"), self.model.run, icon="check-square")
        return EmptyState(
            self.tr("As verificações ainda não foram feitas"),
            self.tr(
                "Cada fraqueza, brecha e regra perdida que se conhece é uma pergunta feita às tabelas e às etapas "
                "calculadas: o que se acha vem com as linhas, o efeito em reais e o que fazer."
            ),
            (self.start,),
        )

    def _make_waiting(self) -> EmptyState:
        self.stages = buttons.outlined(
            self.tr("Ver as etapas"), lambda: self.desk.shell.go("subsidios", "etapas"), icon="arrow-right"
        )
        words = self.tr("Calcule as etapas com as regras conhecidas em um dia: as verificações são feitas em seguida.")
        return EmptyState(self.tr("As verificações esperam o cálculo"), words, (self.way_in(), self.stages))

    def _make_whole(self) -> QWidget:
        self.card = Card(self.tr("Verificações"), dense=True)
        self.said = ElidedLabel("", "caption", "t3")
        self.card.header.insertWidget(1, self.said, 1)
        self.search = SearchField(
            self.tr("Código, título ou palavra"), self.tr("Procurar nas verificações"), self.model.search
        )
        self.search.setFixedWidth(theme().px(SEARCH))
        self.card.add_to_header(self.search)
        self.table = FigureTable(self.model.table, self.tr("Verificações por grupo"))
        self.table.set_highlight_row(True)
        serve_numbers(self.table, self.desk)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.clean, self._clean_said = EmptyState(self.tr("Tudo em ordem"), "", drawn=""), ""
        self.none = EmptyState(self.tr("Nenhuma verificação com este filtro"), "", drawn="")
        self._rows = QStackedWidget()
        for page in (self.table, self.clean, self.none):
            self._rows.addWidget(page)
        self.card.body.addWidget(self._rows, 1)
        self.detail = CheckDetail(self.model)
        self.evidence = EvidenceCard(self.model.evidence, self.tr("Esta verificação não tem linhas."))
        self.below = split(Qt.Orientation.Horizontal, (self.detail, 2), (self.evidence, 3))
        return split(Qt.Orientation.Vertical, (self.card, 1), (self.below, 1))

    # --- showing

    def shown(self) -> None:
        """Ask the checks when what stands on the bench is not what they were asked of."""
        self.model.run_when_stale()

    def _moved(self) -> None:
        """Another calculation may stand on the bench: in front, it is asked at once."""
        self.refresh()
        if self.isVisible() and not self.model.result:
            self.model.run_when_stale()

    def refresh(self) -> None:
        """Show the outcomes again."""
        model, made = self.model, bool(self.model.outcomes)
        self.tiles.setVisible(made)
        self.tiles.show_tiles(model.tiles, model.verdict.value)
        blank = self._blank if self.audit.laid is not None or model.running else self._waiting
        self._pages.setCurrentWidget(self._whole if made else blank)
        self.stages.setVisible(self.audit.situation.inputs is not None)
        self.start.setEnabled(model.can_run)
        self.start.setVisible(not model.running)
        self.again.setEnabled(model.can_run)
        self.papers_lead = made
        self.set_own_actions(*((self.again,) if made else ()))
        self.said.set_text(model.said)
        clean = made and model.nothing_found and not model.searched and model.verdict.value == "achado"
        if clean:
            self._say_clean(model.clean_words)
        self._rows.setCurrentWidget(self.table if model.names else self.clean if clean else self.none)
        self.below.setVisible(bool(model.names))
        self.evidence.setVisible(model.evidence.there or bool(model.evidence.refused))
        self._follow()

    def _say_clean(self, words: str) -> None:
        """Nothing was found: how many were asked, in order, unanswered."""
        if words != self._clean_said:
            self._rows.removeWidget(self.clean)
            self.clean.deleteLater()
            self.clean, self._clean_said = EmptyState(self.tr("Tudo em ordem"), words, drawn=""), words
            self._rows.addWidget(self.clean)

    def _follow(self) -> None:
        """The row of the check in front has the ring."""
        row = self.table.currentIndex().row()
        if row >= 0 and self.table.figures.rowCount() > row and self.table.figures.row_at(row).key == self.model.name:
            return
        for at, each in enumerate(self.table.figures.rows):
            if each.key == self.model.name:
                self.table.setCurrentIndex(self.table.figures.index(at, 0))
                if at <= 1:
                    self.table.scrollToTop()

    def _row_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            row = self.table.figures.row_at(current.row())
            if row.kind is RowKind.LINE:
                self.model.choose(row.key)

    # --- acts

    def step(self, by: int) -> None:
        """The check after (1) or before (-1) the one in front, around the end."""
        names = self.model.names
        if names:
            at = names.index(self.model.name) if self.model.name in names else -1
            self.model.choose(names[(at + by) % len(names)])

    def start_search(self) -> None:
        """Put the cursor where checks are searched."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_finding(self, number: int) -> None:
        board_of(self.audit).bring(number)
        self.desk.shell.go("subsidios", "achados")
