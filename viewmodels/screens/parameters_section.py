"""Parâmetros: values in force with who and when, the history of one, and what another value would do to the goals."""

from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from engines.calendar import Month
from engines.goals.approval import MIN_JUSTIFICATION
from engines.goals.periods import PLANNING
from engines.money import canonical_text
from storage.errors import KnownError
from viewmodels.changes import Changed
from viewmodels.desk import Desk
from viewmodels.memory import RuleLine
from viewmodels.operations.metas.parameter_effect import Effect, ParameterTrial
from viewmodels.operations.metas.registers import ParameterChange, ParameterRecord, ParameterRow
from viewmodels.papers.names import parameter_name
from viewmodels.screens.parameter_tables import NOW, THEN, ParameterTables
from viewmodels.screens.parameter_words import HUNDRED, refusal, shown_points, unit_of
from viewmodels.screens.sheet_cells import SheetCells
from viewmodels.table import TableModel

PARAMETERS = "metas.parametros"
KINDS = (PARAMETERS, "metas.cadastros", "metas.dados", "metas.feriados", "erp")
ACT = "ato"


class ParametersSection(QObject):
    """The parameters of the client in the vigência in front; one of them is open in the editor."""

    changed = Signal()
    """Everything was read again; the parameter in the editor is the same."""
    opened = Signal()
    """Another parameter is in the editor."""
    tried = Signal()

    def __init__(self, desk: Desk, cells: SheetCells, parent: QObject | None = None) -> None:
        """The parameters; the first one is open."""
        super().__init__(parent)
        self.desk, self._cells, self._tables = desk, cells, ParameterTables(desk)
        self.rows: tuple[ParameterRow, ...] = ()
        self.selected = ""
        self.records: tuple[ParameterRecord, ...] = ()
        self.effect: Effect | None = None
        self._trial: ParameterTrial | None = None
        self._tried_on = ""
        self.table = TableModel(self._tables.columns())
        self.history = TableModel(self._tables.history_columns())
        self.goals = TableModel(self._tables.goal_columns())
        desk.changes.subscribe(self._told, *KINDS)
        desk.vigencia_changed.connect(self.refresh)
        self.refresh()

    # --- reading

    def refresh(self) -> None:
        """Reads everything again; the parameter in the editor stays open."""
        self.rows = self.desk.ask("metas.parametros", vigencia=self.desk.vigencia)
        self._trial, self._tried_on = None, ""
        self.table.set_rows([self._tables.row(row) for row in self.rows])
        self.selected = self.selected or self.rows[0].parameter.key
        self._read_history()
        self.try_value(None)
        self.changed.emit()

    def _told(self, _changed: Changed) -> None:
        self.refresh()

    def open(self, key: str) -> None:
        """Opens a parameter in the editor, with its history."""
        self.selected = key
        self._read_history()
        self.try_value(None)
        self.opened.emit()

    def _read_history(self) -> None:
        self.records = self.desk.ask("metas.historico_parametro", name=self.selected)
        self.history.set_rows([self._tables.record(self.row, each) for each in self.records])

    @property
    def row(self) -> ParameterRow:
        """The parameter in the editor."""
        return next(each for each in self.rows if each.parameter.key == self.selected)

    @property
    def reason(self) -> str:
        """Why this person may not change them; "" when they may."""
        return self.desk.reason("metas.editar_parametro") or ""

    @property
    def title(self) -> str:
        """Name of the parameter in the editor."""
        return parameter_name(self.desk.house.texts, self.row.parameter)

    @property
    def help(self) -> str:
        """What the parameter does, with the name the specification gives it (F-36)."""
        key = self.row.parameter.key
        code = f"CADASTROS.PARAMETRO.{key}"
        said = self.desk.say(code) if self.desk.house.texts.knows(code) else ""
        return f"{said} {self.desk.say('CADASTROS.NOME_TECNICO', nome=key)}".strip()

    @property
    def unit(self) -> str:
        """`%` or `R$/L`."""
        return unit_of(self.row.parameter)

    @property
    def text(self) -> str:
        """The value in force as its field shows it."""
        row = self.row
        return "" if row.value is None else shown_points(self.desk, row.parameter, row.value)

    @property
    def proposed_start(self) -> Month | None:
        """The vigência in front when it is in planning, else the month after the newest one."""
        listed = self.desk.ask("metas.periodos")
        if not listed:
            return None
        planned = {p.vigencia for p in listed if p.status == PLANNING}
        front = Month.parse(self.desk.vigencia) if self.desk.vigencia else None
        return front if front in planned else max(planned, default=listed[0].vigencia.plus(1))

    # --- editing

    def parse(self, typed: Decimal | None) -> tuple[str, str]:
        """The fraction to be written for a typed number, and the sentence that refuses it ("" when right)."""
        row = self.row
        if typed is None:
            return "", self.desk.say("ASSISTENTE.PARAMETRO.FALTA")
        value = typed / HUNDRED if row.parameter.is_share else typed
        return canonical_text(value), refusal(self.desk, row.parameter, value, row.value)

    def try_value(self, fraction: Decimal | None) -> None:
        """Shows what a value would do to the goals; None, or the value in force, shows them as they are."""
        trial = self._trial_now()
        row = self.row
        self.effect = None
        if trial is not None and row.value is not None:
            self.effect = trial.effect(self.selected, row.value if fraction is None else fraction)
            tried = fraction if fraction is not None else row.value
            changes = RuleLine(self.title, self._tables.shown(row.parameter, tried))
            self._cells.keep(NOW, self.effect.base, self.desk.say("CADASTROS.ENSAIO_AGORA"))
            self._cells.keep(THEN, self.effect.other, self.desk.say("CADASTROS.ENSAIO_DEPOIS"), (changes,))
        self.goals.set_rows(list(self._tables.goal_rows(self.effect.goals if self.effect else ())))
        self.tried.emit()

    def _trial_now(self) -> ParameterTrial | None:
        month = self.desk.vigencia
        if month and self._tried_on != month:
            self._tried_on = month
            try:
                self._trial = self.desk.ask("metas.ensaiar_parametro", vigencia=month)
            except KnownError:
                self._trial = None  # the reading kept does not serve this vigência: the page says to read the ERP
        return self._trial

    def save(self, fraction: str, starts: str, justification: str) -> tuple[str, str]:
        """Gives the value from a vigência on; (field, sentence) of what refuses it, two "" when it stands."""
        if len(justification.strip()) < MIN_JUSTIFICATION:
            return "motivo", self.desk.say("METAS.JUSTIFICATIVA_CURTA")
        given = {"name": self.selected, "value": fraction, "justification": justification, "vigencia": starts}
        try:
            done: ParameterChange = self.desk.act("metas.editar_parametro", PARAMETERS, **given)
        except KnownError as error:
            return "inicio", self.desk.say_error(error)
        if done.refused:
            return "valor", self.desk.house.texts.say_finding(done.refused[0])
        self.refresh()
        return "", ""
