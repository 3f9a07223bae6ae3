"""Tables of the workbook: the calendar that may be retyped, and the rows the sheet reads, typed by it."""

from collections.abc import Iterator

from engines.calendar import DayType, days_between, weekday_type, window_before
from engines.figure import Missing, Value
from engines.goals.month import FAR
from storage.exports.workbook_content import Column, Lookup, Table
from viewmodels.papers.basis import typed_days_of
from viewmodels.papers.leaves import column_label, table_label
from viewmodels.papers.matter import Matter
from viewmodels.papers.narration import capital

WINDOW = "janela"
NAMES = {
    "dias": "DIA",
    "dias_12m": "DIA12",
    "calendario": "MES",
    "meses": "MES3",
    "meses_12m": "MES12",
    "custos_12m": "CUSTO12",
    "meses_comparados": "COMPARADO",
    "parcelamentos": "PARCELA",
}
"""Short names of the tables in formulas; another table goes by its own."""
SHEETS = {
    "dias": "DIARIOS",
    "dias_12m": "DIARIOS_12M",
    "calendario": "MES",
    "meses": "CONSOLIDADO",
    "meses_12m": "BASE",
    "custos_12m": "CUSTOS",
    "meses_comparados": "COMPARADOS",
    "parcelamentos": "PARCELAS",
}
PLACES = 2
LONGEST = 31
"""Characters of a sheet's name in Excel."""


def tables(matter: Matter) -> Iterator[Table]:
    """Calendario first: the type of every day of the others is looked up in it."""
    yield calendar(matter)
    for key in matter.view.book.sheet.tables:
        yield _table(matter, key)


def calendar(matter: Matter) -> Table:
    """Every day of the twelve-month window and of the month: type, holiday and window; the types may be changed."""
    types = dict(typed_days_of(matter.view))
    listed = matter.basis.registers["feriados"]
    first, month = window_before(matter.view.vigencia, FAR)[0].first, matter.view.vigencia
    rows: list[tuple[Value, ...]] = []
    for day in days_between(first, month.end):
        reason = str(listed[day.isoformat()]["nome"]) if day.isoformat() in listed else ""
        window = matter.say("PAPEL.FUTURO" if day >= month.first else "PAPEL.HISTORICO")
        kind = types.get(day, str(weekday_type(day)))
        rows.append((day, matter.say("PAPEL.DIAS_DA_SEMANA").split()[day.weekday()], kind, reason, window))
    columns = (
        Column("data", matter.say("PLANILHA.DATA"), "date"),
        Column("dia_da_semana", matter.say("PAPEL.DIA_DA_SEMANA")),
        Column("tipo", matter.say("PLANILHA.TIPO"), choices=tuple(str(kind) for kind in DayType)),
        Column("motivo", matter.say("PLANILHA.MOTIVO")),
        Column("janela", matter.say("PLANILHA.JANELA")),
    )
    sheet = matter.say("PLANILHA.FOLHA_CALENDARIO")
    return Table(WINDOW, "CAL", sheet, matter.say("PAPEL.CALENDARIO_TITULO"), columns, tuple(rows))


def _table(matter: Matter, key: str) -> Table:
    sheet = matter.view.book.sheet
    columns = tuple(
        Column(
            field,
            capital(column_label(matter.texts, field)),
            str(unit),
            PLACES if unit.is_quantity else None,
            Lookup(WINDOW, "data", "tipo") if field == "tipo" else None,
        )
        for field, unit in sheet.tables[key].columns.items()
    )
    fields = tuple(sheet.tables[key].columns)
    facts = matter.view.evaluation.facts.tables.get(key, ())
    rows = tuple(tuple(row.get(field, Missing("NULL_INPUT")) for field in fields) for row in facts)
    label = table_label(matter.texts, sheet, key)
    title = matter.say(f"PLANILHA.FOLHA_{SHEETS[key]}") if key in SHEETS else label[:LONGEST]
    return Table(key, NAMES.get(key, key.upper()), title, label, columns, rows)
