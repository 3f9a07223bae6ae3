"""The fourteen states of a run and the steps allowed between them (G-085)."""

from enum import StrEnum


class Status(StrEnum):
    """Where a run stands."""

    PENDING = "PENDING"
    VALIDATING = "VALIDATING"
    LOADING_ORACLE_DATA = "LOADING_ORACLE_DATA"
    CALCULATING_KM_PREVISTA = "CALCULATING_KM_PREVISTA"
    CALCULATING_COMBUSTIVEL = "CALCULATING_COMBUSTIVEL"
    CALCULATING_PNEUS = "CALCULATING_PNEUS"
    CALCULATING_PECAS = "CALCULATING_PECAS"
    SAVING_RESULTS = "SAVING_RESULTS"
    COMPLETED = "COMPLETED"
    COMPLETED_WITH_WARNINGS = "COMPLETED_WITH_WARNINGS"
    APPROVED = "APPROVED"
    ROLLED_BACK = "ROLLED_BACK"
    ERROR = "ERROR"
    CANCELLED = "CANCELLED"


_PATH = (
    Status.PENDING,
    Status.VALIDATING,
    Status.LOADING_ORACLE_DATA,
    Status.CALCULATING_KM_PREVISTA,
    Status.CALCULATING_COMBUSTIVEL,
    Status.CALCULATING_PNEUS,
    Status.CALCULATING_PECAS,
    Status.SAVING_RESULTS,
)
ACTIVE = frozenset(_PATH)
"""States in which a run still holds its context: nobody else may start the same one."""
FINISHED = frozenset((Status.COMPLETED, Status.COMPLETED_WITH_WARNINGS))

ALLOWED: dict[Status, frozenset[Status]] = {
    **{here: frozenset((there, Status.ERROR, Status.CANCELLED)) for here, there in zip(_PATH, _PATH[1:], strict=False)},
    Status.SAVING_RESULTS: FINISHED | {Status.ERROR, Status.CANCELLED},
    Status.COMPLETED: frozenset((Status.APPROVED,)),
    Status.COMPLETED_WITH_WARNINGS: frozenset((Status.APPROVED,)),
    Status.APPROVED: frozenset((Status.ROLLED_BACK,)),
    Status.ROLLED_BACK: frozenset(),
    Status.ERROR: frozenset(),
    Status.CANCELLED: frozenset(),
}


def may_follow(here: Status, there: Status) -> bool:
    """True when a run in state `here` may go to `there` in one step."""
    return there in ALLOWED[here]


def path_between(here: Status, there: Status) -> tuple[Status, ...]:
    """The states a run passes from `here` to `there`, `there` included; just `there` when it is the next one."""
    whole = (*_PATH, there) if there not in _PATH else _PATH[: _PATH.index(there) + 1]
    return whole[whole.index(here) + 1 :] if here in whole else (there,)
