"""The limits of §14.3 where they bite: feature switch, memory and time of a calculation, rows of a reading (G-087)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from storage.errors import KnownError
from storage.routine.limits import limits
from storage.surroundings import memory_mib
from viewmodels.operations.house import House


def bounds(house: House, client: str) -> Mapping[str, Any]:
    """Limits in force of a client. Raises KnownError METAS.DESLIGADAS while the calculation of goals is off."""
    with house.store.read() as connection:
        held = limits(connection, client)
    if not held["metas_ligadas"]:
        raise KnownError("METAS.DESLIGADAS")
    return held


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """How long a calculation may take: `check` at every step, with the house's monotonic clock."""

    house: House
    minutes: int
    started: float

    def check(self) -> None:
        """Raises KnownError METAS.TEMPO_ESGOTADO once the time is over."""
        if self.house.clock.monotonic() - self.started > self.minutes * 60:
            raise KnownError("METAS.TEMPO_ESGOTADO", minutos=self.minutes)


def started(house: House, client: str) -> Stopwatch:
    """The stopwatch of a calculation that starts now.

    Raises KnownError METAS.DESLIGADAS, or METAS.MEMORIA_CHEIA when the program holds more memory than it may.
    """
    held, used = bounds(house, client), memory_mib()
    if used is not None and used > held["memoria_mb"]:
        raise KnownError("METAS.MEMORIA_CHEIA", mib=used, limite=held["memoria_mb"])
    return Stopwatch(house, held["minutos_calculo"], house.clock.monotonic())


def refuse_too_many(held: Mapping[str, Any], counts: Mapping[str, int]) -> None:
    """Raises KnownError SYS_003.LEITURA when a reading brought more rows than the limit."""
    rows = sum(counts.values())
    if rows > held["linhas_preparo"]:
        raise KnownError("SYS_003.LEITURA", linhas=rows, limite=held["linhas_preparo"])
