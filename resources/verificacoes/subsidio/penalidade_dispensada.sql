SELECT f.data, p.penalidade_tabela AS valor, 'excecao' AS sinal, f.servico, f.sentido, f.faixa_horaria_inicio, p.pof,
    p.tipo_penalidade
FROM penalidade_da_faixa AS p
JOIN faixa_planejada AS f ON f.faixa = p.faixa
WHERE p.penalidade_isenta AND p.penalidade_tabela > 0
