SELECT COALESCE(a.data, b.data) AS data, COALESCE(b.valor_a_pagar, 0) - COALESCE(a.valor_a_pagar, 0) AS valor,
    CASE WHEN b.data IS NULL THEN 'so_no_recalculo' ELSE 'so_no_pago' END AS sinal,
    COALESCE(a.servico, b.servico) AS servico, COALESCE(a.faixa_horaria_inicio, b.faixa_horaria_inicio)
        AS faixa_horaria_inicio
FROM (
    SELECT data, servico, faixa_horaria_inicio, SUM(valor_a_pagar) AS valor_a_pagar
    FROM sumario_faixa_servico_dia_pagamento GROUP BY data, servico, faixa_horaria_inicio
) AS a
FULL OUTER JOIN (
    SELECT data, servico, faixa_horaria_inicio, SUM(valor_a_pagar) AS valor_a_pagar
    FROM pago_sumario_faixa_servico_dia_pagamento GROUP BY data, servico, faixa_horaria_inicio
) AS b ON b.data = a.data AND b.servico = a.servico AND b.faixa_horaria_inicio = a.faixa_horaria_inicio
WHERE a.data IS NULL OR b.data IS NULL
