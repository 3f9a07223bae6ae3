-- What a trip is paid beyond its dearest row: which row is right is not for us to say.
WITH repetida AS (
    SELECT data, status, SUM(linhas) AS linhas
    FROM apoio_tarifa
    GROUP BY data, status
    HAVING MAX(linhas) > 1
), dobrada AS (
    SELECT v.data, v.tipo_viagem, v.viagem, SUM(COALESCE(v.pago, 0)) - MAX(COALESCE(v.pago, 0)) AS a_mais
    FROM apoio_viagem AS v
    JOIN repetida AS r ON r.data = v.data AND r.status = v.tipo_viagem
    GROUP BY v.data, v.tipo_viagem, v.viagem
    HAVING COUNT(*) > 1
)
SELECT r.data, COALESCE(SUM(d.a_mais), 0) AS valor, 'linhas' AS sinal, r.status AS tipo_viagem, r.linhas,
    COUNT(d.viagem) AS viagens
FROM repetida AS r
LEFT JOIN dobrada AS d ON d.data = r.data AND d.tipo_viagem = r.status
GROUP BY r.data, r.status, r.linhas
