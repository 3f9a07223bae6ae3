"""Standing checks of the subsidy: each planted fault is found with its exact count and effect, and nothing else is."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal

import pytest

from engines.dated import RuleError
from engines.finding import Severity
from engines.subsidy.checking.checks import load_checks
from engines.subsidy.checking.outcomes import Outcome, Verdict
from storage.texts.sentences import LOCALES, Texts, templates
from tests.engines.subsidy.november_faults import AFTER, ARGS, EXEMPT, EXPECTED, GIVEN, PLANTS
from tests.engines.subsidy.planted_faults import Session, checklist, found, session

TABLED = "SELECT * FROM in_valor_km_tipo_viagem WHERE DATE '2025-11-12' BETWEEN data_inicio AND data_fim AND status = "


@pytest.fixture(scope="module")
def clean() -> Iterator[Session]:
    """A small case of November 2025 as it is."""
    with closing(session("simples-v19-2025-11-12")) as made:
        yield made


@pytest.fixture(scope="module")
def plain(clean: Session) -> dict[str, Outcome]:
    """What the checks say of the case as it is."""
    return clean.checked()


@pytest.fixture(scope="module")
def planted() -> Iterator[Session]:
    """The same case with many faults that do not touch each other."""
    with closing(session("simples-v19-2025-11-12", *PLANTS)) as made:
        made.again("lista_penalidade_excecao", EXEMPT)
        for statement in AFTER:
            made.connection.execute(statement)
        yield made


@pytest.fixture(scope="module")
def faults(planted: Session) -> dict[str, Outcome]:
    """What the checks say of the planted case."""
    return planted.checked(also=GIVEN)


def test_the_clean_case_raises_only_what_its_own_data_holds(plain: dict[str, Outcome]) -> None:
    ours = EXPECTED.keys() & found(plain)
    assert ours == {"viagem_sem_faixa", "temperatura_toda_nula", "frota_hora_livre", "coordenada_meio_zero"}
    assert (plain["viagem_sem_faixa"].count, plain["viagem_sem_faixa"].effect) == (32, Decimal("524.6051"))
    assert {name for name in found(plain) if plain[name].check.severity is Severity.ERROR} == set()


@pytest.mark.parametrize("name", EXPECTED)
def test_a_planted_fault_is_found_with_its_count_and_effect(faults: dict[str, Outcome], name: str) -> None:
    outcome = faults[name]
    assert outcome.verdict is Verdict.FOUND
    assert (outcome.count, outcome.effect) == EXPECTED[name]
    for key, value in ARGS.get(name, {}).items():
        assert outcome.args[key] == value


def test_nothing_else_turns_up_among_the_gravest(faults: dict[str, Outcome]) -> None:
    grave = {name for name in found(faults) if faults[name].check.severity is Severity.ERROR}
    assert grave <= EXPECTED.keys()


def test_the_evidence_stays_whole_in_the_session(planted: Session, faults: dict[str, Outcome]) -> None:
    rows = planted.connection.execute(
        "SELECT sinal, COUNT(*) FROM verificacao_viagem_sem_faixa WHERE servico = '550' GROUP BY sinal"
    ).fetchall()
    assert rows == [("sem_plano", 8)]
    assert faults["viagem_sem_faixa"].check.relation == "verificacao_viagem_sem_faixa"


def test_what_is_absent_is_not_verifiable_and_never_in_order(plain: dict[str, Outcome]) -> None:
    for name in ("captura_falha", "conformidade_filtro", "lacre", "rodoviario", "ordem_pagamento_total"):
        assert plain[name].verdict is Verdict.NOT_VERIFIABLE
    assert plain["conformidade_filtro"].missing == (
        "viagem_conformidade.perc_conformidade_shape",
        "viagem_conformidade.perc_conformidade_registros",
    )
    said = plain["lacre"].finding()
    assert said is not None
    assert (said.text_code, said.args["faltam"]) == ("SUB_VERIFICA.NAO_VERIFICAVEL", "veiculo_fiscalizacao_lacre")


def test_a_column_without_a_value_is_not_verifiable(planted: Session) -> None:
    planted.connection.execute("UPDATE in_viagem_conformidade SET velocidade_media = NULL")
    outcome = planted.checked("conformidade_velocidade", also=GIVEN)["conformidade_velocidade"]
    assert (outcome.verdict, outcome.missing) == (Verdict.NOT_VERIFIABLE, ("viagem_conformidade.velocidade_media",))


def test_compliant_trips_left_outside_by_the_unpaid_ones(clean: Session, plain: dict[str, Outcome]) -> None:
    rows = clean.connection.execute(
        "SELECT v.faixa, v.tarifa, v.km, v.dentro, v.datetime_partida, v.ordem, t.limite FROM folha_viagem AS v "
        "JOIN teto_da_faixa AS t ON t.faixa = v.faixa WHERE t.corta AND v.pof >= 80"
    ).fetchall()
    lost = Decimal(0)
    for band in {row[0] for row in rows}:
        paid = sorted((row for row in rows if row[0] == band and row[1] > 0), key=lambda row: (row[5], row[4]))
        lost += sum((row[1] * row[2] for row in paid[: int(paid[0][6])] if not row[3]), Decimal(0)) if paid else 0
    assert lost > 0
    assert (plain["penalizada_na_cota"].count, plain["penalizada_na_cota"].effect) == (4, lost)


def test_the_documented_identity_is_false_and_the_true_one_holds(plain: dict[str, Outcome]) -> None:
    assert plain["identidade_documentada"].verdict is Verdict.FOUND
    assert plain["identidade_verdadeira"].verdict is Verdict.CLEAN
    assert plain["acima_duas_vezes"].count == 2


def test_what_was_published_is_checked_too(clean: Session) -> None:
    published, ours = "pago_sumario_faixa_servico_dia_pagamento", "sumario_faixa_servico_dia_pagamento"
    run = clean.connection.execute
    run(f"CREATE OR REPLACE TABLE {published} AS SELECT * FROM {ours}")
    run(
        "CREATE OR REPLACE TABLE pago_percentual_operacao_faixa_horaria AS "
        "SELECT * FROM percentual_operacao_faixa_horaria"
    )
    run(f"DELETE FROM {published} WHERE servico = '550'")
    run("DELETE FROM pago_percentual_operacao_faixa_horaria WHERE servico = '550'")
    run(f"UPDATE {published} SET valor_a_pagar = valor_a_pagar + 10 WHERE servico = '104' AND sentido = 'V'")
    run(f"UPDATE {published} SET valor_penalidade = -1, valor_total_apurado = valor_total_apurado - 1 "
        "- valor_penalidade WHERE servico = '104' AND sentido = 'I'")  # fmt: skip
    run(f"UPDATE {published} SET km_apurada_sem_transacao = km_apurada_sem_transacao + 5 WHERE servico = '605' "
        "AND faixa_horaria_inicio = TIMESTAMP '2025-11-12 12:00:00'")  # fmt: skip
    run("CREATE OR REPLACE TABLE pago_viagem_regularidade_temperatura AS SELECT * FROM viagem_regularidade_temperatura")
    run("UPDATE pago_viagem_regularidade_temperatura SET tipo_viagem = 'Licenciado com ar e não autuado' WHERE rowid = "
        "(SELECT MIN(rowid) FROM pago_viagem_regularidade_temperatura WHERE tipo_viagem LIKE 'Det%')")  # fmt: skip
    lost = clean.one(f"SELECT -SUM(valor_a_pagar) FROM {ours} WHERE servico = '550'")
    names = [check.name for check in checklist().checks if check.name.startswith(("pago_", "pof_pago", "acima"))]
    outcomes = clean.checked(
        *names, also=(published, "pago_percentual_operacao_faixa_horaria", "pago_viagem_regularidade_temperatura")
    )
    seen = {name: (outcomes[name].count, outcomes[name].effect) for name in found(outcomes) if name.startswith("pago_")}
    seen.pop("pago_identidade_documentada")
    assert seen == {
        "pago_linha_faltando": (1, lost),
        "pago_identidade_verdadeira": (1, Decimal(10)),
        "pago_penalidade_fora_da_tabela": (1, None),
        "pago_km_das_colunas": (1, None),
        "pago_regularidade_incoerente": (1, None),
        "pago_acima_duas_vezes": (2, outcomes["acima_duas_vezes"].effect),
    }
    assert outcomes["pago_km_das_colunas"].args["km"] == Decimal(-5)
    assert outcomes["pof_pago_plano"].count == 1


def test_a_doubled_tariff_row_pays_trips_twice(clean: Session) -> None:
    sem_ar = "'Licenciado sem ar e não autuado'"
    clean.again(
        "tarifa_do_dia",
        f"INSERT INTO in_valor_km_tipo_viagem {TABLED}{sem_ar}",
        "INSERT INTO in_tecnologia_servico SELECT * FROM in_tecnologia_servico WHERE servico = '605'",
    )
    outcomes = clean.checked("tarifa_repetida", "tarifa_sobreposta", "tecnologia_sobreposta", "viagem_repetida")
    assert {"tarifa_repetida", "tarifa_sobreposta", "tecnologia_sobreposta", "viagem_repetida"} <= found(outcomes)
    # 21.248 km at 2.11 outside a cut band; at the edge of a cut one the second row of a trip has no place left
    assert outcomes["tarifa_repetida"].effect == Decimal("44.83328")
    assert outcomes["tarifa_repetida"].args["viagens"] == 4
    assert outcomes["tecnologia_sobreposta"].args["viagens"] == 10
    clean.connection.execute(f"UPDATE in_valor_km_tipo_viagem SET tecnologia = 'MINI' WHERE rowid = "
                             f"(SELECT MAX(rowid) FROM in_valor_km_tipo_viagem WHERE status = {sem_ar})")  # fmt: skip
    clean.again("tarifa_do_dia")
    outcomes = clean.checked("tarifa_entre_tecnologias", "tarifa_sobreposta")
    assert outcomes["tarifa_entre_tecnologias"].count == 1
    assert outcomes["tarifa_sobreposta"].verdict is Verdict.CLEAN


def test_missing_tables_name_the_period_and_are_never_a_zero(clean: Session) -> None:
    clean.again(
        "tarifa_do_dia",
        "DELETE FROM in_tecnologia_servico",
        "DELETE FROM in_valor_km_tipo_viagem WHERE status = 'Sem transação'",
    )
    outcome = clean.checked("tarifa_sem_tipo")["tarifa_sem_tipo"]
    assert (outcome.count, outcome.effect, outcome.args["viagens"]) == (1, None, 12)
    assert (outcome.args["km"], outcome.args["tipo_viagem"]) == (Decimal("231.317"), "Sem transação")
    clean.again("tarifa_do_dia", "DELETE FROM in_valor_km_tipo_viagem")
    unknown = clean.checked("identidade_verdadeira", "teto_pagamento", "acima_duas_vezes", "penalizada_na_cota")
    assert {outcome.verdict for outcome in unknown.values()} == {Verdict.NOT_VERIFIABLE}
    assert unknown["teto_pagamento"].missing[0] == "tarifas_do_dia.tarifa"
    clean.again("in_valor_tipo_penalidade", "DELETE FROM in_valor_tipo_penalidade")
    outcomes = clean.checked("tarifa_ausente", "penalidade_ausente")
    missing = outcomes["tarifa_ausente"]
    assert (missing.count, missing.first, missing.last) == (1, date(2025, 11, 12), date(2025, 11, 12))
    assert (missing.args["viagens"], missing.effect) == (118, None)
    assert outcomes["penalidade_ausente"].args["faixas"] == 30


def test_days_outside_what_was_refereed_say_so(planted: Session) -> None:
    told = {
        date(2022, 7, 1): {"v1_nao_recalculado", "tabela_antiga_nao_refeita"},
        date(2023, 8, 1): {"suspensao_de_2023", "tabela_antiga_nao_refeita"},
        date(2024, 4, 1): {"buraco_2024_04_01", "tabela_antiga_nao_refeita"},
        date(2025, 3, 8): {"encontro_de_contas", "tabela_antiga_nao_refeita"},
        date(2026, 5, 20): {"circulares_2026"},
        date(2026, 8, 2): {"circulares_2026", "viagens_informadas", "retrato_incoerente"},
    }
    speaking = set().union(*told.values())
    chosen = [check for check in checklist().checks if check.name in speaking]
    for day, expected in told.items():
        assert {check.name for check in chosen if check.speaks_of(day)} == expected
    outcomes = planted.checked("buraco_2024_04_01", "dia_sem_plano", "dia_sem_viagens", days=[date(2024, 4, 1)])
    assert {"buraco_2024_04_01", "dia_sem_plano", "dia_sem_viagens"} <= found(outcomes)


def test_vehicles_of_the_licences(planted: Session) -> None:
    run = planted.connection.execute
    run("INSERT INTO veiculo_dia BY NAME SELECT DATE '2025-11-12' AS data, 'D10350' AS id_veiculo, "
        "'61 RODOV' AS tipo_veiculo")  # fmt: skip
    run("INSERT INTO in_veiculo_licenciamento_dia BY NAME SELECT DATE '2025-11-12' AS data, 'C1' AS id_veiculo, "
        "t AS tecnologia FROM (VALUES ('PADRON'), ('BASICO'), ('BASICO')) AS c(t)")  # fmt: skip
    outcomes = planted.checked(
        "rodoviario", "tecnologia_trocada", also=("veiculo_licenciamento_dia", "aux_veiculo_gps_dia")
    )
    # 19.936 and 21.248 km at 3.01
    assert (outcomes["rodoviario"].count, outcomes["rodoviario"].effect) == (1, Decimal("123.96384"))
    assert (outcomes["tecnologia_trocada"].count, outcomes["tecnologia_trocada"].args["id_veiculo"]) == (1, "C1")


def test_every_outcome_has_its_four_sentences(faults: dict[str, Outcome], plain: dict[str, Outcome]) -> None:
    known = templates(LOCALES[0])
    lacking = [
        code
        for check in checklist().checks
        for code in (
            check.code,
            f"{check.code}.TITULO",
            f"{check.code}.PORQUE",
            f"{check.code}.ACERTO",
            check.group.text_code,
        )
        if code not in known
    ]
    assert lacking == []
    for locale in LOCALES:
        texts = Texts(locale)
        for outcome in (*faults.values(), *plain.values()):
            finding = outcome.finding()
            assert finding is None or texts.say(finding.text_code, **finding.args)


def test_a_check_written_twice_is_refused() -> None:
    spec = {"nome": "a", "curto": "X", "grupo": "brecha", "gravidade": "INFO"}
    with pytest.raises(RuleError, match="checks written twice: a"):
        load_checks([{"verificacoes": [spec, {**spec, "curto": "Y"}]}], lambda name: "")
