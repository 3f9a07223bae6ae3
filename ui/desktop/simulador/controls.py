"""What is tried: a slider and a field for each parameter, a choice of type for each day."""

from datetime import date
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desktop.kit.fields import FormField, Parsed, parse_decimal
from ui.desktop.kit.labels import ElidedLabel
from ui.desktop.kit.segmented import Segmented
from ui.desktop.kit.slider import Slider
from viewmodels.operations.metas.simulating import SimulatedDay
from viewmodels.screens.simulator import SimulatorViewModel
from viewmodels.screens.simulator_fields import SimulatedField

FIELD_WIDTH = 112
KINDS = ("UTIL", "SABADO", "DOMINGO_FERIADO")


class ParameterControl(QWidget):
    """A parameter as a slider and as a field, both telling `tried`; the mark is the value of the facts."""

    tried = Signal(str, object)
    """Key and fraction (or price): at each move of the handle and at each good value typed."""
    released = Signal()
    """The handle was let go."""

    def __init__(self, model: SimulatorViewModel, asked: SimulatedField) -> None:
        """A control at the value of the facts."""
        super().__init__()
        self._model, self.asked, self.scale = model, asked, asked.scale
        self.field = FormField(asked.label, self._parse, asked.unit, model.hint(asked))
        self.slider = Slider(asked.label, self.scale.low, self.scale.high)
        self.slider.setPageStep(self.scale.page)
        self.slider.set_reference(self.scale.position(asked.frozen))
        self.field.put_beside(self.slider, FIELD_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        self.slider.valueChanged.connect(self._slid)
        self.slider.sliderReleased.connect(self.released)
        self.field.changed.connect(self._typed)
        self.field.edit.returnPressed.connect(self.field.check)

    def show_value(self, value: Decimal) -> None:
        """Puts both where the scenario stands, without telling it back."""
        self._place(value)
        self.field.set_text(self.asked.text(value))

    def _place(self, value: Decimal) -> None:
        blocked = self.slider.blockSignals(True)
        self.slider.setValue(self.scale.position(value))
        self.slider.blockSignals(blocked)
        self.slider.update()

    def _slid(self, position: int) -> None:
        value = self.scale.value(position)
        self.field.set_text(self.asked.text(value))
        self.tried.emit(self.asked.key, value)

    def _typed(self, value: object) -> None:
        if isinstance(value, Decimal):
            self._place(value)
            self.tried.emit(self.asked.key, value)

    def _parse(self, text: str) -> Parsed:
        parsed = parse_decimal(text)
        if parsed.error:
            return parsed
        if not isinstance(parsed.value, Decimal):
            return Parsed(error=self._model.desk.say("ASSISTENTE.PARAMETRO.FALTA"))
        value = self.asked.meant(parsed.value)
        refused = self._model.refused(self.asked.key, value)
        return Parsed(error=refused) if refused else Parsed(value)


class DayControl(QWidget):
    """A day with its three-way choice."""

    tried = Signal(object, str)
    """Day and type."""

    def __init__(self, model: SimulatorViewModel, simulated: SimulatedDay) -> None:
        """A choice at the type of the facts."""
        super().__init__()
        self.day: date = simulated.day
        words = model.desk.say("SIMULADOR.DIA", dia=simulated.day, nome=simulated.name)
        options = list(zip(KINDS, (self.tr("Útil"), self.tr("Sábado"), self.tr("Domingo")), strict=True))
        self.choice = Segmented(words, options)
        self.choice.chosen.connect(lambda kind: self.tried.emit(self.day, kind))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(ElidedLabel(words, "label"))
        column.addWidget(self.choice)

    def show_kind(self, kind: str) -> None:
        """Puts the choice where the scenario stands."""
        self.choice.set_value(kind)
