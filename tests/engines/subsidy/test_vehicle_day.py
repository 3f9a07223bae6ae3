"""The vehicle day: licence in force, inspection, seal, infraction, and the table the rest of the chain reads."""

from typing import Any

import pytest

from tests.engines.subsidy.bench import Bench

KNOWN = "2026-05-26"
WITH_AIR, WITHOUT_AIR = "Licenciado com ar e não autuado", "Licenciado sem ar e não autuado"


def vehicle(
    day: str = "2025-09-30", known: str = KNOWN, loads: tuple[dict[str, Any], ...] = ({},), **others: Any
) -> Bench:
    """One vehicle that sent GPS, with its licences by load, and perhaps an infraction or a record of an agent."""
    bench = Bench([day], known)
    bench.put("in_aux_veiculo_gps_dia", [{"data": day, "id_veiculo": "A10001", "quantidade_gps": 9}])
    licence = {"data": day, "data_processamento": day, "id_veiculo": "A10001", "placa": "LTA1A11", "modo": "ONIBUS",
               "tipo_veiculo": "51 ONIBUS BS URB C/AR", "tecnologia": "BASICO", "ano_fabricacao": 2019,
               "ano_ultima_vistoria": int(day[:4]), "data_ultima_vistoria": f"{day[:4]}-01-02",
               "data_inicio_vinculo": "2020-01-01", "indicador_ar_condicionado": True,
               "indicador_veiculo_lacrado": False}  # fmt: skip
    bench.put("in_veiculo_licenciamento_dia", [licence | load for load in loads])
    bench.put("in_autuacao_disciplinar_historico", others.get("infractions", ()))
    bench.put("in_sppo_registro_agente_verao", others.get("records", ()))
    bench.run("veiculo_dia", "aux_veiculo_dia_consolidada")
    return bench


def status(**case: Any) -> str | None:
    return vehicle(**case).ask("SELECT status FROM veiculo_dia")[0][0]


def load_chosen(**case: Any) -> str | None:
    found = vehicle(**case).ask("SELECT CAST(data_processamento_licenciamento AS VARCHAR) FROM veiculo_dia")
    return found[0][0]


def infraction(**changed: Any) -> dict[str, Any]:
    common = {"data": "2025-09-30", "id_auto_infracao": "AI1", "id_infracao": "023.II", "modo": "ONIBUS"}
    return common | {"placa": "LTA1A11", "status": "Ativa", "data_inclusao_datalake": "2025-10-01"} | changed


def test_each_status_in_its_order() -> None:
    sealed = {"indicador_veiculo_lacrado": True}
    old = {"ano_ultima_vistoria": 2023, "data_ultima_vistoria": "2023-01-02"}
    record = {"data": "2025-09-30", "id_veiculo": "A10001"}
    assert status() == WITH_AIR
    assert status(loads=({"indicador_ar_condicionado": False},)) == WITHOUT_AIR
    assert status(loads=({"indicador_ar_condicionado": None},)) is None
    assert status(loads=(sealed,)) == "Lacrado"
    assert status(loads=(sealed | old,)) == "Não vistoriado"
    assert status(infractions=[infraction()], records=[record]) == "Autuado por ar inoperante"
    assert status(records=[record, record]) == "Registrado com ar inoperante"
    assert status(loads=({"indicador_ar_condicionado": False},), infractions=[infraction()]) == WITHOUT_AIR
    assert status(loads=({"data_processamento": "2025-10-08"},)) == "Não licenciado"


def test_a_day_without_any_licence_is_not_calculated() -> None:
    bench = Bench(["2025-09-30"], KNOWN)
    bench.put("in_aux_veiculo_gps_dia", [{"data": "2025-09-30", "id_veiculo": "A10001"}])
    bench.run("veiculo_dia", "aux_veiculo_dia_consolidada")
    assert bench.ask("SELECT count(*) FROM veiculo_dia") == [(0,)]


def test_the_old_table_is_never_calculated() -> None:
    assert vehicle(day="2025-03-31").ask("SELECT count(*) FROM veiculo_dia") == [(0,)]


@pytest.mark.parametrize(
    ("day", "year", "start", "expected"),
    [
        ("2025-12-31", 2024, "2020-01-01", WITH_AIR),
        ("2025-12-31", 2023, "2020-01-01", "Não vistoriado"),
        ("2026-01-31", 2024, "2020-01-01", WITH_AIR),  # one month more, RES 3894/2025
        ("2026-01-31", 2023, "2020-01-01", "Não vistoriado"),
        ("2026-02-01", 2024, "2020-01-01", "Não vistoriado"),
        ("2026-02-01", None, "2026-01-17", WITH_AIR),  # fifteen days of a new vehicle
        ("2026-02-01", None, "2026-01-16", "Não vistoriado"),
    ],
)
def test_inspection(day: str, year: int | None, start: str, expected: str) -> None:
    seen = {"ano_ultima_vistoria": year, "data_ultima_vistoria": f"{year}-05-05" if year else None}
    assert status(day=day, loads=(seen | {"data_inicio_vinculo": start},)) == expected


def test_the_latest_load_within_seven_days_is_the_licence() -> None:
    loads = tuple({"data_processamento": day} for day in ("2025-10-02", "2025-10-07", "2025-10-08"))
    assert load_chosen(loads=loads) == "2025-10-07"


def test_loads_always_accepted_and_windows_count_from_the_day_they_were_known() -> None:
    fixed = ({"data_processamento": "2025-10-01"}, {"data_processamento": "2025-10-16"})
    assert load_chosen(loads=fixed) == "2025-10-16"
    assert load_chosen(loads=fixed, known="2025-10-15") == "2025-10-01"
    late = ({"data_processamento": "2026-04-20"}, {"data_processamento": "2026-05-11"})
    assert load_chosen(day="2026-04-16", loads=late) == "2026-04-20"
    assert load_chosen(day="2026-04-16", loads=late, known="2026-08-22") == "2026-05-11"


def test_a_window_of_one_vehicle_is_not_of_the_others() -> None:
    loads = ({"data_processamento": "2025-07-27"}, {"data_processamento": "2025-11-30"})
    assert load_chosen(day="2025-07-20", loads=loads) == "2025-07-27"
    named = tuple(load | {"id_veiculo": "B58188"} for load in loads)
    bench = vehicle(day="2025-07-20", loads=named)
    bench.put("in_aux_veiculo_gps_dia", [{"data": "2025-07-20", "id_veiculo": "B58188"}])
    bench.run("veiculo_dia")
    chosen = "SELECT CAST(data_processamento_licenciamento AS VARCHAR) FROM veiculo_dia WHERE id_veiculo = 'B58188'"
    assert bench.ask(chosen) == [("2025-11-30",)]


@pytest.mark.parametrize(
    ("changed", "known", "expected"),
    [
        ({"data_inclusao_datalake": "2025-10-07"}, KNOWN, "Autuado por ar inoperante"),
        ({"data_inclusao_datalake": "2025-10-08"}, KNOWN, WITH_AIR),
        ({"placa": "LTA1A12"}, KNOWN, WITH_AIR),
        ({"id_infracao": "023.IX"}, KNOWN, WITH_AIR),
        ({"status": "Cancelada"}, KNOWN, WITH_AIR),
        ({"status": None}, KNOWN, WITH_AIR),
        ({"status": "Cancelada"}, "2025-12-15", "Autuado por ar inoperante"),
    ],
)
def test_infractions_that_count(changed: dict[str, Any], known: str, expected: str) -> None:
    assert status(infractions=[infraction(**changed)], known=known) == expected


@pytest.mark.parametrize(
    ("loaded", "expected"), [("2025-07-09", WITH_AIR), ("2025-07-10", "Autuado por ar inoperante"), (None, WITH_AIR)]
)
def test_the_first_load_of_infractions_is_always_accepted(loaded: str | None, expected: str) -> None:
    found = infraction(data="2025-06-01", data_inclusao_datalake=loaded)
    assert status(day="2025-06-01", infractions=[found]) == expected


def consolidated(bench: Bench) -> list[tuple[Any, ...]]:
    return bench.ask("SELECT status, indicador_ar_condicionado, regra_status FROM aux_veiculo_dia_consolidada")


def test_only_buses_pass_on_and_coaches_are_unlicensed_once_it_is_known() -> None:
    coach = {"tipo_veiculo": "61 RODOV. C/AR C/E 2CAT"}
    assert consolidated(vehicle(loads=({"modo": "STPL"},))) == []
    assert consolidated(vehicle(loads=({"modo": None},))) == [(WITH_AIR, True, "veiculo.com_ar")]
    assert consolidated(vehicle(loads=(coach,))) == [("Não licenciado", True, "veiculo.rodoviario")]
    assert consolidated(vehicle(loads=(coach,), known="2026-01-28")) == [(WITH_AIR, True, "veiculo.com_ar")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"indicador_licenciado": true, "indicador_ar_condicionado": false}', False),
        ('{"indicador_ar_condicionado":true}', True),
        ('{"indicador_licenciado": {"valor": false}, "indicador_ar_condicionado": {"valor": true}}', True),
        ('{"indicador_ar_condicionado": {"data_processamento": "2025-11-18", "valor": false}}', False),
        ('{"indicador_ar_condicionado": {"valor": null}, "indicador_vistoriado": {"valor": true}}', None),
        ('{"indicador_autuacao_ar_condicionado": {"valor": true}}', None),
        (None, None),
    ],
)
def test_the_air_conditioning_is_read_from_the_text_of_a_given_row(text: str | None, expected: bool | None) -> None:
    bench = Bench(["2025-09-30"], KNOWN)
    row = {"data": "2025-09-30", "id_veiculo": "A10001", "status": "Nao licenciado", "indicadores": text}
    bench.put("in_aux_veiculo_dia_consolidada", [row])
    bench.run("veiculo_dia", "aux_veiculo_dia_consolidada")
    assert consolidated(bench) == [("Nao licenciado", expected, None)]


def test_calculated_days_take_the_place_of_given_ones() -> None:
    bench = vehicle()
    rows = [{"data": day, "id_veiculo": "A10001", "status": "Lacrado"} for day in ("2025-09-29", "2025-09-30")]
    bench.put("in_aux_veiculo_dia_consolidada", rows)
    bench.run("aux_veiculo_dia_consolidada")
    found = bench.ask("SELECT CAST(data AS VARCHAR), status FROM aux_veiculo_dia_consolidada ORDER BY data")
    assert found == [("2025-09-29", "Lacrado"), ("2025-09-30", WITH_AIR)]
