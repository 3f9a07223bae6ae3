"""Base of every page of an audit: its title and situation, the buttons all share, the strip of the calculation."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from ui.desktop.kit import buttons
from ui.desktop.kit.table import FigureTable
from ui.desktop.mes.job_strip import JobStrip
from ui.desktop.shell.page import PageWidget
from ui.desktop.subsidios.knowledge_dialog import KnowledgeDialog
from ui.desktop.subsidios.paper_menu import PaperMenu
from viewmodels.desk import Desk
from viewmodels.screens.memory_source import MemorySource
from viewmodels.screens.subsidios.audit import AuditViewModel

REST_MS = 60
"""How long the ring rests on a number before the dock tells it."""


class AuditPage(PageWidget):
    """A page of the audit on the desk; subclasses fill `self.body`."""

    def __init__(self, desk: Desk, audit: AuditViewModel, scrolls: bool = True) -> None:
        """A page; `scrolls` off when the body is one table that scrolls itself."""
        super().__init__(scrolls=scrolls)
        self.desk, self.audit = desk, audit
        self._own: tuple[QPushButton, ...] = ()
        words = self.tr("Calculando as etapas")
        self.strip = JobStrip(audit, words)
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
        shown = () if audit.reason else (asking, self.papers.button) if asking is self.knowledge else (asking,)
        self.set_actions(*(self._own + shown if asking is self.first else shown + self._own))

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
        self._desk, self._address = desk, object()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._tell)
        table.figure_selected.connect(self._moved)

    def _moved(self, address: object) -> None:
        self._address = address
        self._rest.start()

    def _tell(self) -> None:
        self._desk.shell.select(self._address)


def serve_numbers(table: FigureTable, desk: Desk) -> None:
    """Connects a table of numbers to the dock: it follows the ring, F1 opens it, the sentence is copied."""
    memory = desk.findChild(MemorySource)
    assert memory is not None
    Follower(table, desk)
    table.explain_requested.connect(desk.shell.explain)
    table.selection_summed.connect(memory.show_selection)
    table.sentence_requested.connect(lambda _: QGuiApplication.clipboard().setText(memory.sentence()))
