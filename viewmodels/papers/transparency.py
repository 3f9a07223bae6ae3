"""The transparency report of a run as a neutral document (seed 003 §8.2; reference 7.2)."""

from collections.abc import Iterator

from engines.report.blocks import Block
from engines.report.document import Chain, Document, Meta
from storage.texts.sentences import Texts
from viewmodels.operations.metas.results import RunView
from viewmodels.papers.basis import Basis
from viewmodels.papers.calendar_pages import calendar_pages, km_pages
from viewmodels.papers.closing_pages import closing_pages
from viewmodels.papers.cover import cover_page
from viewmodels.papers.data_pages import annex, data_pages
from viewmodels.papers.goal_page import goal_page
from viewmodels.papers.matter import Copy, Matter
from viewmodels.papers.narration import Narrator

LANGUAGES = {"pt": "pt-BR", "en": "en", "es": "es"}


def report(texts: Texts, view: RunView, basis: Basis, copy: Copy) -> Document:
    """The whole report: cover, how to read, calendar, one page per goal, data, parameters, checks, trail, annex."""
    matter = Matter(texts, view, basis, copy, Narrator.of(texts, view.evaluation))
    return Document(_meta(matter), tuple(_blocks(matter)))


def _blocks(matter: Matter) -> Iterator[Block]:
    yield from cover_page(matter)
    yield from calendar_pages(matter)
    yield from km_pages(matter)
    for goal in matter.view.goals:
        yield from goal_page(matter, goal)
    yield from data_pages(matter)
    yield from closing_pages(matter)
    if matter.copy.raw:
        yield from annex(matter)


def _meta(matter: Matter) -> Meta:
    copy, view = matter.copy, matter.view
    subtitle = "RELATORIO.SUBTITULO_SEGUNDA_VIA" if copy.second else "RELATORIO.SUBTITULO"
    return Meta(
        title=matter.title,
        subtitle=matter.say(subtitle, calculo=str(view.run.id)),
        company=matter.basis.company,
        context=matter.say("RELATORIO.CABECALHO", vigencia=str(view.vigencia)),
        run=str(view.run.id),
        generated=matter.say("RELATORIO.RODAPE", calculo=str(view.run.id), quando=matter.instant(copy.generated)),
        page_of=matter.say("RELATORIO.PAGINA", page="{page}", pages="{pages}"),
        stamp=matter.stamp,
        hash=copy.hash,
        chain=Chain(copy.head.seq, copy.head.hash),
        language=LANGUAGES[matter.texts.locale],
        author=view.author,
    )
