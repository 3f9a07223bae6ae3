"""`subsidio custo` on the file of an audit."""

from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.ui.terminal.test_commands import Terminal
from tests.viewmodels.subsidios.audits import around, bring, calculate, new_audit, sitting
from viewmodels.carried_house import open_any
from viewmodels.operations.house import House

CASE = "simples-codigo-2025-11-20-head"


class AuditTerminal(Terminal):
    """A terminal that opens audits too, as main.py does."""

    def open(self, base: Path | None) -> AbstractContextManager[House]:
        return open_any(around(self.folder, self.user), base)


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An audit calculated with the rules known now."""
    path = new_audit(tmp_path_factory.mktemp("auditoria"))
    with sitting(path) as (house, scope):
        bring(house, scope, CASE)
        calculate(house, scope, "2026-05-26")
    return path


def test_the_end_of_the_suspension_is_told_and_adds_up(audit: Path, tmp_path: Path) -> None:
    terminal = AuditTerminal(tmp_path, user="ana")
    asked = ("subsidio", "custo", "--base", audit, "--a", "2025-11-28")
    told = terminal.run(*asked, "--b", "2026-05-26", "--json").told
    assert (told["a"]["total"], told["b"]["total"]) == ("-4315.708560000", "-5580.594840000")
    assert (told["diferenca"], told["soma_confere"]) == ("-1264.886280000", True)
    moved = [each for each in told["parcelas"] if each["valor"] != "0E-9" and float(each["valor"])]
    assert [(each["clausulas"], each["conhecida_em"], each["alteracao"]) for each in moved] == [
        (["temperatura.suspensa_sem_fim"], "2025-12-09", "b7dcb01f")
    ]
    assert sum(float(part["diferenca"]) for part in told["partes"]["servico"]) == pytest.approx(-1264.88628)
    switched = terminal.run(*asked, "--sem", "temperatura.suspensa_sem_fim")
    assert "B menos A: −1.264,89" in switched.out and "desligada à mão" in switched.out
    wrong = terminal.run(*asked, "--sem", "nao.existe")
    assert wrong.status == 1 and "nao.existe" in wrong.err


def test_an_audit_nobody_calculated_is_refused(tmp_path: Path) -> None:
    asked = ("subsidio", "custo", "--base", new_audit(tmp_path), "--a", "2025-11-28", "--b", "2026-05-26")
    answer = AuditTerminal(tmp_path, user="ana").run(*asked)
    assert answer.status == 1 and "AUDITORIA_SEM_CALCULO" in answer.err
