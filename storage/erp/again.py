"""Reading twice at most: a connection lost half way is tried once more from the start."""

from collections.abc import Callable, Generator
from typing import TypeVar

from storage.erp.classify import FaultKind
from storage.erp.lane import Cancel, Deadline, ReadProgress, Report, run_beside
from storage.errors import KnownError

T = TypeVar("T")


def run_again(work: Callable[[Report], T], deadline: Deadline, cancel: Cancel) -> Generator[ReadProgress, None, T]:
    """As `run_beside`; a dropped connection is tried once more, a refused password never."""
    try:
        return (yield from run_beside(work, deadline, cancel))
    except KnownError as error:
        if error.code != f"ORG_001.{FaultKind.DROPPED}" or cancel.requested:
            raise
    deadline.check()
    yield ReadProgress("PASSO.ERP.AGAIN")
    return (yield from run_beside(work, deadline, cancel))
