"""The commands on a real sample company: what they print, what they leave, and with which status they end."""

import io
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from storage.clock import Clock
from storage.metas.sample_store import PASSWORD
from storage.secrets import SessionSecrets
from storage.texts.sentences import Texts
from ui.terminal import main
from ui.terminal.commands import COMMANDS
from ui.terminal.frame import Surroundings, command_parser, run_command
from ui.terminal.secret import ask_secret
from viewmodels import opening
from viewmodels.operations.faces import KnownError
from viewmodels.operations.house import House
from viewmodels.operations.registry import load_all

ROOT = Path(__file__).parents[3]
CASES = ROOT / "tests/engines/goals/cases/cases.json"
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
MONTH = ("metas", "calcular", "--vigencia", "2025-08")


@dataclass
class Answer:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def told(self) -> Any:
        return json.loads(self.out)


@dataclass
class Terminal:
    """A terminal in a folder of its own; `typed` are the secrets given when asked."""

    folder: Path
    typed: list[str] = field(default_factory=list)
    user: str = "maria"
    asked: list[str] = field(default_factory=list)

    def run(self, *argv: str | Path) -> Answer:
        out, err = io.StringIO(), io.StringIO()
        around = Surroundings(
            texts=Texts(), open_house=self.open, out=out, err=err, environ={}, user=self.user, now=lambda: NOW,
            crash_folder=self.folder / "falhas", version="0.1.0", ask_secret=self.ask,
        )  # fmt: skip
        status = run_command([str(each) for each in argv], COMMANDS, around)
        return Answer(status, out.getvalue(), err.getvalue())

    def by(self, login: str, *argv: str | Path, secrets: tuple[str, ...] = ()) -> Answer:
        self.typed = [PASSWORD, *secrets]
        return self.run(*argv, "--usuario", login)

    def ask(self, prompt: str) -> str:
        self.asked.append(prompt)
        return self.typed.pop(0)

    def open(self, base: Path | None) -> AbstractContextManager[House]:
        clock = Clock(lambda: NOW, time.monotonic)
        return opening.open_house(opening.Surroundings(clock, SessionSecrets(), self.folder, "maria"), base)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample company, made once."""
    load_all()
    folder = tmp_path_factory.mktemp("dados")
    with Terminal(folder).open(None):
        return folder


@pytest.fixture
def terminal(made: Path, tmp_path: Path) -> Iterator[Terminal]:
    shutil.copytree(made, tmp_path / "dados")
    yield Terminal(tmp_path / "dados")
    assert list((tmp_path / "dados").glob("falhas/*")) == []


class Unopened:
    """A terminal that must not open anything."""

    def open(self, base: Path | None) -> AbstractContextManager[House]:
        raise AssertionError("no store is needed here")


def test_cases_are_checked_without_any_store(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "nada"
    assert main(["conferir", str(CASES), "--json"], Unopened().open, folder, lambda: NOW) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["area"], told["matched"], told["total"]) == ("metas", 68, 68)
    assert {case["matches"] for case in told["cases"]} == {True}
    assert not folder.exists()


def test_cases_that_differ_are_told_and_end_in_refusal(terminal: Terminal, tmp_path: Path) -> None:
    document = json.loads(CASES.read_text(encoding="utf-8"))
    document["cases"] = document["cases"][:3]
    document["cases"][0]["expected"]["days_in_month"] = 30
    del document["cases"][1]["expected"]
    document["cases"][2]["kind"] = "outro"
    path = tmp_path / "casos.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    answer = terminal.run("conferir", path)
    assert answer.status == 1
    assert answer.out.splitlines() == [
        "Caso CAL-01, days_in_month: calculado 31, esperado 30.",
        'Caso CAL-02: { "counts": { "UTIL": 22, "SABADO": 4, "DOMINGO_FERIADO": 4 }, "days_in_month": 30 }',
        'Caso CAL-06: o tipo "outro" não é conhecido.',
        "0 de 3 conferem. Um caso sem resposta esperada só foi calculado.",
    ]
    told = terminal.run("conferir", path, "--json").told
    assert [case["matches"] for case in told["cases"]] == [False, None, False]
    assert told["cases"][2]["computed"] == {"error": "CONFERIR.TIPO_DESCONHECIDO"}
    assert told["cases"][2]["message"] == 'Caso CAL-06: o tipo "outro" não é conhecido.'
    assert terminal.run("conferir", tmp_path / "nada.json").err.startswith("CONFERIR.NAO_LIDO: O arquivo de casos")


def test_a_month_from_the_erp_to_its_papers_and_back(terminal: Terminal, tmp_path: Path) -> None:
    pdf, xlsx = tmp_path / "m.pdf", tmp_path / "m.xlsx"
    answer = terminal.run(*MONTH, "--pdf", pdf, "--xlsx", xlsx, "--json")
    assert (answer.status, answer.told["run"], answer.told["vigencia"]) == (0, 1, "2025-08")
    assert (answer.told["pdf"], answer.told["xlsx"]) == (str(pdf), str(xlsx))
    assert len(answer.told["metas"]) == 12
    assert answer.told["metas"][3] == {
        "setor": "SÃO SEBASTIÃO", "criterio": "COMBUSTIVEL", "valor": "40501.63", "unidade": "LITROS",
    }  # fmt: skip
    assert {"code", "severity", "where", "args"} == set(answer.told["findings"][0])
    assert answer.err.splitlines()[-1] == "Gravando o cálculo"
    for path in (pdf, xlsx):
        verified = terminal.run("verificar", path, "--json")
        assert (verified.status, verified.told["resposta"]) == (0, "VERIFICAR.AUTENTICO")
        assert verified.told["calculo"] == "1"
        signs = terminal.run("verificar", verified.told["hash"][:16], "--json")
        assert (signs.status, signs.told["resposta"]) == (0, "VERIFICAR.SINAIS")
        alone = terminal.run("verificar", path, "--sem-armazem", "--json")
        assert (alone.status, alone.told["resposta"]) == (1, "VERIFICAR.NAO_PROVADO")


def test_the_lines_people_read(terminal: Terminal) -> None:
    lines = terminal.run(*MONTH).out.replace("\u00a0", " ").splitlines()
    assert lines[0] == "Cálculo 1, vigência ago/2025."
    assert "Combustível, SÃO SEBASTIÃO: 40.501,63 L" in lines
    assert "Atenção: Peças, GAMA: saldo devedor de R$ 7.000,00" in lines


def test_publishing_asks_for_a_persons_password(terminal: Terminal) -> None:
    terminal.run(*MONTH)
    publish = ("metas", "aprovar", "--calculo", "1")
    assert terminal.by("diretor", *publish).err.startswith("METAS.PENDENTES")
    assert terminal.by("auditor", *publish).err.startswith("ACESSO.SEM_DIREITO")
    told = terminal.by("diretor", *publish, "--como-calculadas", "--json").told
    assert (told["run"], told["status"], told["metas"], told["substituido"]) == (1, "SUCCESS", 12, None)
    assert set(terminal.asked) == {"Senha de diretor", "Senha de auditor"}
    terminal.typed = ["errada-mesmo"]
    wrong = terminal.run(*publish, "--usuario", "diretor")
    assert (wrong.status, wrong.err) == (1, "PESSOA_CREDENCIAL: Usuário ou senha não conferem.\n")


def test_a_user_of_the_system_without_rights_is_refused(terminal: Terminal) -> None:
    terminal.user = "joao"
    for argv in (MONTH, ("diagnostico",), ("copiar",), ("verificar", "7c41d09ae2b35f16")):
        answer = terminal.run(*argv)
        assert (answer.status, answer.err[:18]) == (1, "ACESSO.SEM_SERVICO")


def test_people_are_managed_by_who_may(terminal: Terminal) -> None:
    new = ("outra-senha-boa",)
    made = terminal.by(
        "diretor", "usuarios", "criar", "Caio", "--nome", "Caio Reis", "--papel", "operador", "--json", secrets=new
    )
    assert (made.status, made.told["login"]) == (0, "Caio")
    assert terminal.asked[-2:] == ["Senha de diretor", "Nova senha de Caio"]
    terminal.typed = list(new)
    assert terminal.run("usuarios", "listar", "--usuario", "caio").err.startswith("SENHA_A_TROCAR")
    terminal.typed = [*new, "senha-escolhida-agora"]
    assert terminal.run("usuarios", "senha", "--usuario", "caio").status == 0
    terminal.typed = ["senha-escolhida-agora"]
    assert terminal.run("usuarios", "listar", "--usuario", "caio").err.startswith("ACESSO.SEM_DIREITO")
    for argv in (
        ("papel", "caio", "--dar", "auditor", "--area", "metas"),
        ("papel", "caio", "--tirar", "operador", "--motivo", "mudou"),
        ("desativar", "caio"),
        ("reativar", "caio"),
    ):
        assert terminal.by("diretor", "usuarios", *argv).status == 0
    assert terminal.by("diretor", "usuarios", "redefinir", "caio", secrets=("mais-uma-senha",)).status == 0
    listed = terminal.by("diretor", "usuarios", "listar", "--json").told["usuarios"]
    (caio,) = [each for each in listed if each["login"] == "caio"]
    assert (caio["papeis"], caio["ativo"], caio["troca_senha"]) == (
        [{"papel": "auditor", "area": "metas", "setor": ""}], True, True,
    )  # fmt: skip
    assert terminal.by("diretor", "usuarios", "desativar", "ninguem").err.startswith("PESSOA_AUSENTE")
    assert "diretor  Diretor Silva  ativo  Administrador, Diretor" in terminal.by("diretor", "usuarios", "listar").out


def test_commands_of_another_user_get_rights_from_an_administrator(terminal: Terminal) -> None:
    give = ("usuarios", "servico", "joao", "--direito", "metas.ver")
    assert terminal.by("diretor", *give).status == 0
    terminal.user = "joao"
    assert terminal.run("diagnostico", "--sem-erp").status == 0
    assert terminal.run("copiar").err.startswith("ACESSO.SEM_DIREITO")


def test_with_two_clients_a_command_says_which(terminal: Terminal) -> None:
    made = terminal.by("diretor", "clientes", "criar", "Viação Nova", "--documento", "1", "--json")
    assert made.told["nome"] == "Viação Nova"
    assert terminal.run("diagnostico", "--sem-erp").err.startswith("CLIENTE_ESCOLHA")
    assert terminal.run("diagnostico", "--sem-erp", "--cliente", "exemplo").status == 0
    listed = terminal.by("diretor", "clientes", "listar", "--cliente", "Viação Nova", "--json").told["clientes"]
    assert [each["nome"] for each in listed] == ["Viação Nova", "Viação Planalto · exemplo"]
    assert terminal.run("diagnostico", "--cliente", "nenhum").err.startswith("CLIENTE_AUSENTE")


def test_the_diagnosis_says_what_is_well(terminal: Terminal) -> None:
    rows = terminal.run("diagnostico", "--json").told["diagnostico"]
    by_code = {row["codigo"]: row for row in rows}
    assert (by_code["DIAGNOSTICO.DIARIO"]["bem"], by_code["DIAGNOSTICO.SEM_COPIA"]["bem"]) == (True, False)
    assert by_code["DIAGNOSTICO.ERP.CONEXAO"]["bem"] is True
    assert by_code["DIAGNOSTICO.VERSAO"]["bem"] is None
    (terminal.folder / "exemplo" / "exemplo-erp.sqlite").unlink()
    broken = terminal.run("diagnostico")
    assert broken.status == 0
    assert broken.out.splitlines()[-1].startswith("! ")


def test_a_copy_comes_back(terminal: Terminal, tmp_path: Path) -> None:
    base = tmp_path / "minha" / "empresa.prova-loja"
    made = Path(terminal.run("copiar", "--pasta", tmp_path / "copias", "--json").told["arquivo"])
    fresh = terminal.run("restaurar", made, "--base", base, "--json")
    assert (fresh.status, fresh.told["substituido"]) == (0, None)
    assert terminal.run("diagnostico", "--sem-erp", "--base", base).status == 0
    again = terminal.run("restaurar", made, "--base", base)
    assert again.status == 0
    assert "substituida" in again.out.splitlines()[1]
    assert terminal.run("restaurar", made).err.startswith("RESTAURAR.SEM_BASE")
    blocked = terminal.run("restaurar", made, "--base", made / "dentro" / "x.prova-loja")
    assert (blocked.status, blocked.err[:5]) == (1, "LOJA_")
    made.write_bytes(b"nada")
    assert terminal.run("restaurar", made, "--base", base).err.startswith("LOJA_ESTRANHA")
    assert terminal.run("verificar", base).status == 0


def test_what_is_neither_file_nor_signs(terminal: Terminal) -> None:
    answer = terminal.run("verificar", "papel.pdf")
    assert (answer.status, answer.err[:21]) == (1, "VERIFICAR.SEM_ARQUIVO")


@pytest.mark.parametrize("locale", ["pt", "en", "es"])
def test_every_command_has_its_help(locale: str) -> None:
    for command in COMMANDS:
        out = io.StringIO()
        parser = command_parser(COMMANDS, Texts(locale), out)
        with pytest.raises(SystemExit):
            parser.parse_args([*command.path, "--ajuda"])
        assert " ".join(command.path) in out.getvalue()


def test_an_unattended_command_reads_a_line_for_each_secret() -> None:
    source = io.StringIO("primeira \nsegunda\r\n")
    assert [ask_secret("Senha", source, io.StringIO()) for _ in range(2)] == ["primeira ", "segunda"]
    with pytest.raises(KnownError, match="COMANDO.SEM_SENHA"):
        ask_secret("Senha", source, io.StringIO())


def test_a_terminal_loads_no_screen_and_nothing_heavy() -> None:
    heavy = ("PySide6", "pyqtgraph", "qtawesome", "pandas", "duckdb", "pyarrow", "openpyxl", "reportlab")
    code = (
        "import sys, ui.terminal\n"
        "from viewmodels.operations.registry import load_all\n"
        "load_all()\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
