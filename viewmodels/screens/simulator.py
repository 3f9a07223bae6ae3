"""The simulator: three scenarios over the facts of a calculation; every goal recomputes live, nothing is written."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from engines.calendar import DayType
from storage.errors import KnownError
from viewmodels.changes import Changed
from viewmodels.desk import Desk
from viewmodels.operations.casa.readings import KeptReading
from viewmodels.operations.metas.simulating import SimulatedDay, SimulationGround
from viewmodels.screens.parameter_words import refusal, said
from viewmodels.screens.scenario import Scenario
from viewmodels.screens.simulator_fields import SimulatedField
from viewmodels.screens.simulator_table import FROZEN, SimulatorTable
from viewmodels.table import TableModel
from viewmodels.table_spec import Cell

LETTERS = ("A", "B", "C")
KINDS = ("metas.calculo", "metas.dados", "metas.feriados", "metas.parametros")
LONGEST_NAME = 24


class SimulatorViewModel(QObject):
    """Scenarios A, B and C of the vigência in front, or of one run of its history."""

    changed = Signal()
    """Another ground: everything is shown again."""
    scenario_changed = Signal()
    """Another scenario in front, another name, or values put in place other than by hand."""
    values_changed = Signal()
    """The numbers of the scenario in front moved."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """Scenarios of the vigência in front."""
        super().__init__(parent)
        self.desk = desk
        self.ground: SimulationGround | None = None
        self.refusal = ""
        self.scenarios: list[Scenario] = []
        self.at = 0
        self.table = TableModel()
        self._shown: dict[tuple[str, str], str] = {}
        desk.changes.subscribe(self._told, *KINDS)
        desk.vigencia_changed.connect(self.refresh)
        self.refresh()

    # --- the ground

    def refresh(self) -> None:
        """Reads the facts again; scenarios tried on the same facts stay."""
        before = self.ground
        self.ground, self.refusal = self._read()
        if not _same(before, self.ground):
            self._start()
        self.changed.emit()

    def _read(self) -> tuple[SimulationGround | None, str]:
        """The facts of the vigência in front, or in words why there are none."""
        if not self.desk.vigencia:
            return None, self.desk.say("TELA.SEM_VIGENCIA")
        try:
            return self.desk.ask("metas.simulacao", vigencia=self.desk.vigencia, snapshot=self._snapshot()), ""
        except KnownError as error:
            return None, self.desk.say_error(error)

    def _snapshot(self) -> str:
        kept: KeptReading | None = self.desk.ask("metas.ultima_leitura")
        return kept.snapshot if kept is not None and kept.vigencia == self.desk.vigencia else ""

    def _told(self, _changed: Changed) -> None:
        self.refresh()

    def _start(self) -> None:
        ground = self.ground
        self.at = 0
        self.scenarios = [] if ground is None else [Scenario(letter, letter, ground) for letter in LETTERS]
        self._fill()

    # --- what the page shows

    @property
    def current(self) -> Scenario:
        """The scenario in front."""
        return self.scenarios[self.at]

    @property
    def title(self) -> str:
        """`Simulador de agosto de 2025`."""
        return self.desk.say("SIMULADOR.TITULO", mes=self.ground.vigencia if self.ground else self.desk.vigencia)

    @property
    def situation(self) -> str:
        """Which facts it stands on, or why there are none."""
        if self.ground is None:
            return self.refusal
        if self.ground.run is None:
            return self.desk.say("SIMULADOR.SOBRE_DADOS")
        return self.desk.say("SIMULADOR.SOBRE_CALCULO", calculo=str(self.ground.run))

    @property
    def fields(self) -> tuple[SimulatedField, ...]:
        """The parameters the facts were frozen with, in the order of the rules."""
        if self.ground is None:
            return ()
        desk, held = self.desk, self.ground.parameters
        listed = self.ground.book.rules.parameters
        return tuple(SimulatedField.of(desk, p, held[p.key]) for p in listed if p.key in held)

    def hint(self, field: SimulatedField) -> str:
        """`No cálculo: 8 %`."""
        code = "SIMULADOR.NOS_DADOS" if self.ground is None or self.ground.run is None else "SIMULADOR.NO_CALCULO"
        return self.desk.say(code, valor=said(self.desk, field.parameter, field.frozen))

    @property
    def days(self) -> tuple[SimulatedDay, ...]:
        """Days of the month and of its history whose type may be tried."""
        return self.ground.days if self.ground else ()

    @property
    def untouched(self) -> bool:
        """True while no scenario differs from the facts."""
        return all(scenario.untouched for scenario in self.scenarios)

    @property
    def apply_reason(self) -> str:
        """Why this person cannot write what the scenario in front changed; "" when it can be asked."""
        if self.ground is None or self.current.untouched:
            return self.desk.say("SIMULADOR.NADA_A_APLICAR")
        asked = (
            ("metas.editar_parametro", self.current.changed_parameters),
            ("metas.classificar", self.current.changed_days),
        )
        return next((why for id, changed in asked if changed and (why := self.desk.reason(id))), "")

    # --- what is tried

    def show_scenario(self, letter: str) -> None:
        """Brings a scenario to the front."""
        self.at = LETTERS.index(letter)
        self.scenario_changed.emit()

    def rename(self, name: str) -> None:
        """Gives the scenario in front a name; an empty one gives the letter back."""
        self.current.name = " ".join(name.split())[:LONGEST_NAME] or self.current.letter
        self._fill()
        self.scenario_changed.emit()

    def copy_from(self, letter: str) -> None:
        """The values of another scenario in the one in front."""
        self.current.take(self.scenarios[LETTERS.index(letter)])
        self._moved()
        self.scenario_changed.emit()

    def discard(self) -> None:
        """Every scenario as the facts again: nothing of them was anywhere else."""
        for scenario in self.scenarios:
            scenario.restore()
            scenario.name = scenario.letter
        self._fill()
        self.scenario_changed.emit()
        self.values_changed.emit()

    def refused(self, key: str, value: Decimal) -> str:
        """Why a value cannot be tried, "" when it can."""
        assert self.ground is not None
        return refusal(self.desk, self.ground.book.rules.parameter(key), value, self.ground.parameters[key])

    def set_parameter(self, key: str, value: Decimal) -> None:
        """Tries a value (fraction for percentages): only cells that come out different are told to the table."""
        if self.current.parameters[key] != value:
            self.current.set_parameter(key, value)
            self._moved()

    def set_day(self, day: date, kind: str) -> None:
        """Tries a type (UTIL, SABADO, DOMINGO_FERIADO) for a day."""
        if self.current.days[day] is not DayType(kind):
            self.current.set_day(day, DayType(kind))
            self._moved()

    def settle(self) -> None:
        """A drag ended: columns take the width their numbers ask for."""
        self.table.rows_changed.emit()

    # --- inside

    def _fill(self) -> None:
        if self.ground is None:
            self.table.set_rows(())
            return
        table = SimulatorTable(self.desk, self.ground, self.scenarios)
        held: dict[str, dict[str, Cell]] = {}
        self._shown = {}
        for row, column, cell in table.cells((FROZEN, *LETTERS)):
            held.setdefault(row, {})[column] = cell
            self._shown[row, column] = cell.text
        columns = table.columns()
        if columns != self.table.columns:
            self.table.set_columns(columns)
        self.table.set_rows([replace(row, cells=held[row.key]) for row in table.rows()])

    def _moved(self) -> None:
        """Puts the new numbers of the scenario in front in their cells, and only those that changed."""
        assert self.ground is not None
        for row, column, cell in SimulatorTable(self.desk, self.ground, self.scenarios).cells((self.current.letter,)):
            if self._shown[row, column] != cell.text:
                self._shown[row, column] = cell.text
                self.table.update_cell(row, column, cell)
        self.values_changed.emit()


def _same(one: SimulationGround | None, other: SimulationGround | None) -> bool:
    """True when two grounds are the same facts: scenarios tried on one still stand on the other."""
    if one is None or other is None:
        return one is other
    return (one.run, one.vigencia, one.days) == (other.run, other.vigencia, other.days) and (
        one.evaluation.facts == other.evaluation.facts and one.book.sheet == other.book.sheet
    )
