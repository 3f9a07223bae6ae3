-- The type and the technologies each trip comes to the transactions with: after the temperature, the classification or,
-- on the oldest days, the state of its vehicle.
SELECT v.data, v.id_viagem, v.tipo_viagem, v.tecnologia_apurada, v.tecnologia_remunerada
FROM viagem_regularidade_temperatura AS v
JOIN regra AS r ON r.data = v.data AND r.transacao_apos = 'temperatura'
UNION ALL
SELECT v.data, v.id_viagem, v.tipo_viagem, v.tecnologia_apurada, v.tecnologia_remunerada
FROM viagem_classificada AS v
JOIN regra AS r ON r.data = v.data AND r.transacao_apos = 'classificacao'
UNION ALL
SELECT v.data, v.id_viagem, d.status, d.tecnologia, CAST(NULL AS VARCHAR)
FROM in_viagem_completa AS v
JOIN regra AS r ON r.data = v.data AND r.transacao_apos = 'situacao'
LEFT JOIN aux_veiculo_dia_consolidada AS d ON d.data = v.data AND d.id_veiculo = v.id_veiculo
