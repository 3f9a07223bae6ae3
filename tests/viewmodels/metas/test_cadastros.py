"""Registers of a company: sectors, vigências moved on, first parameters, spending; each act in the journal."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engines.calendar import Month
from storage.errors import KnownError
from storage.journal import entries, verify
from storage.metas.registers import Sector, parameters, periods, sectors, set_period_status
from storage.metas.targets import Performance, performances
from storage.people import Grant, assign
from tests.new_company import new_company
from tests.sample_house import calculated, scope_of
from tests.viewmodels.metas.test_month import published, view
from viewmodels.operations.house import House
from viewmodels.operations.metas.cadastros import Registers
from viewmodels.operations.metas.gastos import PreviousSpending
from viewmodels.operations.metas.registers import ParameterChange
from viewmodels.operations.metas.vigencias import PeriodRow
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope

JULY, AUGUST, SEPTEMBER = Month(2025, 7), Month(2025, 8), Month(2025, 9)
PARTS = ("PECAS", "1")
REASON = "Nota fiscal corrigida"
Desk = tuple[House, Scope]


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Desk]:
    with new_company(tmp_path) as made:
        yield made


def act(desk: Desk, operation: str, **given: object) -> object:
    house, scope = desk
    return perform(house, scope, operation, **given)


def refusal(desk: Desk, operation: str, **given: object) -> tuple[str, str]:
    """Code and sentence of what refuses it; nothing may be written."""
    house, scope = desk
    before = newest(desk)
    with pytest.raises(KnownError) as refused:
        perform(house, scope, operation, **given)
    left = newest(desk)
    assert left == before or left[0] == "acesso.recusar", "a refusal left something in the journal"
    return refused.value.code, house.texts.say_error(refused.value)


def newest(desk: Desk) -> tuple[object, ...]:
    """Verb, entity, before, after and reason of the newest act."""
    house, scope = desk
    with house.store.read() as connection:
        body = entries(connection, scope.client, limit=1)[0].body
    assert body is not None
    return tuple(body[key] for key in ("verb", "entity", "before", "after", "why"))


def held_sectors(desk: Desk) -> tuple[Sector, ...]:
    with desk[0].store.read() as connection:
        return sectors(connection, desk[1].client, only_active=False)


def states(desk: Desk) -> dict[Month, str]:
    with desk[0].store.read() as connection:
        return {p.vigencia: p.status for p in periods(connection, desk[1].client)}


# --- sectors


def test_sectors_get_the_next_number_and_a_tidy_name(company: Desk) -> None:
    assert act(company, "metas.salvar_setor", name="  Garagem   Norte ", erp_code=" 0240 ") == "1"
    assert newest(company) == (
        "SECTOR_SAVED", "metas/setor/1", None, {"nome": "Garagem Norte", "codigo_erp": "240", "ativo": True}, "",
    )  # fmt: skip
    assert act(company, "metas.salvar_setor", name="Garagem Sul") == "2"
    assert held_sectors(company) == (Sector("1", "Garagem Norte", "240"), Sector("2", "Garagem Sul"))
    with company[0].store.read() as connection:
        assert verify(connection, company[1].client, ()) == ()


def test_ten_sectors_stand_in_the_order_of_their_numbers(company: Desk) -> None:
    for n in range(1, 12):
        act(company, "metas.salvar_setor", name=f"Setor {n}")
    assert [s.id for s in held_sectors(company)] == [str(n) for n in range(1, 12)]


def test_a_changed_sector_is_journalled_with_what_it_was_and_an_unchanged_one_is_not(company: Desk) -> None:
    act(company, "metas.salvar_setor", name="Norte", erp_code="240")
    act(company, "metas.salvar_setor", sector="1", name="Norte", erp_code="31", active=False)
    before = {"nome": "Norte", "codigo_erp": "240", "ativo": True}
    after = {"nome": "Norte", "codigo_erp": "31", "ativo": False}
    told = newest(company)
    assert told == ("SECTOR_SAVED", "metas/setor/1", before, after, "")
    with company[0].store.read() as connection:
        seq = entries(connection, company[1].client, limit=1)[0].seq
    act(company, "metas.salvar_setor", sector="1", name="Norte", erp_code="31", active=False)
    with company[0].store.read() as connection:
        assert entries(connection, company[1].client, limit=1)[0].seq == seq


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"name": "   "}, "METAS.SETOR_NOME"),
        ({"name": "x" * 101}, "METAS.SETOR_NOME"),
        ({"name": "Sul", "erp_code": "24a"}, "METAS.SETOR_CODIGO"),
        ({"name": "Sul", "erp_code": "-1"}, "METAS.SETOR_CODIGO"),
        ({"name": "Sul", "erp_code": "٢٤"}, "METAS.SETOR_CODIGO"),
        ({"name": "Sul", "erp_code": "1234567890"}, "METAS.SETOR_CODIGO"),
        ({"name": "nORTE"}, "METAS.SETOR_REPETIDO"),
        ({"name": "Sul", "erp_code": "0240"}, "METAS.SETOR_CODIGO_REPETIDO"),
        ({"name": "Sul", "sector": "9"}, "METAS.SETOR_AUSENTE"),
    ],
)
def test_a_sector_that_cannot_be_is_refused(company: Desk, given: dict[str, str], code: str) -> None:
    act(company, "metas.salvar_setor", name="Norte", erp_code="240")
    assert refusal(company, "metas.salvar_setor", **given)[0] == code
    assert held_sectors(company) == (Sector("1", "Norte", "240"),)


def test_name_and_code_of_a_sector_out_of_use_are_free_until_it_comes_back(company: Desk) -> None:
    act(company, "metas.salvar_setor", name="Norte", erp_code="240")
    act(company, "metas.salvar_setor", sector="1", name="Norte", erp_code="240", active=False)
    assert act(company, "metas.salvar_setor", name="Norte", erp_code="240") == "2"
    back = {"sector": "1", "name": "Norte", "erp_code": "31", "active": True}
    assert refusal(company, "metas.salvar_setor", **back)[0] == "METAS.SETOR_REPETIDO"


# --- vigências


def test_a_vigencia_opens_in_planning_and_says_which_others_are(company: Desk) -> None:
    assert act(company, "metas.abrir_vigencia", vigencia="2025-08") == ()
    assert newest(company) == ("PERIOD_OPENED", "metas/vigencia/2025-08", None, {"situacao": "PLANEJAMENTO"}, "")
    assert act(company, "metas.abrir_vigencia", vigencia="2025-07") == (AUGUST,)
    assert states(company) == {AUGUST: "PLANEJAMENTO", JULY: "PLANEJAMENTO"}


@pytest.mark.parametrize(
    ("vigencia", "code", "sentence"),
    [
        ("2025-08", "METAS.VIGENCIA_EXISTE", "A vigência de agosto de 2025 já está aberta."),
        ("2025-13", "METAS.VIGENCIA_ESCRITA", "Escreva o mês como 08/2025."),
        ("08/2025", "METAS.VIGENCIA_ESCRITA", "Escreva o mês como 08/2025."),
        (
            "2026-09",
            "METAS.VIGENCIA_LONGE",
            "O mês de setembro de 2026 fica longe demais: abra até 12 meses à frente.",
        ),
        (
            "2019-12",
            "METAS.SEM_REGRA",
            "Nenhuma regra das metas vale para 01/12/2019. As regras que o programa traz começam em 2020.",
        ),
    ],
)
def test_a_vigencia_that_cannot_be_opened(company: Desk, vigencia: str, code: str, sentence: str) -> None:
    act(company, "metas.abrir_vigencia", vigencia="2025-08")
    assert refusal(company, "metas.abrir_vigencia", vigencia=vigencia) == (code, sentence)
    assert states(company) == {AUGUST: "PLANEJAMENTO"}


def test_a_published_vigencia_goes_active_then_closed_and_nowhere_else(house: House, director: Scope) -> None:
    desk = (house, director)
    asked = {"vigencia": "2025-08", "status": "ATIVA"}
    assert refusal(desk, "metas.mudar_vigencia", **asked)[0] == "METAS.ATIVAR_SEM_CALCULO"
    run = published(house, director)
    rows: tuple[PeriodRow, ...] = perform(house, director, "metas.vigencias")
    assert (rows[0].period.vigencia, rows[0].in_force, rows[1].in_force) == (AUGUST, run, None)
    early = {"vigencia": "2025-08", "status": "FECHADA"}
    assert refusal(desk, "metas.mudar_vigencia", **early)[0] == "METAS.VIGENCIA_SO_ADIANTE"
    act(desk, "metas.mudar_vigencia", **asked)
    moved = ("PERIOD_MOVED", "metas/vigencia/2025-08")
    assert newest(desk) == (*moved, {"situacao": "PLANEJAMENTO"}, {"situacao": "ATIVA"}, "")
    assert refusal(desk, "metas.mudar_vigencia", **early)[0] == "METAS.ROTINA_ABERTA"
    act(desk, "metas.mudar_vigencia", **early, despite="Relatório guardado na rede")
    *told, before, after, why = newest(desk)
    assert (tuple(told), before, after["situacao"]) == (moved, {"situacao": "ATIVA"}, "FECHADA")
    assert (after["rotina"]["INTEGRAR"], after["rotina"]["AVISO"], why) == (True, False, "Relatório guardado na rede")
    for status in ("PLANEJAMENTO", "ATIVA", "FECHADA", "X"):
        given = {"vigencia": "2025-08", "status": status}
        assert refusal(desk, "metas.mudar_vigencia", **given)[0] == "METAS.VIGENCIA_SO_ADIANTE"
    assert states(desk)[AUGUST] == "FECHADA"


def test_only_one_vigencia_is_active(house: House, director: Scope) -> None:
    published(house, director)
    with house.store.write() as connection:
        set_period_status(connection, director.client, JULY, "ATIVA")
    given = {"vigencia": "2025-08", "status": "ATIVA"}
    said = "A vigência de julho de 2025 ainda está ativa, e só uma vigência pode estar. Feche-a antes."
    assert refusal((house, director), "metas.mudar_vigencia", **given) == ("METAS.OUTRA_ATIVA", said)
    assert refusal((house, director), "metas.mudar_vigencia", vigencia="2025-09", status="ATIVA")[0] == (
        "METAS.VIGENCIA_AUSENTE"
    )


# --- first parameters


def test_the_programs_values_fill_only_what_nobody_gave(company: Desk) -> None:
    house, scope = company
    given = {"name": "FATOR_REDUCAO_COMBUSTIVEL", "value": "0.02", "justification": "Contrato de 2025"}
    done = act(company, "metas.editar_parametro", **given)
    assert isinstance(done, ParameterChange) and (done.refused, done.previous) == ((), None)
    written = act(company, "metas.parametros_iniciais")
    assert written == (
        "PERCENTUAL_TOLERANCIA_SALDO",
        "PERCENTUAL_PREMIACAO_PNEUS",
        "PERCENTUAL_PREMIACAO_PECAS",
        "PRECO_COMBUSTIVEL_POR_LITRO",
    )
    with house.store.read() as connection:
        held = {name: p.value for name, p in parameters(connection, scope.client).items()}
    assert held == {
        "FATOR_REDUCAO_COMBUSTIVEL": Decimal("0.02"),
        "PERCENTUAL_TOLERANCIA_SALDO": Decimal("0.08"),
        "PERCENTUAL_PREMIACAO_PNEUS": Decimal("0.03"),
        "PERCENTUAL_PREMIACAO_PECAS": Decimal("0.03"),
        "PRECO_COMBUSTIVEL_POR_LITRO": Decimal("4.46193"),
    }
    entity = "metas/parametro/PRECO_COMBUSTIVEL_POR_LITRO"
    assert newest(company) == (
        "PARAMETER_CHANGED",
        entity,
        None,
        {"valor": "4.46193", "inicio": None},
        "Valor inicial do programa",
    )
    assert act(company, "metas.parametros_iniciais") == ()


def test_registers_say_what_is_still_missing(company: Desk) -> None:
    found = act(company, "metas.cadastros")
    assert isinstance(found, Registers)
    assert (found.sectors, found.coded, found.periods, len(found.missing), found.erp) == (0, 0, 0, 5, False)
    act(company, "metas.salvar_setor", name="Norte", erp_code="240")
    act(company, "metas.salvar_setor", name="Sul")
    act(company, "metas.abrir_vigencia", vigencia="2025-08")
    act(company, "metas.parametros_iniciais")
    assert act(company, "metas.cadastros") == Registers(2, 1, 1, (), False)


# --- spending


def gave(house: House, scope: Scope) -> Performance:
    with house.store.read() as connection:
        return performances(connection, scope.client, JULY)[PARTS]


def test_a_typed_spending_keeps_the_goal_and_says_what_it_was(house: House, director: Scope) -> None:
    given = {"vigencia": "2025-07", "key": PARTS, "value": Decimal("100000.01"), "until": date(2025, 7, 31)}
    act((house, director), "metas.lancar_gasto", **given, justification=f" {REASON} ")
    target = Decimal("100000.00")
    assert gave(house, director) == Performance(*PARTS, target, Decimal("100000.01"), "DIGITADO", date(2025, 7, 31))
    before = {"gasto": "115000.00", "fonte": "DIGITADO", "ate": "2025-08-01"}
    after = {"gasto": "100000.01", "fonte": "DIGITADO", "ate": "2025-07-31"}
    assert newest((house, director)) == ("SPENDING_TYPED", "metas/gasto/2025-07/PECAS/1", before, after, REASON)
    act((house, director), "metas.lancar_gasto", vigencia="2025-07", key=PARTS, value=None, justification=REASON)
    assert gave(house, director) == Performance(*PARTS, target)
    assert newest((house, director))[2:4] == (after, None)


def test_the_next_calculation_takes_the_spending_typed(house: House, director: Scope) -> None:
    given = {"vigencia": "2025-07", "key": PARTS, "value": Decimal("100000.00"), "until": date(2025, 8, 1)}
    act((house, director), "metas.lancar_gasto", **given, justification=REASON)
    found = view(house, director, calculated(house, director)).findings
    assert [f.text_code for f in found] == ["SALDO_DEVEDOR"] * 2, "115.000 spent of 100.000 left a third one"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"value": Decimal(0)}, "METAS.GASTO_VALOR"),
        ({"value": Decimal("-1")}, "METAS.GASTO_VALOR"),
        ({"value": Decimal("1.001")}, "METAS.GASTO_VALOR"),
        ({"value": Decimal("1E12")}, "METAS.GASTO_VALOR"),
        ({"value": Decimal("NaN")}, "METAS.GASTO_VALOR"),
        ({"value": Decimal("Infinity")}, "METAS.GASTO_VALOR"),
        ({"until": None}, "METAS.GASTO_ATE"),
        ({"until": date(2025, 6, 30)}, "METAS.GASTO_ATE"),
        ({"until": date(2025, 8, 3)}, "METAS.GASTO_ATE"),
        ({"justification": "  curta  "}, "METAS.JUSTIFICATIVA_CURTA"),
        ({"vigencia": "2023-01"}, "METAS.VIGENCIA_AUSENTE"),
        ({"key": ("AGUA", "1")}, "METAS.CRITERIO_AUSENTE"),
        ({"key": ("PECAS", "77")}, "METAS.SETOR_AUSENTE"),
    ],
)
def test_a_spending_that_cannot_be_is_refused(
    house: House, director: Scope, change: dict[str, object], code: str
) -> None:
    right = {"vigencia": "2025-07", "key": PARTS, "value": Decimal("1.10"), "until": date(2025, 7, 31)}
    given = {**right, "justification": REASON, **change}
    assert refusal((house, director), "metas.lancar_gasto", **given)[0] == code
    assert gave(house, director).realized == Decimal("115000.00")


def test_a_role_of_one_sector_types_only_there_and_registers_nothing(company: Desk, tmp_path: Path) -> None:
    house, scope = company
    for name in ("Norte", "Sul"):
        act(company, "metas.salvar_setor", name=name)
    act(company, "metas.abrir_vigencia", vigencia="2025-07")
    limited = perform(house, scope, "pessoas.criar", login="beto", name="Beto", password="correta-cavalo-bateria")
    with house.store.write() as connection:
        assign(
            connection, limited, Grant("diretor", scope.client, "metas", "1"), actor=scope.user, at=house.clock.now()
        )
    beto = (house, Scope(scope.client, limited))
    given = {"vigencia": "2025-07", "value": Decimal(10), "until": date(2025, 7, 31), "justification": REASON}
    act(beto, "metas.lancar_gasto", key=("PNEUS", "1"), **given)
    assert refusal(beto, "metas.lancar_gasto", key=("PNEUS", "2"), **given)[0] == "METAS.SETOR_FORA_DO_ALCANCE"
    assert refusal(beto, "metas.salvar_setor", name="Leste")[0] == "PESSOA_ALCANCE_PARCIAL"
    assert refusal(beto, "metas.abrir_vigencia", vigencia="2025-08")[0] == "PESSOA_ALCANCE_PARCIAL"
    assert refusal(beto, "metas.parametros_iniciais")[0] == "PESSOA_ALCANCE_PARCIAL"


def test_spending_shown_is_that_of_the_vigencia_before(house: House, director: Scope) -> None:
    found: PreviousSpending = perform(house, director, "metas.gastos", vigencia="2025-08")
    assert (found.vigencia, len(found.rows)) == (JULY, 12)
    assert [row.key for row in found.rows[:5]] == [*(("COMBUSTIVEL", str(n)) for n in range(1, 5)), ("PNEUS", "1")]
    first = min(p.vigencia for p in perform(house, director, "metas.periodos"))
    assert perform(house, director, "metas.gastos", vigencia=str(first)) == PreviousSpending()


def test_an_operator_types_spending_and_registers_nothing(house: House) -> None:
    ana = (house, scope_of(house, "operador"))
    given = {"vigencia": "2025-07", "key": PARTS, "value": Decimal(7), "until": date(2025, 7, 31)}
    act(ana, "metas.lancar_gasto", **given, justification=REASON)
    assert gave(*ana).realized == Decimal("7.00")
    with pytest.raises(KnownError, match="ACESSO.SEM_DIREITO"):
        act(ana, "metas.salvar_setor", name="Leste")
