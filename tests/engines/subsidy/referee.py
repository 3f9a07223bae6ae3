"""Running the chain on a worked case and comparing each stage with the referee's table, as its README says."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from engines.subsidy.chain import Chain, lay_rules, load_chain, publishable, statuses_of
from engines.subsidy.rules import Known
from engines.subsidy.steps import run
from storage.resources import load_yaml, read_text, resource_names

TOLERANT = ("percentual_", "media_pof", "desvp_pof")
KEYS = {
    "viagem": ("data", "id_viagem"),
    "aux_viagem_temperatura_validador": ("data", "id_viagem", "id_validador"),
    "veiculo": ("data", "id_veiculo"),
    "faixa": ("data", "servico", "sentido", "faixa_horaria_inicio"),
    "dia": ("data", "servico"),
}


@dataclass
class Case:
    """A worked case on disk."""

    folder: Path

    def __post_init__(self) -> None:
        self.about: dict[str, Any] = json.loads((self.folder / "case.json").read_text(encoding="utf-8"))
        self.days = [date.fromisoformat(day) for day in self.about["dates"]]
        self.known = Known(date.fromisoformat(self.about["known_on"]))

    def inputs(self) -> dict[str, Path]:
        return {path.stem: path for path in sorted((self.folder / "inputs").glob("*.parquet"))}

    def expected(self) -> dict[str, Path]:
        return {path.stem: path for path in sorted((self.folder / "expected").glob("*.parquet"))}


def shipped_chain(statuses: Iterable[str]) -> Chain:
    return load_chain(
        [load_yaml(name) for name in resource_names("steps/subsidio", ".yaml")],
        lambda name: read_text(f"steps/subsidio/{name}.sql"),
        load_yaml("sheets/subsidio.yaml"),
        [load_yaml(name) for name in resource_names("rules/subsidio", ".yaml")],
        statuses,
    )


def calculated(case: Case, until: str = "", given_stages: tuple[str, ...] = ()) -> duckdb.DuckDBPyConnection:
    """The chain run on a case; `given_stages` are taken from the referee instead of being calculated."""
    connection = duckdb.connect()
    _load(connection, case)
    chain = shipped_chain(statuses_of(connection))
    lay_rules(connection, chain, case.days, case.known)
    for name in given_stages:
        connection.execute(
            f"CREATE TABLE {name} AS SELECT {_exact(case.expected()[name])} FROM '{case.expected()[name]}'"
        )
    wanted = [step for step in chain.steps if step.name not in given_stages]
    names = [step.name for step in wanted]
    for _ in run(connection, wanted[: names.index(until) + 1] if until else wanted, case.days):
        pass
    return connection


def published(case: Case) -> tuple[str, ...]:
    steps = publishable(shipped_chain(()), frozenset(case.inputs()), case.days, case.known)
    return tuple(step.name for step in steps)


def _load(connection: duckdb.DuckDBPyConnection, case: Case) -> None:
    for name, path in case.inputs().items():
        connection.execute(f"CREATE TABLE in_{name} AS SELECT {_exact(path)} FROM '{path}'")
    for other in sorted(case.folder.parent.glob("*/inputs/*.parquet")):
        name = other.stem
        connection.execute(f"CREATE TABLE IF NOT EXISTS in_{name} AS SELECT {_exact(other)} FROM '{other}' LIMIT 0")


def _exact(path: Path) -> str:
    described = duckdb.sql(f"DESCRIBE SELECT * FROM '{path}'").fetchall()
    return ", ".join(f'CAST("{n}" AS DECIMAL(18, 9)) AS "{n}"' if t == "DOUBLE" else f'"{n}"' for n, t, *_ in described)


def differences(connection: duckdb.DuckDBPyConnection, case: Case, table: str, limit: int = 5) -> list[str]:
    """What differs from the referee in one table: rows on one side only, and cells, a few of each."""
    path = case.expected()[table]
    theirs = {name: kind for name, kind, *_ in connection.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()}
    ours = {name for name, *_ in connection.execute(f"DESCRIBE {table}").fetchall()}
    absent = sorted(theirs.keys() - ours)
    if absent:
        return [f"{table}: no column {', '.join(absent)}"]
    key = _key_of(table, theirs)
    same = " AND ".join(f'o."{one}" IS NOT DISTINCT FROM e."{one}"' for one in key)
    found = []
    for label, left, right in (
        ("only ours", f"{table} o", f"'{path}' e"),
        ("only theirs", f"'{path}' e", f"{table} o"),
    ):
        some = connection.execute(
            f"SELECT * FROM {left} WHERE NOT EXISTS (SELECT 1 FROM {right} WHERE {same})"
        ).fetchall()
        if some:
            found.append(f"{table}: {len(some)} rows {label}, as {some[0]}")
    ours_n = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    theirs_n = connection.execute(f"SELECT count(*) FROM '{path}'").fetchone()[0]
    if ours_n != theirs_n:
        found.append(f"{table}: {ours_n} rows, {theirs_n} expected")
    for name, kind in theirs.items():
        if name not in key:
            found += _cells(connection, table, path, name, kind, key, same, limit)
    return found


def _cells(connection, table, path, name, kind, key, same, limit) -> list[str]:
    if kind.startswith("DECIMAL") or kind == "DOUBLE":
        room = "0.011" if name.startswith(TOLERANT) else "1e-6" if kind == "DOUBLE" else "0"
        wrong = f'(o."{name}" IS NULL) <> (e."{name}" IS NULL) OR abs(o."{name}"::DOUBLE - e."{name}"::DOUBLE) > {room}'
        if room == "0":
            wrong = f'CAST(o."{name}" AS DECIMAL(38, 9)) IS DISTINCT FROM e."{name}"'
    else:
        wrong = f'o."{name}" IS DISTINCT FROM e."{name}"'
    shown = ", ".join(f'e."{one}"' for one in key)
    both = f"{table} o JOIN '{path}' e ON {same}"
    rows = connection.execute(f'SELECT {shown}, o."{name}", e."{name}" FROM {both} WHERE {wrong}').fetchall()
    return [f"{table}.{name}: {len(rows)} cells, as " + "; ".join(str(row) for row in rows[:limit])] if rows else []


def _key_of(table: str, columns: dict[str, str]) -> tuple[str, ...]:
    if table == "temperatura":
        return ("data", "hora")
    if table == "subsidio_faixa_servico_dia_tipo_viagem":
        return tuple(n for n, kind in columns.items() if not kind.startswith("DECIMAL") and n != "viagens_faixa")
    kind = table if table in KEYS else "faixa" if "faixa" in table else "viagem" if "viage" in table else "veiculo"
    if table in ("sumario_servico_dia", "sumario_servico_dia_pagamento", "subsidio_sumario_servico_dia_pagamento"):
        kind = "dia"
    if "veiculo" in table:
        kind = "veiculo"
    return tuple(one for one in KEYS[kind] if one in columns)
