"""Files the audit stands on, each with the SHA-256 it had when it was brought in."""

from collections.abc import Iterator

from engines.report.blocks import Block, Heading, Paragraph, Table
from viewmodels.operations.subsidios.report_figures import SourceFigures, SourceFile
from viewmodels.papers.subsidios.words import Telling, row, table_of


def source_pages(told: Telling) -> Iterator[Block]:
    """One table of files for each import."""
    yield Heading(told.say("SUB_RELATORIO.ARQUIVOS"), 1, "arquivos")
    for each in told.figures.sources:
        args = {"n": len(each.files), "numero": each.number, "quando": told.instant(each.brought)}
        yield Heading(told.say(f"SUB_RELATORIO.IMPORTACAO_{each.kind}", **args), 2, f"arquivos-{each.number}")
        yield Paragraph(told.say("SUB_RELATORIO.FOTO", quem=each.author, foto=each.snapshot), quiet=True)
        yield files(told, each)


def files(told: Telling, source: SourceFigures) -> Table:
    """Table, file and what proves it."""
    heads = (("TABELA", 20, False), ("ARQUIVO", 22, False), ("SHA256", 58, False))
    return table_of(told, heads, [row(each.table, each.name, proof(told, each)) for each in source.files])


def proof(told: Telling, file: SourceFile) -> str:
    """The SHA-256 of a file; a table read from a database has none, and stands on the snapshot of its import."""
    return file.sha256 or told.say("SUB_RELATORIO.DO_BANCO")
