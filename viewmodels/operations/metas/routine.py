"""Acts on the monthly checklist: what a person vouches for, and the list that closes a vigência (§15.1.A)."""

from collections.abc import Mapping

from engines.calendar import Month
from storage.errors import KnownError
from storage.journal import Act, append
from storage.routine.items import item_of
from storage.routine.ticks import Tick, tick, ticks, untick
from storage.store import Connection
from viewmodels.operations.house import House
from viewmodels.operations.metas.checklist import checklist, open_mandatory
from viewmodels.operations.metas.situation import ground_of
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

VERB = "ROUTINE_TICKED"
SHORTEST_REASON = 10


@operation("metas.marcar_item", right="metas.calcular", mode="write", area="metas", verb=VERB)
def tick_item(house: House, scope: Scope, *, vigencia: str, item: str, done: bool = True, note: str = "") -> None:
    """Ticks an item only a person can vouch for, or takes the tick back; journalled either way.

    Raises KnownError METAS.ITEM_PROVADO for an item the program proves by itself, METAS.ITEM_ESPERA while it waits
    for an earlier one.
    """
    month = Month.parse(vigencia)
    with house.store.write() as connection:
        steps = checklist(ground_of(house, scope, connection, month))
        found = next((step for step in steps if step.key == item), None)
        if found is None or not found.by_person:
            raise KnownError("METAS.ITEM_PROVADO", item=found.title if found else item)
        if not found.can_tick:
            raise KnownError("METAS.ITEM_ESPERA", item=found.title, motivo=found.note)
        write_tick(connection, house, scope, month, item, done, note)


def write_tick(
    connection: Connection, house: House, scope: Scope, month: Month, item: str, done: bool, note: str
) -> None:
    """Writes or removes a tick with its journal entry, inside a transaction that is open already."""
    at, held = house.clock.now(), ticks(connection, scope.client, month).get(item)
    if done:
        tick(connection, scope.client, month, Tick(item_of(item).key, at, scope.user, note))
    else:
        untick(connection, scope.client, month, item)
    before = {"item": item, "feito": held is not None}
    entity = f"metas/rotina/{month}/{item}"
    after = {"item": item, "feito": done}
    append(connection, Act(scope.client, scope.user, VERB, entity, at, before, after, note, scope.origin))


def refuse_open_routine(
    house: House, scope: Scope, connection: Connection, month: Month, despite: str
) -> Mapping[str, bool]:
    """The checklist as it stands at closing, item -> done, for the journal entry of the act.

    Raises KnownError METAS.ROTINA_ABERTA naming the mandatory items still open, unless `despite` says why it is
    closed all the same.
    """
    steps = checklist(ground_of(house, scope, connection, month))
    left = open_mandatory(steps)
    if left and len(despite.strip()) < SHORTEST_REASON:
        titles = [step.title for step in left]
        raise KnownError("METAS.ROTINA_ABERTA", mes=month, itens=titles, n=len(left), minimo=SHORTEST_REASON)
    return {step.key: step.is_done for step in steps}
