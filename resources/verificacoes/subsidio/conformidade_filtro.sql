SELECT c.data, CAST(NULL AS DECIMAL(38, 9)) AS valor,
    CASE WHEN c.perc_conformidade_shape < $shape THEN 'itinerario' ELSE 'registros' END AS sinal,
    c.id_viagem, c.servico_realizado AS servico, c.perc_conformidade_shape, c.perc_conformidade_registros,
        c.distancia_planejada AS km
FROM in_viagem_conformidade AS c
WHERE c.perc_conformidade_shape < $shape OR c.perc_conformidade_registros < $registros
