"""Data a run was calculated from: three and twelve months, coverage, rows left out, consents, and the daily annex."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from engines.calendar import Month, window_before
from engines.goals.month import FAR, NEAR
from engines.report.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Heading,
    Keep,
    KeyValues,
    PageBreak,
    Paragraph,
    Row,
    RowKind,
    Table,
)
from engines.sheet.facts import Row as FactRow
from storage.erp.file_source import KIND as FILES
from viewmodels.papers.matter import Matter
from viewmodels.papers.narration import capital

LEFT_OUT = "ORG_003"
Totals = dict[tuple[str, Month], Decimal]


def data_pages(matter: Matter) -> Iterator[Block]:
    """Source, months, coverage, exclusions and consents."""
    yield PageBreak()
    yield Heading(matter.say("RELATORIO.DADOS"), 1, "dados")
    yield source(matter)
    yield Heading(matter.say("RELATORIO.DADOS_3M"), 2, "dados-3m")
    yield months_table(matter, NEAR, "meses")
    months = window_before(matter.view.vigencia, FAR)
    told = Paragraph(matter.say("PAPEL.COBERTURA_EXPLICA", primeiro=months[0], ultimo=months[-1]))
    yield Keep((Heading(matter.say("RELATORIO.COBERTURA"), 2, "cobertura"), told, coverage(matter)))
    yield from exclusions(matter)
    yield from consents(matter)
    yield Heading(matter.say("RELATORIO.DADOS_12M"), 2, "dados-12m")
    yield months_table(matter, FAR, "meses_12m")


def source(matter: Matter) -> KeyValues:
    """Where the data came from, when, how many rows, and its hash."""
    about = matter.basis.source
    before = matter.view.previous or matter.view.vigencia.plus(-1)
    code = "PAPEL.FONTES_ARQUIVO" if about.binds.get("especie") == FILES else "PAPEL.FONTES"
    where = matter.say(code, onde=str(about.binds.get("onde", about.source)), mes=before)
    return KeyValues(
        (
            (matter.say("RELATORIO.FONTE"), where),
            (matter.say("PAPEL.LIDO_EM"), matter.instant(about.extracted_at)),
            (matter.say("PAPEL.LINHAS_LIDAS"), matter.texts.numbers.number(about.row_count, 0)),
            (matter.say("PAPEL.HASH_DADOS"), about.data_hash),
        )
    )


def months_table(matter: Matter, window: int, table: str) -> Table:
    """Km and litres by sector and month with totals; with the costs of each criterion in the 12-month table."""
    facts = matter.view.evaluation.facts
    months = window_before(matter.view.vigencia, window)
    series = [_summed(facts.tables[table], field) for field in ("km", "litros")]
    titles = [matter.say("RELATORIO.KM"), matter.say("RELATORIO.LITROS")]
    if window == FAR:
        for criterion in facts.axes["criterio"]:
            mine = [row for row in facts.tables["custos_12m"] if row["criterio"] == criterion.key]
            series.append(_summed(mine, "valor"))
            titles.append(f"{matter.narrator.labels['criterio'][criterion.key]}, R$")
    rows: list[Row] = []
    for sector in facts.axes["setor"]:
        rows += _sector_rows(matter, sector.key, sector.label, months, series)
    columns = (Column(matter.say("RELATORIO.MES"), weight=24), *(Column(t, Align.RIGHT, 18) for t in titles))
    return Table(columns, tuple(rows), dense=True)


def _summed(rows: Iterable[FactRow], field: str) -> Totals:
    found: Totals = {}
    for row in rows:
        place, value = (str(row["setor"]), Month.parse(str(row["mes"]))), row[field]
        assert isinstance(value, Decimal)
        found[place] = found.get(place, Decimal(0)) + value
    return found


def _sector_rows(
    matter: Matter, sector: str, label: str, months: tuple[Month, ...], series: list[Totals]
) -> Iterator[Row]:
    whole = [sum((s[sector, m] for m in months if (sector, m) in s), Decimal(0)) for s in series]
    yield Row((Cell(label), *(Cell(matter.number(value)) for value in whole)), RowKind.GROUP)
    for month in months:
        cells = [matter.number(s.get((sector, month))) or matter.say("PAPEL.SEM_LINHAS") for s in series]
        yield Row((Cell(matter.texts.numbers.month(month)), *(Cell(text) for text in cells)))


def coverage(matter: Matter) -> Table:
    """Days with data of each sector in each of the twelve months; a month without a row is marked."""
    facts = matter.view.evaluation.facts
    months = window_before(matter.view.vigencia, FAR)
    held: dict[tuple[str, Month], set[date]] = {}
    for row in facts.tables["dias_12m"]:
        day = row["data"]
        assert isinstance(day, date)
        held.setdefault((str(row["setor"]), Month.of(day)), set()).add(day)
    columns = (
        Column(matter.say("RELATORIO.SETOR"), weight=26),
        *(Column(matter.texts.numbers.month(m)[:3], Align.RIGHT, 8) for m in months),
    )
    rows = tuple(
        Row((Cell(s.label), *(_days(held.get((s.key, m), set()), m) for m in months))) for s in facts.axes["setor"]
    )
    return Table(columns, rows, dense=True)


def _days(found: set[date], month: Month) -> Cell:
    whole = monthrange(month.year, month.month)[1]
    return Cell(str(len(found)) if len(found) == whole else f"{len(found)}/{whole}", strong=len(found) < whole)


def exclusions(matter: Matter) -> Iterator[Block]:
    """Rows left out of the sums, each day told (ORG_003)."""
    told = [matter.finding(f) for f in matter.view.findings if f.code == LEFT_OUT]
    yield Heading(matter.say("RELATORIO.EXCLUIDOS"), 2)
    yield from [Paragraph(text) for text in told] or [Paragraph(matter.say("PAPEL.SEM_EXCLUIDOS"))]


def consents(matter: Matter) -> Iterator[Block]:
    """What was consented to, by whom, when and why."""
    yield Heading(matter.say("RELATORIO.CONSENTIMENTOS"), 2)
    if not matter.basis.consents:
        yield Paragraph(matter.say("PAPEL.SEM_CONSENTIMENTOS"))
        return
    yield KeyValues(
        tuple(
            (matter.basis.name(given.who), _consent(matter, str(given.value), given.why, given.when))
            for given in matter.basis.consents
        )
    )


def _consent(matter: Matter, sentence: str, why: str, when: datetime | None) -> str:
    at = "" if when is None else matter.instant(when)
    return ". ".join(part for part in (sentence, why, at) if part)


def annex(matter: Matter) -> Iterator[Block]:
    """Every day of the 3-month window: km by sector, with its type (G-075)."""
    facts = matter.view.evaluation.facts
    sectors = facts.axes["setor"]
    columns = (
        Column(matter.say("RELATORIO.DATA"), weight=16),
        Column(matter.say("RELATORIO.TIPO"), weight=24),
        *(Column(s.label, Align.RIGHT, 16) for s in sectors),
    )
    days: dict[date, dict[str, Decimal]] = {}
    types: dict[date, str] = {}
    for row in facts.tables["dias"]:
        day, km = row["data"], row["km"]
        assert isinstance(day, date) and isinstance(km, Decimal)
        days.setdefault(day, {})[str(row["setor"])] = km
        types[day] = str(row["tipo"])
    rows = tuple(_day(matter, day, types[day], days[day], [s.key for s in sectors]) for day in sorted(days))
    yield PageBreak()
    yield Heading(matter.say("RELATORIO.ANEXO"), 1, "anexo")
    yield Table(columns, rows, dense=True)


def _day(matter: Matter, day: date, kind: str, km: Mapping[str, Decimal], sectors: list[str]) -> Row:
    told = (matter.texts.numbers.day(day), capital(matter.say(f"TIPO_DIA.{kind}")))
    return Row(tuple(Cell(text) for text in (*told, *(matter.number(km.get(sector)) for sector in sectors))))
