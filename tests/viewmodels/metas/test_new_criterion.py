"""A new criterion is data: LUBRIFICANTES comes in by YAML alone, from the calculation to the papers (G-112)."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication

from engines.calendar import Month
from engines.goals.approval import Decision
from storage.exports.pdf_pages import page_count, page_text
from storage.metas.targets import approved_values
from storage.resources import ROOT, lay_over
from storage.runs import Status
from tests.sample_house import VIGENCIA, calculated, sample_house, scope_of
from viewmodels.desk import Desk
from viewmodels.operations.house import House
from viewmodels.operations.metas.results import RunView
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope
from viewmodels.screens.deciding import Choice, DecisionViewModel
from viewmodels.screens.results import ResultsViewModel
from viewmodels.shell import ShellViewModel

KEY, PARAMETER = "LUBRIFICANTES", "PERCENTUAL_PREMIACAO_LUBRIFICANTES"
CRITERION = """  - key: LUBRIFICANTES
    label: Lubrificantes
    unit: REAIS
    custo: true
    parametro: %s
    custo_km: ["0.01", "1.0"]
"""
PARAMETER_LINE = """  - {key: %s, label: "Retenção para premiação, lubrificantes", padrao: "0.02", percentual: true}
"""


@pytest.fixture
def own_resources(tmp_path: Path) -> Iterator[Path]:
    """The company's own rules and ERP names, laid over the shipped ones."""
    folder = tmp_path / "recursos"
    for name in ("rules/metas.yaml", "erp/padrao.yaml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    _after(folder / "rules/metas.yaml", "  - {key: PECAS,", CRITERION % PARAMETER)
    _after(folder / "rules/metas.yaml", "  - {key: PERCENTUAL_PREMIACAO_PECAS,", PARAMETER_LINE % PARAMETER)
    _after(folder / "erp/padrao.yaml", "    PECAS:", "    LUBRIFICANTES: [OLEO, GRAXA]\n")
    lay_over(folder)
    yield folder
    lay_over(None)


def _after(path: Path, start: str, line: str) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(number for number, each in enumerate(lines) if each.startswith(start))
    path.write_text("".join((*lines[: at + 1], line, *lines[at + 1 :])), encoding="utf-8")


def _buy_oil(erp: Path) -> None:
    """A tenth of every posting of parts again as oil, a hundredth as grease."""
    told = "INSERT INTO custos_operacionais (data_custo, codigo_setor, tipo_custo, valor_custo, documento) "
    with closing(sqlite3.connect(erp)) as connection, connection:
        for kind, part in (("OLEO", 10), ("GRAXA", 100)):
            chosen = f"SELECT data_custo, codigo_setor, '{kind}', valor_custo / {part}, '{kind}-' || documento "
            connection.execute(f"{told}{chosen} FROM custos_operacionais WHERE tipo_custo = 'PECAS'")


@pytest.fixture
def house(own_resources: Path, tmp_path: Path) -> Iterator[House]:
    with sample_house(tmp_path / "casa") as house:
        _buy_oil(tmp_path / "casa" / "exemplo" / "exemplo-erp.sqlite")
        told = {"value": "0.02", "justification": "Critério novo da diretoria"}
        perform(house, scope_of(house), "metas.editar_parametro", name=PARAMETER, **told)
        yield house


def _view(house: House, scope: Scope, run: int) -> RunView:
    found: RunView = perform(house, scope, "metas.resultados", run=run)
    return found


def test_a_fourth_criterion_goes_from_the_calculation_to_the_papers(
    house: House, qapp: QApplication, tmp_path: Path
) -> None:
    scope = scope_of(house)
    run = calculated(house, scope)
    view = _view(house, scope, run)
    mine = [goal for goal in view.goals if goal.criterion == KEY]
    assert len(view.goals) == 16 and [goal.sector_label for goal in mine] == [
        "GAMA", "PARANOÁ", "SANTA MARIA", "SÃO SEBASTIÃO",
    ]  # fmt: skip
    assert all(isinstance(goal.value, Decimal) and goal.value > 0 and goal.is_cost for goal in mine)
    assert {f.text_code for goal in mine for f in goal.findings} == {"ORG_002.SEM_META_ANTERIOR"}
    _decided_on_the_screens(house, scope, view)
    perform(house, scope, "metas.aprovar", run=run, digest=view.digest)
    with house.store.read() as connection:
        saved = approved_values(connection, scope.client, Month.parse(VIGENCIA))
    assert len(saved) == 16 and saved[KEY, "1"].value == Decimal("1000.00") and saved[KEY, "1"].unit == "REAIS"
    assert saved[KEY, "2"].value == mine[1].value
    assert _view(house, scope, run).run.status is Status.APPROVED
    assert perform(house, scope, "metas.reproduzir", run=run).different == ()
    _told_on_paper(house, scope, run, tmp_path)


def _decided_on_the_screens(house: House, scope: Scope, view: RunView) -> None:
    """One adjusted in its dialog, the others approved."""
    desk = Desk(house, scope, ShellViewModel())
    desk.refresh_context()
    results = ResultsViewModel(desk)
    assert any(row.key == f"{KEY}/1" for row in results.table.rows)
    goal = next(g for g in view.goals if g.key == (KEY, "1"))
    dialog = DecisionViewModel(desk, view, goal)
    assert dialog.title == "Lubrificantes, GAMA, agosto de 2025" and dialog.unit == "R$"
    assert dialog.decide(Choice.ADJUST, Decimal("1000.00"), "Estoque do trimestre") is None
    left = {g.key: Decision(True) for g in _view(house, scope, view.run.id).pending}
    assert perform(house, scope, "metas.decidir", run=view.run.id, digest=view.digest, chosen=left) == ()
    desk.close()


def _told_on_paper(house: House, scope: Scope, run: int, folder: Path) -> None:
    report, book = folder / "metas.pdf", folder / "metas.xlsx"
    perform(house, scope, "metas.relatorio", run=run, path=report)
    perform(house, scope, "metas.planilha", run=run, path=book)
    data = report.read_bytes()
    pages = [page_text(data, at) for at in range(page_count(data))]
    assert any("Lubrificantes, SANTA MARIA" in page for page in pages)
    shown = load_workbook(BytesIO(book.read_bytes()), data_only=True)
    assert shown["Conferencia"]["A3"].value == "16 de 16 metas CONFERE"
    assert "META_LUBRIFICANTES_3" in shown.defined_names
    kept = {row[0].value for row in shown["Parametros"].iter_rows()}
    assert "Retenção para premiação, Lubrificantes" in kept
