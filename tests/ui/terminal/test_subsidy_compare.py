"""`subsidio comparar`: a folder against the tables the city published."""

from pathlib import Path

from tests.ui.terminal.test_commands import Terminal
from tests.viewmodels.subsidios.audits import CASES

OURS, THEIRS = CASES / "simples-codigo-2025-11-20-head", CASES / "simples-codigo-2025-11-20-nov25"


def test_a_folder_is_compared_stage_by_stage_and_its_causes_add_up(tmp_path: Path) -> None:
    asked = ("subsidio", "comparar", OURS / "inputs", THEIRS / "expected", "--conhecido-em", "2026-05-26", "--json")
    told = Terminal(tmp_path).run(*asked).told
    assert (told["recalculado"], told["pago"]) == ("-5580.594840000", "-4315.708560000")
    assert (told["diferenca"], told["faixas_que_diferem"], told["faixas"]) == ("-1264.886280000", 17, 47)
    assert told["primeira_divergencia"] == "viagem_classificada"
    stages = {each["etapa"]: each for each in told["etapas"]}
    assert stages["viagem_transacao"]["linhas_que_diferem"] == 45
    assert stages["percentual_operacao_faixa_horaria"]["iguais"] is True
    moved = [(each["clausula"], each["efeito"]) for each in told["causas"] if float(each["efeito"])]
    assert moved == [("V20.falha_recorrente", "-799.609510000"), ("temperatura.limite", "-465.276770000")]
    assert told["ordens"] == []


def test_a_folder_paid_by_the_same_rules_differs_in_nothing(tmp_path: Path) -> None:
    asked = ("subsidio", "comparar", THEIRS / "inputs", THEIRS / "expected", "--conhecido-em", "2025-11-28")
    answer = Terminal(tmp_path).run(*asked)
    assert "Nada difere no pagamento." in answer.out
    assert "Não verificável: nenhuma ordem de pagamento foi trazida." in answer.out
    assert answer.status == 0
