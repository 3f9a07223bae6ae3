"""What a gap does: the same sheet with a partial month and without it, and the consent that leaving it out needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext

from engines.calendar import Month
from engines.figure import Missing, Value
from engines.finding import Finding
from engines.goals.coverage import CRITICAL
from engines.goals.month import facts_of
from engines.goals.partial import MonthHeld
from engines.money import calculation_context
from engines.sheet import Evaluation
from storage.errors import KnownError
from storage.metas.gap_choices import choices
from storage.metas.rulebook import Rulebook, shipped
from storage.texts.sentences import Names
from viewmodels.operations.house import House
from viewmodels.operations.metas.checking import names_of_members
from viewmodels.operations.metas.gaps import places_left_out
from viewmodels.operations.metas.gathering import Gathered, gather
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope


@dataclass(frozen=True, slots=True)
class EffectRow:
    """One number of the sector with the month and without it: line of the sheet, its members, unit and places."""

    line: str
    members: tuple[str, ...]
    unit: str
    places: int | None
    with_month: Value
    without_month: Value

    @property
    def difference(self) -> Value:
        """What leaving the month out adds or takes."""
        one, other = self.with_month, self.without_month
        if isinstance(one, Decimal) and isinstance(other, Decimal):
            with localcontext(calculation_context()):
                return other - one
        return one if isinstance(one, Missing) else other


@dataclass(frozen=True)
class GapEffect:
    """A month of a sector: how much of it there is, what it does to means and goals, what leaving it out asks for."""

    held: MonthHeld
    left_out: bool
    rows: tuple[EffectRow, ...]
    asked: tuple[Finding, ...]
    names: Names

    @property
    def may_leave_out(self) -> bool:
        """Only a partial month is left out (F-27)."""
        return self.held.is_partial

    @property
    def changes(self) -> bool:
        """True when some number differs."""
        return any(row.with_month != row.without_month for row in self.rows)


@operation("metas.efeito_da_lacuna", right="metas.ver", mode="read", area="metas")
def gap_effect(house: House, scope: Scope, *, vigencia: str, snapshot: str, sector: str, month: str) -> GapEffect:
    """Means, KM prevista and goals of a sector with a month and without it, in the month's own sheet.

    Raises KnownError METAS.MES_FORA_DA_BASE for a month or sector outside the base of twelve months.
    """
    period, place = Month.parse(vigencia), (sector, Month.parse(month))
    book = shipped(period.first, house.clock.today())
    with house.store.read() as connection:
        chosen = places_left_out(choices(connection, scope.client, period))
        kept = gather(connection, scope.client, period, snapshot, book.rules, chosen - {place})
        if place not in kept.held.months:
            raise KnownError("METAS.MES_FORA_DA_BASE", mes=month)
        out = gather(connection, scope.client, period, snapshot, book.rules, chosen | {place})
    held = kept.held.months[place]
    whole = Evaluation(book.sheet, facts_of(kept.inputs, book.rules))
    tables = {name: tuple(rows) for name, rows in facts_of(out.inputs, book.rules).tables.items()}
    less = whole.changed(tables=tables)
    rows = tuple(_rows(book, whole, less, sector))
    names = names_of_members(whole.facts)
    return GapEffect(held, place in chosen and held.is_partial, rows, _asked(out, sector), names)


def _rows(book: Rulebook, whole: Evaluation, less: Evaluation, sector: str) -> Iterator[EffectRow]:
    goals = [key for key, line in book.sheet.lines.items() if line.goal]
    for key in ("media", "km_prevista", *goals):
        for members in whole.members_of(book.sheet.per(key)):
            if members[book.sheet.per(key).index("setor")] == sector:
                values = whole.value(key, members), less.value(key, members)
                yield EffectRow(key, members, str(book.sheet.unit(key)), book.sheet.places(key), *values)


def _asked(out: Gathered, sector: str) -> tuple[Finding, ...]:
    """What leaving it out asks for: a consent for the sector, or a block of the whole month."""
    found = out.coverage_findings()
    mine = (f for f in found if f.detail == CRITICAL or (f.where.get("setor") == sector and f.blocks))
    return tuple(mine)
