SELECT s.data, s.valor_a_pagar - (s.valor_total_apurado - s.valor_acima_limite + s.valor_total_glosado - s.valor_penalidade) AS valor,
    'verdadeira' AS sinal, s.servico, s.faixa_horaria_inicio
FROM pago_sumario_faixa_servico_dia_pagamento AS s
WHERE s.valor_a_pagar <> s.valor_total_apurado - s.valor_acima_limite + s.valor_total_glosado - s.valor_penalidade
