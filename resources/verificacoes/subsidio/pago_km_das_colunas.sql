SELECT s.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'km_perdida' AS sinal, s.servico, s.faixa_horaria_inicio,
    s.km_apurada_faixa - (/*km*/0) AS km, s.km_apurada_faixa
FROM pago_sumario_faixa_servico_dia_pagamento AS s
WHERE ABS(s.km_apurada_faixa - (/*km*/0)) > $folga
