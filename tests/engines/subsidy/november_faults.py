"""Faults planted together in the small case of November 2025, and what the checks must say of each, by hand."""

from collections.abc import Mapping
from decimal import Decimal

OF_2110 = "servico = '2110' AND faixa_horaria_inicio = TIMESTAMP '2025-11-12"
PLANTS = (
    "DELETE FROM in_viagem_planejada WHERE servico = '550'",
    f"UPDATE in_viagem_planejada SET distancia_total_planejada = 133.7145 WHERE {OF_2110} 12:00:00' AND sentido = 'V'",
    "UPDATE in_aux_veiculo_dia_consolidada SET tecnologia = 'ARTICULADO' WHERE id_veiculo = 'D10350'",
    "DELETE FROM in_aux_veiculo_dia_consolidada WHERE id_veiculo = 'A10210'",
    "UPDATE in_gps_validador SET temperatura = 22 WHERE EXTRACT(HOUR FROM datetime_gps) = 10 AND temperatura <> 0",
    "UPDATE in_gps_validador SET temperatura = NULL WHERE id_veiculo = '10084'",
    "UPDATE in_viagem_planejada SET tipo_dia = 'Feriado' WHERE servico = '104'",
    "UPDATE in_viagem_planejada SET distancia_total_planejada = NULL WHERE servico = '473' AND sentido = 'I' "
    "AND faixa_horaria_inicio = TIMESTAMP '2025-11-12 21:00:00'",
    "INSERT INTO in_viagem_planejada SELECT * REPLACE (106 AS distancia_total_planejada) FROM in_viagem_planejada "
    f"WHERE {OF_2110} 18:00:00' AND sentido = 'I'",
    "UPDATE in_viagem_completa SET datetime_chegada = datetime_partida WHERE id_viagem = "
    "(SELECT MIN(id_viagem) FROM in_viagem_completa WHERE servico_realizado = '999' AND data = DATE '2025-11-12')",
    "INSERT INTO in_gps_validador BY NAME SELECT * REPLACE ('00001' AS id_veiculo, 0 AS latitude, -43.2 AS longitude) "
    "FROM in_gps_validador WHERE data = DATE '2025-11-12' LIMIT 1",
    "INSERT INTO in_transacao BY NAME SELECT * REPLACE (NULL AS id_veiculo) FROM in_transacao "
    "WHERE data = DATE '2025-11-12' LIMIT 3",
    "INSERT INTO in_valor_km_tipo_viagem BY NAME SELECT 'Lacrado' AS status, 0 AS subsidio_km, "
    "DATE '2031-01-01' AS data_inicio",
    "INSERT INTO in_valor_tipo_penalidade BY NAME SELECT DATE '2031-01-01' AS data_inicio, "
    "DATE '2031-12-31' AS data_fim, "
    "a AS perc_km_inferior, b AS perc_km_superior, 'Média' AS tipo_penalidade, 1 AS valor "
    "FROM (VALUES (0, 50), (40, 60), (60, 80)) AS t(a, b)",
    "INSERT INTO in_captura_contagem BY NAME SELECT DATE '2025-11-12' AS data, t AS tabela, "
    "TIMESTAMP '2025-11-12 10:00:00' + n * INTERVAL 1 MINUTE AS instante, 10 AS quantidade_origem, "
    "q AS quantidade_capturada "
    "FROM (VALUES ('transacao', 0, 10), ('transacao', 1, 9), ('gps_registros', 0, 10), "
    "('gps_registros', 1, 9)) AS c(t, n, q)",
    "INSERT INTO in_viagem_conformidade BY NAME SELECT data, id_viagem, id_veiculo, servico_realizado, "
    "datetime_partida, datetime_chegada, distancia_planejada, 80 AS perc_conformidade_shape, "
    "50 AS perc_conformidade_registros, "
    "110 AS velocidade_media FROM in_viagem_completa WHERE data = DATE '2025-11-12'",
    "INSERT INTO in_viagem_conformidade BY NAME SELECT DATE '2025-11-12' AS data, id AS id_viagem, 'A1' AS id_veiculo, "
    "'2110' AS servico_realizado, TIMESTAMP '2025-11-12 10:00:00' AS datetime_partida, 7.5 AS distancia_planejada, "
    "TIMESTAMP '2025-11-12 11:00:00' AS datetime_chegada, s AS perc_conformidade_shape, "
    "r AS perc_conformidade_registros, "
    "v AS velocidade_media FROM (VALUES ('fora', 79.99, 90, 30), ('poucos', 95, 49.9, 30), ('veloz', 95, 90, 110.1), "
    "('some', 95, 90, 30)) AS t(id, s, r, v)",
    "INSERT INTO in_veiculo_fiscalizacao_lacre BY NAME SELECT v AS id_veiculo, i AS data_inicio_lacre "
    "FROM (VALUES ('B10322', DATE '2025-10-01'), ('B10084', DATE '2025-11-10')) AS t(v, i)",
)
EXEMPT = (
    "INSERT INTO lista_penalidade_excecao BY NAME SELECT DATE '2025-11-12' AS data, 'x' AS clausula, '473' AS servico"
)
AFTER = (
    "INSERT INTO in_ordem_pagamento BY NAME SELECT DATE '2025-11-12' AS data, "
    "SUM(valor_a_pagar) + 100 AS valor_pago FROM sumario_faixa_servico_dia_pagamento",
    "INSERT INTO in_autuacao_disciplinar_historico BY NAME SELECT DATE '2025-11-12' AS data, 'T1' AS id_auto_infracao, "
    "'040.I' AS id_infracao, 'Ativa' AS status, DATE '2025-11-20' AS data_inclusao_datalake",
    "UPDATE in_viagem_planejada SET feed_start_date = DATE '2020-01-01' WHERE servico = '605'",
    "UPDATE in_viagem_planejada SET partidas_total_planejada = 0 WHERE servico = '605'",
)
GIVEN = ("captura_contagem", "viagem_conformidade", "veiculo_fiscalizacao_lacre", "ordem_pagamento")
EXPECTED: Mapping[str, tuple[int, Decimal | None]] = {
    # the four trips of 550 in its only band: 16 km paid at 3.01, three worth nothing. Of those in no band before:
    # 23.799 km at 3.01 won (all-null temperature), 13.797 km at 3.01 lost (vehicle without a status)
    "viagem_sem_faixa": (36, Decimal("524.6051") + Decimal("48.16") + Decimal("71.63499") - Decimal("41.52897")),
    # 106.965 km of 133.7145 planned are 79.99506 %: two trips of 21.393 km at 3.01
    "pof_no_limiar": (1, Decimal("128.78586")),
    "tecnologia_desconhecida": (1, None),
    "tipo_nulo": (4, None),
    "frota_hora_livre": (8, None),
    # two more trips than before the plant: 21.393 km at 3.01, and one in no band
    "temperatura_toda_nula": (9, Decimal("252.7497") + Decimal("64.39293")),
    "tipo_dia_desconhecido": (1, None),
    "tipo_dia_calendario": (1, None),
    "plano_sem_km": (1, None),
    # of the four trips in both bands one is paid: 21.248 km at 3.01, twice
    "faixa_sobreposta": (1, Decimal("63.95648")),
    "viagem_repetida": (4, Decimal("63.95648")),
    "sumario_repetido": (1, None),
    "km_das_colunas": (4, None),
    "viagem_horario": (1, None),
    "coordenada_meio_zero": (8, None),
    "transacao_sem_veiculo": (1, None),
    "tarifa_invalida": (1, None),
    "penalidade_sobreposta": (1, None),
    "captura_falha": (2, None),
    "captura_frequencia": (1, None),
    "captura_razao": (1, None),
    "conformidade_filtro": (2, None),
    "conformidade_velocidade": (1, None),
    "conformidade_sumida": (1, None),
    "lacre": (2, None),
    "infracao_tardia": (1, None),
    "penalidade_dispensada": (1, Decimal("1235.31")),
    "plano_feed": (1, None),
    "plano_sem_partidas": (2, None),
    "ordem_pagamento_total": (1, Decimal("100")),
}
ARGS: Mapping[str, Mapping[str, object]] = {
    "tecnologia_desconhecida": {"viagens": 2, "km": Decimal("41.184"), "sinal": "ARTICULADO"},
    "tipo_nulo": {"km": Decimal("74.844"), "id_veiculo": "A10210"},
    # without a type: 23.799 and 21.248; ARTICULADO: 19.936 and 21.248
    "km_das_colunas": {"km": Decimal("86.231")},
    "transacao_sem_veiculo": {"linhas": 3, "sinal": "transacao"},
    "faixa_sobreposta": {"viagens": 4, "servico": "2110"},
    "lacre": {"id_veiculo": "B10322, D10273"},
    "frota_hora_livre": {"viagens": 29},
}
