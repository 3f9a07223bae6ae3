"""Applying a scenario: what is in force beside what would be, and the justified writes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engines.calendar import DayType
from engines.goals.approval import MIN_JUSTIFICATION
from engines.goals.rules import Parameter
from engines.money import canonical_text
from storage.errors import KnownError
from viewmodels.operations.metas.holidays import HolidayBook
from viewmodels.operations.metas.registers import ParameterChange, ParameterRow
from viewmodels.papers.names import parameter_name
from viewmodels.screens.parameter_words import said
from viewmodels.screens.simulator import SimulatorViewModel
from viewmodels.table_spec import Cell, ColumnSpec, Row

PARAMETERS, HOLIDAYS = "metas.parametros", "metas.feriados"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing the scenario would write: a parameter or a day, with what is in force and what would be."""

    label: str
    before: str
    after: str
    parameter: Parameter | None = None
    value: Decimal | None = None
    day: date | None = None
    kind: DayType | None = None

    @property
    def right(self) -> str:
        """The operation that writes it."""
        return "metas.editar_parametro" if self.parameter is not None else "metas.classificar"


class ApplyViewModel:
    """The changes of the scenario in front against what is in force now, not against the facts."""

    def __init__(self, model: SimulatorViewModel) -> None:
        """Reads what is in force; writes nothing."""
        self.desk, self._scenario = model.desk, model.current
        assert model.ground is not None
        self.vigencia = str(model.ground.vigencia)
        self.changes = (*self._parameters(), *self._days())

    @property
    def title(self) -> str:
        """`Aplicar o Cenário A a agosto de 2025`."""
        letter = self.desk.say("SIMULADOR.CENARIO", letra=self._scenario.letter)
        name = letter if self._scenario.name == self._scenario.letter else self._scenario.name
        return self.desk.say("SIMULADOR.APLICAR_TITULO", cenario=name, mes=self.vigencia)

    @property
    def reason(self) -> str:
        """Why this cannot be applied by this person, or that there is nothing to apply; "" when it can."""
        if not self.changes:
            return self.desk.say("SIMULADOR.NADA_A_APLICAR")
        reasons = (self.desk.reason(change.right) for change in self.changes)
        return next((reason for reason in reasons if reason), "")

    @property
    def confirm(self) -> str:
        """`Aplicar as 2 mudanças`."""
        return self.desk.say("SIMULADOR.APLICAR", n=len(self.changes))

    def columns(self) -> tuple[ColumnSpec, ...]:
        """What, in force, after."""
        say = self.desk.say
        return (
            ColumnSpec("nome", say("SIMULADOR.COLUNA_MUDANCA"), sortable=False, stretch=2),
            ColumnSpec("antes", say("TELA.COLUNA.HOJE"), sortable=False, quiet=True, stretch=1),
            ColumnSpec("depois", say("SIMULADOR.COLUNA_DEPOIS"), sortable=False, strong=True, stretch=1),
        )

    def rows(self) -> list[Row]:
        """One row for each change."""
        return [
            Row(str(at), {"nome": Cell(one.label), "antes": Cell(one.before), "depois": Cell(one.after)})
            for at, one in enumerate(self.changes)
        ]

    def apply(self, justification: str) -> str:
        """Writes every change with its reason; the sentence that refuses it, "" once all stand.

        Each change is an act of its own in the journal; when one is refused the sentence says how far it went.
        """
        if len(justification.strip()) < MIN_JUSTIFICATION:
            return self.desk.say("METAS.JUSTIFICATIVA_CURTA")
        for done, change in enumerate(self.changes):
            try:
                refused = self._write(change, justification.strip())
            except KnownError as error:
                refused = self.desk.say_error(error)
            if refused:
                told = {"feitas": done, "item": change.label, "motivo": refused}
                return self.desk.say("SIMULADOR.APLICADO_EM_PARTE", **told)
        return ""

    def _write(self, change: Change, justification: str) -> str:
        desk = self.desk
        if change.parameter is None:
            typed = {"day": change.day, "kind": change.kind, "why": justification}
            desk.act(change.right, HOLIDAYS, vigencia=self.vigencia, **typed)
            return ""
        assert change.value is not None
        value = canonical_text(change.value)
        asked = {"name": change.parameter.key, "value": value, "justification": justification}
        done: ParameterChange = desk.act(change.right, PARAMETERS, vigencia=self.vigencia, **asked)
        return desk.house.texts.say_finding(done.refused[0]) if done.refused else ""

    def _parameters(self) -> Iterator[Change]:
        rows: tuple[ParameterRow, ...] = self.desk.ask("metas.parametros", vigencia=self.vigencia)
        tried = self._scenario.changed_parameters
        for row in rows:
            value = tried.get(row.parameter.key)
            if value is not None and value != row.value:
                before = "" if row.value is None else self._shown(row.parameter, row.value)
                label, after = parameter_name(self.desk.house.texts, row.parameter), self._shown(row.parameter, value)
                yield Change(label, before, after, row.parameter, value)

    def _shown(self, parameter: Parameter, value: Decimal) -> str:
        return said(self.desk, parameter, value)

    def _days(self) -> Iterator[Change]:
        """Only days that were tried: the others stay as they are in force, whatever the facts had."""
        book: HolidayBook = self.desk.ask("metas.feriados", vigencia=self.vigencia)
        tried = self._scenario.changed_days
        for row in book.rows:
            day, held = row.holiday.day, row.holiday.day_type
            if day in tried and tried[day] is not held:
                label = self.desk.say("SIMULADOR.DIA", dia=day, nome=row.holiday.name)
                before = "" if held is None else self.desk.say(f"ASSISTENTE.TIPO.{held}")
                after = self.desk.say(f"ASSISTENTE.TIPO.{tried[day]}")
                yield Change(label, before, after, day=day, kind=tried[day])
