SELECT f.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'fora_da_tabela' AS sinal, f.servico, f.sentido,
    f.faixa_horaria_inicio, n.valor_penalidade
FROM folha_penalidade AS n
JOIN faixa_planejada AS f ON f.faixa = n.faixa
WHERE n.valor_penalidade <> 0 AND NOT EXISTS (
    SELECT 1 FROM in_valor_tipo_penalidade AS t
    WHERE f.data BETWEEN t.data_inicio AND t.data_fim AND t.valor = -n.valor_penalidade
)
