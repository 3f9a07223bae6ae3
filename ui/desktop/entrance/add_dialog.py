"""A dialog that asks for one thing: title, what is asked, the problem line, Cancelar and one button."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.entrance.form_page import Problem
from ui.desktop.kit import buttons
from ui.desktop.kit.labels import label
from ui.desktop.kit.theme import theme

WIDTH = 440


class AddDialog(QDialog):
    """Base: title, what is asked, the problem line, Cancelar and one button."""

    def __init__(self, title: str, asked: list[QWidget], submit: str, parent: QWidget) -> None:
        """A dialog over the window of `parent`."""
        super().__init__(parent.window())
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(theme().px(WIDTH))
        self.problem = Problem()
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(14)
        column.addWidget(label(title, "dialog", wrap=True))
        for each in (*asked, self.problem):
            column.addWidget(each)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(buttons.outlined(self.tr("Cancelar"), self.reject))
        self.confirm = buttons.primary(submit, self.submit)
        self.confirm.setDefault(True)
        row.addWidget(self.confirm)
        column.addLayout(row)
        asked[0].setFocus()

    def submit(self) -> None:
        """What the button does: each dialog its own."""
        self.accept()

    def refuse(self, sentence: str) -> None:
        """Say what was refused; nothing typed is lost."""
        self.problem.say(sentence)
        self.adjustSize()
