"""The trips behind a number: departure, type and the verdicts that gave it, place in the cap, km and R$."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from engines.figure import Missing, Value
from engines.money import calculation_context
from engines.sheet import Evaluation
from engines.subsidy.explain_reading import VERDICTS, reading
from engines.subsidy.steps import Connection

PAID_ALONE = "pago_por_viagem"


@dataclass(frozen=True, slots=True)
class TripBehind:
    """One trip: id, vehicle, departure, type, whether inside the cap (None: nobody knows), km, tariff, R$ it gave.

    `cap` is the clause that left it out or in, `verdicts` those of classification, temperature and transaction.
    """

    trip: str
    vehicle: str
    departure: datetime | None
    type: str
    inside: bool | None
    km: Decimal | None
    tariff: Decimal | None
    amount: Decimal | None
    cap: str
    verdicts: tuple[str, ...]


def trips_behind(connection: Connection, evaluation: Evaluation, members: Mapping[str, str]) -> tuple[TripBehind, ...]:
    """Trips of the members a figure stands for, in order of departure."""
    narrow = next((axis for axis in ("viagem", "grupo", "tipo_do_dia", "faixa", "dia") if axis in members), "")
    rows = [
        row for row in evaluation.facts.tables["viagem"] if not narrow or _belongs(evaluation, row, narrow, members)
    ]
    ids = [str(row["viagem"]) for row in rows]
    told: dict[str, list[str]] = {}
    for each in sorted(reading(connection, VERDICTS, [ids] * 3), key=lambda each: int(each["ordem"])):
        if each["regra"]:
            told.setdefault(str(each["viagem"]), []).append(str(each["regra"]))
    return tuple(_trip(evaluation, row, tuple(told.get(str(row["viagem"]), ()))) for row in rows)


def _belongs(evaluation: Evaluation, row: Mapping[str, Value], axis: str, members: Mapping[str, str]) -> bool:
    """True for a trip of that member; a day without bands of its own is told by the bands of its service."""
    if axis == "dia" and isinstance(row["dia"], Missing):
        return not isinstance(row["faixa"], Missing)
    return row[axis] == members[axis]


def _trip(evaluation: Evaluation, row: Mapping[str, Value], verdicts: tuple[str, ...]) -> TripBehind:
    departure, inside = row["datetime_partida"], row["dentro"]
    return TripBehind(
        str(row["viagem"]),
        _text(row["id_veiculo"]),
        departure if isinstance(departure, datetime) else None,
        _text(row["tipo_viagem"]),
        inside if isinstance(inside, bool) else None,
        _number(row["km"]),
        _number(row["tarifa"]),
        _amount(evaluation, row),
        _text(row["regra_teto"]),
        verdicts,
    )


def _amount(evaluation: Evaluation, row: Mapping[str, Value]) -> Decimal | None:
    """R$ the trip gives to its band, or to its day where there were no bands; None where no tariff says."""
    km, tariff = _number(row["km"]), _number(row["tarifa"])
    if km is None:
        return None
    if not isinstance(row["tipo_do_dia"], Missing):
        day = str(row["dia"])
        if evaluation.value(PAID_ALONE, (day,)) is not True:
            tariff = _number(evaluation.value("tarifa_do_tipo", (str(row["tipo_do_dia"]),)))
            return None if tariff is None else calculation_context().multiply(km, tariff)
        return _paid(km, tariff, row["dentro"] is True)
    if isinstance(row["faixa"], Missing):
        return None
    pof, least = (evaluation.value(name, (str(row["faixa"]),)) for name in ("pof", "pof_minimo"))
    reached = isinstance(pof, Decimal) and isinstance(least, Decimal) and pof >= least
    return _paid(km, tariff, row["dentro"] is True and reached)


def _paid(km: Decimal, tariff: Decimal | None, counted: bool) -> Decimal | None:
    if not counted:
        return Decimal(0)
    return None if tariff is None else calculation_context().multiply(km, tariff)


def _number(value: Value) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _text(value: Value) -> str:
    return "" if isinstance(value, Missing) else str(value)
