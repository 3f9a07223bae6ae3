"""The paths that are killed: what each does, how to tell that it had happened, and how it ends when taken again."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from storage.errors import KnownError
from storage.metas.targets import approved_values, performances
from storage.runs import FINISHED, Status, latest_run, read_run
from tests.faults.ground import MONTH, PARTS_2, VIGENCIA, Ground, calculation, digest_of
from viewmodels.operations.house import House
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope

Step = Callable[[House, Scope, Ground], object]


@dataclass(frozen=True)
class Path:
    """A path of the director's: `act` does it, `happened` tells whether it took effect, `resume` takes it again."""

    name: str
    act: Step
    happened: Callable[[House, Scope, Ground], bool]
    resume: Step


def _calculate(house: House, scope: Scope, ground: Ground) -> object:
    return calculation(house, scope, ground.snapshot, ground.consents)


def _calculated(house: House, scope: Scope, ground: Ground) -> bool:
    with house.store.read() as connection:
        newest = latest_run(connection, scope.client, "metas", VIGENCIA, FINISHED)
    return newest is not None and newest.id > ground.run


def _calculate_again(house: House, scope: Scope, ground: Ground) -> None:
    assert digest_of(house, scope, calculation(house, scope, ground.snapshot, ground.consents)) == ground.digest


def _publish(house: House, scope: Scope, ground: Ground) -> object:
    return perform(house, scope, "metas.aprovar", run=ground.run, digest=ground.digest)


def _status(house: House, run: int) -> Status:
    with house.store.read() as connection:
        return read_run(connection, run).status


def _publish_again(house: House, scope: Scope, ground: Ground) -> None:
    """What was not published is published now; what was is refused a second time and stays."""
    if _status(house, ground.run) is Status.APPROVED:
        with pytest.raises(KnownError, match=r"METAS\.CALCULO_NAO_APROVAVEL"):
            _publish(house, scope, ground)
    else:
        _publish(house, scope, ground)
    with house.store.read() as connection:
        values = approved_values(connection, scope.client, MONTH)
    assert {v.run for v in values.values()} == {ground.run}
    assert len(values) == 11 and PARTS_2 not in values
    assert _status(house, ground.published) is Status.ROLLED_BACK


def _roll_back(house: House, scope: Scope, ground: Ground) -> object:
    reason = "Gasto de julho lançado em dobro"
    return perform(house, scope, "metas.reverter", run=ground.published, reason=reason, confirmed=True)


def _roll_back_again(house: House, scope: Scope, ground: Ground) -> None:
    if _status(house, ground.published) is Status.ROLLED_BACK:
        with pytest.raises(KnownError, match=r"METAS\.NAO_REVERSIVEL"):
            _roll_back(house, scope, ground)
    else:
        _roll_back(house, scope, ground)
    with house.store.read() as connection:
        targets = {k: p.target for k, p in performances(connection, scope.client, MONTH).items() if p.target}
        assert approved_values(connection, scope.client, MONTH) == {}
    assert targets == ground.targets


PATHS = (
    Path("calcular", _calculate, _calculated, _calculate_again),
    Path("publicar", _publish, lambda h, s, g: _status(h, g.run) is Status.APPROVED, _publish_again),
    Path("reverter", _roll_back, lambda h, s, g: _status(h, g.published) is Status.ROLLED_BACK, _roll_back_again),
)
