"""Publishing the month: what will be written, what it replaces, and the confirmation."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.banner import BannerStack
from ui.desktop.kit.chip import StateShape
from ui.desktop.kit.labels import hairline, label
from ui.desktop.kit.theme import theme
from viewmodels.banner import BannerView
from viewmodels.desk import Desk
from viewmodels.operations.metas.results import RunView
from viewmodels.screens.publishing import Publication
from viewmodels.state import State

WIDTH = 540


class PublishDialog(QDialog):
    """Confirms with Enter, leaves with Esc; what refuses it is said above the buttons."""

    def __init__(self, desk: Desk, view: RunView, parent: QWidget) -> None:
        """A confirmation for a run whose goals are all decided."""
        super().__init__(parent.window())
        self._desk, self._model = desk, Publication(desk, view)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self._model.title)
        self.setAccessibleName(self._model.title)
        self.setMinimumWidth(theme().px(WIDTH))
        self.banners = BannerStack()
        self.banners.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(12)
        column.addWidget(label(self._model.title, "dialog", wrap=True))
        column.addWidget(label(self._model.text, "body", "t2", wrap=True))
        for state, line in self._model.lines:
            column.addLayout(_line(state, line))
        column.addWidget(self.banners)
        column.addStretch(1)
        column.addWidget(hairline())
        column.addLayout(self._make_foot())

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(buttons.outlined(self.tr("Ainda não"), self.reject))
        self.confirm = buttons.primary(self._model.confirm, self.publish)
        self.confirm.setDefault(True)
        row.addWidget(self.confirm)
        return row

    def publish(self) -> None:
        """Publishes; a refusal stays on the dialog."""
        refusal = self._model.publish()
        if refusal is None:
            self.accept()
            return
        self.banners.set_banners((BannerView(State.ERRO, refusal.sentence, refusal.code),))
        self.adjustSize()


def _line(state: State, text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(StateShape(state, 14), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(text, wrap=True), 1)
    return row
