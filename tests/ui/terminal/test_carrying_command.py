"""`metas exportar` and `verificar` on a carried month."""

import hashlib
from pathlib import Path

import pytest

import main
from tests.ui.terminal.schemas import faults
from tests.ui.terminal.test_commands import Terminal
from tests.viewmodels.documentos.months import home


def test_the_approved_month_leaves_and_is_verified(tmp_path: Path) -> None:
    with home(tmp_path):
        pass
    terminal, path = Terminal(tmp_path, user="testes"), tmp_path / "fora" / "agosto.prova"
    export = ("metas", "exportar", "--vigencia", "2025-08", "--saida", path, "--json")
    assert terminal.run(*export).status == 1
    path.parent.mkdir()
    answer = terminal.run(*export)
    assert answer.status == 0 and faults(answer.told, "metas-exportar") == []
    assert answer.told["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    verified = terminal.run("verificar", path, "--json")
    assert (verified.status, verified.told["resposta"]) == (0, "VERIFICAR.ARQUIVO_DAQUI")
    assert {proof["confere"] for proof in verified.told["provas"]} == {True}
    words = terminal.run("verificar", path)
    assert "Confere: sim. Cálculo 1 refeito aqui: 351 células iguais até o último dígito." in words.out


@pytest.mark.parametrize(
    ("line", "base", "rest"),
    [
        (["/c/agosto.prova"], "/c/agosto.prova", []),
        (["/c/AGOSTO.PROVA"], "/c/AGOSTO.PROVA", []),
        (["--base", "/c/loja.db"], "/c/loja.db", []),
        (["verificar", "/c/agosto.prova"], None, ["verificar", "/c/agosto.prova"]),
    ],
)
def test_a_carried_file_named_alone_opens_the_desktop(
    monkeypatch: pytest.MonkeyPatch, line: list[str], base: str | None, rest: list[str]
) -> None:
    monkeypatch.delenv(main.BASE_VARIABLE, raising=False)
    assert main._desktop_base(line) == (Path(base) if base else None, rest)
