"""The program's calendar beside a public one, when a person asks: days it adds as candidates, and where they disagree.

The offline calendar stays the truth: the service only adds candidates, and its known faults are told as such.
"""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from engines.calendar import Month, window_before
from engines.goals.holidays import needs_typing
from engines.goals.month import NEAR
from storage.errors import KnownError
from storage.imports.calendar_file import NamedDay
from storage.imports.table_file import same_word
from storage.journal import Act, append
from storage.metas.holiday_service import Fetch, ServiceDay
from storage.metas.holiday_source import OPTIONAL, candidates_of
from storage.routine.limits import limits
from storage.store import Connection
from viewmodels.jobs import Progress
from viewmodels.operations.house import House
from viewmodels.operations.metas.holiday_file import add_days, compared
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

SWITCH, ADDRESS, SECONDS = "conferir_feriados", "fonte_feriados", "segundos_feriados"
RIGHT = "metas.feriados"
NATIONAL = "national"


class Difference(StrEnum):
    """How the two calendars differ about a day."""

    ONLY_THERE = "SO_LA"
    SUNDAY = "SO_LA_DOMINGO"
    ONLY_HERE = "SO_AQUI"
    OPTIONAL_ONLY_HERE = "SO_AQUI_FACULTATIVO"
    KIND = "NATUREZA"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One day the calendars do not agree about, with its name here or there."""

    day: date
    name: str
    difference: Difference


@dataclass(frozen=True)
class CrossCheck:
    """What was compared: the years, days the service lists alone and that may be added, and every disagreement."""

    vigencia: Month
    address: str
    years: tuple[int, ...]
    told: tuple[ServiceDay, ...]
    differences: tuple[Disagreement, ...]

    @property
    def addable(self) -> tuple[Disagreement, ...]:
        """Days to be added as candidates: a Sunday already runs as one."""
        return tuple(d for d in self.differences if d.difference is Difference.ONLY_THERE)


@operation("metas.coteja_feriados", right="metas.ver", mode="read", area="metas")
def is_offered(house: House, scope: Scope) -> bool:
    """True when this client has the comparison on in Ajustes."""
    with house.store.read() as connection:
        return bool(limits(connection, scope.client)[SWITCH]) and house.agenda is not None


@operation("metas.cotejar_feriados", right=RIGHT, mode="read", area="metas")
def cross_check(house: House, scope: Scope, *, vigencia: str) -> Generator[Progress, None, CrossCheck]:
    """Job that asks the service for the years of the month and its window, and compares; nothing is written.

    Raises KnownError FERIADOS_ONLINE.DESLIGADO unless Ajustes has it on, or FERIADOS_ONLINE.<what failed>.
    """
    month = Month.parse(vigencia)
    months = (*window_before(month, NEAR), month)
    with house.store.read() as connection:
        held = limits(connection, scope.client)
        if not held[SWITCH] or house.agenda is None:
            raise KnownError("FERIADOS_ONLINE.DESLIGADO")
    fetch: Fetch = house.agenda
    years = tuple(sorted({m.year for m in months}))
    told: list[ServiceDay] = []
    for done, year in enumerate(years):
        yield Progress("PASSO.COTEJANDO_FERIADOS", done, len(years), {"ano": str(year)})
        told += fetch(str(held[ADDRESS]), year, float(held[SECONDS]))
    inside = tuple(d for d in told if Month.of(d.day) in months)
    with house.store.read() as connection:
        found = _differences(connection, scope.client, months, inside)
    return CrossCheck(month, str(held[ADDRESS]), years, inside, found)


@operation(
    "metas.acrescentar_cotejados", right=RIGHT, mode="write", area="metas", verb="HOLIDAYS_CHECKED", whole_company=True
)
def add_checked(house: House, scope: Scope, *, checked: CrossCheck) -> int:
    """Adds the days only the service lists as candidates, none of them typed; returns how many, journalled at once."""
    at = house.clock.now()
    with house.store.write() as connection:
        named = tuple(NamedDay(d.day, d.name, 0) for d in checked.addable)
        new = tuple(d for d in compared(connection, scope.client, named) if d.here is None)
        add_days(connection, scope.client, new, checked.address)
        told = {"endereco": checked.address, "novos": [f"{d.day.isoformat()} {d.name}" for d in new]}
        entity = f"metas/feriados/{checked.vigencia}"
        append(connection, Act(scope.client, scope.user, "HOLIDAYS_CHECKED", entity, at, None, told, "", scope.origin))
    return len(new)


def _differences(
    connection: Connection, client: str, months: tuple[Month, ...], told: tuple[ServiceDay, ...]
) -> tuple[Disagreement, ...]:
    """Days of one calendar alone, and days one calls a holiday in law and the other an optional one."""
    theirs = {d.day: d for d in told}
    ours = {h.day: h for h in candidates_of(months)}
    known = {d.day for d in compared(connection, client, tuple(NamedDay(d.day, d.name, 0) for d in told)) if d.here}
    found = []
    for day, said in theirs.items():
        if day not in known:
            kind = Difference.ONLY_THERE if needs_typing(day) else Difference.SUNDAY
            found.append(Disagreement(day, said.name, kind))
        elif day in ours and ours[day].kind == OPTIONAL and same_word(said.kind) == NATIONAL:
            found.append(Disagreement(day, ours[day].name, Difference.KIND))
    for day, held in ours.items():
        if day not in theirs:
            optional = held.kind == OPTIONAL
            found.append(
                Disagreement(day, held.name, Difference.OPTIONAL_ONLY_HERE if optional else Difference.ONLY_HERE)
            )
    return tuple(sorted(found, key=lambda each: each.day))
