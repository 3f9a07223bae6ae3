"""Papers that are printed to be read and used, not to be verified: their head, foot and stamp."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from engines.report.blocks import Block
from engines.report.canonical import content_hash
from engines.report.document import Chain, Document, Meta, Stamp, Status
from storage.journal import Entry
from storage.texts.sentences import Texts
from viewmodels.papers.transparency import LANGUAGES


@dataclass(frozen=True, slots=True)
class Desk:
    """Who prints, for which company, when, and where the journal stands."""

    company: str
    author: str
    at: datetime
    head: Entry


def consulted(texts: Texts) -> Stamp:
    """The stamp of a paper that is not the published report."""
    return Stamp(Status.DRAFT, texts.say("TELA.PAPEL_CARIMBO"), texts.say("TELA.PAPEL_CARIMBO_DETALHE"))


def loose_document(
    texts: Texts, desk: Desk, title: str, subtitle: str, vigencia: str, run: str, blocks: Iterable[Block],
    stamp: Stamp | None = None,
) -> Document:  # fmt: skip
    """A paper of the house: same head and foot as the report, its own hash, the stamp of what it is."""
    body = tuple(blocks)
    meta = Meta(
        title=title,
        subtitle=subtitle,
        company=desk.company,
        context=texts.say("TELA.PAPEL_CABECALHO", vigencia=vigencia),
        run=run,
        generated=texts.say("TELA.PAPEL_GERADO", quando=desk.at, quem=desk.author),
        page_of=texts.say("TELA.PAPEL_PAGINA"),
        stamp=stamp or consulted(texts),
        hash=content_hash([title, subtitle, run, [repr(block) for block in body]]),
        chain=Chain(desk.head.seq, desk.head.hash),
        language=LANGUAGES[texts.locale],
        author=desk.author,
    )
    return Document(meta, body)
