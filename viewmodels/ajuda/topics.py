"""What a topic of help is, and how its pages point at each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

SCHEME = "ajuda:"


class Group(StrEnum):
    """Where a topic stands in the list of help."""

    MANUAL = "manual"
    PROBLEMS = "problemas"
    CODES = "codigos"
    METHOD = "metodo"
    FUNCTIONS = "funcoes"
    TERMS = "glossario"
    REFERENCE = "referencia"


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of help: its id, where it is listed, its title and its Markdown."""

    id: str
    group: Group
    title: str
    text: str
    listed: bool = True


def link(words: str, topic: str) -> str:
    """Markdown of a link to another page of help."""
    return f"[{words}]({SCHEME}{topic})"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Markdown of a table; a bar inside a cell is told from the table's own."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(each) for each in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ") or " "
