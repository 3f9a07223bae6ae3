"""How to read the report, the month painted by day type with its holidays, and the km foreseen from them."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from engines.calendar import DayType, window_before
from engines.figure import Missing
from engines.goals.month import NEAR
from engines.report.blocks import (
    Align,
    Block,
    CalendarDay,
    Cell,
    Column,
    Heading,
    Keep,
    MonthCalendar,
    PageBreak,
    Paragraph,
    Row,
    RowKind,
    Table,
)
from storage.metas.holiday_source import edition
from viewmodels.papers.basis import typed_days_of
from viewmodels.papers.matter import Matter
from viewmodels.papers.narration import capital

TONES = {DayType.UTIL: 0, DayType.SABADO: 1, DayType.DOMINGO_FERIADO: 2}
LEGEND = {DayType.UTIL: "UTIL", DayType.SABADO: "SABADO", DayType.DOMINGO_FERIADO: "DOMINGO"}
READING = ("LER_CAMINHO", "LER_ARREDONDAMENTO", "LER_PLANILHA", "LER_ACHADOS")


def calendar_pages(matter: Matter) -> Iterator[Block]:
    """Half a page of plain words, then the painted month and the list of holidays."""
    title = matter.say("RELATORIO.COMO_LER")
    yield Heading(title, 1, "ler")
    yield from (Paragraph(matter.say(f"RELATORIO.{code}")) for code in READING)
    yield Heading(matter.say("RELATORIO.CALENDARIO"), 1, "calendario")
    yield painted_month(matter)
    yield from holidays(matter)


def painted_month(matter: Matter) -> MonthCalendar:
    """The month of the vigência, each day with the type the run froze."""
    types = {row["data"]: DayType(str(row["tipo"])) for row in matter.view.evaluation.facts.tables["calendario"]}
    listed = matter.basis.registers["feriados"]
    days = []
    for day in matter.view.vigencia.days():
        kind = types[day]
        note = str(listed[day.isoformat()]["nome"]) if day.isoformat() in listed else ""
        days.append(CalendarDay(day, matter.say(f"PAPEL.LETRA_{kind}"), TONES[kind], note))
    counts = {kind: sum(1 for found in types.values() if found is kind) for kind in TONES}
    legend = tuple(
        (matter.say(f"PAPEL.LETRA_{kind}"), matter.say(f"RELATORIO.LEGENDA_{LEGEND[kind]}", n=counts[kind]))
        for kind in TONES
    )
    weekdays = tuple(matter.say("PAPEL.DIAS_DA_SEMANA").split())
    return MonthCalendar(
        capital(matter.texts.numbers.month_in_words(matter.view.vigencia)), weekdays, tuple(days), legend
    )


def holidays(matter: Matter) -> Iterator[Block]:
    """Holidays of month and window: type, who typed it, when, and where the day came from."""
    start = window_before(matter.view.vigencia, NEAR)[0].first.isoformat()
    listed = {day: told for day, told in matter.basis.registers["feriados"].items() if day >= start}
    if not listed:
        yield Paragraph(matter.say("PAPEL.SEM_FERIADOS"), quiet=True)
        return
    columns = tuple(
        Column(matter.say(f"RELATORIO.{code}"), weight=weight)
        for code, weight in (("DATA", 13), ("FERIADO", 27), ("TIPO", 19), ("CLASSIFICADO_POR", 37), ("FONTE", 13))
    )
    types = dict(typed_days_of(matter.view))
    rows = tuple(_holiday_row(matter, date.fromisoformat(day), listed[day], types) for day in sorted(listed))
    table = Table(columns, rows, dense=True)
    source = Paragraph(matter.say("PAPEL.EDICAO", edicao=edition()), quiet=True)
    yield Keep((Heading(matter.say("RELATORIO.FERIADOS"), 2), table, source))


def _holiday_row(matter: Matter, day: date, told: Any, types: dict[date, str]) -> Row:
    by = matter.basis.name(str(told["quem"])) if told["quem"] else ""
    when = f", {matter.instant(datetime.fromisoformat(told['quando']))}" if told["quando"] else ""
    kind = capital(matter.say(f"TIPO_DIA.{types[day]}")) if day in types else ""
    source = matter.say(f"FERIADO.{told['especie']}") if matter.texts.knows(f"FERIADO.{told['especie']}") else ""
    texts = (matter.texts.numbers.day(day), str(told["nome"]), kind, by + when, source)
    return Row(tuple(Cell(text) for text in texts))


def km_pages(matter: Matter) -> Iterator[Block]:
    """KM prevista of each sector: daily mean by day type times the days of the month."""
    yield PageBreak()
    yield Heading(matter.narrator.label("km_prevista").text, 1, "km")
    yield Paragraph(matter.say("PAPEL.KM_EXPLICA"))
    evaluation = matter.view.evaluation
    for sector in evaluation.facts.axes["setor"]:
        yield Keep((Heading(sector.label, 2), km_table(matter, sector.key)))


def km_table(matter: Matter, sector: str) -> Table:
    """One row per day type, the total of the sector, and where a mean came from when not from the 3 months."""
    narrator, evaluation = matter.narrator, matter.view.evaluation
    heads = ("media", "dias_mes", "projecao")
    columns = (
        Column(matter.say("PAPEL.TIPO_DE_DIA"), weight=24),
        *(Column(narrator.label(key).text, Align.RIGHT, 16) for key in heads),
        Column(matter.say("PAPEL.ORIGEM"), weight=28),
    )
    rows = []
    for kind in evaluation.facts.axes["tipo"]:
        members = {"media": (sector, kind.key), "dias_mes": (kind.key,), "projecao": (sector, kind.key)}
        cells = [Cell(narrator.value(matter.figure(key, members[key]))) for key in heads]
        origin = Cell(_origin(matter, sector, kind.key), quiet=True)
        rows.append(Row((Cell(capital(narrator.labels["tipo"][kind.key])), *cells, origin)))
    days = sum(
        (_count(evaluation.value("dias_mes", (kind.key,))) for kind in evaluation.facts.axes["tipo"]), Decimal(0)
    )
    whole = narrator.value(matter.figure("km_prevista", (sector,)))
    last = (matter.say("RELATORIO.TOTAL"), "", matter.texts.numbers.number(days), whole)
    rows.append(Row(tuple(Cell(text) for text in last), RowKind.TOTAL))
    return Table(columns, tuple(rows))


def _count(value: object) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(0)


def _origin(matter: Matter, sector: str, kind: str) -> str:
    """Which mean was used: of 3 months with how many days, of 12 months, the reference ratio, or one typed."""
    evaluation, place = matter.view.evaluation, (sector, kind)
    near, far = evaluation.value("media_3m", place), evaluation.value("media_12m", place)
    if not isinstance(near, Missing):
        return matter.say("PAPEL.ORIGEM_3M", n=int(_count(evaluation.value("dias_3m", place))))
    if not isinstance(far, Missing):
        return matter.say("PAPEL.ORIGEM_12M", n=int(_count(evaluation.value("dias_12m_tipo", place))))
    ratio = evaluation.value("razao_referencia", (kind,))
    known = isinstance(evaluation.value("media", place), Decimal)
    if known and (isinstance(ratio, Missing) or isinstance(evaluation.value("media_util", (sector,)), Missing)):
        return matter.say("PAPEL.ORIGEM_DIGITADA")
    return matter.say("PAPEL.ORIGEM_RAZAO", razao=ratio) if known else matter.say("AUSENTE.NO_ROWS")
