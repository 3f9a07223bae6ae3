"""When the floor of the goal applies: only below zero, as the seed says, or always; a choice of the company (F-09)."""

from dataclasses import dataclass

from engines.goals.approval import MIN_JUSTIFICATION
from storage.errors import KnownError
from storage.journal import Act, append
from storage.metas.floor_policy import ALWAYS, ONLY_NEGATIVE, FloorPolicy, floor_policy, write_floor_policy
from storage.people import names_of
from viewmodels.operations.house import House
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

RIGHT = "metas.parametrizar"
ENTITY = "metas/piso_meta"


@dataclass(frozen=True, slots=True)
class FloorView:
    """The choice in force with the name of who made it."""

    policy: FloorPolicy
    who: str = ""


@operation("metas.piso", right="metas.ver", mode="read", area="metas")
def floor(house: House, scope: Scope) -> FloorView:
    """The floor in force."""
    with house.store.read() as connection:
        found = floor_policy(connection, scope.client)
        return FloorView(found, names_of(connection, {found.who}).get(found.who, "") if found.who else "")


@operation("metas.definir_piso", right=RIGHT, mode="write", area="metas", verb="FLOOR_CHANGED", whole_company=True)
def set_floor(house: House, scope: Scope, *, policy: str, justification: str) -> FloorView:
    """Chooses when the floor applies in the next calculations, journalled with before and after.

    Raises KnownError RECUSA.JUSTIFICATION_REQUIRED, METAS.PISO_DESCONHECIDO.
    """
    if policy not in (ONLY_NEGATIVE, ALWAYS):
        raise KnownError("METAS.PISO_DESCONHECIDO", valor=policy)
    if len(justification.strip()) < MIN_JUSTIFICATION:
        raise KnownError("RECUSA.JUSTIFICATION_REQUIRED")
    at = house.clock.now()
    made = FloorPolicy(policy, scope.user, at, justification.strip())
    with house.store.write() as connection:
        before = floor_policy(connection, scope.client)
        write_floor_policy(connection, scope.client, made)
        told = (before.value, policy, made.why, scope.origin)
        append(connection, Act(scope.client, scope.user, "FLOOR_CHANGED", ENTITY, at, *told))
        return FloorView(made, names_of(connection, {scope.user}).get(scope.user, ""))
