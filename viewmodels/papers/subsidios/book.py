"""The workbook of a subsidy audit as content: summaries that add the payment rows live, causes, checks, rules."""

from collections.abc import Iterator

from engines.subsidy.steps import Connection
from storage.auditoria.report_bands import band_count
from storage.auditoria.report_queries import paid_there, service_days
from storage.exports.audit_content import WORDS, AuditBook, AuditSheet
from storage.exports.hashing import signs
from storage.exports.workbook_content import Cover
from storage.texts.sentences import Texts
from viewmodels.operations.subsidios.report_figures import AuditFigures
from viewmodels.papers.matter import Copy
from viewmodels.papers.subsidios.book_lists import listings
from viewmodels.papers.subsidios.book_rows import band_sheet, service_sheet
from viewmodels.papers.subsidios.book_summaries import by_consortium, by_day, weights
from viewmodels.papers.subsidios.words import Telling
from viewmodels.papers.transparency import LANGUAGES

MOST_BANDS = 20_000
"""Bands a sheet carries and still opens in a moment; above it stand the services by day."""
READING = ("LER_VIVAS", "LER_IDENTIDADE", "LER_EXATO", "LER_PAGO")


def audit_workbook(
    texts: Texts, figures: AuditFigures, copy: Copy, cursor: Connection, most: int = MOST_BANDS
) -> AuditBook:
    """Everything the workbook shows; `cursor` is the bench the rows are read from, at most `most` bands."""
    told = Telling(texts, figures, copy)
    data = data_sheet(told, cursor, most)
    return AuditBook(
        _cover(told), tuple(_sheets(told, cursor, data)), data.key, _words(told), copy.generated,
        LANGUAGES[texts.locale],
    )  # fmt: skip


def data_sheet(told: Telling, cursor: Connection, most: int) -> AuditSheet:
    """The bands when every day pays by band and there are not too many of them, else the services by day."""
    rows = service_days(cursor)
    count = band_count(cursor)
    if 0 < count <= most and count == sum(row.bands for row in rows):
        return band_sheet(told, cursor, count)
    return service_sheet(told, cursor, rows, count)


def _sheets(told: Telling, cursor: Connection, data: AuditSheet) -> Iterator[AuditSheet]:
    rows, there = service_days(cursor), paid_there(cursor) if told.figures.comparison else ()
    yield by_consortium(told)
    yield by_day(told, rows, there)
    yield data
    yield weights(told)
    yield from listings(told)


def _words(told: Telling) -> dict[str, str]:
    return {code: told.texts.say_with(f"PLANILHA.{code}", {}) for code in WORDS}


def _cover(told: Telling) -> Cover:
    figures, copy = told.figures, told.copy
    return Cover(
        title=told.say("SUB_RELATORIO.TITULO", nome=figures.name),
        subtitle=told.say("SUB_RELATORIO.SUBTITULO", periodo=told.period(), conhecido=figures.known_on),
        company=figures.name,
        status=told.say("SUB_RELATORIO.CARIMBO"),
        pairs=tuple(_pairs(told)),
        reading=tuple(told.texts.say_with(f"SUB_RELATORIO.{code}", {}) for code in READING),
        run=str(figures.run),
        hash=copy.hash,
        chain=f"{copy.head.seq} {copy.head.hash}",
        author=figures.author,
    )


def _pairs(told: Telling) -> Iterator[tuple[str, str]]:
    figures = told.figures
    yield told.say("SUB_RELATORIO.PERIODO"), told.period()
    yield told.say("SUB_RELATORIO.CONHECIDO"), told.day(figures.known_on)
    calculated = told.say("SUB_RELATORIO.CALCULADO_POR", quem=figures.author, quando=told.instant(figures.calculated))
    yield told.say("SUB_RELATORIO.CALCULO"), f"{figures.run}. {calculated}"
    yield told.say("PAPEL.EMITIDO_EM"), told.instant(told.copy.generated)
    yield told.say("PAPEL.SINAIS"), signs(told.copy.hash)
