SELECT v.data, CAST(SUM(COALESCE(v.pago, 0)) - MAX(COALESCE(v.pago, 0)) AS DECIMAL(38, 9)) AS valor, 'repetida'
    AS sinal,
    v.viagem AS id_viagem, COUNT(*) AS vezes
FROM apoio_viagem AS v
GROUP BY v.data, v.viagem
HAVING COUNT(*) > 1
