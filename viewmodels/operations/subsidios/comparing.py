"""What the city published against what was recalculated: by stage, by cause and act, to the last centavo."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Any

from engines.subsidy.chain import publishable
from engines.subsidy.comparing import Comparison, Grounds, OrderTotal, compare, load_grounds, order_totals
from storage.auditoria.bench import AuditBench
from storage.errors import KnownError
from storage.resources import load_yaml
from viewmodels.jobs import Progress, Work
from viewmodels.operations.house import House
from viewmodels.operations.registry import AUDIT_AREA, operation
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.workspace import open_audit_of

GROUNDS = "comparacao/subsidio.yaml"


@dataclass(frozen=True, slots=True)
class Compared:
    """The comparison, the payment orders beside it (none: not verifiable), and when it was made."""

    comparison: Comparison
    orders: tuple[OrderTotal, ...]
    at: datetime


@operation("subsidios.comparar", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def compare_stages(house: House, scope: Scope) -> Work[Compared]:
    """Compares every stage the city published with ours; relations `comparacao_*` stay on the bench to be asked.

    Raises KnownError AUDITORIA_SEM_CALCULO, AUDITORIA_SEM_PUBLICADO, AUDITORIA_OCUPADA.
    """
    bench = open_audit_of(house).bench
    if not bench.standing().published:
        raise KnownError("AUDITORIA_SEM_PUBLICADO")
    with bench.working():
        comparison = yield from _compared(bench)
        laid, connection = bench.standing(), bench.session.connection
        orders = order_totals(connection, laid.chain, laid.days, laid.known)
    return Compared(comparison, orders, house.clock.now())


def _compared(bench: AuditBench) -> Work[Comparison]:
    laid = bench.standing()
    stages = publishable(laid.chain, laid.given, laid.days, laid.known)
    grounds = shipped_grounds()
    work = compare(bench.session.connection, laid.chain, stages, sorted(laid.published), grounds, laid.days, laid.known)
    done = 0
    while True:
        try:
            stage = next(work)
        except StopIteration as end:
            result: Comparison = end.value
            return result
        yield Progress("SUBSIDIO.COMPARANDO", done, len(laid.published) + 1, {"etapa": stage})
        done += 1


@cache
def shipped_grounds() -> Grounds:
    """What the comparison needs to know besides the stages, as this program ships it."""
    content: Any = load_yaml(GROUNDS)
    return load_grounds(content)


@cache
def paying_stages() -> Mapping[str, str]:
    """Stages whose rows are what is paid, and what that is: a band (`faixa`), or a service's day (`dia`)."""
    return MappingProxyType({one.stage: one.unit for group in shipped_grounds().paid_by for one in group})
