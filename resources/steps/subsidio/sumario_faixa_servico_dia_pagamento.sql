SELECT p.*, p.km_planejada_somada AS km_planejada_faixa, p.valor_acima_limite_faixa AS valor_acima_limite
FROM folha_faixa p
JOIN regra r ON r.data = p.data AND r.paga_por_faixa
