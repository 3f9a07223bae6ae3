"""Base of every page of an audit: its title and situation, the buttons all share, the strip of the calculation."""

from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton

from ui.desktop.kit import buttons
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import theme
from ui.desktop.mes.job_strip import JobStrip
from ui.desktop.shell.page import PageWidget
from ui.desktop.subsidios.knowledge_dialog import KnowledgeDialog
from ui.desktop.subsidios.paper_menu import PaperMenu
from viewmodels.desk import Desk
from viewmodels.screens.memory_source import MemorySource
from viewmodels.screens.subsidios.audit import AuditViewModel

AREA, IMPORT = "subsidios", "importacao"
NARROW_HEAD = 1000
REST_MS = 60
"""How long the ring rests on a number before the dock tells it."""


class AuditPage(PageWidget):
    """A page of the audit on the desk; subclasses fill `self.body`."""

    def __init__(self, desk: Desk, audit: AuditViewModel, scrolls: bool = True) -> None:
        """A page; `scrolls` off when the body is one table that scrolls itself."""
        super().__init__(scrolls=scrolls)
        self.desk, self.audit = desk, audit
        self._own: tuple[QPushButton, ...] = ()
        self._ways_in: list[QPushButton] = []
        self.papers_lead = True
        """Off while the page itself offers its filled button in the middle."""
        self.strip = JobStrip(audit, self._at_work)
        self.body.addWidget(self.strip)
        self.knowledge = buttons.outlined(
            self.tr("Trocar data de conhecimento"), self.ask_knowledge, icon="clock-counter-clockwise"
        )
        self.first = buttons.primary(self.tr("Calcular as etapas"), self.ask_knowledge)
        self.papers = PaperMenu(audit, self)
        for button in (self.knowledge, self.first, self.papers.button):
            button.setParent(self)
            button.hide()
        self.acts["refresh"] = self.ask_knowledge
        audit.situation_changed.connect(self.refresh_heading)
        audit.changed.connect(self.refresh_heading)
        self.refresh_heading()

    def _at_work(self) -> str:
        return self.tr("Escrevendo o arquivo") if self.audit.writing else self.tr("Calculando as etapas")

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """What ended well was read here: the next page does not say it again."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.audit.forget()

    def way_in(self) -> QPushButton:
        """What an empty page offers before any table was brought; it leaves when they are there."""
        bring = partial(self.desk.shell.go, AREA, IMPORT)
        made: QPushButton = buttons.outlined(self.tr("Importar as tabelas"), bring, icon="download-simple")
        made.setHidden(self.audit.situation.inputs is not None)
        self._ways_in.append(made)
        return made

    def set_own_actions(self, *actions: QPushButton) -> None:
        """Buttons of this page, after those every page has; the primary last."""
        self._own = actions
        self.refresh_heading()

    def refresh_heading(self) -> None:
        """Say title, situation and what can be done again."""
        audit = self.audit
        asking = self.knowledge if audit.situation.runs else self.first
        asking.setEnabled(not audit.running)
        self.papers.button.setEnabled(not audit.running)
        self.set_heading(audit.title, audit.standing)
        for way in self._ways_in:
            way.setVisible(audit.situation.inputs is None)
        if audit.reason:
            self.set_actions(*self._own)
        elif asking is self.first:
            self.set_actions(*self._own, asking)
        else:
            self.set_actions(asking, *self._with_papers())

    def _with_papers(self) -> tuple[QPushButton, ...]:
        """The primary last: an act of the page, else the report, which is what a calculated audit comes to."""
        leads = self.papers_lead and not any(each.property("tipo") == "primario" for each in self._own)
        self.papers.set_leading(leads)
        return (*self._own, self.papers.button) if leads else (self.papers.button, *self._own)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fewer words on the longest button where the dock leaves little room."""
        super().resizeEvent(event)
        narrow = self.width() < theme().px(NARROW_HEAD)
        self.knowledge.setText(self.tr("Trocar data") if narrow else self.tr("Trocar data de conhecimento"))

    def ask_knowledge(self) -> KnowledgeDialog | None:
        """Ask until which day the rules are known, then calculate; None while that cannot be done."""
        if self.audit.reason or self.audit.running:
            return None
        dialog = KnowledgeDialog(self.audit, self)
        dialog.open()
        return dialog


class Follower(QObject):
    """The dock follows the ring of a table once it rests: walking fast tells only the number where it stops."""

    def __init__(self, table: FigureTable, desk: Desk) -> None:
        """Follows the numbers of `table`."""
        super().__init__(table)
        self._table, self._desk, self._address = table, desk, object()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._tell)
        table.figure_selected.connect(self._moved)

    def _moved(self, address: object) -> None:
        self._address = address
        self._rest.start()

    def _tell(self) -> None:
        """Nothing of a table that went away meanwhile: another page is in front, or the window was closed."""
        if self._table.isVisible():
            self._desk.shell.select(self._address)


def serve_numbers(table: FigureTable, desk: Desk) -> None:
    """Connects a table of numbers to the dock: it follows the ring, F1 opens it, the sentence is copied."""
    memory = desk.findChild(MemorySource)
    assert memory is not None
    Follower(table, desk)
    table.explain_requested.connect(desk.shell.explain)
    table.selection_summed.connect(memory.show_selection)
    table.sentence_requested.connect(lambda _: QGuiApplication.clipboard().setText(memory.sentence()))
