"""What came of a check: found, clean, not verifiable for want of something, or outside the days settled."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from engines.finding import NOTHING, Finding, Severity
from engines.subsidy.checking.checks import TEXTS, Check


class Verdict(StrEnum):
    """Outcome of a check; nothing that could not be looked at is ever CLEAN."""

    FOUND = "achado"
    CLEAN = "em_ordem"
    NOT_VERIFIABLE = "nao_verificavel"
    NOT_APPLICABLE = "nao_se_aplica"

    @property
    def text_code(self) -> str:
        """Key of the name of the outcome."""
        return f"{TEXTS}.RESULTADO.{self.value.upper()}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A check, its verdict and, where something was found, how much of it.

    `effect` is exact in BRL, None where it cannot be computed exactly; `missing` names the inputs that were not there.
    """

    check: Check
    verdict: Verdict
    count: int = 0
    effect: Decimal | None = None
    first: date | None = None
    last: date | None = None
    args: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    missing: tuple[str, ...] = ()

    def finding(self) -> Finding | None:
        """What was found, or what could not be looked at; None when there is nothing to say."""
        if self.verdict is Verdict.FOUND:
            return Finding(self.check.code, self.check.severity, where=self._where(), args=self.args)
        if self.verdict is Verdict.NOT_VERIFIABLE:
            told = {"verificacao": self.check.short, "faltam": ", ".join(self.missing)}
            return Finding("SUB_VERIFICA", Severity.INFO, "NAO_VERIFICAVEL", {"verificacao": self.check.short}, told)
        return None

    def _where(self) -> dict[str, str]:
        return {"verificacao": self.check.short} | ({"data": self.first.isoformat()} if self.first else {})
