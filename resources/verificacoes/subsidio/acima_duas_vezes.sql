SELECT s.data, s.valor_acima_limite AS valor, 'duas_vezes' AS sinal, s.servico, s.sentido, s.faixa_horaria_inicio,
    s.valor_total_apurado, s.valor_total_sem_glosa
FROM sumario_faixa_servico_dia_pagamento AS s
WHERE s.valor_acima_limite <> 0
UNION ALL
SELECT s.data, s.valor_acima_limite, 'duas_vezes', s.servico, NULL, NULL, s.valor_total_apurado, s.valor_total_sem_glosa
FROM subsidio_sumario_servico_dia_pagamento AS s
WHERE s.valor_acima_limite <> 0
