SELECT s.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'documentada' AS sinal,
    s.valor_a_pagar - (s.valor_total_apurado - s.valor_acima_limite - s.valor_total_glosado) AS diferenca, s.servico,
        s.faixa_horaria_inicio, s.valor_a_pagar
FROM pago_sumario_faixa_servico_dia_pagamento AS s
WHERE s.valor_a_pagar <> s.valor_total_apurado - s.valor_acima_limite - s.valor_total_glosado
