"""Folders for tests of the import: a worked case as somebody else would name its columns, or with faults in it."""

import csv
import shutil
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from pyarrow import parquet

from tests.viewmodels.subsidios.audits import CASES

CASE = "simples-v19-2025-11-12"
OTHER_NAMES: Mapping[str, str] = {"servico_realizado": "linha", "id_veiculo": "cod_onibus", "id_viagem": "viagem"}
TRIPS = "viagem_completa"


def case_folder(folder: Path) -> Path:
    """A copy of the case's tables."""
    return Path(shutil.copytree(CASES / CASE / "inputs", folder / "tabelas"))


def renamed(folder: Path) -> Path:
    """The same with three columns of the trips under other names: two synonyms, and one nobody could guess."""
    place = case_folder(folder)
    trips = parquet.read_table(place / f"{TRIPS}.parquet")
    names = [OTHER_NAMES.get(name, name) for name in trips.column_names]
    parquet.write_table(trips.rename_columns(names), place / f"{TRIPS}.parquet")
    return place


def faulty(folder: Path) -> Path:
    """The same with the trips as CSV, one day that is none and forty distances that are no number."""
    place = case_folder(folder)
    trips = parquet.read_table(place / f"{TRIPS}.parquet")
    rows = trips.to_pylist()
    rows[3]["data"] = "31/02/2025"
    for row in rows[20:60]:
        row["distancia_planejada"] = "1.2.3"
    (place / f"{TRIPS}.parquet").unlink()
    with (place / f"{TRIPS}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, trips.column_names)
        writer.writeheader()
        writer.writerows(rows)
    return place


def with_one_day_more(folder: Path) -> Path:
    """The same with a second day in the calendar, of which the other tables say nothing."""
    place = case_folder(folder)
    path = place / "subsidio_data_versao_efetiva.parquet"
    calendar = parquet.read_table(path)
    rows = calendar.to_pylist()
    more = [*rows, {**rows[0], "data": rows[0]["data"] + timedelta(days=1)}]
    parquet.write_table(calendar.from_pylist(more, calendar.schema), path)
    return place
