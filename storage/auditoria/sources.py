"""What was brought into an audit: the tables the payment came from, and those the city published; the last counts."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, insert, select

from engines.finding import Finding, Severity
from storage.auditoria.tables import audit_source
from storage.snapshots import FrozenTables, load
from storage.store.canonical import canonical_json, from_typed_json, typed_json

if TYPE_CHECKING:
    import pyarrow


class SourceKind(StrEnum):
    """Tables the payment was calculated from, or tables the city published."""

    INPUT = "ENTRADA"
    PAID = "PAGO"


@dataclass(frozen=True, slots=True)
class Source:
    """One import: its number, kind and snapshot, the days settled, what was absent, each file with its SHA-256."""

    id: int
    kind: SourceKind
    snapshot: str
    days: tuple[date, ...]
    absent: tuple[str, ...]
    files: Mapping[str, Sequence[Mapping[str, str]]]
    warnings: tuple[Finding, ...]
    brought: datetime
    brought_by: str


@dataclass(frozen=True, slots=True)
class NewSource:
    """An import to be recorded."""

    kind: SourceKind
    snapshot: str
    days: Sequence[date]
    absent: Sequence[str]
    files: Mapping[str, Sequence[Mapping[str, str]]]
    warnings: Sequence[Finding] = ()


def record_source(connection: Connection, client: str, new: NewSource, user: str, at: datetime) -> int:
    """Adds an import, which from now on is the one in force of its kind; returns its number."""
    row = {
        "client": client,
        "kind": new.kind.value,
        "snapshot": new.snapshot,
        "days": canonical_json([day.isoformat() for day in new.days]),
        "absent": canonical_json(list(new.absent)),
        "files": canonical_json({name: [dict(each) for each in some] for name, some in new.files.items()}),
        "warnings": canonical_json([_told(finding) for finding in new.warnings]),
        "brought": at,
        "brought_by": user,
    }
    return int(connection.execute(insert(audit_source).returning(audit_source.c.id), row).scalar_one())


def source_in_force(connection: Connection, kind: SourceKind) -> Source | None:
    """The last import of a kind; None when there is none."""
    chosen = select(audit_source).where(audit_source.c.kind == kind.value).order_by(audit_source.c.id.desc())
    row = connection.execute(chosen.limit(1)).first()
    return None if row is None else _source(row)


def list_sources(connection: Connection) -> tuple[Source, ...]:
    """Every import, newest first."""
    rows = connection.execute(select(audit_source).order_by(audit_source.c.id.desc()))
    return tuple(_source(row) for row in rows)


def arrows_of(connection: Connection, source: Source) -> "Mapping[str, pyarrow.Table]":
    """The tables of an import as Arrow. Raises KnownError FOTO_… when the bytes are not those recorded."""
    frozen: FrozenTables = load(connection, source.snapshot)
    return {name: frozen.arrow(name) for name in frozen}


def _told(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "detail": finding.detail,
        "where": dict(finding.where),
        "args": typed_json(dict(finding.args)),
    }


def _finding(told: Mapping[str, Any]) -> Finding:
    args = from_typed_json(told["args"])
    return Finding(told["code"], Severity(told["severity"]), told["detail"], told["where"], args)


def _source(row: Row[Any]) -> Source:
    return Source(
        row.id,
        SourceKind(row.kind),
        row.snapshot,
        tuple(date.fromisoformat(day) for day in json.loads(row.days)),
        tuple(json.loads(row.absent)),
        json.loads(row.files),
        tuple(_finding(each) for each in json.loads(row.warnings)),
        row.brought,
        row.brought_by,
    )
