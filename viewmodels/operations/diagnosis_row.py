"""One line of a diagnosis, as store, ERP and watchdog tell theirs."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line: code of its sentence, arguments, and whether it is well (None: just told)."""

    code: str
    well: bool | None
    args: Mapping[str, object]
