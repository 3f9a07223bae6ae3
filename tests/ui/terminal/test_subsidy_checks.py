"""`subsidio verificar` over a folder of tables, with no store."""

from pathlib import Path

import pytest

from tests.ui.terminal.test_commands import Terminal
from tests.viewmodels.subsidios.audits import CASES

INPUTS = CASES / "simples-v19-2025-11-12" / "inputs"


def test_every_outcome_is_told_as_data(tmp_path: Path) -> None:
    told = Terminal(tmp_path).run("subsidio", "verificar", INPUTS, "--conhecido-em", "2026-05-26", "--json").told
    assert told["contagem"] == {"achado": 27, "em_ordem": 60, "nao_verificavel": 20, "nao_se_aplica": 16}
    by_code = {each["codigo"]: each for each in told["verificacoes"]}
    assert len(by_code) == len(told["verificacoes"]) == 123
    lost = by_code["SUB-PLA-001"]
    assert (lost["resultado"], lost["linhas"], lost["efeito"]) == ("achado", 32, "524.605100000")
    order = by_code["SUB-PAG-006"]
    assert (order["resultado"], order["faltam"]) == ("nao_verificavel", ["ordem_pagamento"])


@pytest.mark.parametrize(("asked", "code"), [("2026-13-01", "COMANDO.DATA_INVALIDA"), ("2026-05-26", "IMPORTACAO")])
def test_a_day_or_a_folder_that_is_none_is_refused(tmp_path: Path, asked: str, code: str) -> None:
    answer = Terminal(tmp_path).run("subsidio", "verificar", tmp_path / "nada", "--conhecido-em", asked)
    assert answer.status == 1 and code in answer.err
