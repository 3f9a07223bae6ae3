"""The card Sensibilidade do limiar: which threshold, its curve, how long it took, and the same as a table."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.chart import ChartCard
from ui.desktop.kit.labels import label
from ui.desktop.mes.job_strip import JobStrip
from ui.desktop.subsidios.cost_page_fields import ListField
from ui.desktop.subsidios.sensitivity_curve import SensitivityCurve
from viewmodels.screens.subsidios.cost_curve import CurveViewModel

PICKER = 300


class SensitivityCard(ChartCard):
    """Asks for a threshold and shows its curve; the work can be stopped."""

    def __init__(self, model: CurveViewModel) -> None:
        """A card on the viewmodel of the curve."""
        curve = SensitivityCurve("", model)
        super().__init__(curve, "")
        self.model, self.curve = model, curve
        self.set_title(self.tr("Sensibilidade do limiar"))
        self.curve.setAccessibleName(self.tr("Sensibilidade do limiar, em R$"))
        self.picker = self._make_picker()
        self.body.insertWidget(0, JobStrip(model, self.tr("Recalculando a curva")))
        self.body.addWidget(self._make_foot())
        model.changed.connect(self.refresh)
        self.refresh()

    def _make_picker(self) -> ListField:
        made = ListField(self.tr("Limiar"), self.tr("Limiar"), PICKER, small=True)
        made.picked.connect(self.model.choose)
        self.header.insertWidget(2, made)
        return made

    def _make_foot(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(14, 6, 14, 10)
        row.setSpacing(10)
        self.note = label("", "caption", "t2", wrap=True)
        self.note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.run = buttons.outlined(self.tr("Calcular a curva"), self.model.calculate, small=True)
        row.addWidget(self.note, 1)
        row.addWidget(self.run)
        return made

    def refresh(self) -> None:
        """Read the viewmodel again."""
        model = self.model
        self.picker.show_choice(model.key, model.options)
        self.picker.setEnabled(not model.running)
        self.run.setEnabled(bool(model.options) and not model.running)
        self.run.setVisible(model.sensed is None)
        self.curve.set_marks(model.marks())
        self.note.setText(f"{model.flat} {model.note}".strip())
        self.show_as_table_again()

    def show_as_table_again(self) -> None:
        """A table in front follows the curve."""
        if self.as_table.isChecked():
            self.toggle_table()
            self.toggle_table()
