"""Sensitivity of the payment to a threshold: the days on the bench paid again for each value worth trying."""

from dataclasses import dataclass
from decimal import Decimal

from engines.subsidy.rules import RuleValue
from engines.subsidy.sensitivity import CurvePoint, CurveStep, Threshold, curve, in_force
from storage.errors import KnownError
from viewmodels.jobs import Progress, Work
from viewmodels.operations.house import House
from viewmodels.operations.registry import AUDIT_AREA, operation
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.costing import paying, telling, thresholds_of
from viewmodels.operations.subsidios.workspace import open_audit_of


@dataclass(frozen=True, slots=True)
class Sensed:
    """A curve: the threshold and its unit, each point, the values in force on the days, seconds it took."""

    key: str
    unit: str
    points: tuple[CurvePoint, ...]
    standing: tuple[RuleValue, ...]
    seconds: float


@operation("subsidios.sensibilidade", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def sense(house: House, scope: Scope, *, key: str) -> Work[Sensed]:
    """Payment of the days for each value of a threshold, the others as the bench stands; it is left as it was.

    Raises KnownError AUDITORIA_NENHUMA, AUDITORIA_SEM_CALCULO, AUDITORIA_SEM_PAGAMENTO, AUDITORIA_CLAUSULA_AUSENTE,
    AUDITORIA_OCUPADA.
    """
    bench = open_audit_of(house).bench
    laid = paying(bench)
    threshold = thresholds_of(laid.chain.book).get(key)
    if threshold is None:
        raise KnownError("AUDITORIA_CLAUSULA_AUSENTE", clausula=key[:80])
    standing, started = in_force(laid.chain.book, key, laid.days, laid.known), house.clock.monotonic()
    with bench.working():
        values = tried(threshold, standing)
        work = curve(bench.session.connection, laid.chain, laid.days, laid.known, key, values)
        points = yield from telling(work, lambda step: _progress(step, values))
    return Sensed(key, threshold.unit, points, standing, house.clock.monotonic() - started)


def tried(threshold: Threshold, standing: tuple[RuleValue, ...]) -> tuple[RuleValue, ...]:
    """Values to try, in order: the threshold's own and those in force, so that the curve goes through what is paid."""
    numbers = {value for value in (*threshold.values, *standing) if isinstance(value, Decimal | int)}
    return tuple(sorted(numbers))


def _progress(step: CurveStep | CurvePoint, values: tuple[RuleValue, ...]) -> Progress:
    at = values.index(step.value) if isinstance(step, CurvePoint) else step.point
    done = at + 1 if isinstance(step, CurvePoint) else at
    return Progress("SUBSIDIO_CUSTO.PONTO", done, len(values), {"n": at + 1, "de": len(values)})
