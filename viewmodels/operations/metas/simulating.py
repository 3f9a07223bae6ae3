"""What a simulation stands on: the frozen facts of a run, or those just checked while there is none; read only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engines.calendar import DayType, Month, weekday_type
from engines.goals.month import facts_of
from engines.goals.whatif import day_types, parameter_places
from engines.sheet import Evaluation
from storage.errors import KnownError
from storage.metas.rulebook import Rulebook, shipped
from storage.runs import latest_run
from storage.store import Connection
from viewmodels.operations.house import House
from viewmodels.operations.metas.gathering import AREA, gather
from viewmodels.operations.metas.holidays import holiday_book
from viewmodels.operations.metas.results import USABLE, book_of, goal_places, usable_run, view_of
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope


@dataclass(frozen=True, slots=True)
class SimulatedDay:
    """A day whose type may be tried: its name, whether it is of the month, and how it runs in the facts."""

    day: date
    name: str
    in_month: bool
    kind: DayType


@dataclass(frozen=True, slots=True)
class SimulatedPlace:
    """A goal that is recomputed: criterion, sector, where it stands in the sheet and in which unit."""

    criterion: str
    criterion_label: str
    sector: str
    sector_label: str
    line: str
    members: tuple[str, ...]
    unit: str


@dataclass(frozen=True)
class SimulationGround:
    """The facts a simulation starts from; `run` is None for a month checked and not calculated yet."""

    vigencia: Month
    run: int | None
    evaluation: Evaluation
    book: Rulebook
    places: tuple[SimulatedPlace, ...]
    days: tuple[SimulatedDay, ...]
    parameters: Mapping[str, Decimal]


@operation("metas.simulacao", right="metas.ver", mode="read", area="metas")
def simulation_ground(
    house: House, scope: Scope, *, vigencia: str, run: int | None = None, snapshot: str = ""
) -> SimulationGround:
    """Facts of the run asked for, else of the newest usable one, else those of the snapshot.

    Raises KnownError METAS.SEM_CALCULO without run and snapshot, CORRIDA_AUSENTE for a run of another client.
    """
    month = Month.parse(vigencia)
    with house.store.read() as connection:
        found = run if run is not None else _newest(connection, scope.client, vigencia)
        if found is not None:
            stored = usable_run(connection, scope.client, vigencia, found)
            evaluation, book = view_of(connection, scope.client, stored).evaluation, book_of(connection, stored)
            month = Month.parse(stored.context)
        elif snapshot:
            book = shipped(month.first, house.clock.today())
            gathered = gather(connection, scope.client, month, snapshot, book.rules)
            evaluation = Evaluation(book.sheet, facts_of(gathered.inputs, book.rules))
        else:
            raise KnownError("METAS.SEM_CALCULO")
    days = _days(house, scope, month, evaluation)
    return SimulationGround(
        month, found, evaluation, book, _places(book, evaluation), days, _parameters(book, evaluation)
    )


def _newest(connection: Connection, client: str, vigencia: str) -> int | None:
    found = latest_run(connection, client, AREA, vigencia, USABLE)
    return None if found is None else found.id


def _places(book: Rulebook, evaluation: Evaluation) -> tuple[SimulatedPlace, ...]:
    labels = {c.key: c.label for c in book.rules.criteria}
    return tuple(
        SimulatedPlace(
            criterion,
            labels[criterion],
            sector,
            evaluation.facts.label("setor", sector),
            line,
            members,
            str(book.sheet.unit(line)),
        )
        for criterion, sector, line, members in goal_places(book, evaluation)
    )


def _days(house: House, scope: Scope, month: Month, evaluation: Evaluation) -> tuple[SimulatedDay, ...]:
    """Listed days of the month, then of the history; a plain Sunday has nothing to try."""
    types = day_types(evaluation)
    rows = [row for row in holiday_book(house, scope, vigencia=str(month)).rows if row.holiday.day in types]
    rows = [row for row in rows if weekday_type(row.holiday.day) is not DayType.DOMINGO_FERIADO]
    rows.sort(key=lambda row: (not row.in_month, row.holiday.day))
    return tuple(
        SimulatedDay(row.holiday.day, row.holiday.name, row.in_month, DayType(str(types[row.holiday.day])))
        for row in rows
    )


def _parameters(book: Rulebook, evaluation: Evaluation) -> dict[str, Decimal]:
    """The parameters the facts were frozen with, by name."""
    found = {}
    for name, places in parameter_places(book.sheet, book.rules).items():
        value = evaluation.facts.inputs.get(places[0])
        if isinstance(value, Decimal):
            found[name] = value
    return found
