SELECT f.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'sem_linha' AS sinal, f.servico, f.sentido,
    f.faixa_horaria_inicio, p.pof
FROM penalidade_da_faixa AS p
JOIN faixa_planejada AS f ON f.faixa = p.faixa
JOIN regra AS r ON r.data = f.data
WHERE p.penalidade_publicada AND p.penalidade_tabela IS NULL AND p.pof < r.pof_minimo
