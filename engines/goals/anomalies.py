"""Anomalies and what to do about them, read from the findings of the goals sheet (seed 003 §10.2; F-10, F-21)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from engines.figure import Value
from engines.finding import Finding
from engines.goals.rules import GoalRules

KM = "KM_PREVISTA_ANOMALY"
DEBT = "NEGATIVE_TARGET_DUE_TO_DEBT"


@dataclass(frozen=True, slots=True)
class Anomaly:
    """An anomalous number: what was expected, what came out, how far, and the kind of correction proposed."""

    kind: str
    severity: str
    where: Mapping[str, str]
    calculated: Value
    expected: Value | None = None
    variance: Value | None = None
    debt: Value | None = None
    base: Value | None = None
    alternative: Value | None = None

    @property
    def correction(self) -> str:
        """MANUAL_REVIEW for km; AUTOMATIC_ADJUSTMENT (the proposed floor) for a negative goal."""
        return "MANUAL_REVIEW" if self.kind == KM else "AUTOMATIC_ADJUSTMENT"


def anomalies_of(findings: tuple[Finding, ...], rules: GoalRules) -> tuple[Anomaly, ...]:
    """Anomalies among the findings, in their order."""
    found = []
    for finding in findings:
        if finding.detail == KM:
            found.append(_km(finding, rules.limits["limite_variacao_alta"]))
        elif finding.detail == "META_NEGATIVA":
            found.append(_debt(finding))
    return tuple(found)


def _km(finding: Finding, high: Decimal) -> Anomaly:
    """Severity compares the unrounded variance: |km - mean| >= high x mean (F-21)."""
    km, mean = finding.args["km"], finding.args["media"]
    assert isinstance(km, Decimal) and isinstance(mean, Decimal)
    severity = "HIGH" if abs(km - mean) >= mean * high else "MEDIUM"
    variance = finding.args["variacao"]
    assert isinstance(variance, Decimal)
    other = finding.args.get("alternativo")
    alternative = other if isinstance(other, Decimal) else None
    return Anomaly(KM, severity, finding.where, km, expected=mean, variance=variance, alternative=alternative)


def _debt(finding: Finding) -> Anomaly:
    values = {name: value for name, value in finding.args.items() if isinstance(value, Decimal)}
    return Anomaly(
        DEBT,
        "HIGH",
        finding.where,
        values["calculada"],
        debt=values["saldo"],
        base=values["base"],
        alternative=values["minima"],
    )
