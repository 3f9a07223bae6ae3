SELECT COALESCE(c.data, v.data) AS data, CAST(NULL AS DECIMAL(38, 9)) AS valor,
    CASE WHEN v.id_viagem IS NULL THEN 'passou_e_saiu' WHEN c.id_viagem IS NULL THEN 'nao_estava'
        ELSE 'reprovada_e_mantida' END AS sinal,
    COALESCE(c.id_viagem, v.id_viagem) AS id_viagem, COALESCE(c.servico_realizado, v.servico_realizado) AS servico
FROM in_viagem_conformidade AS c
FULL OUTER JOIN in_viagem_completa AS v ON v.data = c.data AND v.id_viagem = c.id_viagem
WHERE c.id_viagem IS NULL
    OR (v.id_viagem IS NULL AND NOT (c.perc_conformidade_shape < $shape OR c.perc_conformidade_registros < $registros
        OR COALESCE(c.velocidade_media > $velocidade, FALSE)))
    OR (v.id_viagem IS NOT NULL AND (c.perc_conformidade_shape < $shape OR c.perc_conformidade_registros < $registros))
