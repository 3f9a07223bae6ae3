"""A finding: what is wrong with the user's data, as a value and never as an exception."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

NOTHING: Mapping[Any, Any] = MappingProxyType({})


class Severity(StrEnum):
    """How much a finding weighs: ERROR blocks, CONSENT blocks until somebody answers for it, the others inform."""

    ERROR = "ERROR"
    CONSENT = "CONSENT"
    WARNING = "WARNING"
    INFO = "INFO"

    @property
    def rank(self) -> int:
        """Order on screen: the gravest first."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """A code with a severity, the place it concerns and the arguments of its sentence.

    `where` names members of axes (`setor`, `criterio`, `data`, …); `args` feeds the text of the same code.
    """

    code: str
    severity: Severity
    detail: str = ""
    where: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    args: Mapping[str, object] = field(default_factory=lambda: NOTHING)

    @property
    def text_code(self) -> str:
        """Key of the sentence: the code, refined by the detail where there is one."""
        return f"{self.code}.{self.detail}" if self.detail else self.code

    @property
    def blocks(self) -> bool:
        """True when a calculation or an approval may not pass over it as it is."""
        return self.severity in (Severity.ERROR, Severity.CONSENT)


def sorted_by_severity(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Gravest first, then by code and place; the order every screen and paper shows."""
    return tuple(sorted(findings, key=lambda f: (f.severity.rank, f.code, f.detail, sorted(f.where.items()))))
