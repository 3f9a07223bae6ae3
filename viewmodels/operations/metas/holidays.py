"""Holidays of a month and of its history window: what they are, how they run, what each choice costs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engines.calendar import DayType, Month, count_by_type, day_type, window_before
from engines.figure import Missing
from engines.goals.holidays import needs_typing
from engines.goals.month import FAR, NEAR, facts_of
from engines.goals.whatif import with_days
from engines.sheet import Evaluation
from storage.errors import KnownError
from storage.journal import Act, append
from storage.metas.holiday_book import MANUAL, Holiday, add_candidates, holidays, remove_manual, type_day, typed_days
from storage.metas.holiday_source import Suggestion, candidates_of, edition, suggestion
from storage.metas.rulebook import shipped
from viewmodels.operations.house import House
from viewmodels.operations.metas.gathering import gather
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

RIGHT = "metas.feriados"
MAX_NAME = 100


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """A day with everything the director sees: suggestion, last year's choice, whether it must be typed."""

    holiday: Holiday
    suggested: Suggestion
    last_year: DayType | None
    must_type: bool
    in_month: bool


@dataclass(frozen=True)
class HolidayBook:
    """The holidays of a vigência: month and window, day types of the month, the calendar's edition."""

    vigencia: Month
    rows: tuple[HolidayRow, ...]
    days: tuple[tuple[date, DayType, str], ...]
    counts: dict[DayType, int]
    edition: str

    @property
    def untyped(self) -> tuple[HolidayRow, ...]:
        """Days still to be typed."""
        return tuple(r for r in self.rows if r.must_type and r.holiday.day_type is None)


@operation("metas.feriados", right="metas.ver", mode="read", area="metas")
def holiday_book(house: House, scope: Scope, *, vigencia: str) -> HolidayBook:
    """Holidays of the month and of the 3-month window with suggestions; the calendar's own candidates included."""
    month = Month.parse(vigencia)
    window = (*window_before(month, NEAR), month)
    with house.store.read() as connection:
        held = {h.day: h for h in holidays(connection, scope.client, window[0].first, month.end)}
        past = typed_days(connection, scope.client, window_before(month, FAR + NEAR)[0].first, month.end)
    for candidate in candidates_of(window):
        held.setdefault(candidate.day, candidate)
    typed = {day: h.day_type for day, h in held.items() if h.day_type is not None}
    rows = tuple(_row(held[day], month, past) for day in sorted(held))
    days = tuple((d, day_type(d, typed), held[d].name if d in held else "") for d in month.days())
    return HolidayBook(month, rows, days, count_by_type(month.days(), typed), edition())


def _row(holiday: Holiday, month: Month, past: Mapping[date, DayType]) -> HolidayRow:
    in_month = Month.of(holiday.day) == month
    last_year = next((kind for day, kind in past.items() if _same_feast(day, holiday)), None)
    return HolidayRow(holiday, suggestion(holiday), last_year, needs_typing(holiday.day), in_month)


def _same_feast(day: date, holiday: Holiday) -> bool:
    """The same feast a year before: same day and month, or the same movable name."""
    if day.year != holiday.day.year - 1:
        return False
    if (day.month, day.day) == (holiday.day.month, holiday.day.day):
        return True
    return any(c.day == day and c.name == holiday.name for c in candidates_of((Month.of(day),)))


@operation("metas.classificar", right=RIGHT, mode="write", area="metas", verb="HOLIDAY_CLASSIFIED", whole_company=True)
def type_holiday(house: House, scope: Scope, *, vigencia: str, day: date, kind: DayType | None, why: str = "") -> None:
    """Says how a day runs (None takes it back), with a reason where one was given.

    Raises KnownError METAS.DIA_FORA or METAS.DIA_DESCONHECIDO.
    """
    month, at = Month.parse(vigencia), house.clock.now()
    _refuse_outside(month, day)
    with house.store.write() as connection:
        add_candidates(connection, scope.client, [c for c in candidates_of((Month.of(day),)) if c.day == day])
        try:
            before = type_day(connection, scope.client, day, kind, at, scope.user)
        except KeyError:
            raise KnownError("METAS.DIA_DESCONHECIDO", dia=day) from None
        told = None if kind is None else str(kind)
        entity = f"metas/feriado/{day.isoformat()}"
        act = Act(scope.client, scope.user, "HOLIDAY_CLASSIFIED", entity, at, before, told, why.strip(), scope.origin)
        append(connection, act)


@operation("metas.acrescentar_dia", right=RIGHT, mode="write", area="metas", verb="HOLIDAY_ADDED", whole_company=True)
def add_day(house: House, scope: Scope, *, vigencia: str, day: date, name: str, kind: DayType | None = None) -> None:
    """Adds a day by hand, inside the month or the window. Raises KnownError METAS.DIA_FORA or METAS.NOME_DO_DIA."""
    month, at = Month.parse(vigencia), house.clock.now()
    _refuse_outside(month, day)
    if not 1 <= len(name.strip()) <= MAX_NAME:
        raise KnownError("METAS.NOME_DO_DIA")
    typed = (at, scope.user) if kind else (None, None)
    added = Holiday(day, name.strip(), MANUAL, "manual", kind, *typed)
    with house.store.write() as connection:
        add_candidates(connection, scope.client, [added])
        entity = f"metas/feriado/{day.isoformat()}"
        told = {"nome": added.name, "tipo": None if kind is None else str(kind)}
        append(connection, Act(scope.client, scope.user, "HOLIDAY_ADDED", entity, at, None, told, "", scope.origin))


@operation("metas.retirar_dia", right=RIGHT, mode="write", area="metas", verb="HOLIDAY_REMOVED", whole_company=True)
def remove_day(house: House, scope: Scope, *, day: date) -> None:
    """Removes a day added by hand. Raises KnownError METAS.DIA_DETECTADO for one the calendar knows."""
    at = house.clock.now()
    with house.store.write() as connection:
        if not remove_manual(connection, scope.client, day):
            raise KnownError("METAS.DIA_DETECTADO", dia=day)
        entity = f"metas/feriado/{day.isoformat()}"
        append(connection, Act(scope.client, scope.user, "HOLIDAY_REMOVED", entity, at, origin=scope.origin))


def _refuse_outside(month: Month, day: date) -> None:
    if not window_before(month, NEAR)[0].first <= day < month.end:
        raise KnownError("METAS.DIA_FORA", dia=day)


@dataclass(frozen=True, slots=True)
class DayEffect:
    """What running a day as `kind` instead of `instead_of` does to one sector: km and litres, signed."""

    sector: str
    km: Decimal | None
    litres: Decimal | None


@operation("metas.efeito_do_dia", right="metas.ver", mode="read", area="metas")
def day_effect(
    house: House, scope: Scope, *, vigencia: str, snapshot: str, day: date, kind: DayType, instead_of: DayType
) -> tuple[DayEffect, ...]:
    """Live price tag of a choice, per sector: the month computed both ways on the same snapshot."""
    both = day_both_ways(house, scope, vigencia=vigencia, snapshot=snapshot, day=day, kind=kind, instead_of=instead_of)
    return tuple(
        DayEffect(s.label, both.gap("km_prevista", s.key), both.gap("meta_litros", s.key))
        for s in both.chosen.facts.axes["setor"]
    )


@dataclass(frozen=True)
class DayBothWays:
    """The whole month with a day as one type, and with it as another."""

    chosen: Evaluation
    other: Evaluation

    def gap(self, line: str, sector: str) -> Decimal | None:
        """What the choice adds to a line of a sector; None where either has no value."""
        return _gap(self.chosen, self.other, line, sector)


@operation("metas.efeito_explicado", right="metas.ver", mode="read", area="metas")
def day_both_ways(
    house: House, scope: Scope, *, vigencia: str, snapshot: str, day: date, kind: DayType, instead_of: DayType
) -> DayBothWays:
    """The month with a day as `kind` and as `instead_of`, on the same snapshot: what its price tag stands on."""
    month = Month.parse(vigencia)
    book = shipped(month.first, house.clock.today())
    with house.store.read() as connection:
        inputs = gather(connection, scope.client, month, snapshot, book.rules).inputs
    base = Evaluation(book.sheet, facts_of(inputs, book.rules))
    return DayBothWays(with_days(base, {day: kind}), with_days(base, {day: instead_of}))


def _gap(one: Evaluation, other: Evaluation, line: str, sector: str) -> Decimal | None:
    left, right = one.value(line, (sector,)), other.value(line, (sector,))
    if isinstance(left, Missing) or isinstance(right, Missing):
        return None
    assert isinstance(left, Decimal) and isinstance(right, Decimal)
    return left - right
