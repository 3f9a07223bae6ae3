"""What leaves for the bonus system and what comes back: items, shipments, answers, and the status they make."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from engines.report.canonical import content_hash

SUCCESS, PARTIAL, FAILED = "SUCCESS", "PARTIAL", "FAILED"
UNANSWERED = "NAO_RESPONDIDO"

ItemKey = tuple[str, str, str]
"""(part, criterion, sector)."""


class Kind(StrEnum):
    """Why a shipment leaves: goals, goals again, goals taken back."""

    SEND = "ENVIO"
    AGAIN = "REENVIO"
    WITHDRAWAL = "RETIRADA"


class Part(StrEnum):
    """Which of the bonus system's two registers an item is for (seed 003 §9.1, §12.4)."""

    PARAMETER = "PARAMETRO"
    TARGET = "ALVO"


class Source(StrEnum):
    """Who answered: the bonus system (or a person for it), or our own reading back of what was written."""

    SYSTEM = "SISTEMA"
    READ_BACK = "CONFERENCIA"


@dataclass(frozen=True, slots=True)
class Item:
    """One record: its register, its goal, and the very fields the bonus system reads (G-066), values as text."""

    part: Part
    criterion: str
    sector: str
    record: Mapping[str, Any]

    @property
    def key(self) -> ItemKey:
        """What answers are about."""
        return str(self.part), self.criterion, self.sector


@dataclass(frozen=True)
class Shipment:
    """Items that leave together under one number; `digest` is what the receipt must repeat."""

    number: int
    kind: Kind
    run: int
    vigencia: str
    company: str
    sent: datetime
    items: tuple[Item, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of the items and of what they are for, in 64 hex digits."""
        return digest_of(self.kind, self.run, self.vigencia, self.items)

    @property
    def stem(self) -> str:
        """Name of its files without ending: `metas-2025-08-calculo-3-envio-7`."""
        return f"metas-{self.vigencia}-calculo-{self.run}-{self.kind.lower()}-{self.number}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of one item; a refusal says why."""

    part: str
    criterion: str
    sector: str
    accepted: bool
    reason: str = ""

    @property
    def key(self) -> ItemKey:
        """The item it is about."""
        return self.part, self.criterion, self.sector


@dataclass(frozen=True, slots=True)
class Receipt:
    """Answers to one shipment, one per item, and who gave them."""

    source: Source
    answers: tuple[Answer, ...]
    answered_by: str = ""

    @property
    def status(self) -> str:
        """The seed's integrationStatus, told by the answers and by nothing else (F-56)."""
        return status_of(self.answers)


class Door(Protocol):
    """A way into the bonus system. Files today; a database would be another door with the same two acts."""

    name: str

    def send(self, shipment: Shipment) -> str:
        """Delivers a shipment whole and returns where it went. Raises KnownError when nothing could be written."""
        ...

    def read_back(self, shipment: Shipment) -> Receipt:
        """What stands on the other side now, item by item, as far as this door can see it."""
        ...


def digest_of(kind: Kind, run: int, vigencia: str, items: Sequence[Item]) -> str:
    """Hash of a shipment's content, the same on any machine."""
    told = [[*item.key, dict(item.record)] for item in sorted(items, key=lambda item: item.key)]
    return content_hash({"tipo": str(kind), "calculo": run, "vigencia": vigencia, "itens": told})


def status_of(answers: Sequence[Answer]) -> str:
    """SUCCESS when every item was accepted, FAILED when none was, else PARTIAL."""
    accepted = sum(answer.accepted for answer in answers)
    if not accepted:
        return FAILED
    return SUCCESS if accepted == len(answers) else PARTIAL
