"""The capabilities of the seed's section 12 as commands: answers in the form their schemas say, and exit codes."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from storage.resources import resource_names
from tests.ui.terminal.schemas import faults, schema
from tests.ui.terminal.test_commands import MONTH, Answer, Terminal, made
from viewmodels.operations.registry import load_all

__all__ = ["made"]
AUGUST = ("--vigencia", "2025-08")


@pytest.fixture
def terminal(made: Path, tmp_path: Path) -> Iterator[Terminal]:
    import shutil

    shutil.copytree(made, tmp_path / "dados")
    yield Terminal(tmp_path / "dados")
    assert list((tmp_path / "dados").glob("falhas/*")) == []


def told(answer: Answer, name: str, status: int = 0) -> Any:
    """The answer, checked against its schema."""
    assert answer.status == status, answer.err
    assert faults(answer.told, name) == []
    return answer.told


def test_a_month_is_validated_without_a_calculation(terminal: Terminal) -> None:
    seen = told(terminal.run("metas", "validar", *AUGUST, "--json"), "metas-validar")
    assert (seen["isValid"], seen["errors"], len(seen["warnings"])) == (True, [], 3)
    assert {"SALDO_DEVEDOR"} == {w["code"] for w in seen["warnings"]}
    assert "R$" in seen["warnings"][0]["message"]
    assert terminal.run("metas", "historico", *AUGUST, "--json").told["calculations"] == []
    kept = told(terminal.run("metas", "validar", *AUGUST, "--sem-ler", "--json"), "metas-validar")
    assert kept["snapshot"] == seen["snapshot"]
    closed = terminal.run("metas", "validar", "--vigencia", "2025-07", "--sem-ler", "--json")
    assert "CPE_001" in {e["code"] for e in told(closed, "metas-validar", 1)["errors"]}


def test_holidays_are_listed_and_typed_many_at_once(terminal: Terminal) -> None:
    seen = told(terminal.run("metas", "feriados", *AUGUST, "--json"), "metas-feriados")
    assert (seen["allClassified"], seen["saved"]) == (True, 0)
    days = [h["date"] for h in seen["holidays"]]
    assert "2025-06-19" in days
    typed = terminal.run("metas", "feriados", *AUGUST, "--tipar", "2025-06-19=UTIL", "2025-05-01=-", "--json")
    seen = told(typed, "metas-feriados")
    assert seen["saved"] == 2 and not seen["allClassified"]
    assert {h["date"]: h["classification"] for h in seen["classifications"]} == {
        "2025-06-19": "UTIL", "2025-05-01": None,
    }  # fmt: skip
    strange = terminal.run("metas", "feriados", *AUGUST, "--tipar", "2025-06-19=SABADO", "2025-08-04=UTIL")
    assert (strange.status, strange.err[:21]) == (1, "METAS.DIA_DESCONHECID")
    assert terminal.run("metas", "feriados", *AUGUST, "--json").told["holidays"][days.index("2025-06-19")][
        "classification"
    ] == "UTIL"  # fmt: skip
    assert terminal.run("metas", "feriados", *AUGUST, "--tipar", "2025-06-19=FOLGA").status == 2


def test_parameters_are_listed_and_one_is_changed(terminal: Terminal) -> None:
    seen = told(terminal.run("metas", "parametros", "--json"), "metas-parametros")
    assert seen["parameters"]["FATOR_REDUCAO_COMBUSTIVEL"] == "0.015"
    edit = ("metas", "parametros", "--editar", "FATOR_REDUCAO_COMBUSTIVEL")
    changed = terminal.run(*edit, "0,02", "--motivo", "Renovação da frota em agosto", "--json")
    update = told(changed, "metas-parametros")["update"]
    assert (update["parameter"]["value"], update["previousValue"]) == ("0.02", "0.015")
    assert update["auditLogId"] > 0
    assert terminal.run(*edit, "0,03", "--motivo", "curto").err.startswith("METAS.JUSTIFICATIVA_CURTA")
    assert terminal.run(*edit, "1,5", "--motivo", "Renovação da frota").err.startswith("METAS.PARAMETRO_RECUSADO")
    unknown = terminal.run("metas", "parametros", "--editar", "NADA", "1", "--motivo", "x" * 12)
    assert unknown.err.startswith("METAS.PARAMETRO_AUSENTE")


def test_from_the_calculation_to_the_bonus_system_and_back(terminal: Terminal, tmp_path: Path) -> None:
    told(terminal.run(*MONTH, "--json"), "metas-calcular")
    decisions = tmp_path / "decisoes.json"
    chosen: dict[str, Any] = {"PNEUS": {"1": {"approved": True, "customValue": "43000.00",
                                              "justification": "Compra já contratada"},
                                        "2": {"approved": False, "value": "1.00"}}}  # fmt: skip
    decisions.write_text(json.dumps(chosen), encoding="utf-8")
    assert faults(chosen, "decisoes") == []
    publish = ("metas", "aprovar", "--calculo", "1", "--decisoes", decisions, "--como-calculadas", "--json")
    assert terminal.by("diretor", *publish).err.startswith("METAS.CALCULO_MUDOU")
    del chosen["PNEUS"]["2"]["value"]
    decisions.write_text(json.dumps(chosen), encoding="utf-8")
    done = told(terminal.by("diretor", *publish), "metas-aprovar")
    assert (done["integrationStatus"], done["updatedPerformanceData"]) == ("PARTIAL", 11)
    assert {"criterion": "PNEUS", "sectorId": "1", "value": "43000.00", "adjusted": True}.items() <= next(
        s for s in done["savedParameters"] if s["adjusted"]
    ).items()  # fmt: skip
    history = told(terminal.run("metas", "historico", *AUGUST, "--json"), "metas-historico")
    assert (history["currentActiveCalculation"], history["calculations"][0]["isActive"]) == (1, True)
    assert terminal.run(*MONTH).err.splitlines()[-1].startswith("METAS.BLOQUEADO")
    assert terminal.run("metas", "enviar", "--calculo", "1").err.startswith("PREMIACAO.SEM_PORTA")
    _send(terminal, tmp_path)
    undo = ("metas", "reverter", "--calculo", "1", "--motivo", "Gasto de julho em dobro")
    assert terminal.by("diretor", *undo).err.startswith("RECUSA.")
    back = told(terminal.by("diretor", *undo, "--confirmar", "--json"), "metas-reverter")
    assert (back["parametersRemoved"], len(back["restored"])) == (11, 11)
    withdrawn = next((tmp_path / "premio").glob("*-retirada-*[0-9].json"))
    assert faults(json.loads(withdrawn.read_text(encoding="utf-8")), "premiacao-envio") == []


def _send(terminal: Terminal, folder: Path) -> None:
    """The folder is told on the desk; the commands send and take the receipt in."""
    from tests.sample_house import scope_of
    from viewmodels.operations.registry import perform

    (folder / "premio").mkdir()
    with terminal.open(None) as house:
        perform(house, scope_of(house), "metas.porta_premiacao", folder=folder / "premio")
    sent = told(terminal.run("metas", "enviar", "--calculo", "1", "--json"), "metas-enviar")
    assert (sent["integrationStatus"], len(sent["savedParameters"])) == ("SUCCESS", 11)
    stem = sent["file"].removesuffix(".json")
    for name, form in ((f"{stem}.json", "premiacao-envio"), (f"{stem}-conferencia.json", "premiacao-recibo")):
        assert faults(json.loads((folder / "premio" / name).read_text(encoding="utf-8")), form) == []
    missing = terminal.run("metas", "recibo", "--envio", str(sent["shipment"]))
    assert missing.err.startswith("PREMIACAO.SEM_RECIBO")
    receipt = folder / "premio" / f"{stem}-recibo.json"
    receipt.write_bytes((folder / "premio" / f"{stem}-conferencia.json").read_bytes())
    taken = told(terminal.run("metas", "recibo", "--envio", str(sent["shipment"]), "--json"), "metas-enviar")
    assert (taken["receiptSource"], taken["updatedPerformanceData"]) == ("SISTEMA", 11)


def test_how_a_goal_was_reached_and_what_it_stood_on(terminal: Terminal) -> None:
    terminal.run(*MONTH)
    every = told(terminal.run("metas", "transparencia", *AUGUST, "--json"), "metas-transparencia")
    assert (len(every["reports"]), "rawDataUsed" in every) == (12, False)
    one = ("metas", "transparencia", "--calculo", "1", "--setor", "SÃO SEBASTIÃO", "--criterio", "COMBUSTIVEL")
    seen = told(terminal.run(*one, "--dados-brutos", "--json"), "metas-transparencia")
    (report,) = seen["reports"]
    assert (report["sectorId"], report["finalValue"], report["unit"]) == ("4", "40501.63", "LITROS")
    assert report["calculationSteps"][-1]["result"] == "40501.63"
    assert [m["mes"] for m in report["baseData"]["historicoUtilizado"]] == ["2025-05", "2025-06", "2025-07"]
    assert {row["setor"] for row in seen["rawDataUsed"]["dias"]} == {"4"} and len(seen["rawDataUsed"]["dias"]) == 92
    lines = terminal.run(*one).out.replace("\u00a0", " ").splitlines()
    assert lines[0] == "SÃO SEBASTIÃO, COMBUSTIVEL" and "40.501,63 L" in lines[1]
    nothing = terminal.run("metas", "transparencia", "--calculo", "1", "--setor", "9")
    assert nothing.err.startswith("METAS.SEM_META")


def test_the_customers_spreadsheet_is_compared(terminal: Terminal, tmp_path: Path) -> None:
    goals = terminal.run(*MONTH, "--json").told["metas"]
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Setor", "Meta combustível"])
    for goal in goals[:4]:
        sheet.append([goal["setor"], float(goal["valor"])])
    book.save(tmp_path / "minha.xlsx")
    compare = ("metas", "comparar", tmp_path / "minha.xlsx", *AUGUST)
    answer = terminal.run(*compare, "--csv", tmp_path / "d.csv", "--json")
    seen = told(answer, "metas-comparar", 1)
    assert (seen["agreeing"], seen["differing"], len(seen["goals"])) == (4, 0, 12)
    assert (tmp_path / "d.csv").stat().st_size > 0
    (tmp_path / "ruim.csv").write_text("Setor;Meta pneus\nGAMA;12.5\n", encoding="utf-8")
    bad = told(terminal.run("metas", "comparar", tmp_path / "ruim.csv", *AUGUST, "--json"), "metas-comparar", 1)
    assert bad["goals"] == [] and len(bad["faults"]) == 1


def test_every_schema_says_what_it_is_and_can_fail() -> None:
    load_all()
    names = [name.rpartition("/")[2].removesuffix(".json") for name in resource_names("esquemas", ".json")]
    for name in names:
        told_by = schema(name)
        assert told_by["$id"] == f"urn:prova-real:esquema:{name}:1" and told_by["title"]
        assert faults({"form": 1, "x": 2}, name) and faults([], name)
