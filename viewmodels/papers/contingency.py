"""The contingency workbook: a month as a form to fill in, its formulas alive (G-103, reference 7.2)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from engines.calendar import DayType, Month, day_type, days_between, window_before
from engines.figure import Missing, Value
from engines.goals.month import FAR, NEAR, calendar_rows
from engines.report.canonical import content_hash
from engines.sheet import Evaluation, Facts
from engines.sheet.facts import InputKey, Row
from storage.exports.workbook_content import Column, Cover, Table, WorkbookContent
from storage.metas.targets import Performance
from storage.texts.sentences import Texts
from viewmodels.operations.metas.results import GoalRow, RunView
from viewmodels.papers.basis import Basis
from viewmodels.papers.matter import Copy
from viewmodels.papers.workbook import workbook
from viewmodels.papers.workbook_tables import WINDOW

EMPTY = Missing("NOT_GIVEN")
SPARE = 12
"""Blank lines of a table nobody can foresee the rows of (instalments, months compared)."""


def blank_view(view: RunView, month: Month, types: Mapping[date, DayType]) -> RunView:
    """The run's sheet, rules, sectors and parameters on another month, with nothing given that a month brings."""
    facts = view.evaluation.facts
    blank = Facts(
        axes=facts.axes,
        tables={name: tuple(rows) for name, rows in _tables(view, month, types)},
        inputs=dict(_kept(view)),
        period=(month.first, month.end),
    )
    evaluation = Evaluation(view.book.sheet, blank)
    goals = tuple(_goal(goal, evaluation) for goal in view.goals)
    return replace(view, vigencia=month, evaluation=evaluation, goals=goals, findings=(), previous=view.vigencia)


def contingency(texts: Texts, blank: RunView, basis: Basis, copy: Copy, approved: Month) -> WorkbookContent:
    """The workbook of a blank month; `approved` is the month whose approval renewed it."""
    content = workbook(texts, blank, basis, copy)
    cover = _cover(texts, content.cover, blank.vigencia, approved)
    tables = tuple(each if each.key == WINDOW else _opened(each) for each in content.tables)
    return replace(content, cover=cover, tables=tables, lists=(), blank=True)


def blank_hash(blank: RunView) -> str:
    """Hash of what the form is made for: month, sheet, sectors and parameters."""
    given = [[key, list(members), value] for (key, members), value in sorted(blank.evaluation.facts.inputs.items())]
    sectors = [member.key for member in blank.evaluation.facts.axes["setor"]]
    return content_hash({"papel": "contingencia", "mes": str(blank.vigencia), "entradas": given, "setores": sectors,
                         "textos": dict(blank.book.texts)})  # fmt: skip


def _kept(view: RunView) -> Iterator[tuple[InputKey, Value]]:
    """Parameters and limits stay; fleet, previous goals and choices of the month are for the person to fill in."""
    sheet = view.book.sheet
    for (key, members), value in view.evaluation.facts.inputs.items():
        if key in sheet.inputs and "setor" not in sheet.per(key):
            yield (key, members), value


def _tables(view: RunView, month: Month, types: Mapping[date, DayType]) -> Iterator[tuple[str, tuple[Row, ...]]]:
    sectors = [member.key for member in view.evaluation.facts.axes["setor"]]
    costs = [member.key for member in view.evaluation.facts.axes["criterio"]]
    near, far = window_before(month, NEAR), window_before(month, FAR)
    made: dict[str, tuple[Row, ...]] = {
        "calendario": calendar_rows(month, types),
        "dias": _days(near, sectors, types),
        "dias_12m": _days(far, sectors, types),
        "meses": _months(near, sectors),
        "meses_12m": _months(far, sectors),
        "custos_12m": tuple(
            {"mes": str(m), "setor": s, "criterio": c, "valor": EMPTY} for m in far for s in sectors for c in costs
        ),
    }
    for name in view.book.sheet.tables:
        yield name, made.get(name, ())


def _days(months: tuple[Month, ...], sectors: list[str], types: Mapping[date, DayType]) -> tuple[Row, ...]:
    days = days_between(months[0].first, months[-1].end)
    return tuple(
        {"data": day, "setor": sector, "tipo": str(day_type(day, types)), "km": EMPTY}
        for day in days
        for sector in sectors
    )


def _months(months: tuple[Month, ...], sectors: list[str]) -> tuple[Row, ...]:
    return tuple({"mes": str(m), "setor": s, "km": EMPTY, "litros": EMPTY} for m in months for s in sectors)


def _goal(goal: GoalRow, evaluation: Evaluation) -> GoalRow:
    """The goal with no value yet; what was approved stands as the month before."""
    before = Performance(goal.criterion, goal.sector, goal.approved)
    value = evaluation.value(goal.line, goal.members)
    return replace(goal, value=value, before=before, findings=(), decision=None, blocked="")


def _opened(table: Table) -> Table:
    """Quantities left to fill in; a table without rows gets blank lines, all of them open."""
    if not table.rows:
        columns = tuple(replace(column, typed=True) for column in table.columns)
        return replace(table, columns=columns, rows=((EMPTY,) * len(columns),) * SPARE)
    return replace(table, columns=tuple(_open(column) for column in table.columns))


def _open(column: Column) -> Column:
    return column if column.unit in ("text", "date") else replace(column, typed=True)


def _cover(texts: Texts, cover: Cover, month: Month, approved: Month) -> Cover:
    reading = tuple(texts.say(f"CONTINGENCIA.LER_{number}") for number in range(1, 5))
    pairs = (
        (texts.say("CONTINGENCIA.MES"), texts.numbers.month_in_words(month)),
        (texts.say("CONTINGENCIA.RENOVADA"), texts.say("CONTINGENCIA.RENOVADA_EM", mes=approved)),
    )
    return replace(
        cover,
        title=texts.say("CONTINGENCIA.TITULO", mes=month),
        subtitle=texts.say("CONTINGENCIA.SUBTITULO", mes=approved),
        status=texts.say("CONTINGENCIA.CARIMBO"),
        pairs=pairs,
        reading=reading,
    )
