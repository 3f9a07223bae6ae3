"""Before an import is written: what is there now and what will be, or every line at fault, in one dialog."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.desktop.entrance.form_page import Problem, asks
from ui.desktop.kit import buttons
from ui.desktop.kit.chip import beside_words
from ui.desktop.kit.fields import FormField
from ui.desktop.kit.labels import label
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import theme
from viewmodels.desk import Desk
from viewmodels.operations.faces import KnownError
from viewmodels.state import State
from viewmodels.table import TableModel

WIDTH, LISTED, FEW = 720, 300, 9
"""Width of the dialog, height of a long list in it, and up to how many lines stand without scrolling."""

Write = Callable[[str], KnownError | None]
"""Writes with a justification; what refuses it, None when it is done."""


class PreviewDialog(QDialog):
    """Title, summary, table of before and after, reason; the button writes everything that is shown."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        summary: str,
        table: TableModel,
        act: str,
        write: Write,
        parent: QWidget,
        reason: str = "",
    ) -> None:
        """A dialog over the window of `parent`; with a `reason` (the sentence of an empty one) it is asked."""
        super().__init__(parent.window())
        self._desk, self._write = desk, write
        self.problem = Problem()
        self.table = FigureTable(table, title)
        few = len(table.rows) <= FEW
        self.table.set_fit_height(few)
        if not few:
            self.table.setFixedHeight(theme().px(LISTED))
        self.reason = FormField(
            parent.tr("Justificativa"),
            asks(reason),
            hint=parent.tr("Fica no diário, com o seu nome. Pelo menos 10 letras."),
        )
        self.reason.setVisible(bool(reason))
        self._asked = bool(reason)
        self.confirm = buttons.primary(act, self.submit)
        self.confirm.setDefault(True)
        column = _framed(self, title, summary)
        column.addWidget(self.table)
        column.addWidget(self.reason)
        column.addWidget(self.problem)
        column.addLayout(_foot(buttons.outlined(parent.tr("Cancelar"), self.reject), self.confirm))
        (self.reason if self._asked else self.confirm).setFocus()

    def submit(self) -> None:
        """Writes, or says what refused it; nothing typed is lost."""
        if self._asked and not self.reason.check():
            self.reason.edit.setFocus()
            return
        refused = self._write(self.reason.edit.text())
        if refused is None:
            self.accept()
        elif refused.code == "METAS.JUSTIFICATIVA_CURTA" and self._asked:
            self.reason.show_error(self._desk.say_error(refused))
            self.reason.edit.setFocus()
        else:
            self.problem.say(self._desk.say_error(refused))


class FaultsDialog(QDialog):
    """Every line at fault of a file of which nothing was imported; the list can be copied."""

    def __init__(self, title: str, summary: str, faults: Sequence[str], parent: QWidget) -> None:
        """A dialog over the window of `parent`."""
        super().__init__(parent.window())
        self.faults = tuple(faults)
        column = _framed(self, title, summary)
        column.addWidget(_listed(self.faults), 1)
        self.close_button = buttons.primary(parent.tr("Fechar"), self.accept)
        self.close_button.setDefault(True)
        column.addLayout(_foot(buttons.outlined(parent.tr("Copiar a lista"), self.copy), self.close_button))
        self.close_button.setFocus()

    def copy(self) -> None:
        """The whole list, a line each."""
        QGuiApplication.clipboard().setText("\n".join(self.faults))


def _framed(dialog: QDialog, title: str, summary: str) -> QVBoxLayout:
    dialog.setWindowTitle(title)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFixedWidth(theme().px(WIDTH))
    column = QVBoxLayout(dialog)
    column.setContentsMargins(22, 20, 22, 18)
    column.setSpacing(14)
    column.addWidget(label(title, "dialog", wrap=True))
    column.addWidget(label(summary, "body", "t2", wrap=True))
    return column


def _foot(*listed: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch(1)
    for each in listed:
        row.addWidget(each)
    return row


def _listed(faults: Sequence[str]) -> QScrollArea:
    content = QWidget()
    content.setObjectName("conteudo")
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 8, 0)
    column.setSpacing(6)
    for sentence in faults:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(beside_words(State.CRITICO), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(sentence, wrap=True), 1)
        column.addLayout(row)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(content)
    area.setMaximumHeight(theme().px(LISTED))
    area.setAccessibleName("\n".join(faults))
    return area
