"""What is missing of a month, chosen about and proved: partial months, fleet, spending, kept data, typed means."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from engines.calendar import Month as CalendarMonth
from engines.figure import Missing
from engines.finding import Severity
from engines.goals.approval import Decision
from storage.clock import Clock
from storage.erp.profile import default_profile
from storage.errors import KnownError
from storage.journal import entries
from storage.metas.targets import Performance, approved_values, performances, set_spending
from storage.people import Grant, NewUser, Passwords, assign, create_user
from storage.people.accounts import hashed_password
from storage.runs import inputs_of
from storage.sample.silent import SilentSource
from tests.sample_house import VIGENCIA
from tests.viewmodels.metas.gaps import WHY, Month, month_with
from viewmodels.jobs import drive
from viewmodels.opening import SAMPLE_ERP
from viewmodels.operations.metas.gap_effect import GapEffect
from viewmodels.operations.metas.recalculating_with import Chosen
from viewmodels.operations.scope import Scope

JULY = CalendarMonth(2025, 7)
PARTIAL = "ORG_002.PARTIAL_HISTORICAL_DATA"


def sql(*statements: str) -> Callable[[sqlite3.Connection], None]:
    def spoil(connection: sqlite3.Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    return spoil


def given(month: Month, run: int, key: str) -> list[tuple[str, str, str]]:
    """(achado, who, why) of a run's inputs."""
    with month.house.store.read() as connection:
        rows = inputs_of(connection, run)
    return [(r.member.get("achado", str(dict(r.member))), r.who, r.why) for r in rows if r.key == key and r.who]


def test_a_partial_month_leaves_and_comes_back_with_one_click_each(tmp_path: Path) -> None:
    with month_with(tmp_path, "MES_PARCIAL_EM_UM_SETOR") as month:
        month.read()
        told = next(f for f in month.checked.findings if f.detail == "MES_PARCIAL")
        assert (told.severity, dict(told.where)) == (Severity.WARNING, {"setor": "1"})
        assert (told.args["dias"], told.args["total"]) == (24, 31)
        assert month.checked.consents == ()
        with_month = month.view(month.calculate())
        month.do("metas.deixar_mes_fora", vigencia=VIGENCIA, snapshot=month.snapshot, sector="1", month="2025-07")
        assert [f.text_code for f in month.checked.consents] == [PARTIAL]
        run = month.calculate()
        without = month.view(run)
        assert without.evaluation.value("meses_3m", ("1",)) == 2
        assert without.evaluation.value("meses_12m_setor", ("1",)) == 11
        assert without.evaluation.value("media", ("1", "UTIL")) != with_month.evaluation.value("media", ("1", "UTIL"))
        costs = without.evaluation.facts.tables["custos_12m"]
        assert {str(row["mes"]) for row in costs if row["setor"] == "1"} == {
            str(m) for m in (JULY.plus(-back) for back in range(1, 12))
        }
        assert without.evaluation.value("media", ("2", "UTIL")) == with_month.evaluation.value("media", ("2", "UTIL"))
        choice = ("ORG_002.MES_FORA[mes=2025-07,setor=1]", month.scope.user, "Mês parcial: 24 de 31 dias com dados")
        assert choice in given(month, run, "consentimento")
        assert month.do("metas.reproduzir", run=run).different == ()
        paper = month.report(run)
        assert "GAMA: julho de 2025, com 24 de 31 dias, ficou fora das médias por escolha" in paper
        assert "Mês parcial: 24 de 31 dias com dados" in paper and WHY in paper
        month.do("metas.trazer_mes", vigencia=VIGENCIA, sector="1", month="2025-07")
        assert PARTIAL not in month.codes
        again = month.view(month.calculate())
        assert [g.value for g in again.goals] == [g.value for g in with_month.goals]
        assert month.do("metas.reproduzir", run=run).different == ()
        with month.house.store.read() as connection:
            verbs = [e.body["verb"] for e in entries(connection, month.scope.client, limit=20) if e.body]
        assert {"MONTH_LEFT_OUT", "MONTH_TAKEN_BACK"} <= set(verbs)


def test_the_effect_of_a_gap_is_the_sheet_with_it_and_without_it(tmp_path: Path) -> None:
    with month_with(tmp_path, "MES_PARCIAL_EM_UM_SETOR") as month:
        month.read()

        def effect(sector: str, of: str) -> GapEffect:
            found: GapEffect = month.do(
                "metas.efeito_da_lacuna", vigencia=VIGENCIA, snapshot=month.snapshot, sector=sector, month=of
            )
            return found

        seen = effect("1", "2025-07")
        assert (seen.held.days, seen.may_leave_out, seen.left_out, seen.changes) == (24, True, False, True)
        assert [f.text_code for f in seen.asked] == [PARTIAL]
        lines = [(row.line, row.members) for row in seen.rows]
        assert lines == [
            *(("media", ("1", kind)) for kind in ("UTIL", "SABADO", "DOMINGO_FERIADO")),
            ("km_prevista", ("1",)), ("meta_litros", ("1",)),
            ("meta_final", ("1", "PNEUS")), ("meta_final", ("1", "PECAS")),
        ]  # fmt: skip
        run = month.view(month.calculate())
        assert [r.with_month for r in seen.rows] == [run.evaluation.value(r.line, r.members) for r in seen.rows]
        month.do("metas.deixar_mes_fora", vigencia=VIGENCIA, snapshot=month.snapshot, sector="1", month="2025-07")
        run = month.view(month.calculate())
        again = effect("1", "2025-07")
        assert again.left_out and again.rows == seen.rows
        assert [r.without_month for r in seen.rows] == [run.evaluation.value(r.line, r.members) for r in seen.rows]
        whole = effect("2", "2025-06")
        assert (whole.may_leave_out, whole.changes) == (False, False)


def test_only_a_partial_month_of_the_base_is_left_out(tmp_path: Path) -> None:
    with month_with(tmp_path, "MES_PARCIAL_EM_UM_SETOR") as month:
        month.read()
        args = {"vigencia": VIGENCIA, "snapshot": month.snapshot}
        for sector, of, code in (
            ("2", "2025-07", "METAS.MES_NAO_PARCIAL"),
            ("1", "2024-05", "METAS.MES_FORA_DA_BASE"),
            ("9", "2025-07", "METAS.SETOR_AUSENTE"),
        ):
            with pytest.raises(KnownError, match=code):
                month.do("metas.deixar_mes_fora", sector=sector, month=of, **args)


def test_a_role_of_one_sector_chooses_only_there(tmp_path: Path) -> None:
    with month_with(tmp_path, "MES_PARCIAL_EM_UM_SETOR") as month:
        month.read()
        at, client = month.house.clock.now(), month.scope.client
        with month.house.store.write() as connection:
            kept = hashed_password(Passwords(1, 8, 1), "regional", "senha-bem-comprida")
            user = create_user(connection, NewUser(client, "regional", "Rui", kept), actor=month.scope.user, at=at)
            assign(connection, user, Grant("diretor", client, sector="4"), actor=month.scope.user, at=at)
        month.scope = Scope(client, user)
        with pytest.raises(KnownError, match="METAS.SETOR_FORA_DO_ALCANCE"):
            month.do("metas.deixar_mes_fora", vigencia=VIGENCIA, snapshot=month.snapshot, sector="1", month="2025-07")


def test_a_choice_counts_only_while_the_month_is_partial(tmp_path: Path) -> None:
    """The load arrives: the month is whole again, and the choice no longer has anything to leave out."""
    with month_with(tmp_path, "MES_PARCIAL_EM_UM_SETOR") as month:
        month.read()
        month.do("metas.deixar_mes_fora", vigencia=VIGENCIA, snapshot=month.snapshot, sector="1", month="2025-07")
        with sqlite3.connect(tmp_path / "exemplo" / SAMPLE_ERP) as erp:
            for day in range(25, 32):
                erp.execute(
                    "INSERT INTO operacao_frota SELECT ?, codigo_setor, codigo_veiculo, km_rodada, litros_combustivel,"
                    " status_registro FROM operacao_frota WHERE codigo_setor = 240 AND data_operacao = '2025-07-15'",
                    (f"2025-07-{day}",),
                )
        month.read()
        assert {PARTIAL, "ORG_002.MES_FORA", "ORG_002.MES_PARCIAL"}.isdisjoint(month.codes)
        assert [r for r in given(month, month.calculate(), "consentimento") if "MES_FORA" in r[0]] == []


def test_two_partial_months_left_out_exclude_the_sector_whose_goals_are_then_typed(tmp_path: Path) -> None:
    """One month of three is left: more than half is missing, the sector has no automatic goal (F-26, §10.1)."""
    gone = "DELETE FROM operacao_frota WHERE codigo_setor = 240 AND data_operacao BETWEEN '2025-06-10' AND '2025-06-20'"
    with month_with(tmp_path, "MES_PARCIAL_EM_UM_SETOR", spoils=[sql(gone)]) as month:
        month.read()
        for of in ("2025-06", "2025-07"):
            month.do("metas.deixar_mes_fora", vigencia=VIGENCIA, snapshot=month.snapshot, sector="1", month=of)
        assert [f.text_code for f in month.checked.consents] == ["ORG_002.MISSING_SECTOR_DATA"]
        run = month.calculate()
        mine = [g for g in month.view(run).goals if g.sector == "1"]
        assert len(mine) == 3 and all(isinstance(g.value, Missing) for g in mine)
        seen = month.view(run)
        asked = {g.key: Decision(True) for g in seen.goals}
        refused = month.do("metas.decidir", run=run, digest=seen.digest, chosen=asked)
        assert dict(refused) == {g.key: "GOAL_BLOCKED_SEM_VALOR" for g in mine}
        why = "Setor sem dados: meta de julho mantida pela diretoria"
        typed = {f"{g.criterion}_1": Decision(True, Decimal("40000.00"), why) for g in mine}
        month.decide(run, **typed)
        assert month.publish(run).targets_updated == 12
        with month.house.store.read() as connection:
            saved = approved_values(connection, month.scope.client, CalendarMonth(2025, 8))
        assert [(saved[g.key].value, saved[g.key].calculated) for g in mine] == [(Decimal("40000.00"), None)] * 3
        paper = month.report(run)
        assert why in paper and "GAMA: faltam mais da metade dos 3 meses" in paper
        path = tmp_path / "metas.xlsx"
        month.do("metas.planilha", run=run, path=path)
        month.do("metas.relatorio", run=run, path=tmp_path / "metas.pdf")
        listed = load_workbook(path, read_only=True)["Consentimentos"]
        said = [tuple(cell.value for cell in row) for row in listed.iter_rows()]
        assert any("GAMA: faltam mais da metade" in str(row[0]) and row[1] == WHY for row in said if len(row) > 1)
        assert sum("ficou fora das médias" in str(row[0]) for row in said if row) == 2


def test_the_last_known_fleet_count_is_used_with_consent_and_its_date(tmp_path: Path) -> None:
    with month_with(tmp_path) as month:
        month.read()
        with sqlite3.connect(tmp_path / "exemplo" / SAMPLE_ERP) as erp:
            erp.execute("DELETE FROM cadastro_veiculos WHERE codigo_setor = 239")
        month.read()
        asked = month.checked.consents
        assert [(f.text_code, dict(f.where)) for f in asked] == [("ORG_002.ULTIMA_FROTA", {"setor": "4"})]
        assert asked[0].args == {"veiculos": 24, "lida": date(2025, 8, 2)}
        run = month.calculate()
        view = month.view(run)
        assert view.evaluation.value("veiculos", ("4",)) == 24
        goal = view.evaluation.value("meta_final", ("4", "PNEUS"))
        assert isinstance(goal, Decimal)
        assert view.evaluation.value("meta_por_veiculo", ("4", "PNEUS")) == (goal / 24).quantize(Decimal("0.01"))
        assert given(month, run, "veiculos") == [("{'setor': '4'}", month.scope.user, WHY)]
        assert "a última contagem conhecida é de 24, lida em 02/08/2025" in month.report(run)


def test_provisional_spending_asks_and_is_checked_again(tmp_path: Path) -> None:
    with month_with(tmp_path) as month:
        place = ("PNEUS", "1")
        with month.house.store.write() as connection:
            at = month.house.clock.now()
            held = performances(connection, month.scope.client, JULY)[place]
            early = replace(held, until=date(2025, 7, 28))
            set_spending(connection, month.scope.client, JULY, early, at, month.scope.user)
        month.read()
        assert [f.text_code for f in month.checked.consents] == ["ORG_002.GASTO_PROVISORIO"]
        run = month.calculate()
        paper = month.report(run)
        assert "o gasto de julho de 2025 é provisório, R$ 41.250,40 até 28/07/2025" in paper
        (same,) = month.do("metas.conferir_gasto", run=run)
        assert not same.changed and same.until == date(2025, 7, 28) and same.goal_now == same.goal.value
        with month.house.store.write() as connection:
            later = Performance(*place, realized=Decimal("60000.00"), source="ERP", until=date(2025, 7, 31))
            set_spending(connection, month.scope.client, JULY, later, at, month.scope.user)
        (moved,) = month.do("metas.conferir_gasto", run=run)
        assert (moved.spent, moved.spent_now) == (Decimal("41250.40"), Decimal("60000.00"))
        assert moved.until_now == date(2025, 7, 31)
        again = month.view(month.calculate()).evaluation.value("meta_final", ("1", "PNEUS"))
        assert moved.goal_now == again and moved.changed
        assert month.checked.consents == ()


def test_kept_data_ask_for_a_consent_twice_to_calculate_and_to_publish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SilentSource, "patience", 0.02)
    with month_with(tmp_path) as month:
        month.read()
        silent = SilentSource(tmp_path / "exemplo" / SAMPLE_ERP, default_profile())
        month.house = replace(month.house, erp=lambda client: silent)
        assert month.do("metas.estado_do_erp").silent_at is None
        with pytest.raises(KnownError, match="ORG_001.SILENT"):
            drive(month.do("metas.ler_erp", vigencia=VIGENCIA))
        assert month.do("metas.estado_do_erp").silent_at is not None
        assert [f.text_code for f in month.checked.consents] == ["ORG_001.DADOS_GUARDADOS"]
        run = month.calculate()
        month.decide(run)
        with pytest.raises(KnownError, match="METAS.APROVAR_GUARDADO"):
            month.publish(run)
        assert month.do("metas.consentimento_da_aprovacao", run=run).missing
        month.do("metas.consentir_aprovacao", run=run, why="O ERP volta só na segunda; o prazo é hoje")
        month.publish(run)
        reasons = [c.why for c in month.basis(run).consents]
        assert reasons == [WHY, "O ERP volta só na segunda; o prazo é hoje"]
        assert "Dados guardados: leitura de 02/08/2025 às 09:00, de menos de uma hora atrás" in month.report(run)
        with pytest.raises(KnownError, match="METAS.NADA_A_CONSENTIR"):
            month.do("metas.consentir_aprovacao", run=run, why="mais uma vez, por garantia")


def test_an_explicit_zero_is_averaged_and_told_a_missing_day_is_neither(tmp_path: Path) -> None:
    zero = "UPDATE operacao_frota SET km_rodada = 0 WHERE codigo_setor = 240 AND data_operacao = '2025-07-08'"
    gone = "DELETE FROM operacao_frota WHERE codigo_setor = 31 AND data_operacao = '2025-07-08'"
    with month_with(tmp_path, spoils=[sql(zero, gone)]) as month:
        month.read()
        (told,) = [f for f in month.checked.findings if f.detail == "KM_ZERO"]
        assert (dict(told.where), told.args) == ({"setor": "1"}, {"n": 1, "dias": (date(2025, 7, 8),)})
        seen = month.view(month.calculate()).evaluation
        assert (seen.value("dias_3m", ("1", "UTIL")), seen.value("dias_3m", ("2", "UTIL"))) == (64, 63)


def test_a_reading_of_yesterday_is_kept_data(tmp_path: Path) -> None:
    with month_with(tmp_path) as month:
        month.read()
        wall = month.house.clock.wall
        late = Clock(lambda: wall() + timedelta(hours=25), month.house.clock.monotonic)
        month.house = replace(month.house, clock=late)
        (asked,) = month.checked.consents
        assert (asked.text_code, asked.args["horas"]) == ("ORG_001.DADOS_GUARDADOS", 25)


def test_a_run_made_again_is_judged_by_the_day_of_the_first(tmp_path: Path) -> None:
    """Two days later the debt goes in instalments: the data were fresh when they were calculated."""
    with month_with(tmp_path) as month:
        month.read()
        run = month.calculate()
        wall = month.house.clock.wall
        month.house = replace(month.house, clock=Clock(lambda: wall() + timedelta(days=2), month.house.clock.monotonic))
        place = {"setor": "1", "criterio": "PECAS"}
        chosen = Chosen("parcelas", place, Decimal(3), "Combinado com a oficina: três meses")
        digest = month.view(run).digest
        again = drive(month.do("metas.recalcular_com", run=run, digest=digest, chosen=chosen))
        assert [f for f in month.view(again).findings if f.code == "ORG_001"] == []


@pytest.mark.parametrize(
    ("key", "code", "origin"),
    [
        ("DOMINGO_SO_EM_12_MESES", "ORG_002.JANELA_12_MESES", "dias da janela de 12 meses"),
        ("DOMINGO_EM_NENHUM_MES", "ORG_002.RAZAO_DE_REFERENCIA", "40 % da média do dia útil"),
    ],
)
def test_a_day_type_without_history_falls_back_with_consent(tmp_path: Path, key: str, code: str, origin: str) -> None:
    with month_with(tmp_path, key) as month:
        month.read()
        assert code in [f.text_code for f in month.checked.consents]
        run = month.calculate()
        assert isinstance(month.view(run).evaluation.value("km_prevista", ("2",)), Decimal)
        paper = month.report(run)
        assert origin in paper and WHY in paper
        assert month.do("metas.reproduzir", run=run).different == ()


def test_where_nothing_gives_a_mean_the_director_types_it(tmp_path: Path) -> None:
    with month_with(tmp_path, "SEM_DIA_UTIL") as month:
        month.read()
        assert "ORG_002.DIA_SEM_HISTORICO" in month.codes
        view = month.view(month.calculate())
        assert isinstance(view.evaluation.value("km_prevista", ("2",)), Missing)
        why = "Média do contrato, 5.871 km por dia útil"
        asked = {"vigencia": VIGENCIA, "sector": "2", "day_type": "UTIL"}
        with pytest.raises(KnownError, match="METAS.MEDIA_VALOR"):
            month.do("metas.digitar_media", value=Decimal(0), why=why, **asked)
        with pytest.raises(KnownError, match="METAS.JUSTIFICATIVA_CURTA"):
            month.do("metas.digitar_media", value=Decimal(5871), why="porque", **asked)
        month.do("metas.digitar_media", value=Decimal(5871), why=why, **asked)
        month.do("metas.digitar_media", vigencia=VIGENCIA, sector="1", day_type="UTIL", value=Decimal(1), why=why)
        assert "ORG_002.DIA_SEM_HISTORICO" not in month.codes and month.codes.count("ORG_002.MEDIA_DIGITADA") == 1
        run = month.calculate()
        view = month.view(run)
        assert view.evaluation.value("media", ("2", "UTIL")) == 5871
        assert view.evaluation.value("media", ("1", "UTIL")) != 1
        assert ("{'setor': '2', 'tipo': 'UTIL'}", month.scope.user, why) in given(month, run, "media_digitada")
        paper = month.report(run)
        assert "digitada, com motivo" in paper and why in paper
        assert month.do("metas.reproduzir", run=run).different == ()
        month.do("metas.digitar_media", value=None, why="O histórico chegou", **asked)
        assert "ORG_002.DIA_SEM_HISTORICO" in month.codes


def test_a_sector_without_code_is_said(tmp_path: Path) -> None:
    with month_with(tmp_path) as month:
        month.do("metas.salvar_setor", name="BRAZLÂNDIA")
        month.read()
        (told,) = [f for f in month.checked.findings if f.detail == "SETOR_SEM_CODIGO"]
        assert month.house.texts.say_finding(told) == "BRAZLÂNDIA: sem o código do ERP, o setor não entra no cálculo"
