"""The frame of commands: what each exit status means, where each kind of output goes, and in which language."""

import io
import json
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from engines.calendar import Month
from engines.figure import Missing
from storage.errors import KnownError
from storage.texts.sentences import Texts
from ui.terminal.frame import Call, Command, Outcome, Surroundings, run_command
from ui.terminal.parser import complaint, day_argument, month_argument

SECRET = "placa ABC1D23"


@dataclass
class Desk:
    """A terminal nobody sits at."""

    folder: Path
    body: Callable[[Call], Outcome] = lambda call: Outcome({"ok": True}, ("feito",))
    environ: dict[str, str] = field(default_factory=dict)
    locale: str = "pt"
    out: io.StringIO = field(default_factory=io.StringIO)
    err: io.StringIO = field(default_factory=io.StringIO)
    opened: list[Path | None] = field(default_factory=list)

    def run(self, *argv: str) -> int:
        around = Surroundings(
            texts=Texts(self.locale), open_house=self.open_house, out=self.out, err=self.err, environ=self.environ,
            user="maria", now=lambda: datetime(2025, 8, 2, 11, 25, tzinfo=UTC), crash_folder=self.folder / "falhas",
            version="0.1.0", ask_secret=lambda prompt: "",
        )  # fmt: skip
        return run_command(argv, [Command(("metas", "calcular"), "AREA.metas", self.body, arguments)], around)

    def open_house(self, base: Path | None) -> AbstractContextManager[Any]:
        self.opened.append(base)
        return nullcontext("a casa")


def arguments(parser: Any, texts: Texts) -> None:
    parser.add_argument("--vigencia", required=True, type=month_argument(texts), metavar="AAAA-MM")
    parser.add_argument("--ate", type=day_argument(texts), metavar="AAAA-MM-DD")
    parser.add_argument("--nivel", choices=["baixo", "alto"])
    parser.add_argument("--vezes", type=int)
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--seco", action="store_true")
    either.add_argument("--gravar", action="store_true")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


CALL = ("metas", "calcular", "--vigencia", "2025-08")


def test_lines_for_people(desk: Desk) -> None:
    assert (desk.run(*CALL), desk.out.getvalue(), desk.err.getvalue()) == (0, "feito\n", "")


def test_json_holds_decimals_as_text_and_absence_as_null(desk: Desk) -> None:
    desk.body = lambda call: Outcome(
        {"valor": Decimal("40501.640"), "falta": Missing("NO_ROWS"), "dia": date(2025, 8, 2), "mes": Month(2025, 8)}
    )
    assert desk.run(*CALL, "--json") == 0
    assert json.loads(desk.out.getvalue()) == {
        "valor": "40501.640", "falta": None, "dia": "2025-08-02", "mes": "2025-08",
    }  # fmt: skip


def test_a_float_has_no_exact_form_and_is_our_bug(desk: Desk) -> None:
    desk.body = lambda call: Outcome({"valor": 0.1})
    assert desk.run(*CALL, "--json") == 3


def test_an_answer_may_itself_be_a_refusal(desk: Desk) -> None:
    desk.body = lambda call: Outcome({"matched": 3, "total": 4}, status=1)
    assert desk.run(*CALL, "--json") == 1
    assert json.loads(desk.out.getvalue()) == {"matched": 3, "total": 4}


def test_a_known_refusal_says_code_and_sentence_beside_the_result(desk: Desk) -> None:
    def refuse(call: Call) -> Outcome:
        call.tell("começando")
        raise KnownError("ACESSO.SEM_DIREITO", operacao="Aprovar metas", direito="aprovar")

    desk.body = refuse
    assert desk.run(*CALL) == 1
    assert desk.out.getvalue() == ""
    assert desk.err.getvalue() == (
        "começando\n"
        "ACESSO.SEM_DIREITO: Aprovar metas: precisa do direito de aprovar. Peça a quem administra os usuários.\n"
    )


def test_a_refusal_without_a_sentence_is_our_bug(desk: Desk) -> None:
    def refuse(call: Call) -> Outcome:
        raise KnownError("NADA.DISSO")

    desk.body = refuse
    assert desk.run(*CALL) == 3


def test_our_bug_leaves_a_report_without_values(desk: Desk) -> None:
    def break_down(call: Call) -> Outcome:
        try:
            raise KeyError(SECRET)
        except KeyError as cause:
            raise ValueError(f"não esperava {SECRET}") from cause

    desk.body = break_down
    assert desk.run(*CALL) == 3
    (report,) = (desk.folder / "falhas").iterdir()
    facts = json.loads(report.read_text(encoding="utf-8"))
    assert report.name == "falha-20250802-112500.json"
    assert [each["tipo"] for each in facts["erros"]] == ["ValueError", "KeyError"]
    assert any("frame.py" in place for place in facts["erros"][0]["onde"])
    for written in (report.read_text(encoding="utf-8"), desk.err.getvalue()):
        assert SECRET not in written
    assert str(report) in desk.err.getvalue()


def test_a_report_that_cannot_be_written_is_said(desk: Desk) -> None:
    (desk.folder / "falhas").write_text("no lugar da pasta", encoding="utf-8")
    desk.body = lambda call: Outcome(1 / 0)
    assert desk.run(*CALL) == 3
    assert "não pôde ser gravado" in desk.err.getvalue()


def test_stopping_by_the_keyboard_is_no_bug(desk: Desk) -> None:
    def stop(call: Call) -> Outcome:
        raise KeyboardInterrupt

    desk.body = stop
    assert (desk.run(*CALL), desk.err.getvalue()) == (1, "Interrompido a pedido. Nada foi gravado.\n")


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        ((), "Falta informar: COMANDO."),
        (("metas",), "Falta informar: COMANDO."),
        (("metas", "calcular"), "Falta informar: --vigencia."),
        ((*CALL, "--outra"), "Não conheço: --outra. Veja o que este comando aceita com --ajuda."),
        (("metas", "calcular", "--vigencia"), "--vigencia pede um valor."),
        (("metas", "calcular", "--vigencia", "08/2025"), "--vigencia: Escreva o mês como AAAA-MM."),
        ((*CALL, "--ate", "2025-08-32"), "--ate: Escreva a data como AAAA-MM-DD."),
        ((*CALL, "--ate", "20250801"), "--ate: Escreva a data como AAAA-MM-DD."),
        ((*CALL, "--nivel", "médio"), "--nivel não aceita 'médio'. Aceita: "),
        ((*CALL, "--vezes", "x"), "--vezes não aceita 'x'."),
        ((*CALL, "--json=1"), "--json não aceita '1'."),
        ((*CALL, "--seco", "--gravar"), "--gravar não pode vir junto com --seco."),
        (("metas", "apagar"), "COMANDO não aceita 'apagar'. Aceita: "),
    ],
)
def test_wrong_usage_is_explained_in_our_language(desk: Desk, argv: tuple[str, ...], sentence: str) -> None:
    assert desk.run(*argv) == 2
    first, last = desk.err.getvalue().splitlines()[0], desk.err.getvalue().splitlines()[-1]
    assert first.startswith("uso: main.py")
    assert last.startswith(sentence)
    assert desk.out.getvalue() == ""


def test_an_unforeseen_complaint_is_still_ours() -> None:
    assert complaint(Texts(), "something new").startswith("O comando não foi entendido.")


@pytest.mark.parametrize("flag", ["-h", "--ajuda", "--help"])
def test_help_is_a_result(desk: Desk, flag: str) -> None:
    assert desk.run("metas", "calcular", flag) == 0
    shown = desk.out.getvalue()
    assert shown.startswith("uso: main.py metas calcular")
    assert "mostra esta ajuda e sai" in shown
    assert not {"usage", "options", "positional", "show this"} & set(shown.replace(":", " ").split())


def test_other_languages(tmp_path: Path) -> None:
    desk = Desk(tmp_path, locale="en")
    assert desk.run("metas", "calcular") == 2
    assert "Still missing: --vigencia." in desk.err.getvalue()


@pytest.mark.parametrize(
    ("argv", "environ", "expected"),
    [
        ((), {}, None),
        ((), {"PROVA_BASE": ""}, None),
        ((), {"PROVA_BASE": "a.prova"}, Path("a.prova")),
        (("--base", "b.prova"), {"PROVA_BASE": "a.prova"}, Path("b.prova")),
    ],
)
def test_which_store(desk: Desk, argv: tuple[str, ...], environ: dict[str, str], expected: Path | None) -> None:
    def open_it(call: Call) -> Outcome:
        with call.open_house() as house:
            return Outcome(None, (str(house), call.around.user, call.texts.locale))

    desk.body, desk.environ = open_it, environ
    assert desk.run(*CALL, *argv) == 0
    assert desk.opened == [expected]
    assert desk.out.getvalue() == "a casa\nmaria\npt\n"
