"""Trips behind a number as the rows of the dock: a few columns there, all of them in the window of rows."""

from collections.abc import Mapping
from decimal import Decimal

from engines.subsidy.explain_trips import TripBehind
from storage.texts.numbers import NO_VALUE
from viewmodels.desk import Desk
from viewmodels.memory import RowsBehind
from viewmodels.operations.subsidios.explaining import ExplainedCell
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row, RowKind

FIRST = 12
TYPE_WIDTH = 74
"""Logical px of the type in the narrow dock; a wide one gives it what is left."""
INFRACTION = "infracao."
FEW = ("partida", "tipo", "teto", "km", "valor")
EVERY = ("partida", "veiculo", "tipo", "vereditos", "teto", "clausula", "km", "tarifa", "valor", "viagem")
NUMBERS = {"km": ("km", 3), "tarifa": ("BRL/km", 2), "valor": ("BRL", 2)}


def trips_of(desk: Desk, found: ExplainedCell, members: Mapping[str, str]) -> tuple[TripBehind, ...]:
    """Trips of some members of an explained number."""
    trips: tuple[TripBehind, ...] = desk.ask("subsidios.viagens", explained=found, members=members)
    return trips


def trip_rows(desk: Desk, trips: tuple[TripBehind, ...], few: bool) -> RowsBehind | None:
    """The first trips with the columns that fit in the dock, or all with every column; None without any."""
    if not trips:
        return None
    names = FEW if few else EVERY
    given = trips[:FIRST] if few else trips
    rows = [_row(desk, at, trip, names) for at, trip in enumerate(given)]
    if len(trips) > 1:
        rows.append(_total(desk, trips, names))
    shown, total = len(given), len(trips)
    caption = desk.say("TELA.LINHAS_DE", mostradas=shown, total=total) if few else ""
    link = desk.say("SUBSIDIO_TELA.ABRIR_VIAGENS", n=total) if few else ""
    return RowsBehind(tuple(_column(desk, name, few) for name in names), rows, caption, link)


def _column(desk: Desk, name: str, few: bool) -> ColumnSpec:
    title = desk.say(f"SUBSIDIO_TELA.COLUNA.{name}")
    if name in NUMBERS:
        unit, places = NUMBERS[name]
        said = desk.house.texts.numbers.unit(unit)
        alone = title == said
        return ColumnSpec(name, title, unit="" if alone else said, kind=Kind.NUMBER, places=places, sortable=False)
    if name == "tipo" and few:
        return ColumnSpec(name, title, sortable=False, stretch=1, width=TYPE_WIDTH)
    return ColumnSpec(name, title, sortable=False, stretch=1 if name == "tipo" else 0)


def _row(desk: Desk, at: int, trip: TripBehind, names: tuple[str, ...]) -> Row:
    numbers, told = desk.house.texts.numbers, trip.departure
    verdicts = ", ".join(_verdict(desk, each) for each in trip.verdicts)
    cells = {
        "partida": Cell(
            told.strftime("%H:%M") if told else NO_VALUE, told.strftime("%d/%m/%Y %H:%M:%S") if told else None
        ),
        "veiculo": Cell(trip.vehicle),
        "tipo": Cell(trip.type or NO_VALUE, tooltip=verdicts),
        "vereditos": Cell(verdicts),
        "teto": Cell(NO_VALUE if trip.inside is None else numbers.truth(trip.inside), tooltip=trip.cap),
        "clausula": Cell(trip.cap),
        "viagem": Cell(trip.trip),
        **{name: _number(desk, name, value) for name, value in _values(trip).items()},
    }
    return Row(str(at), {name: cells[name] for name in names})


def _values(trip: TripBehind) -> dict[str, Decimal | None]:
    return {"km": trip.km, "tarifa": trip.tariff, "valor": trip.amount}


def _number(desk: Desk, name: str, value: Decimal | None) -> Cell:
    if value is None:
        return Cell(NO_VALUE)
    return Cell(desk.house.texts.numbers.number(value, NUMBERS[name][1]), value)


def _total(desk: Desk, trips: tuple[TripBehind, ...], names: tuple[str, ...]) -> Row:
    sums = {
        name: sum((value for trip in trips if (value := _values(trip)[name]) is not None), Decimal(0))
        for name in ("km", "valor")
    }
    cells = {name: _number(desk, name, value) for name, value in sums.items() if name in names}
    return Row("total", {names[0]: Cell(desk.say("TELA.SOMA")), **cells}, RowKind.TOTAL)


def _verdict(desk: Desk, code: str) -> str:
    told = f"SUBSIDIO_VEREDITO.{code}"
    if code.startswith(INFRACTION):
        return desk.say("SUBSIDIO_TELA.INFRACAO", numero=code.removeprefix(INFRACTION))
    return desk.say(told) if desk.house.texts.knows(told) else code
