"""Parameters and periods of the goals as screens ask for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from engines.calendar import Month
from engines.finding import Finding
from engines.goals.approval import MIN_JUSTIFICATION
from engines.goals.parameters import validate_parameter
from engines.goals.periods import PLANNING
from engines.goals.rules import Parameter
from storage.errors import KnownError
from storage.journal import Act, append
from storage.metas.registers import (
    ALWAYS,
    ParameterInForce,
    Period,
    Sector,
    parameter_records,
    parameters,
    periods,
    planned_vigencia,
    save_parameter,
    sectors,
)
from storage.metas.rulebook import shipped
from storage.people import names_of
from storage.store import Connection
from viewmodels.operations.house import House
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

RIGHT = "metas.parametrizar"
FARTHEST = 12
"""Months ahead of today a vigência may be opened, or a value dated for: beyond that a year was mistyped."""


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """A parameter with its value in force, since when, by whom and why; None while nobody gave it.

    `starts` is the vigência the value starts in (ALWAYS before the first), `coming` a later value already given.
    """

    parameter: Parameter
    value: Decimal | None
    updated: datetime | None = None
    author: str = ""
    justification: str = ""
    starts: Month = ALWAYS
    coming: ParameterInForce | None = None


@operation("metas.parametros", right="metas.ver", mode="read", area="metas")
def parameter_rows(house: House, scope: Scope, *, vigencia: str = "") -> tuple[ParameterRow, ...]:
    """The parameters in force in a vigência (the one in planning, when not told), in the order of the rules (G-021)."""
    with house.store.read() as connection:
        month = Month.parse(vigencia) if vigencia else planned_vigencia(connection, scope.client)
        held = parameters(connection, scope.client, month)
        given = parameter_records(connection, scope.client)
        names = names_of(connection, {p.updated_by for p in held.values()})
    later = {
        p.name: p for p in sorted(given, key=lambda p: (p.starts, p.id), reverse=True) if month and p.starts > month
    }
    return tuple(_row(p, held.get(p.key), later.get(p.key), names) for p in shipped().rules.parameters)


def _row(
    parameter: Parameter, held: ParameterInForce | None, coming: ParameterInForce | None, names: Mapping[str, str]
) -> ParameterRow:
    if held is None:
        return ParameterRow(parameter, None, coming=coming)
    author = names.get(held.updated_by, held.updated_by)
    return ParameterRow(parameter, held.value, held.updated, author, held.justification, held.starts, coming)


@dataclass(frozen=True, slots=True)
class ParameterChange:
    """What an edit did: the findings that refuse it, or the new record with what was in force before (G-021, G-069).

    `audit` is the number of the journal's entry, None when nothing was written.
    """

    refused: tuple[Finding, ...] = ()
    record: ParameterInForce | None = None
    previous: Decimal | None = None
    audit: int | None = None


@operation(
    "metas.editar_parametro", right=RIGHT, mode="write", area="metas", verb="PARAMETER_CHANGED", whole_company=True
)
def edit_parameter(
    house: House, scope: Scope, *, name: str, value: str, justification: str, vigencia: str = ""
) -> ParameterChange:
    """Gives a parameter another value (fraction for percentages, dot decimal) from a vigência on.

    Without `vigencia` it starts in the newest one in planning. What was given for later ones stays. Raises KnownError
    METAS.JUSTIFICATIVA_CURTA, METAS.VIGENCIA_ESCRITA, METAS.VIGENCIA_LONGE or METAS.PARAMETRO_JA_USADO.
    """
    parameter = shipped().rules.parameter(name)
    parsed, found = validate_parameter(parameter, value)
    if found or parsed is None:
        return ParameterChange(found)
    why = justification.strip()
    if len(why) < MIN_JUSTIFICATION:
        raise KnownError("METAS.JUSTIFICATIVA_CURTA")
    at = house.clock.now()
    with house.store.write() as connection:
        starts = _start(connection, scope.client, vigencia, house.clock.today())
        before = parameters(connection, scope.client, starts).get(name)
        old = before.value if before else None
        written = {"valor": parsed, "inicio": None if starts == ALWAYS else str(starts)}
        entity = f"metas/parametro/{name}"
        act = Act(scope.client, scope.user, "PARAMETER_CHANGED", entity, at, told(before), written, why, scope.origin)
        entry = append(connection, act)
        item = ParameterInForce(name, parsed, at, scope.user, why, starts, old, entry.seq)
        record = save_parameter(connection, scope.client, item)
    return ParameterChange((), record, old, entry.seq)


def told(held: ParameterInForce | None) -> dict[str, object] | None:
    """A value as the journal tells it: what it is and from which vigência (none: since always)."""
    if held is None:
        return None
    return {"valor": held.value, "inicio": None if held.starts == ALWAYS else str(held.starts)}


def _start(connection: Connection, client: str, vigencia: str, today: date) -> Month:
    """The vigência a value starts in: one in planning, or a later one nobody opened yet."""
    listed = {p.vigencia: p.status for p in periods(connection, client)}
    if not vigencia:
        planned = planned_vigencia(connection, client)
        if planned is None:
            return ALWAYS
        return planned if listed[planned] == PLANNING else planned.plus(1)
    month = month_of(vigencia)
    if month > Month.of(today).plus(FARTHEST):
        raise KnownError("METAS.VIGENCIA_LONGE", mes=month, meses=FARTHEST)
    if listed.get(month, PLANNING if month > max(listed, default=ALWAYS) else "") != PLANNING:
        raise KnownError("METAS.PARAMETRO_JA_USADO", mes=month)
    return month


def month_of(text: str) -> Month:
    """The month a person wrote as YYYY-MM. Raises KnownError METAS.VIGENCIA_ESCRITA."""
    try:
        return Month.parse(text)
    except ValueError:
        raise KnownError("METAS.VIGENCIA_ESCRITA") from None


@dataclass(frozen=True, slots=True)
class ParameterRecord:
    """One line of a parameter's history: the value, who gave it, and the vigências it holds in, [starts, end).

    `end` is None while nothing comes after; `replaced` says that another value was given later for the same start.
    """

    given: ParameterInForce
    author: str
    end: Month | None
    replaced: bool


@operation("metas.historico_parametro", right="metas.ver", mode="read", area="metas")
def parameter_history(house: House, scope: Scope, *, name: str) -> tuple[ParameterRecord, ...]:
    """Everything ever given to a parameter, the newest act first (G-021)."""
    with house.store.read() as connection:
        given = parameter_records(connection, scope.client, name)
        names = names_of(connection, {p.updated_by for p in given})
    starts = sorted({p.starts for p in given})
    last = {p.starts: p.id for p in given}
    ends = dict(zip(starts, [*starts[1:], None], strict=True)) if starts else {}
    listed = (
        ParameterRecord(p, names.get(p.updated_by, p.updated_by), ends[p.starts], last[p.starts] != p.id) for p in given
    )
    return tuple(listed)[::-1]


@operation("metas.periodos", right="metas.ver", mode="read", area="metas")
def period_list(house: House, scope: Scope) -> tuple[Period, ...]:
    """Periods of the client, newest first."""
    with house.store.read() as connection:
        return periods(connection, scope.client)


@operation("metas.setores", right="metas.ver", mode="read", area="metas")
def sector_list(house: House, scope: Scope) -> tuple[Sector, ...]:
    """Sectors of the client, inactive ones included."""
    with house.store.read() as connection:
        return sectors(connection, scope.client, only_active=False)
