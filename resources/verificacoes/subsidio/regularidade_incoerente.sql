SELECT t.data, CAST(NULL AS DECIMAL(38, 9)) AS valor,
    CASE WHEN t.regularidade THEN 'regular_glosada' ELSE 'irregular_paga' END AS sinal, t.id_viagem, t.id_veiculo,
        t.tipo_viagem
FROM apoio_sem_ponto AS t
WHERE (t.regularidade AND t.tipo_viagem = 'Detectado com ar inoperante')
    OR (NOT t.regularidade AND t.tipo_viagem LIKE 'Licenciado %')
