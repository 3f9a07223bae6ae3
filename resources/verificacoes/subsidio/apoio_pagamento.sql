-- What each settled day pays, whichever summary it is paid by.
SELECT data, servico, faixa_horaria_inicio, sentido, valor_a_pagar, valor_penalidade
FROM sumario_faixa_servico_dia_pagamento
UNION ALL
SELECT data, servico, CAST(NULL AS TIMESTAMP), CAST(NULL AS VARCHAR), valor_a_pagar, valor_penalidade
FROM subsidio_sumario_servico_dia_pagamento
UNION ALL
SELECT data, servico, CAST(NULL AS TIMESTAMP), CAST(NULL AS VARCHAR), valor_subsidio_pago + valor_penalidade,
    valor_penalidade
FROM sumario_servico_dia
