"""Sensibilidade do limiar: a threshold is chosen, the payment recalculated for each value of it, the curve shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QObject

from storage.errors import KnownError
from viewmodels.changes import Changed
from viewmodels.operations.subsidios import cost_words as words
from viewmodels.operations.subsidios.costing import Choices
from viewmodels.operations.subsidios.sensing import Sensed
from viewmodels.screens.job_page import OneJob
from viewmodels.screens.subsidios import cost_sides
from viewmodels.screens.subsidios.audit import CALCULATION, AuditViewModel
from viewmodels.screens.subsidios.cost_sides import Option
from viewmodels.state import State


@dataclass(frozen=True, slots=True)
class CurvePointAt:
    """Address of a point of a curve; no run stands behind it."""

    serial: int
    place: int
    run: int | None = None


@dataclass(frozen=True, slots=True)
class CurveMark:
    """One point as drawn: value and R$ with their words, whether the rule in force is this one, its address."""

    value: Decimal
    paid: Decimal
    value_text: str
    paid_text: str
    standing: bool
    address: CurvePointAt


class CurveViewModel(OneJob):
    """The curve of one threshold at a time; its one long work recalculates it."""

    def __init__(self, audit: AuditViewModel, parent: QObject | None = None) -> None:
        """No curve until a threshold is chosen."""
        super().__init__(audit.desk, parent)
        self.audit = audit
        self.texts = self.desk.house.texts
        self.key = ""
        self.sensed: Sensed | None = None
        self.serial = 0
        self.options: tuple[Option, ...] = ()
        self.desk.changes.subscribe(self._told, CALCULATION)
        self.refresh()

    def refresh(self) -> None:
        """Reads the thresholds again; a curve of another calculation is void."""
        self.sensed, self.options, self.result = None, (), ""
        if self.audit.laid is not None:
            choices: Choices = self.desk.ask("subsidios.mudancas_possiveis")
            self.options = cost_sides.parameter_options(self.texts, choices.parameters)
            self.key = self.key or self.options[0].key
        self.changed.emit()

    def choose(self, key: str) -> None:
        """Another threshold, with its curve still to be calculated."""
        if key != self.key and not self.running:
            self.key, self.sensed, self.result = key, None, ""
            self.changed.emit()

    def calculate(self) -> None:
        """Recalculates the payment for each value of the threshold."""
        if self.running or not self.key or self.audit.laid is None:
            return
        job = self.desk.work_on_bench("subsidios.sensibilidade", key=self.key)
        self._follow(job, self._done, self._refused)

    @property
    def title(self) -> str:
        """`Pagamento por valor de POF mínimo para pagar`."""
        return self.desk.say("SUBSIDIO_CUSTO.CURVA", regra=words.rule_title(self.texts, self.key))

    @property
    def axis(self) -> str:
        """The threshold, under the axis."""
        return words.rule_title(self.texts, self.key)

    @property
    def waiting(self) -> str:
        """What will be where the curve is."""
        return self.desk.say("SUBSIDIO_CUSTO.SENSIVEL_VAZIO")

    @property
    def note(self) -> str:
        """How long the curve took; "" before it was calculated."""
        if self.sensed is None:
            return ""
        told = {"n": len(self.sensed.points), "segundos": Decimal(f"{self.sensed.seconds:.2f}")}
        return self.desk.say("SUBSIDIO_CUSTO.RECALCULO", **told)

    @property
    def flat(self) -> str:
        """Said where no value tried moves the payment; "" elsewhere."""
        marks = self.marks()
        if not marks or len({mark.paid for mark in marks}) > 1:
            return ""
        return self.desk.say("SUBSIDIO_CUSTO.PLANA", de=marks[0].value_text, ate=marks[-1].value_text)

    def marks(self) -> Sequence[CurveMark]:
        """The points in the order of their values."""
        found = self.sensed
        if found is None:
            return ()
        return tuple(
            CurveMark(
                Decimal(str(point.value)),
                point.paid.total,
                words.value_text(self.texts, point.value, found.unit),
                words.amount(self.texts, point.paid.total),
                point.standing,
                CurvePointAt(self.serial, place),
            )
            for place, point in enumerate(found.points)
        )

    def standing_words(self, mark: CurveMark) -> str:
        """`80 %, regra em vigor: R$ 24.198.186,44`."""
        return self.desk.say("SUBSIDIO_CUSTO.EM_VIGOR", valor=mark.value_text, pago=mark.paid)

    def short(self, paid: Decimal, cents: bool) -> str:
        """An amount as an axis writes it."""
        return self.texts.numbers.number(paid, words.PLACES if cents else 0)

    def _done(self, sensed: Sensed) -> None:
        self.sensed, self.serial = sensed, self.serial + 1

    def _refused(self, error: KnownError) -> None:
        self.result, self.result_state = self.desk.say_error(error), State.ERRO

    def _told(self, _changed: Changed) -> None:
        self.refresh()
