"""The neutral document: what is printed on every page, who made it, what it proves, and its blocks."""

from dataclasses import dataclass
from enum import StrEnum

from engines.report.blocks import Block, Heading, Keep


class Status(StrEnum):
    """Standing of the run a document shows; draft and reverted are also written across every page."""

    DRAFT = "draft"
    APPROVED = "approved"
    REVERTED = "reverted"


@dataclass(frozen=True, slots=True)
class Stamp:
    """The status box: RASCUNHO, APROVADO or REVERTIDO, with the line under it (when, by whom)."""

    status: Status
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """Where the journal stood when the paper was made: the anchor that catches a cut tail."""

    seq: int
    head: str


@dataclass(frozen=True, slots=True)
class Meta:
    """What stands around the body. All texts rendered; `page_of` has the fields {page} and {pages}.

    `hash` is the full SHA-256 in hex of the run's canonical content (seed 003, reference 7.2), never of the file.
    """

    title: str
    subtitle: str
    company: str
    context: str
    run: str
    generated: str
    page_of: str
    stamp: Stamp
    hash: str
    chain: Chain
    language: str = "pt-BR"
    author: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A report: its meta and its blocks in reading order."""

    meta: Meta
    blocks: tuple[Block, ...]

    def bookmarks(self) -> tuple[tuple[int, str], ...]:
        """Level and text of every heading that enters the outline, in order."""
        return tuple(_bookmarks(self.blocks))


def _bookmarks(blocks: tuple[Block, ...]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for block in blocks:
        if isinstance(block, Heading) and block.bookmark:
            found.append((block.level, block.text))
        elif isinstance(block, Keep):
            found.extend(_bookmarks(block.blocks))
    return found
