"""Worked formula cases: computes every vector of a cases document, in the shape of its expected part."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from engines.figure import Missing, Value
from engines.formula import Catalog, FormulaError, RowsEnvironment, Unit, check, evaluate, parse
from engines.formula.tree import Span
from engines.money import canonical_text

DEFAULT_INSTANT = datetime(2026, 11, 20, 10)
"""`now` of the published cases, for documents that give none."""


def check_formula_cases(document: Mapping[str, Any]) -> list[dict[str, object]]:
    """Each vector's id and computed answer: value and unit, or error, span, text, stage and positions.

    `document` has `catalog`, `data`, `vectors` and optionally `now` (ISO). Raises KeyError, ValueError on a document
    that is not in that shape.
    """
    catalog = catalog_of(document["catalog"])
    env = environment_of(document.get("data", {}), catalog, _instant(document.get("now")))
    return [{"id": vector["id"], "computed": _computed(vector, catalog, env)} for vector in document["vectors"]]


def catalog_of(described: Mapping[str, Any]) -> Catalog:
    """Catalogue from its JSON description (tables, vars, aliases, kpis)."""
    return Catalog(
        tables={
            table: {name: Unit.parse(unit) for name, unit in about["fields"].items()}
            for table, about in described.get("tables", {}).items()
        },
        names={name: Unit.parse(about["unit"]) for name, about in described.get("vars", {}).items()},
        aliases={name: (pair[0], pair[1]) for name, pair in described.get("aliases", {}).items()},
        kpis={
            code: (Unit.parse(about["unit"]), about.get("formula", ""))
            for code, about in described.get("kpis", {}).items()
        },
    )


def environment_of(data: Mapping[str, Any], catalog: Catalog, now: datetime) -> RowsEnvironment:
    """Facts from their JSON form, read by the catalogue's units."""
    tables = {
        table: [
            {name: _read(cell, catalog.tables[table].get(name)) for name, cell in row.items()}
            for row in data.get("tables", {}).get(table, ())
        ]
        for table in catalog.tables
    }
    names = {name: _read(raw, catalog.names.get(name)) for name, raw in data.get("vars", {}).items()}
    kpis = {
        code: {int(offset): _read(raw, catalog.kpis[code][0]) for offset, raw in values.items()}
        for code, values in data.get("kpis", {}).items()
        if code in catalog.kpis
    }
    return RowsEnvironment(now, tables, names, kpis)


def _instant(raw: str | None) -> datetime:
    return datetime.fromisoformat(raw) if raw else DEFAULT_INSTANT


def _read(raw: object, unit: Unit | None) -> object:
    if raw is None or isinstance(raw, bool) or unit is None or unit.kind in ("text", "bool"):
        return raw
    if unit.kind == "date":
        text = str(raw)
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    return Decimal(str(raw))


def _computed(vector: Mapping[str, Any], catalog: Catalog, env: RowsEnvironment) -> dict[str, object]:
    text, locale, kpi = vector["formula"], vector.get("locale", "en"), vector.get("kpi")
    try:
        known = catalog.spelled("kpi", kpi) if kpi else None
        wanted = vector.get("result") or vector.get("unit")
        result = Unit.parse(wanted) if wanted else catalog.kpis[known][0] if known else None
        checked = check(parse(text, locale), catalog, text, locale, kpi, result)
    except FormulaError as error:
        return _refused(error, "validate")
    value = evaluate(checked.root, env)
    if isinstance(value, Missing) and value.reason == "DIV_ZERO":
        span = Span(int(str(value.args["start"])), int(str(value.args["end"])))
        return _refused(FormulaError("DIV_ZERO", span, source=text), "run")
    return {"value": _written(value), "unit": str(checked.unit)}


def _refused(error: FormulaError, stage: str) -> dict[str, object]:
    answer: dict[str, object] = {
        "error": error.code,
        "start": error.span.start,
        "end": error.span.end,
        "text": error.text,
        "stage": stage,
        "line": error.line,
        "col": error.col,
        "start_utf16": error.start_utf16,
    }
    args = {key: error.args_shown[key] for key in ("suggest", "path") if key in error.args_shown}
    return answer | ({"args": args} if args else {})


def _written(value: Value) -> object:
    if isinstance(value, Missing):
        return None
    if isinstance(value, Decimal):
        return canonical_text(value)
    return value.isoformat() if isinstance(value, date) else value
