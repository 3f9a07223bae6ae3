-- Vehicle days with a hint of failure, and whether it is recurring.
SELECT f.data, f.id_veiculo, f.ano_fabricacao, f.quantidade_dia_falha_operacional,
    f.quantidade_dia_falha_operacional >= r.falha_dias AS indicador_falha_recorrente
FROM aux_veiculo_falha_ar_condicionado AS f
JOIN regra AS r ON r.data = f.data
WHERE f.indicio_falha
