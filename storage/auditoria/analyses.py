"""The register of what was analysed in the source: each change by its digest, what was concluded, by whom and when."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from storage.auditoria.tables import source_analysis
from storage.errors import KnownError
from storage.store.canonical import canonical_json

MOST_CHARACTERS = 4_000
"""What a conclusion holds; a longer one is a report."""


@dataclass(frozen=True, slots=True)
class Analysed:
    """What is kept of a change so that it reads in any language: code of its sentence, its arguments, what it touches.

    `digest` tells the change itself, wherever it is read again.
    """

    digest: str
    code: str
    args: Mapping[str, str]
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """One conclusion about a change; `effect` is the R$ it was seen to move, None when nobody asked."""

    change: Analysed
    conclusion: str
    effect: Decimal | None
    analysed: datetime
    analysed_by: str


def record_analysis(connection: Connection, client: str, analysis: Analysis) -> None:
    """Adds a conclusion; those written before of the same change stay.

    Raises KnownError ANALISE_SEM_CONCLUSAO, ANALISE_LONGA.
    """
    words = analysis.conclusion.strip()
    if not words:
        raise KnownError("ANALISE_SEM_CONCLUSAO")
    if len(words) > MOST_CHARACTERS:
        raise KnownError("ANALISE_LONGA", maximo=MOST_CHARACTERS)
    change = analysis.change
    told = {"code": change.code, "args": dict(change.args), "clauses": list(change.clauses)}
    row = {
        "client": client,
        "digest": change.digest,
        "change": canonical_json(told),
        "conclusion": words,
        "effect": "" if analysis.effect is None else str(analysis.effect),
        "analysed": analysis.analysed,
        "analysed_by": analysis.analysed_by,
    }
    connection.execute(insert(source_analysis), row)


def list_analyses(connection: Connection, digests: Iterable[str] | None = None) -> tuple[Analysis, ...]:
    """What was concluded, newest first; of some changes only when their digests are given."""
    asked = select(source_analysis).order_by(source_analysis.c.analysed.desc(), source_analysis.c.digest)
    if digests is not None:
        asked = asked.where(source_analysis.c.digest.in_(tuple(digests)))
    return tuple(_analysis(row) for row in connection.execute(asked))


def _analysis(row: Row[Any]) -> Analysis:
    told = json.loads(row.change)
    change = Analysed(row.digest, told["code"], told["args"], tuple(told["clauses"]))
    effect = Decimal(row.effect) if row.effect else None
    return Analysis(change, row.conclusion, effect, row.analysed, row.analysed_by)
