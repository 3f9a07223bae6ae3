-- The POF reaches the threshold only by being rounded: what the band is paid, or the penalty it is spared.
WITH limiar AS (
    SELECT data, pof_minimo AS limiar, 'paga' AS sinal FROM regra
    UNION ALL
    SELECT data, pof_media, 'sem_penalidade_media' FROM regra
    UNION ALL
    SELECT data, pof_grave, 'media_e_nao_grave' FROM regra
)
SELECT f.data, CASE WHEN l.sinal = 'paga' THEN s.valor_apurado_faixa END AS valor, l.sinal, f.servico, f.sentido,
    f.faixa_horaria_inicio, p.km_contada, f.km_planejada, p.pof
FROM folha_pof AS p
JOIN faixa_planejada AS f ON f.faixa = p.faixa
JOIN limiar AS l ON l.data = f.data AND l.limiar = p.pof
LEFT JOIN folha_faixa AS s ON s.faixa = p.faixa
WHERE 100 * p.km_contada < l.limiar * f.km_planejada
