"""A small audit folder made by hand: two trips, two planned bands, one day."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow
from pyarrow import parquet

DAY = date(2025, 8, 27)


def wall(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    """Wall time of the source."""
    return datetime(day.year, day.month, day.day, hour, minute)


def trips(**changes: list[Any]) -> dict[str, list[Any]]:
    """Columns of viagem_completa; `changes` replaces some."""
    return {
        "data": [DAY, DAY],
        "servico_realizado": ["100", "SV790"],
        "sentido": ["I", "V"],
        "id_veiculo": ["A10001", "A10002"],
        "id_viagem": ["v1", "v2"],
        "datetime_partida": [wall(5), wall(6)],
        "datetime_chegada": [wall(5, 40), wall(6, 50)],
        "distancia_planejada": [12.345, 39.995],
    } | changes


def plan(**changes: list[Any]) -> dict[str, list[Any]]:
    """Columns of viagem_planejada."""
    return {
        "data": [DAY, DAY],
        "tipo_dia": ["Dia Útil", "Dia Útil"],
        "consorcio": ["Internorte", None],
        "servico": ["100", "SV790"],
        "sentido": ["I", "V"],
        "partidas_total_planejada": [10, None],
        "distancia_planejada": [12.345, 39.995],
        "distancia_total_planejada": [123.45, None],
        "faixa_horaria_inicio": [wall(5), wall(6)],
        "faixa_horaria_fim": [wall(5, 59), wall(8, 59)],
        "shape_id": ["s1", "s2"],
    } | changes


def calendar(*days: date) -> dict[str, list[Any]]:
    """Columns of subsidio_data_versao_efetiva."""
    return {"data": list(days or (DAY,)), "tipo_dia": ["Dia Útil"] * max(1, len(days))}


def write_parquet(folder: Path, **tables: dict[str, list[Any]] | pyarrow.Table) -> Path:
    """One Parquet file per table."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, columns in tables.items():
        table = columns if isinstance(columns, pyarrow.Table) else pyarrow.table(columns)
        parquet.write_table(table, folder / f"{name}.parquet")
    return folder


def small(folder: Path, **others: dict[str, list[Any]] | pyarrow.Table) -> Path:
    """The three tables a set asks for, and others."""
    given: dict[str, Any] = {
        "viagem_completa": trips(),
        "viagem_planejada": plan(),
        "subsidio_data_versao_efetiva": calendar(),
    }
    return write_parquet(folder, **(given | others))
