"""One band, or one service on one day, taken from the bulk tables and evaluated again line by line for a reader.

The tables give only what was classified before (band of a trip, its place in the cap, rows of the tariff and of the
penalty tables); every amount is calculated anew by the interpreter over the same sheet, so that what is told of a cell
and what was stored in it are two calculations that must agree.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from engines.figure import Figure, Missing, Value
from engines.sheet import Evaluation, Facts, Member, Sheet
from engines.sheet.facts import InputKey, Row
from engines.sheet.proof import figure
from engines.subsidy.explain_reading import (
    BANDS,
    DAYS,
    GROUPS,
    KM_OF_TYPES,
    OF_BAND,
    OF_DAY,
    OF_GROUP,
    OF_TRIP,
    OF_TYPE,
    TRIPS,
    TYPES_OF_DAY,
    reading,
)
from engines.subsidy.steps import Connection

BAND, DAY, GROUP, TRIP, TYPE = "faixa", "dia", "grupo", "viagem", "tipo_do_dia"
ABSENT = Missing("NULL_INPUT")
CUT = "glosa_tecnologia"


@dataclass(frozen=True, slots=True)
class Place:
    """A member of the sheet a cell stands for: axis and its number in the tables (the id, for a trip)."""

    axis: str
    member: str


@dataclass(frozen=True)
class Told:
    """A line of the sheet at one place: its figure, and the evaluation it came from."""

    figure: Figure
    evaluation: Evaluation


def explain(
    connection: Connection, sheet: Sheet, place: Place, line: str, members: tuple[str, ...] | None = None
) -> Told:
    """The figure of a line at a place, or at members within it. Raises KeyError for what the tables do not have."""
    evaluation = evaluation_at(connection, sheet, place)
    if members is None:
        around = evaluation.settled((place.axis,), (place.member,))
        members = tuple(around[axis] for axis in sheet.per(line))
    return Told(figure(evaluation, line, members), evaluation)


def evaluation_at(connection: Connection, sheet: Sheet, place: Place) -> Evaluation:
    """The sheet over everything around a place: its band, or every band of its service on that day."""
    facts = _facts(connection, _bands(connection, place))
    first = Evaluation(sheet, facts)
    trips = tuple(_with_cut(row, first) for row in facts.tables[TRIP])
    return Evaluation(sheet, replace(facts, tables={**facts.tables, TRIP: trips}))


def _with_cut(row: Row, evaluation: Evaluation) -> Row:
    """The technology cut of a trip, which a group sums, is itself a line: it is calculated before the rest."""
    inside = not isinstance(row[BAND], Missing)
    return {**row, CUT: evaluation.value(CUT, (str(row[TRIP]),)) if inside else ABSENT}


def _bands(connection: Connection, place: Place) -> tuple[list[int], list[int]]:
    """Numbers of the service-days and of the bands to read. Raises KeyError."""
    found = reading(connection, _WHERE[place.axis], [place.member])
    days = sorted({int(row["dia"]) for row in found})
    if not days:
        raise KeyError(place.member)
    if place.axis in (DAY, TYPE):
        return days, [int(row[BAND]) for row in found]
    return days, [int(found[0][BAND])]


def _facts(connection: Connection, where: tuple[list[int], list[int]]) -> Facts:
    days, bands = where
    told = {name: reading(connection, text, given) for name, text, given in (
        (DAY, DAYS, [days]), (BAND, BANDS, [bands]), (GROUP, GROUPS, [bands]), (TRIP, TRIPS, [bands, days]),
        (TYPE, TYPES_OF_DAY, [days]), ("km_do_tipo", KM_OF_TYPES, [bands]),
    )}  # fmt: skip
    axes = {
        DAY: tuple(Member(_key(row[DAY]), _day_label(row)) for row in told[DAY]),
        BAND: tuple(Member(_key(row[BAND]), _band_label(row), _key(row[DAY])) for row in told[BAND]),
        GROUP: tuple(Member(_key(row[GROUP]), _group_label(row), _key(row[BAND])) for row in told[GROUP]),
        TRIP: tuple(_trips(told[TRIP])),
        TYPE: tuple(Member(_key(row[TYPE]), str(row["tipo_viagem"]), _key(row[DAY])) for row in told[TYPE]),
    }
    inputs: dict[InputKey, Value] = {}
    for axis, names in ((DAY, OF_DAY), (BAND, OF_BAND), (GROUP, OF_GROUP), (TRIP, OF_TRIP), (TYPE, OF_TYPE)):
        for row in told[axis]:
            inputs |= {(name, (_key(row[axis]),)): _value(row[name]) for name in names}
    tables = {TRIP: _table(told[TRIP]), "km_do_tipo": _table(told["km_do_tipo"])}
    return Facts(axes, tables, inputs)


def _trips(rows: Iterable[Mapping[str, Any]]) -> Iterable[Member]:
    """Trips of the bands, each once: one of a planned service but of no band stands in the table alone."""
    for row in rows:
        if row[BAND] is not None:
            yield Member(_key(row[TRIP]), _trip_label(row), _key(row[BAND]))


def _table(rows: Sequence[Mapping[str, Any]]) -> tuple[Row, ...]:
    return tuple({name: _cell(name, value) for name, value in row.items()} for row in rows)


def _cell(name: str, value: Any) -> Value:
    if name in (TRIP, DAY, BAND, GROUP, TYPE) and value is not None:
        return _key(value)
    return _value(value)


def _value(value: Any) -> Value:
    """What the engine reads as the formulas know it: numbers are decimals, absence has its reason."""
    if value is None:
        return ABSENT
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    assert isinstance(value, Decimal | bool | str | date | datetime)
    return value


def _key(value: Any) -> str:
    return str(value)


def _day_label(row: Mapping[str, Any]) -> str:
    return f"{row['servico']}, {row['data']:%d/%m/%Y}"


def _band_label(row: Mapping[str, Any]) -> str:
    hours = f"{row['faixa_horaria_inicio']:%H:%M}–{row['faixa_horaria_fim']:%H:%M}"
    return ", ".join(str(part) for part in (row["servico"], row["sentido"], hours) if part)


def _group_label(row: Mapping[str, Any]) -> str:
    parts = (row["tipo_viagem"], row["tecnologia"])
    return ", ".join(str(part) for part in parts if part)


def _trip_label(row: Mapping[str, Any]) -> str:
    return f"{row['datetime_partida']:%H:%M} {row['id_veiculo'] or ''}".strip()


_BAND_OF = "SELECT dia, faixa FROM faixa_planejada WHERE faixa"
_WHERE: Mapping[str, str] = {
    BAND: f"{_BAND_OF} = CAST(? AS BIGINT)",
    GROUP: f"{_BAND_OF} = (SELECT MIN(faixa) FROM grupo WHERE grupo = CAST(? AS BIGINT))",
    TRIP: f"{_BAND_OF} = (SELECT MIN(faixa) FROM folha_viagem WHERE viagem = ?)",
    DAY: "SELECT dia, faixa FROM faixa_planejada WHERE dia = CAST(? AS BIGINT) ORDER BY faixa",
    TYPE: "SELECT dia, faixa FROM faixa_planejada "
    "WHERE dia = (SELECT MIN(dia) FROM tipo_do_dia WHERE tipo_do_dia = CAST(? AS BIGINT)) ORDER BY faixa",
}
