"""The recovery key, shown once: to be printed or copied, and kept before going on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.ajustes.printing import print_text
from ui.desktop.kit import buttons
from ui.desktop.kit.check import Check
from ui.desktop.kit.labels import label


class KeyPage(QWidget):
    """The key in groups, Copiar, Imprimir, and a box to tick before the button opens."""

    kept = Signal()

    def __init__(self) -> None:
        """A page without a key."""
        super().__init__()
        self._key = ""
        self.shown = label("", "card")
        self.shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.shown.setWordWrap(True)
        self.copy = buttons.outlined(self.tr("Copiar a chave"), self._copy, icon="copy")
        self.print = buttons.outlined(self.tr("Imprimir a chave"), self._print, icon="printer")
        self.ticked = Check(self.tr("Guardei a chave fora deste computador"))
        self.go_on = buttons.primary(self.tr("Entrar"), self.kept.emit)
        self.ticked.toggled.connect(self._tell)
        self._lay_out()
        self._tell(False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(label(self.tr("Guarde a chave de recuperação"), "dialog"))
        words = self.tr(
            "Se a senha de administrador se perder, só esta chave dá uma nova senha. "
            "Ela aparece uma única vez: imprima ou copie, e guarde fora deste computador."
        )
        column.addWidget(label(words, "body", "t2", wrap=True))
        column.addWidget(self.shown)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.copy)
        row.addWidget(self.print)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.ticked)
        foot.addStretch(1)
        foot.addWidget(self.go_on)
        column.addLayout(foot)

    def start(self, key: str) -> None:
        """Show a key; nothing is ticked."""
        self._key = key
        self.shown.setText(key)
        self.shown.setAccessibleName(self.tr("Chave de recuperação: %s").replace("%s", key))
        self.ticked.setChecked(False)
        self.copy.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, ticked: bool) -> None:
        self.go_on.setEnabled(ticked)
        self.go_on.setAccessibleDescription("" if ticked else self.tr("Marque que guardou a chave"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._key)

    def _print(self) -> None:
        title = self.tr("Prova Real · chave de recuperação")
        words = self.tr("Dá uma nova senha de administrador, uma vez. Guarde em lugar seguro.")
        print_text(self, title, [self._key, words])
