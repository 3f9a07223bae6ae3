"""The audit that comes with the sample company: every planted fault is found, and every alteration of what was paid."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from engines.subsidy.checking.outcomes import Verdict
from storage.errors import KnownError
from storage.sample.auditoria.city import KNOWN_NOW
from storage.sample.auditoria.faults import BY_ITSELF, PLANTED
from tests.sample_house import sample_house, scope_of
from tests.viewmodels.subsidios.audits import new_audit, sitting
from viewmodels.jobs import drive
from viewmodels.operations.house import House
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Scope]]:
    """The sample audit, made by its operation and calculated again from its file."""
    folder = tmp_path_factory.mktemp("exemplo")
    with sample_house(folder) as house:
        path = drive(perform(house, scope_of(house), "subsidios.criar_exemplo", os_user="ana"))
        assert drive(perform(house, scope_of(house), "subsidios.criar_exemplo", os_user="ana")) == path
    with sitting(path) as (audit, scope):
        drive(perform(audit, scope, "subsidios.preparar"))
        yield audit, scope


def test_every_planted_fault_is_found(desk: tuple[House, Scope]) -> None:
    house, scope = desk
    outcomes = drive(perform(house, scope, "subsidios.verificar")).outcomes
    found = {each.check.name for each in outcomes if each.verdict is Verdict.FOUND}
    assert {each.check for each in PLANTED} | set(BY_ITSELF) <= found


def test_every_alteration_of_what_was_paid_is_found(desk: tuple[House, Scope]) -> None:
    house, scope = desk
    comparison = drive(perform(house, scope, "subsidios.comparar")).comparison
    causes: dict[str, list[Decimal]] = {}
    for cause in comparison.causes:
        causes.setdefault(cause.code, []).append(cause.effect)
    assert sum(map(sum, causes.values()), Decimal(0)) == comparison.difference
    assert causes["sem_causa"] == [Decimal("-100.000000000")]
    assert len(causes["unidade_so_nossa"]) == 1
    assert causes["penalidade"] == [Decimal("-617.640000000")]
    transitions = {(cause.theirs, cause.ours) for cause in comparison.causes if cause.code == "tipo"}
    assert ("Licenciado com ar e não autuado", "Detectado com ar inoperante") in transitions
    assert comparison.first is not None
    assert comparison.first.stage == "viagem_classificada"  # cancelled infractions still counted in the code that paid


def test_it_was_brought_after_the_days_it_audits(desk: tuple[House, Scope]) -> None:
    inputs = perform(*desk, "subsidios.situacao").inputs
    assert inputs.days[-1] < inputs.brought.date() == KNOWN_NOW


def test_only_the_sample_company_has_one(tmp_path: Path) -> None:
    with sitting(new_audit(tmp_path)) as (house, scope), pytest.raises(KnownError, match="AUDITORIA_SEM_EXEMPLO"):
        drive(perform(house, scope, "subsidios.criar_exemplo", os_user="ana"))
