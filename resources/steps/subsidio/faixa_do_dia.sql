SELECT f.*
FROM folha_faixa f
JOIN regra r ON r.data = f.data AND r.paga_por_dia_de_faixas
