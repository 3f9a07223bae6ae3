SELECT s.data, s.valor_acima_limite AS valor, 'duas_vezes' AS sinal, s.servico, s.faixa_horaria_inicio,
    s.valor_total_apurado
FROM pago_sumario_faixa_servico_dia_pagamento AS s
WHERE s.valor_acima_limite <> 0
