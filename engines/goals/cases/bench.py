"""The work bench of the cases: the sheet with only some inputs or lines given, and answers in the file's words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from engines.calendar import DayType
from engines.figure import Missing, Value
from engines.finding import Finding, Severity
from engines.goals.month import axes_of
from engines.goals.rules import GoalRules
from engines.money import canonical_text
from engines.sheet import Evaluation, Facts, Member, Sheet
from engines.sheet.facts import InputKey, Row

DETAILS = frozenset(
    "COMBUSTIVEL_ACIMA_2X_MEDIA CUSTO_MEDIO_FORA_DA_FAIXA CUSTO_MEDIO_NAO_POSITIVO DUPLICATE_ROW FORA_DO_PERIODO "
    "KM_12M_ZERO MEDIA_HISTORICA_ZERO META_ABAIXO_DE_10PCT_DA_BASE META_NEGATIVA NEGATIVE_KM SEM_GASTO_ANTERIOR "
    "SEM_META_ANTERIOR SETOR_SEM_VEICULOS TOTAL_LITROS_ZERO".split()
)
"""The details the worked cases write out; the others are our own refinement of a code."""

UsualTyping = Callable[[int], Mapping[date, DayType]]
"""Types the holidays of a year run with unless a case says otherwise."""

ONLY = "1"
"""Key of the single sector a small case is about."""


@dataclass(frozen=True)
class Bench:
    """Sheet, rules, the case file's own defaults, and how holidays of a year usually run."""

    sheet: Sheet
    rules: GoalRules
    document: Mapping[str, Any]
    usual: UsualTyping

    def evaluate(
        self,
        tables: Mapping[str, Iterable[Row]],
        inputs: Mapping[InputKey, Value],
        given: Mapping[InputKey, Value] | None = None,
        sectors: tuple[Member, ...] = (Member(ONLY, ONLY),),
    ) -> Evaluation:
        """The goals sheet over these rows and inputs; `given` replaces whole lines."""
        limits: dict[InputKey, Value] = {(key, ()): value for key, value in self.rules.limits.items()}
        facts = Facts(
            axes=axes_of(sectors, self.rules),
            tables={key: tuple(rows) for key, rows in tables.items()},
            inputs={**limits, **_unasked(sectors), **inputs},
        )
        return Evaluation(self.sheet, facts, given)

    def parameter(self, inputs: Mapping[str, Any], name: str, key: str) -> Decimal:
        """A parameter as the case writes it, else as its file does, else as it is shipped."""
        written = inputs.get(name)
        held = self.document.get("default_parameters", {}).get(key) if written is None else written
        return self.rules.parameter(key).default if held is None else Decimal(str(held))


def _unasked(sectors: tuple[Member, ...]) -> Mapping[InputKey, Value]:
    """What a company or a director may ask of the sheet, and a case does not."""
    asked: dict[InputKey, Value] = {("usar_km_alternativo", (sector.key,)): False for sector in sectors}
    return {("piso_sempre", ()): False, **asked}


def text(value: Value) -> str | None:
    """Decimal as canonical text; None when missing."""
    if isinstance(value, Missing):
        return None
    assert isinstance(value, Decimal)
    return canonical_text(value)


def whole(value: Value) -> int | None:
    """A count as an integer; None when missing."""
    return int(value) if isinstance(value, Decimal) else None


def optional_decimal(given: object) -> Decimal | None:
    """Decimal of a case's number or text; None stays None."""
    return None if given is None else Decimal(str(given))


def flag(given: object) -> bool:
    """A yes or no of a case; what it does not say is no. Raises TypeError for anything else: "false" is not a yes."""
    if given is None or isinstance(given, bool):
        return given is True
    raise TypeError(f"{given!r} is not true or false")


def classifications(given: Mapping[str, str | None] | None) -> dict[date, DayType]:
    """Types of days by date; a day with nothing beside it keeps its weekday's."""
    return {date.fromisoformat(day): DayType(kind) for day, kind in (given or {}).items() if kind}


def codes(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """Findings in the file's words: code, severity (consent is a warning there) and the details it knows."""
    listed = []
    for finding in findings:
        severity = Severity.WARNING if finding.severity is Severity.CONSENT else finding.severity
        entry = {"code": finding.code, "severity": str(severity)}
        if finding.detail in DETAILS:
            entry["detail"] = finding.detail
        listed.append(entry)
    return listed


def about(evaluation: Evaluation, *keys: str) -> tuple[Finding, ...]:
    """Findings of the named checks only, in the order named."""
    raised = evaluation.findings_of(frozenset(keys))
    return tuple(finding for key in keys for finding in raised if finding.text_code == key)


def is_ok(findings: Iterable[Finding]) -> bool:
    """True when none of them is an error."""
    return all(f.severity is not Severity.ERROR for f in findings)
