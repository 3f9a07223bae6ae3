"""Parameters and periods of the goals as screens ask for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from engines.finding import Finding
from engines.goals.approval import MIN_JUSTIFICATION
from engines.goals.parameters import validate_parameter
from engines.goals.rules import Parameter
from storage.errors import KnownError
from storage.journal import Act, append
from storage.metas.registers import ParameterInForce, Period, Sector, parameters, periods, save_parameter, sectors
from storage.metas.rulebook import shipped
from storage.people import names_of
from viewmodels.operations.house import House
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """A parameter with its value in force, since when, by whom and why; None while nobody gave it."""

    parameter: Parameter
    value: Decimal | None
    updated: datetime | None = None
    author: str = ""
    justification: str = ""


@operation("metas.parametros", right="metas.ver", mode="read", area="metas")
def parameter_rows(house: House, scope: Scope) -> tuple[ParameterRow, ...]:
    """The parameters of the goals, in the order of the rules (G-021)."""
    with house.store.read() as connection:
        held = parameters(connection, scope.client)
        names = names_of(connection, {p.updated_by for p in held.values()})
    return tuple(_row(p, held.get(p.key), names) for p in shipped().rules.parameters)


def _row(parameter: Parameter, held: ParameterInForce | None, names: Mapping[str, str]) -> ParameterRow:
    if held is None:
        return ParameterRow(parameter, None)
    author = names.get(held.updated_by, held.updated_by)
    return ParameterRow(parameter, held.value, held.updated, author, held.justification)


@operation("metas.editar_parametro", right="metas.parametrizar", mode="write", area="metas", verb="PARAMETER_CHANGED")
def edit_parameter(house: House, scope: Scope, *, name: str, value: str, justification: str) -> tuple[Finding, ...]:
    """Changes a parameter (fraction for percentages, dot decimal); the findings that refuse it, none when written.

    Raises KnownError METAS.JUSTIFICATIVA_CURTA without a real justification.
    """
    parameter = shipped().rules.parameter(name)
    parsed, found = validate_parameter(parameter, value)
    if found or parsed is None:
        return found
    if len(justification.strip()) < MIN_JUSTIFICATION:
        raise KnownError("METAS.JUSTIFICATIVA_CURTA")
    at = house.clock.now()
    with house.store.write() as connection:
        before = parameters(connection, scope.client).get(name)
        item = ParameterInForce(name, parsed, at, scope.user, justification.strip())
        save_parameter(connection, scope.client, item)
        old = before.value if before else None
        entity = f"metas/parametro/{name}"
        act = Act(scope.client, scope.user, "PARAMETER_CHANGED", entity, at, old, parsed, justification, scope.origin)
        append(connection, act)
    return ()


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
