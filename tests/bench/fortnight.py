"""An invented city's fortnight of any size, in Parquet: what the subsidy chain is measured on.

`write_fortnight(folder, SMALL)` makes 650 000 trips, 1.3 million points of validators and 1.95 million transactions in
some seconds; REAL has thirty points per trip, 19.5 million. The same size is the same city, byte for byte.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import compute, parquet

from tests.bench.fortnight_city import FIRST, Columns, Size, parameters, services_of, settled_days, vehicles_of

KM = pa.decimal128(18, 9)
HOURS = (0, 4, 5, 6, 9, 12, 15, 18, 21, 22, 23, 24)
PLAN = np.array([60, 90, 95, 100, 100, 100, 105, 110, 130, 180, 260])
"""How the plan of a band stands to the trips made in it, in percent: so bands fall on every side of the limits."""
CONSORTIA = ("Internorte", "Intersul", "Santa Cruz", "Transcarioca")


def write_fortnight(folder: Path, size: Size) -> None:
    """Writes every input table of the city into `folder`, one file each; a day at a time."""
    folder.mkdir(parents=True)
    for name, rows in parameters(size).items():
        parquet.write_table(pa.Table.from_pylist(rows), folder / f"{name}.parquet")
    with ExitStack() as open_files:
        writers: dict[str, parquet.ParquetWriter] = {}
        for number, day in enumerate(settled_days(size)):
            for name, columns in _operation(size, number, day):
                rows = pa.table(columns)
                if name not in writers:
                    path = folder / f"{name}.parquet"
                    writers[name] = open_files.enter_context(parquet.ParquetWriter(path, rows.schema))
                writers[name].write_table(rows)


def _codes(values: list[str], places: np.ndarray) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(places.astype(np.int32)), pa.array(values))


def _decimals(units: np.ndarray, places: int, kind: pa.DataType = KM) -> pa.Array:
    """Whole numbers of the `places`-th decimal place as decimals: their words as Arrow lays them."""
    words = np.zeros((len(units), 2), dtype=np.int64)
    words[:, 0] = units.astype(np.int64) * 10 ** (kind.scale - places)
    words[:, 1] = words[:, 0] >> 63
    return pa.Array.from_buffers(kind, len(units), [None, pa.py_buffer(words.tobytes())])


def _instants(day: date, seconds: np.ndarray) -> pa.Array:
    start = np.datetime64(day, "us")
    return pa.array(start + seconds.astype("timedelta64[s]").astype("timedelta64[us]"))


def _days_of(day: date, seconds: np.ndarray) -> pa.Array:
    return pa.array(np.datetime64(day, "D") + (seconds // 86400).astype("timedelta64[D]"))


def _kilometres(size: Size) -> np.ndarray:
    """Metres of a trip of each service."""
    return 8000 + np.arange(size.services) * 7919 % 23000


def _operation(size: Size, number: int, day: date) -> Iterator[tuple[str, Columns]]:
    """The tables of one day. Each vehicle keeps to a service; two trips of a service never leave at the same second."""
    random = np.random.default_rng(FIRST.toordinal() + number)
    trips = np.where(np.arange(size.vehicles) % 6 < 5, 11, 10)
    vehicle = np.repeat(np.arange(size.vehicles), trips)
    turn = np.arange(len(vehicle)) - np.repeat(np.cumsum(trips) - trips, trips)
    service, place = vehicle % size.services, vehicle // size.services
    minutes = 230 + vehicle * 13 % 91 + turn * 95 + random.integers(0, 11, len(vehicle))
    leaves = minutes * 60 + place * 5 % 60
    arrives = leaves + random.integers(35 * 60, 75 * 60, len(vehicle))
    towards = (turn + place) % 2
    yield "viagem_completa", _trips(size, day, (vehicle, service, towards), leaves, arrives)
    yield "viagem_planejada", _plan(size, day, random, service * 2 + towards, leaves)
    yield "gps_validador", _points(size, day, random, (vehicle, service), leaves, arrives)
    cards = random.random(len(vehicle) * size.transactions) < 0.6
    cards.reshape(-1, size.transactions)[vehicle % 41 == 7] = True
    who = np.repeat(np.arange(len(vehicle)), size.transactions)
    paid = leaves[who] - 900 + (random.random(len(who)) * (arrives - leaves + 900)[who]).astype(np.int64)
    kept = random.random(len(vehicle))[who] > 0.02
    for name, chosen in (("transacao", cards & kept), ("transacao_riocard", ~cards & kept)):
        trip = who[chosen]
        yield name, _transactions(size, day, random, vehicle[trip], service[trip], paid[chosen])


def _trips(size: Size, day: date, of: tuple[np.ndarray, ...], leaves: np.ndarray, arrives: np.ndarray) -> Columns:
    vehicle, service, towards = of
    stamp = _instants(day, leaves).cast(pa.timestamp("s")).to_numpy().astype("U19")
    lines = services_of(size)
    named = zip(vehicle.tolist(), service.tolist(), towards.tolist(), stamp.tolist(), strict=True)
    return {
        "data": pa.array([day] * len(leaves)),
        "servico_realizado": _codes(lines, service),
        "sentido": _codes(["I", "V"], towards),
        "id_veiculo": _codes(vehicles_of(size, "B"), vehicle),
        "id_viagem": pa.array([f"B{10000 + v}-{lines[s]}-{'IV'[t]}-{at.replace('T', '')}" for v, s, t, at in named]),
        "datetime_partida": _instants(day, leaves),
        "datetime_chegada": _instants(day, arrives),
        "distancia_planejada": _decimals(_kilometres(size)[service], 3),
    }


def _plan(size: Size, day: date, random: np.random.Generator, line: np.ndarray, leaves: np.ndarray) -> Columns:
    """Bands of every service and direction: as many departures as were made, more or fewer in some."""
    starts = np.array(HOURS) * 3600
    bands = len(HOURS) - 1
    band = np.searchsorted(starts, leaves % 86400, side="right") - 1
    made = np.bincount(line * bands + band, minlength=size.services * 2 * bands)
    every = np.flatnonzero((made > 0) | (np.arange(len(made)) % 31 == 0))
    service, band, count = every // (2 * bands), every % bands, len(every)
    departures = np.maximum(1, made[every] * random.choice(PLAN, count) // 100)
    shapes = [f"{line}{way}" for line in services_of(size) for way in "IV"]
    return {
        "data": pa.array([day] * count),
        "tipo_dia": pa.array(["Domingo" if day.weekday() == 6 else "Dia Útil"] * count),
        "consorcio": _codes(list(CONSORTIA), service % len(CONSORTIA)),
        "servico": _codes(services_of(size), service),
        "sentido": _codes(["I", "V"], every // bands % 2),
        "partidas_total_planejada": pa.array(departures),
        "distancia_planejada": _decimals(_kilometres(size)[service], 3),
        "distancia_total_planejada": _decimals(_kilometres(size)[service] * departures, 3),
        "faixa_horaria_inicio": _instants(day, starts[band]),
        "faixa_horaria_fim": _instants(day, starts[band + 1] - 1),
        "shape_id": _codes(shapes, every // bands),
        "id_tipo_trajeto": pa.array(np.zeros(count, dtype=np.int64)),
    }


def _points(
    size: Size, day: date, random: np.random.Generator, of: tuple[np.ndarray, ...], leaves: np.ndarray, ends: np.ndarray
) -> Columns:
    """Points spread over each trip; some vehicles' thermometers send nothing, zero, or one value; some are hot."""
    vehicle, service = (np.repeat(one, size.points) for one in of)
    trip = np.repeat(np.arange(len(leaves)), size.points)
    at = leaves[trip] + (random.random(len(trip)) * (ends - leaves)[trip]).astype(np.int64)
    silent, quarters = vehicle % 97, 80 + random.integers(0, 17, len(trip))
    degrees = np.where(silent == 3, 0, np.where(silent == 5, 88, quarters + np.where(silent % 31 == 7, 24, 0)))
    absent = pa.array(silent == 11)
    temperature = _decimals(degrees * 25, 2, pa.decimal128(9, 4))
    return {
        "data": _days_of(day, at),
        "datetime_gps": _instants(day, at),
        "datetime_captura": _instants(day, at + 20),
        "modo": _codes(["Ônibus"], np.zeros(len(trip))),
        "id_veiculo": _codes(vehicles_of(size, ""), vehicle),
        "id_validador": _codes(_validators(size), vehicle * 2 + (trip + at) % 2 * (vehicle % 9 == 0)),
        "servico_jae": _codes(services_of(size), (service + (random.random(len(trip)) < 0.01)) % size.services),
        "estado_equipamento": _codes(["ABERTO", "FECHADO"], (trip % 53 == 9) | (random.random(len(trip)) < 0.02)),
        "latitude": _decimals(-22_700_000 - random.integers(0, 300_000, len(trip)), 6),
        "longitude": _decimals(-43_100_000 - random.integers(0, 600_000, len(trip)), 6),
        "temperatura": compute.if_else(absent, pa.scalar(None, temperature.type), temperature),
    }


def _validators(size: Size) -> list[str]:
    return [f"{10000 + n}{side}" for n in range(size.vehicles) for side in "AB"]


def _transactions(
    size: Size, day: date, random: np.random.Generator, vehicle: np.ndarray, service: np.ndarray, at: np.ndarray
) -> Columns:
    late = np.where(random.random(len(at)) < 0.01, 9 * 86400, 0)
    return {
        "data": _days_of(day, at),
        "modo": _codes(["Ônibus"], np.zeros(len(at))),
        "id_veiculo": _codes(vehicles_of(size, ""), vehicle),
        "servico_jae": _codes(services_of(size), (service + (random.random(len(at)) < 0.002)) % size.services),
        "datetime_transacao": _instants(day, at),
        "datetime_processamento": _instants(day, at + late),
    }
