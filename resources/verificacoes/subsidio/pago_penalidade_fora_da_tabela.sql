SELECT s.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'fora_da_tabela' AS sinal, s.servico, s.faixa_horaria_inicio,
    s.valor_penalidade
FROM pago_sumario_faixa_servico_dia_pagamento AS s
WHERE s.valor_penalidade <> 0 AND NOT EXISTS (
    SELECT 1 FROM in_valor_tipo_penalidade AS t
    WHERE s.data BETWEEN t.data_inicio AND t.data_fim AND t.valor = -s.valor_penalidade
)
