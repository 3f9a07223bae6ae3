"""Achados: the board of findings by standing and R$, one in front with its rows and history, and the audit's end."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.empty_state import EmptyState
from ui.desktop.kit.search_field import SearchField
from ui.desktop.kit.split import split
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import theme
from ui.desktop.mes.job_strip import JobStrip
from ui.desktop.subsidios.audit_page import AuditPage, serve_numbers
from ui.desktop.subsidios.check_detail_evidence import EvidenceCard
from ui.desktop.subsidios.finding_dialog import FindingDialog
from ui.desktop.subsidios.findings_page_detail import FindingDetail
from ui.desktop.subsidios.findings_page_ending import EndingMenu
from ui.desktop.subsidios.findings_page_tiles import TileRow
from viewmodels.banner import BannerView
from viewmodels.desk import Desk
from viewmodels.screens.memory_source import MemorySource
from viewmodels.screens.subsidios.audit import AuditViewModel
from viewmodels.screens.subsidios.findings import board_of
from viewmodels.screens.subsidios.findings_ending import EndingViewModel
from viewmodels.screens.subsidios.findings_memory import FindingsMemory
from viewmodels.shell import KeyHint

SEARCH, TITLED = 240, 860


class FindingsPage(AuditPage):
    """A board of findings over the one in front."""

    def __init__(self, desk: Desk, audit: AuditViewModel) -> None:
        """A page of the audit on the desk."""
        super().__init__(desk, audit, scrolls=False)
        self.model = board_of(audit)
        self.ending = EndingViewModel(self.model, self)
        memory = desk.findChild(MemorySource)
        assert memory is not None
        self._memory = FindingsMemory(self.model, memory)
        self.new = buttons.primary(self.tr("Novo achado"), self.ask_new, icon="plus")
        self.new.setParent(self)
        self.new.hide()
        self.menu = EndingMenu(self.ending, self)
        self.end_strip = JobStrip(self.ending, self.tr("Conferindo a auditoria"))
        self.tiles = TileRow(self.tr("Situações dos achados"), tall=True)
        self.tiles.pressed.connect(self.model.filter)
        self._pages = QStackedWidget()
        self._blank = self._make_blank()
        self._whole = self._make_whole()
        for page in (self._whole, self._blank):
            self._pages.addWidget(page)
        for part in (self.end_strip, self.tiles):
            self.body.addWidget(part)
        self.body.addWidget(self._pages, 1)
        self.acts |= {"filter": self.start_search, "next_finding": lambda: self.step(1),
                      "previous_finding": lambda: self.step(-1)}  # fmt: skip
        self.hints = (
            KeyHint(("F1",), self.tr("Memória")),
            KeyHint(("F8",), self.tr("Próximo achado")),
            KeyHint(("Ctrl F",), self.tr("Procurar")),
        )
        self.ending.told.connect(self._tell)
        self.model.changed.connect(self.refresh)
        self.refresh()

    # --- building

    def _make_blank(self) -> EmptyState:
        checks = buttons.outlined(
            self.tr("Ver as verificações"), lambda: self.desk.shell.go("subsidios", "verificacoes"), icon="check-square"
        )
        return EmptyState(
            self.tr("Nenhum achado ainda"),
            self.tr(
                "Um achado guarda o que se descobriu: gravidade, efeito em reais, as linhas que o provam congeladas, "
                "quem o abriu e quem o revisou. Abra um em Verificações, Comparação ou Quanto custou, ou à mão aqui."
            ),
            (checks,),
        )

    def _make_whole(self) -> QWidget:
        self.card = Card(self.tr("Achados"), dense=True)
        self.search = SearchField(self.tr("Título, código ou nota"), self.tr("Procurar nos achados"), self.model.search)
        self.search.setFixedWidth(theme().px(SEARCH))
        self.card.add_to_header(self.search)
        self.table = FigureTable(self.model.table, self.tr("Achados da auditoria"))
        self.table.set_highlight_row(True)
        serve_numbers(self.table, self.desk)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.none = EmptyState(self.tr("Nenhum achado com este filtro"), "", drawn="")
        self._rows = QStackedWidget()
        for page in (self.table, self.none):
            self._rows.addWidget(page)
        self.card.body.addWidget(self._rows, 1)
        self.detail = FindingDetail(self.model)
        self.evidence = EvidenceCard(self.model.evidence, self.desk.say("SUB_ACHADO.SEM_EVIDENCIA"))
        self.below = split(Qt.Orientation.Horizontal, (self.detail, 1), (self.evidence, 1))
        return split(Qt.Orientation.Vertical, (self.card, 3), (self.below, 5))

    # --- showing

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The two cards below say what they are where there is room for it beside their buttons."""
        super().resizeEvent(event)
        for card in (self.detail, self.evidence):
            card.title.setVisible(self.width() >= theme().px(TITLED))

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """As every page of the audit; the checking of the whole of it is done from here."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.ending.forget()

    def refresh_heading(self) -> None:
        """Title, situation and the report; no calculation is asked for from here."""
        super().refresh_heading()
        if self.audit.situation.runs and not self.audit.reason:
            self.set_actions(*self._with_papers())
        else:
            self.set_actions(*self._own)

    def refresh(self) -> None:
        """Show the board again."""
        model, some = self.model, bool(self.model.board.findings)
        self.tiles.setVisible(some)
        self.tiles.show_tiles(model.tiles, model.standing.value if model.standing else "")
        self._pages.setCurrentWidget(self._whole if some else self._blank)
        self._rows.setCurrentWidget(self.table if model.numbers else self.none)
        self.below.setVisible(bool(model.numbers))
        self.new.setEnabled(not model.open_reason)
        self.new.setAccessibleDescription(model.open_reason)
        self.set_own_actions(self.menu.button, self.new)
        self.search.follow(model.searched)
        self._follow()

    def _follow(self) -> None:
        """The row of the finding in front has the ring."""
        figures, row = self.table.figures, self.table.currentIndex().row()
        if 0 <= row < figures.rowCount() and figures.row_at(row).key == str(self.model.number):
            return
        for at, number in enumerate(self.model.numbers):
            if number == self.model.number:
                self.table.setCurrentIndex(figures.index(at, 0))

    def _row_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.model.choose(int(self.table.figures.row_at(current.row()).key))

    def _tell(self, banner: BannerView | None) -> None:
        self.banners.set_banners(() if banner is None else (banner,))

    # --- acts

    def ask_new(self) -> FindingDialog | None:
        """A finding by hand; None while none can be opened."""
        if self.model.open_reason:
            return None
        dialog = FindingDialog(self.model.draft(), self)
        dialog.open()
        return dialog

    def ask_seal(self) -> QFileDialog:
        """The end of the audit."""
        return self.menu.ask_seal()

    def step(self, by: int) -> None:
        """The finding after (1) or before (-1) the one in front, around the end."""
        numbers = self.model.numbers
        if numbers:
            at = numbers.index(self.model.number) if self.model.number in numbers else -1
            self.model.choose(numbers[(at + by) % len(numbers)])
            self._follow()

    def start_search(self) -> None:
        """Put the cursor where findings are searched."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
