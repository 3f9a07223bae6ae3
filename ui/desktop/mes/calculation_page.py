"""Page 5, Cálculo: what it will stand on, the button, the steps, and its end in one line."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.labels import label
from ui.desktop.mes.job_strip import JobStrip
from ui.desktop.mes.step_page import StepPage
from viewmodels.screens.calculation_page import CalculationPage


class CalculationStep(StepPage):
    """The page of the calculation (G-011, G-072)."""

    def __init__(self, model: CalculationPage) -> None:
        """Calculation of the wizard's vigência."""
        words = self.tr("KM prevista, combustível, pneus e peças, setor por setor.")
        super().__init__(self.tr("Cálculo"), words)
        self.model = model
        self.calculate = buttons.primary(self.tr("Calcular as metas"), model.calculate, icon="calculator")
        self.again = buttons.outlined(self.tr("Calcular de novo"), model.calculate)
        self.reason = label("", "body", "t2", wrap=True)
        self.standing = label("", "body", "t2", wrap=True)
        self._card = Card(self.tr("Sobre o que calcula"), padded=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._card.body.addLayout(self._grid)
        self.body.addWidget(self._card)
        self.body.addWidget(self._make_act())
        self.body.addWidget(JobStrip(model, self.tr("Calculando as metas")))
        self.body.addStretch(1)
        model.changed.connect(self.refresh)
        self.refresh()

    def _make_act(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.calculate)
        row.addWidget(self.again)
        row.addWidget(self.reason, 100)
        row.addWidget(self.standing, 100)
        row.addStretch(1)
        return holder

    def refresh(self) -> None:
        """Read the viewmodel again."""
        model = self.model
        if not model.wizard.ready:
            return
        self._fill()
        reason = model.reason
        fresh = model.is_fresh
        for button in (self.calculate, self.again):
            button.setEnabled(not reason)
            button.setAccessibleDescription(reason)
        keyboard = self.calculate.hasFocus() or self.again.hasFocus()
        self.calculate.setVisible(not fresh)
        self.again.setVisible(fresh)
        if keyboard:
            (self.again if fresh else self.calculate).setFocus(Qt.FocusReason.OtherFocusReason)
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        self.standing.setText(model.standing)
        self.standing.setVisible(bool(model.standing) and not reason)

    def _fill(self) -> None:
        while old := self._grid.takeAt(0):
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, (title, value) in enumerate(self.model.grounds):
            for column, words in enumerate((label(title, "body", "t2"), label(value, wrap=True))):
                self._grid.addWidget(words, at, column)
                words.show()

    def start(self) -> None:
        """The keyboard starts on the button."""
        (self.again if self.model.is_fresh else self.calculate).setFocus(Qt.FocusReason.OtherFocusReason)
