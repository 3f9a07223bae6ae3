"""The sample company at the stages of a month worth seeing: untouched, read, calculated, half decided, published."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NoReturn

from engines.goals.approval import Decision
from storage.erp.classify import Fault, FaultKind
from storage.erp.source import PROBE_SECONDS
from storage.sample.scenarios import SCENARIOS, apply_to_erp
from storage.store import Seat
from tests.sample_house import calculated, read_erp, sample_house, scope_of
from viewmodels.opening import SAMPLE_ERP
from viewmodels.operations.house import House
from viewmodels.operations.metas.deciding import clean_goals
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope

RAISE = Decimal("1.02")
WHY = "Revisão das peças de quatro carros adiada para agosto"


class Stage(StrEnum):
    """How far the month has gone."""

    UNTOUCHED = "intocado"
    READ = "lido"
    SILENT = "calado"
    CALCULATED = "calculado"
    PUBLISHED = "publicado"


@cache
def _made(reached: Stage) -> Path:
    """Folder with the sample company at a stage, made the first time it is asked for."""
    folder = Path(tempfile.mkdtemp(prefix=f"prova-real-{reached.value}-"))
    with sample_house(folder) as house:
        _bring(house, scope_of(house), reached)
    return folder


@contextmanager
def stage(reached: Stage, folder: Path) -> Iterator[tuple[House, Scope]]:
    """A house of its own at a stage, with the director's scope.

    In SILENT one sector's July is partial and the ERP does not answer any more.
    """
    shutil.copytree(_made(reached), folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*lock*"))
    with sample_house(folder, Seat.DESKTOP) as house:
        yield (replace(house, erp=_silent) if reached is Stage.SILENT else house), scope_of(house)


def _bring(house: House, scope: Scope, reached: Stage) -> None:
    if reached is Stage.SILENT:
        apply_to_erp(house.store.path.parent / SAMPLE_ERP, SCENARIOS["MES_PARCIAL_EM_UM_SETOR"])
    if reached in (Stage.READ, Stage.SILENT):
        read_erp(house, scope)
    elif reached is Stage.CALCULATED:
        calculated(house, scope)
    elif reached is Stage.PUBLISHED:
        _publish(house, scope, calculated(house, scope))


def _publish(house: House, scope: Scope, run: int) -> None:
    """The calm goals as calculated, the gravest of the others adjusted with its reason, the rest as they are."""
    view = perform(house, scope, "metas.resultados", run=run)
    chosen = {goal.key: Decision(True) for goal in view.goals}
    adjusted = next(goal for goal in view.goals if goal.key not in clean_goals(view))
    assert isinstance(adjusted.value, Decimal)
    chosen[adjusted.key] = Decision(True, (adjusted.value * RAISE).quantize(Decimal("0.01")), WHY)
    perform(house, scope, "metas.decidir", run=run, digest=view.digest, chosen=chosen)
    perform(house, scope, "metas.aprovar", run=run, digest=view.digest)


def _silent(_client: str) -> NoReturn:
    """An ERP whose machine is there and says nothing."""
    raise Fault(FaultKind.SILENT, "DPY-4005").error(servidor="erp.viacaoplanalto.local:1521", segundos=PROBE_SECONDS)
