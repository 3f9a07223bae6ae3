WITH validador AS (
    SELECT a.data, a.id_viagem,
        MAX(CASE WHEN NOT a.aberto THEN 1 ELSE 0 END) AS fechado
    FROM apoio_validador AS a
    WHERE NOT a.aberto OR a.divergente
    GROUP BY a.data, a.id_viagem
)
SELECT v.data, v.pago AS valor,
    CASE WHEN a.fechado = 1 THEN 'Validador fechado' ELSE 'Validador associado incorretamente' END AS sinal,
    v.viagem AS id_viagem, v.id_veiculo, v.servico, v.tipo_viagem, v.km
FROM validador AS a
JOIN apoio_viagem AS v ON v.data = a.data AND v.viagem = a.id_viagem
WHERE v.tipo_viagem LIKE 'Licenciado %'
