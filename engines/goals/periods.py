"""May this period be calculated now? (seed 003 §12.3, §14.2; F-45, F-47)."""

from engines.finding import Finding, Severity

PLANNING, ACTIVE, CLOSED = "PLANEJAMENTO", "ATIVA", "FECHADA"
FORWARD = {PLANNING: ACTIVE, ACTIVE: CLOSED}
"""The only moves there are: a vigência never goes back (F-58)."""
RUNNING = (
    "PENDING",
    "VALIDATING",
    "LOADING_ORACLE_DATA",
    "CALCULATING",
    "CALCULATING_KM_PREVISTA",
    "CALCULATING_COMBUSTIVEL",
    "CALCULATING_PNEUS",
    "CALCULATING_PECAS",
    "SAVING_RESULTS",
)


def validate_period(status: str | None, existing: str | None, force: bool) -> tuple[Finding, ...]:
    """Findings that stop a run: unknown period, not in planning, already approved, already running."""
    if status is None:
        return (Finding("CPE_002", Severity.ERROR),)
    found = []
    if status != PLANNING:
        found.append(Finding("CPE_001", Severity.ERROR, args={"situacao": status}))
    if existing == "APPROVED" and not force:
        found.append(Finding("CPE_003", Severity.ERROR))
    if existing in RUNNING:
        found.append(Finding("SYS_002", Severity.ERROR))
    return tuple(found)
