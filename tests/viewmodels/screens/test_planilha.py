"""The spreadsheet and the bonus system from the desk, without a window."""

from pathlib import Path
from typing import Any

from openpyxl import Workbook

from engines.goals.approval import Decision
from tests.viewmodels.screens.waiting import until
from viewmodels.desk import Desk
from viewmodels.screens.bonus_page import BonusViewModel
from viewmodels.screens.deciding import record
from viewmodels.screens.history import HistoryViewModel
from viewmodels.screens.own_sheet_page import OwnSheetViewModel
from viewmodels.screens.publishing import Publication
from viewmodels.state import State


def sheet(desk: Desk, path: Path, heading: str = "Meta combustível", factor: float = 1.0) -> Path:
    book = Workbook()
    page = book.worksheets[0]
    page.append(["Setor", heading])
    for goal in desk.ask("metas.resultados", vigencia="2025-08").goals[:4]:
        page.append([goal.sector_label, float(goal.value) * factor])
    book.save(path)
    return path


def test_a_file_is_compared_at_once_and_its_differences_told(desk: Desk, tmp_path: Path, qtbot: Any) -> None:
    model = OwnSheetViewModel(desk)
    model.choose(sheet(desk, tmp_path / "m.xlsx", factor=1 / 0.985))
    until(lambda: model.compared is not None)
    assert model.summary.startswith("nenhuma") or model.summary.startswith("0 de 4 metas conferem")
    assert {each.text.rpartition(". ")[2] for each in model.explained} == {"É a mesma conta sem o fator de redução."}
    assert [model.table.rows[at].cell("situacao").text for at in (0, 4)] == ["Difere", "A planilha não traz"]
    assert model.save(tmp_path / "c.csv") and (tmp_path / "c.csv").stat().st_size > 0


def test_a_heading_nobody_knows_is_told_once(desk: Desk, tmp_path: Path, qtbot: Any) -> None:
    model = OwnSheetViewModel(desk)
    model.choose(sheet(desk, tmp_path / "m.xlsx", heading="Alvo"))
    until(lambda: model.proposal is not None)
    assert (model.compared, [h.word for h in model.headings]) == (None, ["alvo"])
    assert ("@meta|COMBUSTIVEL", "Meta, Combustível") in model.choices
    model.take("alvo", "@meta|COMBUSTIVEL")
    model.compare()
    until(lambda: model.compared is not None)
    assert model.compared is not None and model.compared.agreeing == 4
    again = OwnSheetViewModel(desk)
    again.choose(tmp_path / "m.xlsx")
    until(lambda: again.compared is not None)
    assert again.proposal is not None and again.proposal.remembered


def test_a_file_that_cannot_be_read_says_so_on_the_page(desk: Desk, tmp_path: Path, qtbot: Any) -> None:
    (tmp_path / "mau.xlsx").write_bytes(b"PK\x03\x04")
    model = OwnSheetViewModel(desk)
    model.choose(tmp_path / "mau.xlsx")
    until(lambda: bool(model.trouble))
    assert "mau.xlsx" in model.trouble and not model.busy


def test_the_goals_go_to_the_bonus_system_and_everybody_sees_it(desk: Desk, tmp_path: Path, qtbot: Any) -> None:
    model = BonusViewModel(desk)
    assert (model.line, model.send_reason) == ("Não há metas publicadas nesta vigência.",) * 2
    view = desk.ask("metas.resultados", vigencia="2025-08")
    record(desk, view, {g.key: Decision(True) for g in view.goals})
    Publication(desk, desk.ask("metas.resultados", run=view.run.id)).publish()
    until(lambda: desk.shell.job is None)
    kept = Path(desk.house.paths) / "contingencia" / desk.scope.client / "Metas contingência.xlsx"
    until(kept.exists)
    until(lambda: model.line == "As metas publicadas ainda não foram enviadas à premiação.")
    assert model.send_reason.startswith("Ainda não foi dito onde")
    assert model.choose_folder(tmp_path / "nada").startswith("A pasta")
    assert model.choose_folder(tmp_path) == "" and model.send() == ""
    until(lambda: model.state is State.OK)
    assert (model.state, model.line) == (State.OK, "A premiação aceitou todas as metas publicadas.")
    row = model.table.rows[0]
    assert [row.cell(key).text for key in ("tipo", "aceitos", "situacao", "fonte")] == [
        "Envio", "24 de 24", "Tudo aceito", "conferido na pasta",
    ]  # fmt: skip
    assert model.take_receipt(int(row.key)).startswith("O recibo metas-2025-08-calculo-1-envio-1-recibo.json")
    assert model.give_codes({"PNEUS": "7", "PECAS": "7"}).startswith("Cada critério")
    assert HistoryViewModel(desk).table.rows[0].cell("premiacao").text == "Tudo aceito"


def test_who_only_looks_is_told_why_nothing_can_be_sent(auditor_desk: Desk) -> None:
    model = BonusViewModel(auditor_desk)
    assert "configurações" in model.door_reason
