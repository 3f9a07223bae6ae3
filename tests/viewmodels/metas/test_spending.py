"""Spending of a month: ceiling and excess by the sheet, the ERP's own word, and goals brought from a spreadsheet."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import text

from engines.calendar import Month
from engines.goals.closing import closing_day, covered_until
from storage.errors import KnownError
from storage.imports.content import fingerprint
from storage.journal import entries, verify
from storage.metas.targets import approved_values, performances
from storage.routine.limits import keep_limit
from storage.texts.sentences import LOCALES, Texts
from tests.new_company import new_company
from tests.sample_house import calculated, scope_of
from tests.viewmodels.metas.test_cadastros import AUGUST, JULY, REASON, Desk, act, newest, refusal, states
from tests.viewmodels.metas.test_month import published, view
from viewmodels.jobs import drive
from viewmodels.operations.house import House
from viewmodels.operations.metas.erp_spending import ErpSpending
from viewmodels.operations.metas.goals_file_lines import GoalsFile
from viewmodels.operations.metas.reading import Read
from viewmodels.operations.metas.spending_book import Dependent, SpendingBook, SpendingLine
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope

PARTS, TYRES = ("PECAS", "1"), ("PNEUS", "4")
HEAD = ("Vigência", "Setor", "Critério", "Meta", "Gasto", "Até")


def book(desk: Desk, month: str = "2025-07") -> SpendingBook:
    found = act(desk, "metas.metas_e_gastos", vigencia=month)
    assert isinstance(found, SpendingBook)
    return found


def line(desk: Desk, key: tuple[str, str] = PARTS, month: str = "2025-07") -> SpendingLine:
    return next(each for each in book(desk, month).lines if each.key == key)


# --- the table


def test_ceiling_and_excess_are_the_sheets_own(house: House, director: Scope) -> None:
    desk = (house, director)
    found = book(desk)
    assert (len(found.lines), found.before, found.after, found.dependent) == (12, Month(2025, 6), AUGUST, None)
    gama = line(desk)
    assert (gama.held.target, gama.held.realized) == (Decimal("100000.00"), Decimal("115000.00"))
    assert (gama.ceiling, gama.excess, gama.provisional, gama.adjusted) == (
        Decimal("108000.00"),
        Decimal("7000.00"),
        False,
        False,
    )
    fuel = line(desk, ("COMBUSTIVEL", "1"))
    assert (fuel.ceiling, fuel.excess) == (None, None)
    run = view(house, director, calculated(house, director))
    assert run.evaluation.value("teto", ("1", "PECAS")) == gama.ceiling
    assert run.evaluation.value("saldo_devedor", ("1", "PECAS")) == gama.excess


def test_a_spending_corrected_after_its_month_was_used_names_the_calculation(house: House, director: Scope) -> None:
    desk = (house, director)
    run = published(house, director)
    assert book(desk).dependent == Dependent(AUGUST, run)
    given = {"value": Decimal("100000.01"), "until": date(2025, 7, 20), "justification": REASON}
    act(desk, "metas.lancar_gasto", vigencia="2025-07", key=PARTS, **given)
    assert newest(desk)[3] == {"gasto": "100000.01", "fonte": "DIGITADO", "ate": "2025-07-20", "depois_do_calculo": run}
    assert line(desk).provisional


# --- from the ERP


@pytest.mark.parametrize(
    ("last", "read_on", "until"),
    [
        (date(2025, 7, 31), date(2025, 8, 2), date(2025, 7, 30)),
        (date(2025, 7, 23), date(2025, 8, 4), date(2025, 7, 23)),
        (date(2025, 7, 23), date(2025, 8, 5), date(2025, 7, 31)),
        (None, date(2025, 8, 1), date(2025, 7, 1)),
    ],
)
def test_a_month_closes_on_its_day_and_not_before(last: date | None, read_on: date, until: date) -> None:
    assert closing_day(JULY, 5) == date(2025, 8, 5)
    assert covered_until(JULY, last, read_on, 5) == until


def read(desk: Desk) -> ErpSpending:
    done = drive(act(desk, "metas.ler_gastos", vigencia="2025-07"))  # type: ignore[arg-type]
    assert isinstance(done, Read)
    found = act(desk, "metas.gastos_do_erp", vigencia="2025-07", snapshot=done.snapshot)
    assert isinstance(found, ErpSpending)
    return found


def test_the_erp_tells_the_spending_provisional_until_the_month_closes(house: House, director: Scope) -> None:
    desk = (house, director)
    found = read(desk)
    assert (found.provisional, found.source, len(found.rows)) == (True, "exemplo-erp.sqlite", 12)
    told = {row.key: (row.found, row.until) for row in found.rows}
    assert told[PARTS] == (Decimal("217602.25"), date(2025, 7, 30))
    fuel = next(row for row in found.rows if row.key == ("COMBUSTIVEL", "1"))
    assert (fuel.found, fuel.changes) == (fuel.held.realized, False), "known for less is not another value"
    take = {"vigencia": "2025-07", "snapshot": found.snapshot}
    assert refusal(desk, "metas.aceitar_gastos", **take)[0] == "METAS.JUSTIFICATIVA_CURTA"
    assert len(act(desk, "metas.aceitar_gastos", **take, justification=REASON)) == 8  # type: ignore[arg-type]
    assert newest(desk)[:2] == ("SPENDING_TAKEN", "metas/gasto/2025-07/PECAS/4")
    held = line(desk)
    assert (held.held.realized, held.held.source, held.held.until) == (Decimal("217602.25"), "ERP", date(2025, 7, 30))
    assert held.provisional
    assert act(desk, "metas.aceitar_gastos", **take) == (), "taken twice, nothing is written"
    with house.store.write() as connection:
        keep_limit(connection, director.client, "dias_fechar_gastos", 1, house.clock.now(), director.user)
    assert not read(desk).provisional


def test_a_month_that_did_not_end_has_no_spending_to_read(house: House, director: Scope) -> None:
    with pytest.raises(KnownError, match="GASTO_MES_ABERTO"):
        drive(act((house, director), "metas.ler_gastos", vigencia="2025-08"))  # type: ignore[arg-type]


# --- from a file


def sheet(path: Path, *rows: tuple[object, ...]) -> Path:
    made = Workbook()
    for row in (HEAD, *rows):
        made.worksheets[0].append(row)
    made.save(path)
    return path


def checked(desk: Desk, path: Path) -> GoalsFile:
    found = act(desk, "metas.conferir_arquivo_de_metas", path=path)
    assert isinstance(found, GoalsFile)
    return found


def test_the_first_goals_of_a_company_come_from_its_spreadsheet_and_the_balance_uses_them(tmp_path: Path) -> None:
    with new_company(tmp_path) as desk:
        act(desk, "metas.salvar_setor", name="Norte", erp_code="240")
        act(desk, "metas.parametros_iniciais")
        act(desk, "metas.abrir_vigencia", vigencia="2025-08")
        path = tmp_path / "modelo.xlsx"
        act(desk, "metas.modelo_de_metas", vigencia="2025-07", path=path)
        made = load_workbook(path)
        page = made.worksheets[0]
        assert [c.value for c in page[1]] == list(HEAD)
        assert [c.value for c in page[4]][:3] == ["07/2025", "Norte", "Peças"]
        for row, (goal, spent) in enumerate(((81000.5, 80000), (40000, 41000), (100000, 115000)), 2):
            for at, value in enumerate((goal, spent, date(2025, 7, 31)), 4):
                page.cell(row, at, value)
        made.save(path)
        found = checked(desk, path)
        assert (found.faults, found.opened, len(found.lines), found.replaced) == ((), (JULY,), 3, 0)
        assert found.sha256 == fingerprint(path.read_bytes())
        act(desk, "metas.importar_metas", path=path, sha256=found.sha256, justification="Metas da planilha manual")
        assert states(desk) == {AUGUST: "PLANEJAMENTO", JULY: "FECHADA"}
        gama = line(desk)
        assert (gama.held.target, gama.held.realized, gama.held.source, gama.ceiling, gama.excess) == (
            Decimal("100000.00"), Decimal("115000.00"), "ARQUIVO", Decimal("108000.00"), Decimal("7000.00"),
        )  # fmt: skip
        with desk[0].store.read() as connection:
            told = entries(connection, desk[1].client, entity=f"metas/importacao/{found.sha256[:16]}")[0].body
            assert verify(connection, desk[1].client, ()) == ()
        assert told is not None and told["after"]["sha256"] == found.sha256 and told["after"]["linhas"] == 3


def test_the_next_calculation_uses_the_goal_and_spending_brought_exactly(
    house: House, director: Scope, tmp_path: Path
) -> None:
    desk = (house, director)
    path = sheet(tmp_path / "a.xlsx", ("07/2025", "são sebastião", "PNEUS", 20000, 25000.55, date(2025, 7, 31)))
    found = checked(desk, path)
    assert (found.replaced, found.faults) == (1, ())
    act(desk, "metas.importar_metas", path=path, sha256=found.sha256, justification="Planilha corrigida")
    run = view(house, director, calculated(house, director)).evaluation
    values = [run.value(each, ("4", "PNEUS")) for each in ("meta_anterior", "gasto_anterior", "saldo_devedor")]
    assert values == [Decimal("20000.00"), Decimal("25000.55"), Decimal("3400.55")]
    with house.store.read() as connection:
        held = approved_values(connection, director.client, JULY)[TYRES]
        removed = "SELECT count(*) FROM parameter_value WHERE removed IS NOT NULL AND vigencia = '2025-07'"
        assert connection.execute(text(removed)).scalar() == 1
    assert (held.value, held.run, held.justification) == (Decimal("20000.00"), None, "Planilha corrigida")
    assert found.sha256 in held.metadata


def test_a_file_with_faults_brings_nothing_and_says_each_place(house: House, director: Scope, tmp_path: Path) -> None:
    desk = (house, director)
    published(house, director)
    path = sheet(
        tmp_path / "ruim.xlsx",
        ("07/2025", "GAMA", "Água", 1, None, None),
        ("07/2025", "LESTE", "Peças", 1, None, None),
        ("12/2025", "GAMA", "Peças", 1, None, None),
        ("08/2025", "GAMA", "Peças", 99, None, None),
        ("07/2025", "GAMA", "Peças", None, None, None),
        ("07/2025", "GAMA", "Peças", 10, -3, None),
    )
    found = checked(desk, path)
    assert [(f.line, f.column, f.code.rpartition(".")[2]) for f in found.faults] == [
        (2, "Critério", "CRITERIO"),
        (3, "Setor", "SETOR"),
        (4, "Vigência", "NAO_ABERTA"),
        (5, "Meta", "EM_PLANEJAMENTO"),
        (6, "Meta", "SEM_VALOR"),
        (7, "Setor", "REPETIDA"),
        (7, "Gasto", "VALOR"),
        (7, "Até", "ATE"),
    ]
    for locale in LOCALES:
        assert all(Texts(locale).say_with(f.code, f.said_with) for f in found.faults)
    given = {"path": path, "sha256": found.sha256, "justification": REASON}
    assert refusal(desk, "metas.importar_metas", **given)[0] == "METAS.ARQUIVO_COM_FALHAS"
    with house.store.read() as connection:
        assert performances(connection, director.client, JULY)[PARTS].realized == Decimal("115000.00")


def test_an_import_is_of_the_file_that_was_shown_with_a_reason_and_the_right(house: House, tmp_path: Path) -> None:
    director = scope_of(house)
    path = sheet(tmp_path / "a.xlsx", ("07/2025", "GAMA", "Peças", 10, None, None))
    given = {"path": path, "sha256": "0" * 64}
    asked = refusal((house, director), "metas.importar_metas", **given, justification="curta")
    assert asked[0] == "METAS.JUSTIFICATIVA_CURTA"
    asked = refusal((house, director), "metas.importar_metas", **given, justification=REASON)
    assert asked[0] == "METAS.ARQUIVO_MUDOU"
    ana = (house, scope_of(house, "operador"))
    given["sha256"] = checked(ana, path).sha256
    asked = refusal(ana, "metas.importar_metas", **given, justification=REASON)
    assert asked[0] == "METAS.ARQUIVO_SO_GASTOS"
    path = sheet(tmp_path / "b.xlsx", ("07/2025", "GAMA", "Peças", None, 101000, date(2025, 7, 31)))
    found = checked(ana, path)
    act(ana, "metas.importar_metas", path=path, sha256=found.sha256, justification=REASON)
    assert line(ana).held.realized == Decimal("101000.00")
    with pytest.raises(KnownError, match="ACESSO.SEM_DIREITO"):
        perform(house, scope_of(house, "auditor"), "metas.importar_metas", **given, justification=REASON)
