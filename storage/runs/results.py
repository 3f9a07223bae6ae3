"""Saving what a run stood on and what it found, all in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import Connection, Table, insert
from sqlalchemy.dialects.sqlite import insert as upsert

from engines.figure import Missing, Value
from engines.finding import Finding
from storage.runs.values import kind_and_text
from storage.store import tables
from storage.store.canonical import canonical_json, sha256_text, typed_json

NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Input:
    """A value given to the run; one that a person typed or consented to says who, when and why."""

    key: str
    value: Value
    member: Mapping[str, str] = field(default_factory=lambda: NONE)
    unit: str = ""
    who: str = ""
    when: datetime | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One published value: line of the sheet, member of its axes (axis -> key), value or Missing, unit."""

    line: str
    value: Value
    member: Mapping[str, str] = field(default_factory=lambda: NONE)
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """All a run leaves behind: inputs, texts by name (sheet, clauses, SQL), snapshot ids by name, cells, findings."""

    inputs: Sequence[Input] = ()
    texts: Mapping[str, str] = field(default_factory=lambda: NONE)
    snapshots: Mapping[str, str] = field(default_factory=lambda: NONE)
    cells: Sequence[Cell] = ()
    findings: Sequence[Finding] = ()


def save(connection: Connection, run_id: int, results: Results) -> None:
    """Writes the results of a run; cells and findings keep the order they come in.

    Raises IntegrityError when a cell or an input is given twice: our own mistake.
    """
    _insert(connection, tables.run_input, [_input_row(run_id, given) for given in results.inputs])
    _save_texts(connection, run_id, results.texts)
    chosen = [{"run": run_id, "name": name, "snapshot": key} for name, key in results.snapshots.items()]
    _insert(connection, tables.run_snapshot, chosen)
    _insert(connection, tables.run_cell, [_cell_row(run_id, i, cell) for i, cell in enumerate(results.cells)])
    found = [_finding_row(run_id, i, finding) for i, finding in enumerate(results.findings)]
    _insert(connection, tables.run_finding, found)


def _insert(connection: Connection, table: Table, rows: list[dict[str, object]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _save_texts(connection: Connection, run_id: int, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        key = sha256_text(text)
        connection.execute(upsert(tables.frozen_text).on_conflict_do_nothing(), {"hash": key, "text": text})
        connection.execute(insert(tables.run_text), {"run": run_id, "name": name, "hash": key})


def _input_row(run_id: int, given: Input) -> dict[str, object]:
    kind, text = kind_and_text(given.value)
    return {
        "run": run_id,
        "key": given.key,
        "member": canonical_json(given.member),
        "kind": kind,
        "value": text,
        "unit": given.unit,
        "who": given.who,
        "given": given.when,
        "why": given.why,
    }


def _cell_row(run_id: int, position: int, cell: Cell) -> dict[str, object]:
    kind, text = kind_and_text(cell.value)
    missing = cell.value if isinstance(cell.value, Missing) else None
    return {
        "run": run_id,
        "line": cell.line,
        "member": canonical_json(cell.member),
        "kind": kind,
        "value": None if missing else text,
        "missing": missing.reason if missing else None,
        "missing_args": typed_json(missing.args) if missing else None,
        "unit": cell.unit,
        "position": position,
    }


def _finding_row(run_id: int, position: int, finding: Finding) -> dict[str, object]:
    return {
        "run": run_id,
        "position": position,
        "code": finding.code,
        "severity": finding.severity.value,
        "detail": finding.detail,
        "place": canonical_json(finding.where),
        "args": typed_json(finding.args),
    }
