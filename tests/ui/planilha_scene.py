"""The spreadsheet of a company of mistakes compared, and its goals on the way to the bonus system."""

import tempfile
from pathlib import Path
from typing import Any

from openpyxl import Workbook

HEADS = ("Setor", "KM prevista", "Combustível Meta (L)", "Pneus Saldo", "Pneus Meta", "Peças Meta")


def manual_sheet(view: Any, path: Path) -> Path:
    """A month done by hand: no reduction in one sector, a debt forgotten in another, a number nobody explains."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = "Agosto"
    page.append(HEADS)
    goals = {goal.key: float(goal.value) for goal in view.goals}
    for sector in sorted({key[1] for key in goals}):
        name = next(goal.sector_label for goal in view.goals if goal.sector == sector)
        fuel, tyres, parts = (goals[c, sector] for c in ("COMBUSTIVEL", "PNEUS", "PECAS"))
        debt = {c: float(view.evaluation.value("saldo_devedor", (sector, c))) for c in ("PNEUS", "PECAS")}
        fuel = fuel / 0.985 if sector == "2" else fuel
        parts = parts + debt["PECAS"] if sector == "1" else parts + 250.4 if sector == "4" else parts
        km = float(view.evaluation.value("km_prevista", (sector,)))
        page.append([name, km, fuel, debt["PNEUS"], tyres, parts])
    book.save(path)
    return path


def spreadsheet_and_bonus(studio: Any) -> None:
    """Both sections of the page "Planilha e premiação", empty and at work."""
    studio.go("metas", "planilha")
    page = studio.window.page
    studio.look("planilha-vazia")
    with tempfile.TemporaryDirectory() as folder:
        view = studio.desk.ask("metas.resultados", vigencia=studio.desk.vigencia)
        page.sheet.model.choose(manual_sheet(view, Path(folder) / "metas-agosto.xlsx"))
        studio.until(lambda: page.sheet.model.compared is not None)
        studio.take("planilha")
        page.show_section("premiacao")
        studio.take("premiacao-antes")
        page.bonus.model.choose_folder(Path(folder))
        page.bonus.send()
        studio.until(lambda: bool(page.bonus.model.table.rows))
        studio.take("premiacao")
