"""The status line: proof of what is on screen at the left, running job, keys valid here at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.chip import StateShape
from ui.desktop.kit.keycap import Keycap
from ui.desktop.kit.labels import label
from ui.desktop.kit.theme import theme
from ui.desktop.kit.tokens import RAIL_WIDTH
from viewmodels.shell import KeyHint, ProofItem, ShellViewModel


class StatusLine(QWidget):
    """26 px at the bottom of every screen; a proof with a whole hash is copied by a click."""

    def __init__(self, viewmodel: ShellViewModel, parent: QWidget | None = None) -> None:
        """A line on the shell's viewmodel; page proofs and keys come by `set_page`."""
        super().__init__(parent)
        self.setObjectName("rodape")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._viewmodel = viewmodel
        self._page_proof: tuple[ProofItem, ...] = ()
        row = QHBoxLayout(self)
        row.setSpacing(16)
        self._row = row
        self._left, self._job = QHBoxLayout(), QHBoxLayout()
        self._keys = QWidget()
        self._right = QHBoxLayout(self._keys)
        self._right.setContentsMargins(0, 0, 0, 0)
        for part in (self._left, self._job):
            part.setSpacing(16)
            row.addLayout(part)
        row.addStretch(1)
        self._right.setSpacing(6)
        row.addWidget(self._keys)
        viewmodel.proof_changed.connect(self._show_proof)
        viewmodel.job_changed.connect(self._show_job)
        theme().changed.connect(self._measure)
        self._measure()
        self._show_proof()

    def _measure(self) -> None:
        self.setFixedHeight(theme().height("status"))
        self._row.setContentsMargins(theme().px(RAIL_WIDTH) + 16, 0, 16, 0)

    def set_page(self, proof: Sequence[ProofItem], hints: Sequence[KeyHint]) -> None:
        """Show what the page in front proves and the keys valid there."""
        self._page_proof = tuple(proof)
        self._show_proof()
        _empty(self._right)
        for hint in hints:
            for key in hint.keys:
                self._right.addWidget(Keycap(key))
            self._right.addWidget(label(hint.text, "caption", "t2"))
            self._right.addSpacing(8)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Let the proofs have the room of the keys where both do not fit."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Measure again when a word or a font of the line has changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right() - 2 * self._row.spacing()
        proofs = self._left.sizeHint().width() + self._job.sizeHint().width()
        self._keys.setVisible(proofs + self._right.sizeHint().width() <= room)

    def _show_proof(self) -> None:
        _empty(self._left)
        for item in (*self._viewmodel.proof, *self._page_proof):
            self._left.addLayout(self._proof(item))

    def _proof(self, item: ProofItem) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(label(item.label, "caption", "t3"))
        if item.copied:
            row.addWidget(self._copying(item))
        else:
            row.addWidget(label(item.value, "chip", "t2"))
        return row

    def _copying(self, item: ProofItem) -> QPushButton:
        words = self.tr("Copiar %s inteiro").replace("%s", item.label)
        button = buttons.link(item.value, lambda: QGuiApplication.clipboard().setText(item.copied))
        button.setProperty("discreto", True)
        button.setAccessibleName(f"{item.label} {item.value}. {words}")
        button.setToolTip(words)
        return button

    def _show_job(self) -> None:
        _empty(self._job)
        job = self._viewmodel.job
        if job is not None:
            self._job.addWidget(StateShape(job.state))
            self._job.addWidget(label(job.text, "caption", "t2"))


def _empty(layout: QHBoxLayout) -> None:
    """Take everything out of a layout, nested ones included."""
    while item := layout.takeAt(0):
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner := item.layout(), QHBoxLayout):
            _empty(inner)
