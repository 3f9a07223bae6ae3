-- A trip that falls in two bands is counted, and paid, in both.
WITH par AS (
    SELECT a.faixa, a.data, a.servico, a.sentido, a.faixa_horaria_inicio, a.km_planejada, b.faixa AS outra,
        b.faixa_horaria_inicio AS outro_inicio, b.km_planejada AS outra_km
    FROM faixa_planejada AS a
    JOIN faixa_planejada AS b ON a.data = b.data AND a.servico = b.servico AND a.chave_sentido = b.chave_sentido
        AND a.faixa < b.faixa AND a.faixa_horaria_inicio <= b.faixa_horaria_fim
        AND b.faixa_horaria_inicio <= a.faixa_horaria_fim
), envolvida AS (
    SELECT faixa FROM par UNION SELECT outra FROM par
), dupla AS (
    SELECT v.data, v.servico, v.viagem, SUM(COALESCE(v.pago, 0)) - MAX(COALESCE(v.pago, 0)) AS a_mais
    FROM apoio_viagem AS v
    JOIN envolvida AS e ON e.faixa = v.faixa
    GROUP BY v.data, v.servico, v.viagem
    HAVING COUNT(DISTINCT v.faixa) > 1
)
SELECT p.data, (SELECT COALESCE(SUM(d.a_mais), 0) FROM dupla AS d WHERE d.data = p.data AND d.servico = p.servico)
    AS valor,
    'duas_faixas' AS sinal, p.servico,
    (SELECT COUNT(*) FROM dupla AS d WHERE d.data = p.data AND d.servico = p.servico) AS viagens, COUNT(*) AS pares
FROM par AS p
GROUP BY p.data, p.servico
