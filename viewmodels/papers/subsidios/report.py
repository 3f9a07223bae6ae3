"""The report of a subsidy audit as a neutral document."""

from collections.abc import Iterator

from engines.report.blocks import Block, Heading, Keep, KeyValues
from engines.report.document import Chain, Document, Meta, Stamp, Status
from storage.texts.sentences import Texts
from viewmodels.operations.subsidios.report_figures import AuditFigures
from viewmodels.papers.matter import Copy
from viewmodels.papers.subsidios.checks import check_pages
from viewmodels.papers.subsidios.differences import difference_pages
from viewmodels.papers.subsidios.front import front_page
from viewmodels.papers.subsidios.losses import mean_pages, weight_pages
from viewmodels.papers.subsidios.questions import exception_pages, undocumented_pages, worked_pages
from viewmodels.papers.subsidios.rules import rule_pages
from viewmodels.papers.subsidios.sources import source_pages
from viewmodels.papers.subsidios.words import Telling
from viewmodels.papers.transparency import LANGUAGES


def audit_report(texts: Texts, figures: AuditFigures, copy: Copy) -> Document:
    """The whole report: cover, differences, the five questions, checks and findings, rules, files, proof."""
    told = Telling(texts, figures, copy)
    return Document(_meta(told), tuple(_blocks(told)))


def _blocks(told: Telling) -> Iterator[Block]:
    yield from front_page(told)
    yield from difference_pages(told)
    yield from worked_pages(told)
    yield from weight_pages(told)
    yield from exception_pages(told)
    yield from mean_pages(told)
    yield from undocumented_pages(told)
    yield from check_pages(told)
    yield from rule_pages(told)
    yield from source_pages(told)
    yield Keep((Heading(told.say("RELATORIO.CONFIRA"), 2), _proof(told)))


def _proof(told: Telling) -> KeyValues:
    copy = told.copy
    return KeyValues(
        (
            (told.say("RELATORIO.HASH_INTEIRO"), copy.hash),
            (told.say("PAPEL.ANTERIOR"), copy.previous or told.say("SUB_RELATORIO.PRIMEIRO_PAPEL")),
            (told.say("PAPEL.DIARIO"), told.say("RELATORIO.CADEIA", seq=copy.head.seq, cabeca=copy.head.hash)),
            (told.say("SUB_RELATORIO.REGRAS_DIGITAL"), told.figures.rules_digest),
            (told.say("SUB_RELATORIO.ETAPAS_DIGITAL"), told.figures.steps_digest),
        )
    )


def _meta(told: Telling) -> Meta:
    figures, copy = told.figures, told.copy
    return Meta(
        title=told.say("SUB_RELATORIO.TITULO", nome=figures.name),
        subtitle=told.say("SUB_RELATORIO.SUBTITULO", periodo=told.period(), conhecido=figures.known_on),
        company=figures.name,
        context=told.say("SUB_RELATORIO.CABECALHO", periodo=told.period()),
        run=str(figures.run),
        generated=told.say("RELATORIO.RODAPE", calculo=str(figures.run), quando=told.instant(copy.generated)),
        page_of=told.say("RELATORIO.PAGINA", page="{page}", pages="{pages}"),
        stamp=Stamp(
            Status.APPROVED, told.say("SUB_RELATORIO.CARIMBO"),
            told.say("SUB_RELATORIO.CARIMBO_DETALHE", conhecido=figures.known_on),
        ),
        hash=copy.hash,
        chain=Chain(copy.head.seq, copy.head.hash),
        language=LANGUAGES[told.texts.locale],
        author=figures.author,
    )  # fmt: skip
