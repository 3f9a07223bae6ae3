"""Holidays of a month: each day with its type and suggestion, and what a choice does to the goals."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from engines.calendar import DayType, Month, day_type, weekday_type, window_before
from engines.goals.month import NEAR
from storage.errors import KnownError
from viewmodels.charts import CalendarDay, Day
from viewmodels.desk import Desk
from viewmodels.operations.metas.holidays import DayBothWays, HolidayBook, HolidayRow
from viewmodels.screens.holiday_figures import HolidayFigures
from viewmodels.screens.month_facts import day_in_words, short_name
from viewmodels.screens.month_wizard import MonthWizard
from viewmodels.state import State
from viewmodels.table import TableModel
from viewmodels.table_spec import ColumnSpec, Kind

LETTER = {DayType.UTIL: Day.UTIL, DayType.SABADO: Day.SABADO, DayType.DOMINGO_FERIADO: Day.DOMINGO}
TYPE_OF_KEY = {str(kind): kind for kind in DayType}
TYPE_OF = {letter.value: kind for kind, letter in LETTER.items()}
HOLIDAYS = "metas.feriados"


def weekday_word(desk: Desk, day: date) -> str:
    """`sex`, in English `Fri`."""
    return desk.say("PAPEL.DIAS_DA_SEMANA").split()[day.weekday()].rstrip(".")


@dataclass(frozen=True, slots=True)
class HolidayLine:
    """One day of the list: what it is, what is proposed and why, the type chosen; `locked` for a plain Sunday."""

    day: date
    date_text: str
    weekday: str
    name: str
    kind: str
    note: str
    chosen: DayType | None
    locked: bool
    manual: bool
    in_month: bool

    @property
    def state(self) -> State:
        """Attention while somebody must say how the day runs."""
        return State.OK if self.locked or self.chosen else State.ATENCAO


class HolidaysPage(QObject):
    """The list, the calendar of one month and the price tag of the day in front."""

    changed = Signal()
    selected_changed = Signal()
    add_requested = Signal(object, object)
    """A day nobody listed was given a type in the calendar: it needs a name first (date, type)."""

    def __init__(self, wizard: MonthWizard) -> None:
        """Holidays of the wizard's vigência."""
        super().__init__()
        self.wizard, self.desk = wizard, wizard.desk
        self.selected: date | None = None
        self.shown_month: Month | None = None
        self.refusal = ""
        self.effect = TableModel(self._columns())
        self.figures = HolidayFigures(self.desk)
        self.effect_title = ""
        wizard.changed.connect(self.refresh)
        self.refresh()

    # --- what is shown

    def refresh(self) -> None:
        """Read the wizard's facts again; the day in front stays while it is still listed."""
        facts = self.wizard.facts
        if facts is None:
            return
        if self.shown_month is None or self.shown_month not in self.months:
            self.shown_month = facts.book.vigencia
            self.selected = None
        if self.selected is None:
            self._start(facts.book)
        self._price()
        self.changed.emit()

    def _start(self, book: HolidayBook) -> None:
        """The first day to be typed comes to the front with its month; else the first one listed."""
        waiting = next(iter(book.untyped), None)
        if waiting is not None:
            self.selected, self.shown_month = waiting.holiday.day, Month.of(waiting.holiday.day)
            return
        listed = sorted(book.rows, key=lambda row: not row.in_month)
        self.selected = listed[0].holiday.day if listed else None

    @property
    def months(self) -> tuple[Month, ...]:
        """The three months of the window and the month itself."""
        assert self.wizard.facts is not None
        vigencia = self.wizard.facts.book.vigencia
        return (*window_before(vigencia, NEAR), vigencia)

    @property
    def lines(self) -> tuple[HolidayLine, ...]:
        """The month's days first, then those of the window."""
        facts = self.wizard.facts
        if facts is None:
            return ()
        made = [self._line(row) for row in facts.book.rows]
        return (*[line for line in made if line.in_month], *[line for line in made if not line.in_month])

    def _line(self, row: HolidayRow) -> HolidayLine:
        held = row.holiday
        return HolidayLine(
            held.day,
            self._short(held.day),
            weekday_word(self.desk, held.day),
            held.name,
            self.desk.say(f"FERIADO.{held.kind}"),
            self._note(row),
            held.day_type,
            not row.must_type,
            held.kind == "MANUAL",
            row.in_month,
        )

    def _note(self, row: HolidayRow) -> str:
        if not row.must_type:
            return self.desk.say("FERIADO.JA_DOMINGO")
        wanted, year = self.type_word(row.suggested.day_type), str(row.holiday.day.year - 1)
        if row.last_year is row.suggested.day_type:
            return self.desk.say("ASSISTENTE.SUGESTAO_COMO", tipo=wanted, ano=year)
        if row.last_year is not None:
            before = self.type_word(row.last_year)
            return self.desk.say("ASSISTENTE.SUGESTAO_MAS", tipo=wanted, ano=year, antes=before)
        reason = self.desk.say(f"MOTIVO.{row.suggested.reason}")
        return self.desk.say("FERIADO.SUGESTAO", tipo=wanted, motivo=reason)

    def type_word(self, kind: DayType) -> str:
        """`útil`, `sábado`, `domingo`."""
        return self.desk.say(f"ASSISTENTE.TIPO.{kind}")

    @property
    def calendar(self) -> tuple[CalendarDay, ...]:
        """The days of the month shown, each with its letter; a plain Sunday cannot change."""
        assert self.wizard.facts is not None and self.shown_month is not None
        rows = {row.holiday.day: row for row in self.wizard.facts.book.rows}
        typed = {day: row.holiday.day_type for day, row in rows.items() if row.holiday.day_type}
        return tuple(self._calendar_day(day, rows.get(day), day_type(day, typed)) for day in self.shown_month.days())

    def _calendar_day(self, day: date, row: HolidayRow | None, kind: DayType) -> CalendarDay:
        if row is None:
            return CalendarDay(day, LETTER[kind], locked=weekday_type(day) is DayType.DOMINGO_FERIADO)
        waiting = row.must_type and row.holiday.day_type is None
        letter = Day.A_CLASSIFICAR if waiting else LETTER[kind]
        return CalendarDay(day, letter, short_name(row.holiday.name), not row.must_type)

    @property
    def counts(self) -> tuple[tuple[Day, int], ...]:
        """How many days of the month shown run as each type, with those still to be typed."""
        shown = self.calendar
        kinds = [one.kind for one in shown]
        if self.shown_month is not None:
            self.figures.count(self.shown_month, {d.day: TYPE_OF[d.kind] for d in shown if d.kind in TYPE_OF})
        return tuple((kind, kinds.count(kind)) for kind in Day)

    def count_address(self, kind: Day) -> object:
        """What explains how many days run as a type; None for those still to be typed."""
        return self.figures.count_address(TYPE_OF[kind]) if kind in TYPE_OF else None

    @property
    def month_title(self) -> str:
        """`Novembro de 2025`."""
        return self.desk.month_title(self.shown_month) if self.shown_month else ""

    @property
    def reason(self) -> str:
        """Why this person may not type days, or ""."""
        return self.desk.reason("metas.classificar") or ""

    # --- what is done

    def step_month(self, by: int) -> None:
        """Show the month before or after, inside the window."""
        assert self.shown_month is not None
        at = self.months.index(self.shown_month) + by
        if 0 <= at < len(self.months):
            self.shown_month = self.months[at]
            self.changed.emit()

    def select(self, day: date) -> None:
        """Bring a day to the front, in the list, the calendar and the price tag."""
        if day == self.selected:
            return
        self.selected = day
        if Month.of(day) in self.months:
            self.shown_month = Month.of(day)
        self._price()
        self.selected_changed.emit()

    def choose(self, day: date, kind: DayType) -> None:
        """Say how a day runs; a day that is not listed asks for its name first."""
        assert self.wizard.facts is not None
        self.selected = day
        if all(row.holiday.day != day for row in self.wizard.facts.book.rows):
            self.add_requested.emit(day, kind)
            return
        self._try("metas.classificar", vigencia=self.desk.vigencia, day=day, kind=kind)

    def add(self, day: date, name: str, kind: DayType | None) -> str:
        """Adds a day by hand; the sentence of what was refused, "" when it was added."""
        self.selected = day
        return self._try("metas.acrescentar_dia", vigencia=self.desk.vigencia, day=day, name=name, kind=kind)

    def remove(self, day: date) -> None:
        """Removes a day added by hand."""
        self.selected = None
        self._try("metas.retirar_dia", day=day)

    def _try(self, operation: str, **arguments: object) -> str:
        try:
            self.desk.act(operation, HOLIDAYS, **arguments)
            self.refusal = ""
        except KnownError as error:
            self.refusal = self.desk.say_error(error)
        self.wizard.refresh()
        return self.refusal

    # --- the price tag

    def _columns(self) -> tuple[ColumnSpec, ...]:
        number = Kind.NUMBER
        return (
            ColumnSpec("setor", self.desk.say("TELA.COLUNA.SETOR"), sortable=False, stretch=2),
            ColumnSpec("km", self.desk.say("ASSISTENTE.KM_PREVISTA"), "km", number, 0, sortable=False, stretch=1),
            ColumnSpec("litros", self.desk.say("ASSISTENTE.LITROS"), "L", number, 0, sortable=False, stretch=1),
        )

    def _price(self) -> None:
        """What the choice of the day in front does to each sector, on the newest reading kept."""
        facts, day = self.wizard.facts, self.selected
        self.effect_title = ""
        if facts is None or day is None or not facts.usable_snapshot or Month.of(day) not in self.months:
            self.effect.set_rows(())
            return
        kind, instead = self.compared(day)
        args = {"dia": self._short(day), "tipo": self.type_word(kind), "outro": self.type_word(instead)}
        self.effect_title = self.desk.say("ASSISTENTE.EFEITO", **args)
        both: DayBothWays = self.desk.ask(
            "metas.efeito_explicado",
            vigencia=self.desk.vigencia,
            snapshot=facts.usable_snapshot,
            day=day,
            kind=kind,
            instead_of=instead,
        )
        kinds = (self._with(day, kind), self._with(day, instead))
        self.effect.set_rows(self.figures.price(both, kinds, self.effect_title))

    def _with(self, day: date, kind: DayType) -> str:
        return self.desk.say("FERIADO.MEMORIA.COM", dia=self._short(day), tipo=self.type_word(kind))

    def compared(self, day: date) -> tuple[DayType, DayType]:
        """The type chosen (else suggested) against what the weekday alone would say."""
        assert self.wizard.facts is not None
        row = next((r for r in self.wizard.facts.book.rows if r.holiday.day == day), None)
        plain = weekday_type(day)
        wanted = (row.holiday.day_type, row.suggested.day_type) if row else ()
        other = DayType.UTIL if plain is DayType.DOMINGO_FERIADO else DayType.DOMINGO_FERIADO
        return next((kind for kind in wanted if kind and kind is not plain), other), plain

    def _short(self, day: date) -> str:
        return self.desk.house.texts.numbers.short_day(day)

    def pending(self) -> tuple[str, ...]:
        """Days still to be typed, in words."""
        facts = self.wizard.facts
        numbers = self.desk.house.texts.numbers
        return tuple(day_in_words(numbers, row) for row in facts.book.untyped) if facts else ()


def day_type_of(key: str | None) -> DayType | None:
    """The day type of a choice on screen, None while nothing is chosen."""
    return DayType(key) if key else None
