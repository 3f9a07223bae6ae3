"""A temporary password, shown once to whoever must hand it over."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.ajustes.printing import print_text
from ui.desktop.kit import buttons
from ui.desktop.kit.labels import label
from ui.desktop.kit.theme import theme

WIDTH = 440


class PasswordDialog(QDialog):
    """Name, login and password; copy, print, close. Nothing keeps it after."""

    def __init__(self, name: str, login: str, password: str, parent: QWidget) -> None:
        """A dialog over the window of `parent`."""
        super().__init__(parent.window())
        self._lines = (
            self.tr("Usuário: %s").replace("%s", login),
            self.tr("Senha provisória: %s").replace("%s", password),
        )
        self._name, self._password = name, password
        self.setWindowTitle(self.tr("Senha provisória"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(theme().px(WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Senha provisória de %s").replace("%s", name), "dialog", wrap=True))
        words = self.tr("Ela aparece uma única vez e vale só para a primeira entrada, quando a pessoa escolhe a sua.")
        column.addWidget(label(words, "body", "t2", wrap=True))
        column.addWidget(label(self._lines[0]))
        self.shown = label(password, "page")
        self.shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.shown.setAccessibleName(self._lines[1])
        column.addWidget(self.shown)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.copy = buttons.outlined(self.tr("Copiar a senha"), self._copy, icon="copy")
        row.addWidget(self.copy)
        row.addWidget(buttons.outlined(self.tr("Imprimir"), self._print, icon="printer"))
        row.addStretch(1)
        row.addWidget(buttons.primary(self.tr("Fechar"), self.accept))
        column.addLayout(row)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._password)

    def _print(self) -> None:
        print_text(self, self.tr("Prova Real · acesso de %s").replace("%s", self._name), self._lines)
