"""Daily km beside monthly km, sector by sector and month by month, as a sheet of its own (F-29)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, cast

from engines.calendar import Month
from engines.figure import Value
from engines.sheet import Evaluation, Facts, Member, Sheet, load_sheet
from storage.resources import load_yaml
from viewmodels.desk import Desk
from viewmodels.operations.metas.checking import Checked
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row

SHEET = "sheets/conciliacao.yaml"


@cache
def sheet() -> Sheet:
    """The sheet of the reconciliation."""
    return load_sheet(cast(Any, load_yaml(SHEET)))


def reconciliation(checked: Checked) -> Evaluation | None:
    """The months of the 3-month window compared; None before anything was read."""
    if checked.evaluation is None:
        return None
    facts = checked.evaluation.facts
    days = tuple({"mes": _month(row["data"]), "setor": row["setor"], "km": row["km"]} for row in facts.tables["dias"])
    months = tuple({name: row[name] for name in ("mes", "setor", "km")} for row in facts.tables["meses"])
    held = sorted({str(row["mes"]) for row in (*days, *months)})
    axes = {"setor": facts.axes["setor"], "mes": tuple(Member(month, month) for month in held)}
    return Evaluation(sheet(), Facts(axes, {"dias": days, "meses": months}, {}))


def _month(day: Value) -> Value:
    assert isinstance(day, date)
    return str(Month.of(day))


def columns(desk: Desk) -> tuple[ColumnSpec, ...]:
    """Sector and month, the two totals, and how far apart they are."""
    say, number = desk.say, Kind.NUMBER
    return (
        ColumnSpec("nome", say("CONCILIA.SETOR_MES"), stretch=2, sortable=False),
        ColumnSpec("km_diario", say("CONCILIA.DIARIO"), unit="km", kind=number, places=2, stretch=1, sortable=False),
        ColumnSpec("km_mensal", say("CONCILIA.MENSAL"), unit="km", kind=number, places=2, stretch=1, sortable=False),
        ColumnSpec("diferenca", say("CONCILIA.DIFERENCA"), unit="km", kind=number, places=2, stretch=1, sortable=False),
        ColumnSpec("parte", say("CONCILIA.PARTE"), unit="%", kind=number, places=4, stretch=1, sortable=False),
    )


def rows(desk: Desk, checked: Checked) -> Iterator[Row]:
    """One row per sector and month that has data."""
    found = reconciliation(checked)
    if found is None:
        return
    numbers = desk.house.texts.numbers
    held = {(row["setor"], row["mes"]) for table in found.facts.tables.values() for row in table}
    for sector in found.facts.axes["setor"]:
        for month in found.facts.axes["mes"]:
            place = (sector.key, month.key)
            if place in held:
                name = f"{sector.label}, {numbers.month(Month.parse(month.key))}"
                cells = {line: _cell(desk, line, found.value(line, place)) for line in found.sheet.lines}
                yield Row("/".join(place), {"nome": Cell(name), **cells})


def _cell(desk: Desk, line: str, value: Value) -> Cell:
    if not isinstance(value, Decimal):
        return Cell("–")
    numbers = desk.house.texts.numbers
    if line == "parte":
        return Cell(numbers.number(value.scaleb(2), 4), value)
    return Cell(numbers.number(value, 2), value)
