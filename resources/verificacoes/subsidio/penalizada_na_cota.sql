-- Paid trips left outside that would be inside if the unpaid ones did not take a place.
WITH cortada AS (
    SELECT t.faixa, t.limite FROM teto_da_faixa AS t WHERE t.corta
), paga AS (
    SELECT v.*, c.limite,
        ROW_NUMBER() OVER (PARTITION BY v.faixa ORDER BY v.ordem NULLS FIRST, v.datetime_partida, v.viagem) AS vez
    FROM apoio_viagem AS v
    JOIN cortada AS c ON c.faixa = v.faixa
    WHERE v.tarifa > 0
)
SELECT p.data, p.valeria AS valor, p.regra_teto AS sinal, p.servico, p.sentido, p.viagem AS id_viagem, p.tipo_viagem,
    p.posicao, p.vez AS posicao_entre_pagas, p.limite, p.km
FROM paga AS p
WHERE NOT p.dentro AND p.vez <= p.limite
