SELECT f.data, SUM(g.judicial_somado) AS valor, 'teto_inteiro' AS sinal, f.servico, f.sentido, f.faixa_horaria_inicio,
    SUM(g.km_grupo) AS km, MIN(s.pof) AS pof
FROM folha_grupo AS g
JOIN classe_tarifada AS c ON c.tarifada = g.tarifada
JOIN faixa_planejada AS f ON f.faixa = g.faixa
JOIN regra AS r ON r.data = f.data AND NOT r.judicial_inclui_penalidade
JOIN folha_faixa AS s ON s.faixa = g.faixa AND s.pof < r.pof_media
WHERE g.judicial AND c.tarifa = 0 AND g.km_grupo > 0
GROUP BY f.data, f.servico, f.sentido, f.faixa_horaria_inicio
