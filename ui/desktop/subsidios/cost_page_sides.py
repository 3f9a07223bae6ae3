"""The line where A and B are picked, and what came of them at its end: B minus A in R$ and as a percentage."""

from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ui.desktop.kit.labels import label
from ui.desktop.kit.segmented import Segmented
from ui.desktop.kit.theme import theme
from ui.desktop.subsidios.cost_page_fields import DayField, ListField, SideDisc, ValueField
from viewmodels.operations.subsidios import cost_words as words
from viewmodels.screens.subsidios import cost_sides, cost_tables
from viewmodels.screens.subsidios.cost import CostViewModel
from viewmodels.screens.subsidios.cost_sides import Other

LEAST = 620
"""Room of the line once its second half stands below."""


class SidesBar(QWidget):
    """A and B; what is wrong with them stands under the line, in words."""

    def __init__(self, model: CostViewModel) -> None:
        """The sides of a viewmodel."""
        super().__init__()
        self.model = model
        fault = model.desk.say("SUBSIDIO_CUSTO.DATA_ERRADA")
        self.a = DayField(self.tr("A, regras conhecidas em"), fault)
        self.b = DayField(self.tr("B, regras conhecidas em"), fault)
        self.kind = Segmented(
            self.tr("O que é B"),
            (
                (Other.DATE, self.tr("Outra data")),
                (Other.WITHOUT, self.tr("Sem uma cláusula")),
                (Other.VALUE, self.tr("Outro valor")),
            ),
        )
        self.clause = ListField(self.tr("Cláusula que B deixa de fora"), self.tr("Escolher a cláusula"), 310)
        self.parameter = ListField(self.tr("Regra que B muda"), self.tr("Escolher a regra"), 300)
        self.value = ValueField(self.tr("Valor que B usa"), self._value_fault)
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        self._other = QStackedWidget()
        self._other.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for part in (self.b, self.clause, self._value_line()):
            self._other.addWidget(part)
        self._result = self._result_line()
        self._line, self._second = _line(), _line()
        for each in (SideDisc("A"), label(self.tr("conhecidas em"), "body", "t2"), self.a, SideDisc("B"), self.kind):
            self._line.addWidget(each)
        self._line.addStretch(1)
        self.fault: QLabel = label("", "caption", "critico")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._line)
        column.addLayout(self._second)
        column.addWidget(self.fault)
        self.setMinimumWidth(theme().px(LEAST))
        self._narrow: bool | None = None
        self.set_narrow(narrow=False)

    def set_narrow(self, narrow: bool) -> None:
        """One line, or two where there is no room for it."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for each in (self._other, self._result):
            self._line.removeWidget(each)
            self._second.removeWidget(each)
        if narrow:
            self._second.insertWidget(0, self._other)
            self._second.addStretch(1)
            self._second.addWidget(self._result)
        else:
            while self._second.takeAt(0):
                pass
            self._line.insertWidget(self._line.count() - 1, self._other)
            self._line.addWidget(self._result)

    def _result_line(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.difference, self.percent = label("", "stat"), label("", "body", "t2")
        for each in (label(self.tr("B menos A"), "body", "t2"), self.difference, self.percent):
            row.addWidget(each)
        return made

    def _value_line(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.parameter)
        row.addWidget(self.value)
        return made

    def _connect(self) -> None:
        model = self.model
        self.a.picked.connect(lambda day: model.pick(a_on=day))
        self.b.picked.connect(lambda day: model.pick(b_on=day))
        self.kind.chosen.connect(lambda key: model.pick(kind=Other(key)))
        self.clause.picked.connect(lambda key: model.pick(clause=key))
        self.parameter.picked.connect(lambda key: model.pick(parameter=key))
        self.value.picked.connect(self._take_value)
        for field in (self.a, self.b, self.value):
            field.wrong.connect(self._say)
        model.sides_changed.connect(self.refresh)
        model.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Read the viewmodel again."""
        model, sides = self.model, self.model.sides
        self.setVisible(sides is not None)
        if sides is None or model.choices is None:
            return
        texts, days = model.texts, cost_sides.day_options(model.texts, model.choices)
        self.a.show_day(sides.a_on, days)
        self.b.show_day(sides.b_on, days)
        self.kind.set_value(sides.kind)
        self._other.setCurrentIndex(list(Other).index(sides.kind))
        self.clause.show_choice(sides.clause, cost_sides.clause_options(texts, model.choices, sides.a_on))
        self.parameter.show_choice(sides.parameter, cost_sides.parameter_options(texts, model.parameters))
        self._show_value()
        self._say(model.reason if sides.kind is not Other.DATE and model.reason else "", "t3")
        self.setEnabled(not model.running)
        self._show_difference()

    def _show_value(self) -> None:
        sides, parameter = self.model.sides, self.model.parameter
        assert sides is not None
        self.value.setEnabled(parameter is not None)
        self.value.set_unit(parameter.unit if parameter is not None else "")
        value = sides.value
        shown = isinstance(value, Decimal | int) and not isinstance(value, bool | date)
        self.value.setText(self.model.texts.numbers.typed(Decimal(value)) if shown else "")  # type: ignore[arg-type]

    def _show_difference(self) -> None:
        cost, fresh = self.model.cost, not self.model.stale
        self._result.setVisible(cost is not None and fresh)
        if cost is not None:
            self.difference.setText(self.model.texts.numbers.money(cost.total.difference, words.PLACES, sign=True))
            self.percent.setText(f"{cost_tables.percent_text(self.model.texts, cost.total)}\u00a0%")

    def _take_value(self, value: object) -> None:
        parameter = self.model.parameter
        if parameter is not None:
            kept = cost_sides.rule_value(value, parameter) if isinstance(value, Decimal) else None
            self.model.pick(value=kept)

    def _value_fault(self, value: Decimal) -> str:
        parameter = self.model.parameter
        code = "" if parameter is None else cost_sides.value_fault(value, parameter)
        return self.model.desk.say(code) if code else ""

    def _say(self, sentence: str, token: str = "critico") -> None:
        self.fault.setText(sentence)
        self.fault.setProperty("cor", token)
        self.fault.style().unpolish(self.fault)
        self.fault.style().polish(self.fault)
        self.fault.setVisible(bool(sentence))


def _line() -> QHBoxLayout:
    made = QHBoxLayout()
    made.setSpacing(8)
    return made
