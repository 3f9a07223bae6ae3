"""The button of the audit's papers: report and workbook, asked where, then written while the strip tells."""

from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.drawings import set_icon
from ui.desktop.kit.labels import restyle
from ui.desktop.metas.papers import ask_where
from ui.desktop.subsidios.act_menu import Act, act_menu, drop
from viewmodels.screens.subsidios.audit import AuditViewModel

REPORT, WORKBOOK = "subsidios.relatorio", "subsidios.planilha"


class PaperMenu(QWidget):
    """Holds the button of the header and what it asks; shows nothing itself."""

    def __init__(self, audit: AuditViewModel, page: QWidget) -> None:
        """For a page of the audit."""
        super().__init__(page)
        self.hide()
        self._audit, self._page = audit, page
        self.button: QPushButton = buttons.outlined(self.tr("Relatório"), self.open, icon="file-pdf")
        self.button.setParent(self)

    def set_leading(self, leads: bool) -> None:
        """Filled where no other act of the page is what comes next."""
        kind, token = ("primario", "onac") if leads else ("contorno", "t2")
        if self.button.property("tipo") != kind:
            self.button.setProperty("tipo", kind)
            set_icon(self.button, "file-pdf", token)
            restyle(self.button)

    def open(self) -> QMenu:
        """Shows the menu under its button."""
        return drop(self.menu(), self.button)

    def menu(self) -> QMenu:
        """The papers; those that cannot be written now say why."""
        return act_menu(
            self.button,
            self._act(self.tr("Relatório em PDF"), REPORT, "pdf"),
            self._act(self.tr("Planilha com fórmulas vivas"), WORKBOOK, "xlsx"),
        )

    def _act(self, words: str, id: str, kind: str) -> Act:
        ready = not self._audit.running and self._audit.laid is not None
        return Act(words, self._audit.desk.reason(id) or "", ready, lambda: self.ask(id, kind))

    def ask(self, id: str, kind: str) -> QFileDialog:
        """Asks where the paper goes, then writes it."""
        name = f"{self._audit.paper_name}.{kind}"
        return ask_where(name, kind, self._page, lambda path: self._audit.publish(id, path))
