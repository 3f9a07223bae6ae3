"""Last month's manual spreadsheet, in the layouts people use, against a run: differences and their causes (idea 15)."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from engines.money import round_half_away
from storage.errors import KnownError
from storage.exports.pdf_pages import page_text
from storage.metas.vehicle_rows import vehicle_rows
from storage.runs import snapshots_of
from storage.texts.numbers import NO_BREAK
from tests.sample_house import VIGENCIA, calculated, sample_house, scope_of
from viewmodels.operations.house import House
from viewmodels.operations.metas.own_sheet.layout import Layout, Shape
from viewmodels.operations.metas.own_sheet.vocabulary import Target
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope
from viewmodels.papers.own_sheet import departure_words

SECTORS = ("1", "2", "3", "4")
CRITERIA = ("COMBUSTIVEL", "PNEUS", "PECAS")


class Month:
    """The run every test compares with, and its numbers."""

    def __init__(self, house: House, scope: Scope) -> None:
        self.house, self.scope = house, scope
        self.run = calculated(house, scope)
        self.view = self.do("metas.resultados", run=self.run)
        self.names = {key: self.view.evaluation.facts.label("setor", key) for key in SECTORS}

    def do(self, operation: str, **arguments: Any) -> Any:
        return perform(self.house, self.scope, operation, **arguments)

    def line(self, key: str, *members: str) -> Decimal:
        value = self.view.evaluation.value(key, members)
        assert isinstance(value, Decimal)
        return value

    def goal(self, criterion: str, sector: str) -> Decimal:
        found = next(g.value for g in self.view.goals if g.key == (criterion, sector))
        assert isinstance(found, Decimal)
        return found

    def compare(self, path: Path, **given: Any) -> Any:
        return self.do("metas.comparar_planilha", path=path, vigencia=VIGENCIA, **given)

    def causes(self, compared: Any) -> dict[tuple[str, str], list[tuple[str, tuple[str, ...] | None]]]:
        """Line and cause of every departure, by goal."""
        return {
            goal.goal.key: [(d.line, d.cause.codes if d.cause else None) for d in goal.departures]
            for goal in compared.goals
            if goal.departures
        }


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Month]:
    with sample_house(tmp_path_factory.mktemp("planilha")) as house:
        yield Month(house, scope_of(house))


Goals = Callable[[str, str], Any]


def saved(path: Path, rows: list[list[Any]], title: str = "Agosto", merged: tuple[str, ...] = ()) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    book.save(path)
    return path


def by_sector(month: Month, path: Path, goals: Goals) -> Path:
    """One line per sector, goal columns, two heading lines with merged groups, a title and a total."""
    rows: list[list[Any]] = [["METAS OPERACIONAIS"], [], [None, "Setor", "Metas do mês"],
                             [None, None, "Combustível (L)", "Pneus R$", "Peças R$"]]  # fmt: skip
    rows += [[None, month.names[s].title(), *(goals(c, s) for c in CRITERIA)] for s in SECTORS]
    rows.append([None, "Total geral", 1, 2, 3])
    return saved(path, rows, merged=("C3:E3",))


def by_sector_and_criterion(month: Month, path: Path, goals: Goals) -> Path:
    """One line per sector and criterion, the sector merged over its three lines."""
    rows: list[list[Any]] = [["Garagem", "Item", "Observação", "Meta"]]
    for sector in SECTORS:
        rows += [[month.names[sector] if not at else None, c.title(), "ok", goals(c, sector)]
                 for at, c in enumerate(CRITERIA)]  # fmt: skip
    return saved(path, rows, merged=("A2:A4", "A5:A7", "A8:A10", "A11:A13"))


def across(month: Month, path: Path, goals: Goals) -> Path:
    """Sectors across, goals down, as CSV with decimal commas."""
    lines = [";".join(["", *(month.names[s] for s in SECTORS)])]
    for criterion in CRITERIA:
        told = (str(goals(criterion, s)).replace(".", ",") for s in SECTORS)
        lines.append(";".join([f"Meta {criterion.lower()}", *told]))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def forms(month: Month, path: Path, goals: Goals) -> Path:
    """A form per sector on a sheet of its own: labels with the number beside or under them."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sector in SECTORS:
        sheet = book.create_sheet(month.names[sector])
        sheet["B2"], sheet["D2"] = "Meta de combustível (litros)", goals("COMBUSTIVEL", sector)
        sheet["B4"], sheet["B5"], sheet["C5"], sheet["D5"] = "PNEUS", "Meta", "R$", goals("PNEUS", sector)
        sheet["B7"], sheet["B8"], sheet["B9"] = "PEÇAS", "Meta final", goals("PECAS", sector)
    book.save(path)
    return path


LAYOUTS = {"setores.xlsx": by_sector, "linhas.xlsx": by_sector_and_criterion, "ao-lado.csv": across, "form.xlsx": forms}


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_layout_is_understood_without_help(month: Month, tmp_path: Path, name: str) -> None:
    compared = month.compare(LAYOUTS[name](month, tmp_path / name, month.goal))
    assert (compared.faults, compared.agreeing, len(compared.goals)) == ((), 12, 12)


def test_litres_agree_within_one_and_reais_within_five_cents(month: Month, tmp_path: Path) -> None:
    def near(criterion: str, sector: str) -> Decimal:
        return month.goal(criterion, sector) + (Decimal("0.99") if criterion == "COMBUSTIVEL" else Decimal("0.05"))

    assert month.compare(by_sector(month, tmp_path / "a.xlsx", near)).agreeing == 12
    far = {("COMBUSTIVEL", "1"): Decimal("1.01"), ("PNEUS", "1"): Decimal("0.06")}
    path = by_sector(month, tmp_path / "b.xlsx", lambda c, s: month.goal(c, s) + far.get((c, s), 0))
    assert {g.goal.key for g in month.compare(path).goals if not g.agrees} == set(far)


def weekday_km(month: Month, sector: str) -> Decimal:
    """KM prevista with the history typed by weekday alone, worked out here from the days themselves (F-04)."""
    facts, total = month.view.evaluation.facts, Decimal(0)
    for kind, days in (("UTIL", range(5)), ("SABADO", (5,)), ("DOMINGO_FERIADO", (6,))):
        mine = [r["km"] for r in facts.tables["dias"] if r["setor"] == sector and r["data"].weekday() in days]
        count = sum(1 for row in facts.tables["calendario"] if row["tipo"] == kind)
        total += round_half_away(round_half_away(sum(mine) / len(mine), 6) * count, 2)
    return total


def test_the_line_where_it_departs_is_found_and_its_cause_said(month: Month, tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Setor", "KM prevista", "km/L", "Meta de combustível"]]
    for sector in SECTORS:
        km, efficiency = weekday_km(month, sector), month.line("media_km_litro", sector)
        rows.append([month.names[sector], km, efficiency, km / efficiency * Decimal("0.985")])
    compared = month.compare(saved(tmp_path / "k.xlsx", rows))
    assert set(map(tuple, month.causes(compared).values())) == {(("km_prevista", ("FERIADOS_DA_JANELA",)),)}
    last = compared.goals[3].departures[0]
    told = departure_words(month.house.texts, month.view.book.sheet, last).replace(NO_BREAK, " ")
    assert told == (
        "Parte em KM prevista: 123.437,57 km em vez de 125.000,09 km. "
        "É a mesma conta com os feriados do histórico tipados pelo dia da semana."
    )
    assert compared.unexplained == 0


def km_by(
    month: Month, sector: str, kept: Callable[[Any], bool], rows: Callable[[Any], int] = lambda row: 1
) -> Decimal:
    """KM prevista from some days of the window, each divided into as many rows as told, worked out here."""
    facts, total = month.view.evaluation.facts, Decimal(0)
    for kind in ("UTIL", "SABADO", "DOMINGO_FERIADO"):
        mine = [r for r in facts.tables["dias"] if r["setor"] == sector and r["tipo"] == kind and kept(r)]
        count = sum(1 for row in facts.tables["calendario"] if row["tipo"] == kind)
        mean = sum(r["km"] for r in mine) / sum(rows(r) for r in mine)
        total += round_half_away(round_half_away(mean, 6) * count, 2)
    return total


def test_a_window_counted_from_a_day_and_a_mean_of_vehicles_are_recognised(month: Month, tmp_path: Path) -> None:
    with month.house.store.read() as connection:
        counted = vehicle_rows(connection, snapshots_of(connection, month.run)["erp"])
    late = {s: km_by(month, s, lambda row: row["data"] >= date(2025, 5, 9)) for s in ("1", "2")}
    one = {s: km_by(month, s, lambda row: True, lambda row: counted[row["data"], row["setor"]]) for s in ("3", "4")}
    heads: list[Any] = ["Setor", "Km prevista", "Meta de pneus"]
    told = [[month.names[s], km, km * month.line("custo_km", s, "PNEUS")] for s, km in {**late, **one}.items()]
    found = month.causes(month.compare(saved(tmp_path / "v.xlsx", [heads, *told])))
    assert {key[1]: each[0] for key, each in found.items()} == {
        "1": ("km_prevista", ("JANELA_DO_DIA",)), "2": ("km_prevista", ("JANELA_DO_DIA",)),
        "3": ("km_prevista", ("MEDIA_POR_VEICULO",)), "4": ("km_prevista", ("MEDIA_POR_VEICULO",)),
    }  # fmt: skip


def _litres(month: Month, sector: str, factor: str = "0.015", km: Decimal | None = None) -> Decimal:
    km = month.line("km_prevista", sector) if km is None else km
    return km / month.line("media_km_litro", sector) * (1 - Decimal(factor))


def _money(month: Month, criterion: str, sector: str, kept: str = "0.03", debt: bool = True) -> Decimal:
    gross = month.line("km_prevista", sector) * month.line("custo_km", sector, criterion)
    return gross * (1 - Decimal(kept)) - (month.line("saldo_devedor", sector, criterion) if debt else 0)


SLIPS: dict[str, tuple[tuple[str, str], Callable[[Month, str, str], Decimal]]] = {
    "SEM_REDUCAO": (("COMBUSTIVEL", "1"), lambda m, c, s: _litres(m, s, "0")),
    "OUTRO_FATOR": (("COMBUSTIVEL", "2"), lambda m, c, s: _litres(m, s, "0.02")),
    "FERIADOS_DA_JANELA": (("COMBUSTIVEL", "3"), lambda m, c, s: _litres(m, s, km=weekday_km(m, s))),
    "MEDIA_MENSAL": (("COMBUSTIVEL", "4"), lambda m, c, s: _litres(m, s, km=m.line("km_3m", s) / 3)),
    "SEM_PREMIACAO": (("PNEUS", "2"), lambda m, c, s: _money(m, c, s, "0")),
    "SEM_SALDO": (("PECAS", "1"), lambda m, c, s: _money(m, c, s, debt=False)),
    "OUTRA_RETENCAO": (("PECAS", "4"), lambda m, c, s: _money(m, c, s, "0.05")),
    "SEM_TOLERANCIA": (
        ("PNEUS", "3"),
        lambda m, c, s: _money(m, c, s, debt=False) - (m.line("gasto_anterior", s, c) - m.line("meta_anterior", s, c)),
    ),
}


def test_goals_alone_are_explained_by_the_slip_that_gives_the_number(month: Month, tmp_path: Path) -> None:
    wrong = {place: made(month, *place) for place, made in SLIPS.values()}
    path = by_sector(month, tmp_path / "g.xlsx", lambda c, s: wrong.get((c, s), month.goal(c, s)))
    found = month.causes(month.compare(path))
    assert {key: each[0][1] for key, each in found.items()} == {place: (code,) for code, (place, _) in SLIPS.items()}


def test_two_slips_at_once_and_what_nobody_explains(month: Month, tmp_path: Path) -> None:
    wrong = {
        ("PECAS", "1"): _money(month, "PECAS", "1", "0", debt=False),
        ("PNEUS", "4"): month.goal("PNEUS", "4") + Decimal("123.45"),
    }
    path = by_sector(month, tmp_path / "d.xlsx", lambda c, s: wrong.get((c, s), month.goal(c, s)))
    compared = month.compare(path)
    assert month.causes(compared) == {
        ("PECAS", "1"): [("meta_final", ("SEM_SALDO", "SEM_PREMIACAO"))],
        ("PNEUS", "4"): [("meta_final", None)],
    }
    assert compared.unexplained == 1


def test_a_rate_many_times_ours_is_suspected_not_proved(month: Month, tmp_path: Path) -> None:
    rate = month.line("custo_km", "1", "PNEUS") * 76
    rows = [["Setor", "Custo/km pneus", "Meta pneus"],
            [month.names["1"], rate, month.line("km_prevista", "1") * rate * Decimal("0.97")]]  # fmt: skip
    compared = month.compare(saved(tmp_path / "j.xlsx", rows))
    (found,) = [goal.departures for goal in compared.goals if goal.departures]
    assert (found[0].line, found[0].cause.codes, found[0].cause.proved) == ("custo_km", ("JUNCAO",), False)
    assert found[0].cause.args["vezes"] == 76 and len(found) == 1


def test_the_map_is_kept_and_serves_next_months_columns_in_another_order(month: Month, tmp_path: Path) -> None:
    rows = [["Base", "Alvo A", "Alvo B", "Alvo C"]]
    goals = [[month.names[s], *(month.goal(c, s) for c in CRITERIA)] for s in SECTORS]
    path = saved(tmp_path / "m.xlsx", [*rows, *goals])
    with pytest.raises(KnownError, match="PROPRIA.SEM_METAS"):
        month.compare(path)
    proposal = month.do("metas.planilha_propria", path=path, vigencia=VIGENCIA)
    assert [h.word for h in proposal.headings] == ["alvo a", "alvo b", "alvo c"] and proposal.goals == 0
    targets = dict(zip(("alvo a", "alvo b", "alvo c"), (Target("@meta", c) for c in CRITERIA), strict=True))
    month.do("metas.guardar_mapa", layout=Layout(Shape.ROWS, targets))
    moved = [["Alvo C", "Base", "", "Alvo B", "Alvo A"]]
    moved += [[row[3], row[0], None, row[2], row[1]] for row in goals]
    again = saved(tmp_path / "n.xlsx", moved, title="Outra")
    told = month.do("metas.planilha_propria", path=again, vigencia=VIGENCIA)
    assert (told.remembered, told.goals) == (True, 12)
    assert month.compare(again).agreeing == 12


def test_one_bad_number_refuses_the_whole_file(month: Month, tmp_path: Path) -> None:
    def goals(criterion: str, sector: str) -> Any:
        return "12.5 mil" if (criterion, sector) == ("PNEUS", "2") else month.goal(criterion, sector)

    compared = month.compare(by_sector(month, tmp_path / "e.xlsx", goals))
    (fault,) = compared.faults
    assert (compared.goals, fault.code, fault.line, fault.column) == ((), "IMPORTACAO.NUMERO", 6, "D")
    stranger = saved(tmp_path / "f.xlsx", [["Setor", "Meta pneus"], [month.names["1"], 1], ["TAGUATINGA", 2]])
    assert [f.code for f in month.compare(stranger).faults] == ["PROPRIA.SETOR"]
    formula = saved(tmp_path / "h.xlsx", [["Setor", "Meta pneus"], [month.names["1"], "=1+1"]])
    assert [f.code for f in month.compare(formula).faults] == ["PROPRIA.SEM_VALOR"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nada", b"\xd0\xcf\x11\xe0", b"a\x00b", b'"sem par\n'])
def test_hostile_files_are_refused(month: Month, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mau.xlsx"
    path.write_bytes(content)
    with pytest.raises(KnownError, match=r"IMPORTACAO\."):
        month.compare(path)


def test_the_comparison_leaves_as_paper_and_as_table(month: Month, tmp_path: Path) -> None:
    wrong = {("COMBUSTIVEL", "1"): _litres(month, "1", "0")}
    path = by_sector(month, tmp_path / "p.xlsx", lambda c, s: wrong.get((c, s), month.goal(c, s)))
    compared = month.compare(path)
    for name in ("c.pdf", "c.csv"):
        month.do("metas.salvar_comparacao", compared=compared, path=tmp_path / name)
    said = " ".join(page_text((tmp_path / "c.pdf").read_bytes(), 0).replace(NO_BREAK, " ").split())
    assert "11 de 12 metas conferem; uma difere, todas explicadas. A planilha traz todas." in said
    assert "É a mesma conta sem o fator de redução." in said
    lines = (tmp_path / "c.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 13 and lines[1].endswith("É a mesma conta sem o fator de redução.;Agosto!C5")
