"""How long everything is kept, why, and who takes it away; and the one act that does, with its preview (F-48)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from engines.calendar import Month
from storage.backup import DAYS, MONTHS
from storage.errors import KnownError
from storage.journal import Act, append
from storage.logbook import KEPT, LARGEST_BYTES
from storage.resources import load_yaml
from storage.routine.limits import limit
from storage.routine.purging import Purge, purge, purgeable
from storage.store import Connection
from viewmodels.operations.house import House
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

RULES = "rules/retencao.yaml"
VERB = "retencao.purgar"
SHORTEST_REASON = 10


@dataclass(frozen=True, slots=True)
class Kept:
    """One line of the table of retention, in words: what, how long, why, who takes it away."""

    key: str
    what: str
    how_long: str
    why: str
    who: str


@operation("retencao.ver", right="metas.ver", mode="read", area="administracao")
def table(house: House, scope: Scope) -> tuple[Kept, ...]:
    """The one table of retention, the same that the help prints."""
    with house.store.read() as connection:
        months = int(limit(connection, scope.client, "meses_dados"))
    items = cast(Mapping[str, Any], load_yaml(RULES))["itens"]
    return tuple(_kept(house, item, months) for item in items)


def _kept(house: House, item: Mapping[str, str], months: int) -> Kept:
    say, key = house.texts.say, item["chave"]
    args = {"meses": months, "dias": DAYS, "meses_copia": MONTHS, "arquivos": KEPT, "mb": LARGEST_BYTES // 1_000_000}
    how_long = say(f"RETENCAO.PRAZO.{item['prazo']}", **args)
    return Kept(
        key, say(f"RETENCAO.{key}"), how_long, say(f"RETENCAO.{key}.PORQUE"), say(f"RETENCAO.QUEM.{item['quem']}")
    )


@dataclass(frozen=True)
class Preview:
    """What the act would take, and the instant before which it looks."""

    what: Purge
    before: datetime


@operation("retencao.previa", right="configuracoes.alterar", mode="read", area="administracao")
def preview(house: House, scope: Scope) -> Preview:
    """What an act of retention would take now, without taking it."""
    with house.store.read() as connection:
        before = _cut(connection, house, scope)
        return Preview(purgeable(connection, scope.client, before), before)


@operation(
    "retencao.purgar", right="configuracoes.alterar", mode="write", area="administracao", verb=VERB, whole_company=True
)
def take_away(house: House, scope: Scope, *, reason: str, confirmed: bool) -> Preview:
    """Takes away the data of runs nobody approved and of readings nobody used, older than the limit; journalled.

    Raises KnownError RETENCAO.CONFIRME, LIMITE.MOTIVO, RETENCAO.NADA when nothing is old enough.
    """
    if not confirmed:
        raise KnownError("RETENCAO.CONFIRME")
    if len(reason.strip()) < SHORTEST_REASON:
        raise KnownError("LIMITE.MOTIVO", minimo=SHORTEST_REASON)
    at = house.clock.now()
    with house.store.write() as connection:
        before = _cut(connection, house, scope)
        what = purgeable(connection, scope.client, before)
        if what.is_empty:
            raise KnownError("RETENCAO.NADA", antes=before)
        purge(connection, scope.client, what, at, scope.user)
        told = {"calculos": list(what.runs), "retratos": list(what.snapshots), "bytes": what.bytes, "antes_de": before}
        append(
            connection, Act(scope.client, scope.user, VERB, "retencao", at, None, told, reason.strip(), scope.origin)
        )
    house.store.reclaim()
    return Preview(what, before)


def _cut(connection: Connection, house: House, scope: Scope) -> datetime:
    """The instant data must be older than: the first of the month, so many months ago."""
    months = int(limit(connection, scope.client, "meses_dados"))
    today = house.clock.today()
    first = Month.of(today).plus(-months).first
    return house.clock.now() - timedelta(days=(today - first).days)
