"""The registers of a company: sectors, vigências, first parameters and spending of the month before; no widgets."""

from decimal import Decimal
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from engines.calendar import Month
from engines.goals.periods import FORWARD, PLANNING
from storage.errors import KnownError
from storage.metas.registers import Sector
from viewmodels.changes import Changed
from viewmodels.desk import Desk
from viewmodels.operations.metas.cadastros import Registers
from viewmodels.operations.metas.vigencias import PeriodRow
from viewmodels.screens import cadastros_tables as tables
from viewmodels.screens.lights import Light
from viewmodels.table import TableModel

REGISTERS = "metas.cadastros"
KINDS = (REGISTERS, "metas.parametros", "metas.publicacao", "metas.calculo", "metas.dados", "erp")
FEW = 6
"""Vigências shown before the rest is asked for."""


class Start(StrEnum):
    """What a new company does, in this order; PREPARE once the rest is done."""

    SECTORS = "SETORES"
    PERIOD = "VIGENCIA"
    PARAMETERS = "PARAMETROS"
    ERP = "ERP"
    PREPARE = "PREPARAR"


class CadastrosViewModel(QObject):
    """What a company registered, what is still missing before its first month, and the acts that give it."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """The registers of the desk's client."""
        super().__init__(parent)
        self.desk = desk
        self.all_periods = False
        self.registers: Registers
        self.sectors: tuple[Sector, ...] = ()
        self.periods: tuple[PeriodRow, ...] = ()
        self.before: Month | None = None
        self.sector_table = TableModel(tables.sector_columns(desk))
        self.period_table = TableModel(tables.period_columns(desk))
        desk.changes.subscribe(self._told, *KINDS)
        desk.vigencia_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Reads everything again."""
        desk = self.desk
        self.registers = desk.ask("metas.cadastros")
        self.sectors = desk.ask("metas.setores")
        self.periods = desk.ask("metas.vigencias")
        self.before = desk.ask("metas.gastos", vigencia=desk.vigencia).vigencia if desk.vigencia else None
        shown = self.periods if self.all_periods else self.periods[:FEW]
        may = not self.reason
        self.sector_table.set_rows(list(tables.sector_rows(desk, self.sectors, may)))
        self.period_table.set_rows(list(tables.period_rows(desk, shown, may)))
        self.changed.emit()

    def _told(self, _changed: Changed) -> None:
        self.refresh()

    # --- what the page shows

    @property
    def line(self) -> str:
        """How many sectors and vigências, and why nothing can be changed when it cannot."""
        said = self.desk.say("CADASTROS.SITUACAO", setores=self.registers.sectors, vigencias=self.registers.periods)
        return f"{said} {self.reason}".strip()

    @property
    def reason(self) -> str:
        """Why this person may not register; "" when they may."""
        return self.desk.reason("metas.salvar_setor") or ""

    @property
    def steps(self) -> tuple[tuple[Start, Light], ...]:
        """The four steps of a new company, each with its light; a step done stays in sight until all are."""
        held, say = self.registers, self.desk.say
        notes = {
            Start.SECTORS: (held.coded > 0, self._sectors_note()),
            Start.PERIOD: (held.periods > 0, self._note("VIGENCIA", held.periods > 0, n=held.periods)),
            Start.PARAMETERS: (not held.missing, self._note("PARAMETROS", not held.missing, n=len(held.missing))),
            Start.ERP: (held.erp, self._erp_note()),
        }
        return tuple((key, Light(on, say(f"CADASTROS.PASSO.{key}"), note)) for key, (on, note) in notes.items())

    def _note(self, step: str, done: bool, **args: object) -> str:
        return self.desk.say(f"CADASTROS.PASSO.{step}.{'SIM' if done else 'NAO'}", **args)

    def _sectors_note(self) -> str:
        held = self.registers
        if held.coded < held.sectors:
            code = "SEM_CODIGO" if held.coded == 0 else "ALGUNS"
            return self.desk.say(f"CADASTROS.PASSO.SETORES.{code}", n=held.sectors, com=held.coded)
        return self._note("SETORES", held.sectors > 0, n=held.sectors)

    def _erp_note(self) -> str:
        if self.registers.erp or self.desk.allowed("erp.guardar"):
            return self._note("ERP", self.registers.erp)
        return self.desk.say("CADASTROS.PASSO.ERP.OUTRO")

    @property
    def next_step(self) -> Start:
        """The first step not done."""
        return next((key for key, light in self.steps if not light.on), Start.PREPARE)

    @property
    def hidden_periods(self) -> int:
        """Vigências not shown yet."""
        return 0 if self.all_periods else max(0, len(self.periods) - FEW)

    def show_all_periods(self) -> None:
        """Shows the older vigências too."""
        self.all_periods = True
        self.refresh()

    @property
    def gap(self) -> Month | None:
        """The month before the vigência in front, when no vigência came before it."""
        in_front = self.desk.vigencia
        return Month.parse(in_front).plus(-1) if in_front and self.before is None else None

    # --- sectors and parameters

    def sector(self, key: str) -> Sector | None:
        """The sector of a row."""
        return next((each for each in self.sectors if each.id == key), None)

    def save_sector(self, sector: str, name: str, erp_code: str, active: bool) -> KnownError | None:
        """Writes a sector ("" for a new one); what refuses it, None when written."""
        given = {"sector": sector, "name": name, "erp_code": erp_code, "active": active}
        return self._try("metas.salvar_setor", "metas.dados", **given)[1]

    def give_parameters(self) -> str:
        """Gives the program's values to the parameters nobody gave; what was done or refused, in words."""
        names, refused = self._try("metas.parametros_iniciais", "metas.parametros")
        return self.desk.say_error(refused) if refused else self.desk.say("CADASTROS.PARAMETROS_DADOS", n=len(names))

    # --- vigências

    @property
    def proposed(self) -> Month:
        """The month after the newest vigência; this month while there is none."""
        if self.periods:
            return self.periods[0].period.vigencia.plus(1)
        return Month.of(self.desk.house.clock.today())

    @property
    def others_planned(self) -> str:
        """What is said about vigências still in planning before another is opened; "" when none is."""
        months = [row.period.vigencia for row in self.periods if row.period.status == PLANNING]
        said = [self.desk.house.texts.numbers.month_in_words(month) for month in months]
        return self.desk.say("CADASTROS.OUTRAS_EM_PLANEJAMENTO", n=len(said), meses=said) if said else ""

    def open_period(self, vigencia: str) -> KnownError | None:
        """Opens a vigência; the first one comes to the front."""
        refused = self._try("metas.abrir_vigencia", vigencia=vigencia)[1]
        if refused is None:
            self._tell_header()
            self.desk.shell.notify(self.desk.say("CADASTROS.ABERTA", mes=Month.parse(vigencia)))
        return refused

    def next_status(self, key: str) -> str:
        """State a row's link moves its vigência to; "" for a row without one."""
        row = next((each for each in self.periods if str(each.period.vigencia) == key), None)
        return "" if row is None else FORWARD.get(row.period.status, "")

    def move_words(self, key: str) -> tuple[str, str]:
        """Title and text of the confirmation."""
        code = f"CADASTROS.MUDAR.{self.next_status(key)}"
        return self.desk.say(code, mes=Month.parse(key)), self.desk.say(f"{code}.TEXTO")

    def move(self, key: str, despite: str = "") -> KnownError | None:
        """Moves a vigência on; `despite` says why it is closed with the month's routine open."""
        status = self.next_status(key)
        refused = self._try("metas.mudar_vigencia", vigencia=key, status=status, despite=despite)[1]
        if refused is None:
            self._tell_header()
            word = self.desk.say(f"ESTADO.{status}")
            self.desk.shell.notify(self.desk.say("CADASTROS.MUDADA", mes=Month.parse(key), situacao=word))
        return refused

    def _tell_header(self) -> None:
        """The picker follows; a company's first vigência is in front from now on."""
        first = not self.desk.vigencia
        self.desk.refresh_context()
        if first:
            self.desk.vigencia_changed.emit()

    def _try(self, operation: str, *kinds: str, **given: object) -> tuple[tuple[str, ...], KnownError | None]:
        try:
            done = self.desk.act(operation, REGISTERS, *kinds, **given)
        except KnownError as error:
            return (), error
        self.refresh()
        return (done if isinstance(done, tuple) else ()), None


def field_of(refused: KnownError, fields: dict[str, tuple[str, ...]]) -> str:
    """Field a refusal is about, by the codes each answers for; "" for none of them."""
    return next((name for name, codes in fields.items() if refused.code in codes), "")


def money_text(desk: Desk, value: Decimal | None) -> str:
    """A value as a field takes it, in the language of the person at the desk."""
    return "" if value is None else desk.house.texts.numbers.typed(value)
