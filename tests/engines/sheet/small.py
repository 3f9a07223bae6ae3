"""A small sheet for tests: two sectors, three kinds of day, a fallback, a check and a matrix."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from engines.sheet import Evaluation, Facts, Member, Sheet, load_sheet

DATA: Mapping[str, Any] = {
    "sheet": "pequena",
    "version": 1,
    "axes": {"setor": "Setor", "tipo": "Tipo", "outro": "Outro"},
    "tables": {"dias": {"label": "Dias", "columns": {"data": "date", "setor": "text", "tipo": "text", "km": "km"}}},
    "inputs": [
        {"key": "fator", "label": "Fator", "unit": "fraction", "places": 4},
        {"key": "razao", "unit": "fraction", "per": ["tipo"]},
        {"key": "dias_mes", "unit": "count", "per": ["tipo"]},
        {"key": "rho", "unit": "number", "per": ["setor", "outro"], "matrix": True},
    ],
    "lines": [
        {"key": "media_util", "label": "Média útil", "per": ["setor"], "unit": "km", "places": 6,
         "formula": "AVG(dias.km WHERE setor = @setor AND tipo = 'U')"},
        {"key": "media", "per": ["setor", "tipo"], "unit": "km", "places": 6,
         "formula": "COALESCE(AVG(dias.km WHERE setor = @setor AND tipo = @tipo), media_util * razao)"},
        {"key": "projecao", "per": ["setor", "tipo"], "unit": "km", "places": 2,
         "formula": "IF(dias_mes = 0, 0, media * dias_mes)"},
        {"key": "total", "label": "Total", "per": ["setor"], "unit": "km", "places": 2,
         "formula": "SUM(projecao)", "rule": "r"},
        {"key": "reduzido", "per": ["setor"], "unit": "km", "places": 2, "formula": "total - total * fator"},
        {"key": "tipos", "per": ["setor"], "unit": "count", "formula": "COUNT(projecao)"},
        {"key": "maior", "unit": "km", "formula": "MAX(total)"},
        {"key": "risco", "unit": "km", "places": 2, "formula": "SQRT(QUADFORM(total, rho))"},
        {"key": "hoje", "unit": "date", "formula": "TODAY()"},
        {"key": "grande", "per": ["setor"], "unit": "km", "formula": "CASE WHEN total > 50 THEN total END"},
        {"key": "de_semana", "unit": "km", "formula": "SUM(dias.km WHERE tipo IN ('U', 'S'))"},
        {"key": "dobro", "unit": "km", "formula": "SUM(dias.km) * 2"},
        {"key": "desde", "unit": "date", "formula": "PERIOD_START()"},
    ],
    "checks": [
        {"code": "C1", "severity": "ERROR", "per": ["setor"], "when": "total <= 0", "args": {"km": "total"}},
        {"code": "C2", "detail": "ALTO", "severity": "WARNING", "per": ["setor"], "when": "total > 100"},
    ],
}  # fmt: skip


def row(day: str, sector: str, kind: str, km: str) -> dict[str, Any]:
    return {"data": date.fromisoformat(day), "setor": sector, "tipo": kind, "km": Decimal(km)}


ROWS = (
    row("2025-05-05", "1", "U", "10"),
    row("2025-05-06", "1", "U", "11"),
    row("2025-05-10", "1", "S", "6"),
    row("2025-05-05", "2", "U", "20"),
    row("2025-05-10", "2", "S", "8"),
)
SECTORS = (Member("1", "GAMA"), Member("2", "PARANOÁ"))


def sheet(**changes: Any) -> Sheet:
    return load_sheet({**DATA, **changes})


def facts(**changes: Any) -> Facts:
    kinds = (Member("U", "Útil"), Member("S", "Sábado"), Member("D", "Domingo"))
    given = {
        "axes": {"setor": SECTORS, "tipo": kinds, "outro": SECTORS},
        "tables": {"dias": ROWS},
        "inputs": {
            ("fator", ()): Decimal("0.015"),
            ("razao", ("D",)): Decimal("0.4"),
            ("dias_mes", ("U",)): Decimal(2),
            ("dias_mes", ("S",)): Decimal(1),
            ("dias_mes", ("D",)): Decimal(1),
            **{("rho", (a, b)): Decimal(1) for a in "12" for b in "12"},
        },
        "snapshots": {"dias": "abc"},
        "period": (date(2025, 8, 1), date(2025, 9, 1)),
    }
    return Facts(**{**given, **changes})


def evaluation(**changes: Any) -> Evaluation:
    return Evaluation(sheet(), facts(**changes))
