WITH teto AS (
    SELECT data, MAX(teto) AS teto FROM tarifa_do_dia GROUP BY data
)
SELECT s.data, (s.valor_a_pagar - s.valor_penalidade) - s.km_apurada_faixa * t.teto AS valor, 'acima_do_teto' AS sinal,
    s.servico, s.sentido, s.faixa_horaria_inicio, s.km_apurada_faixa, t.teto, s.valor_a_pagar
FROM sumario_faixa_servico_dia_pagamento AS s
JOIN teto AS t ON t.data = s.data
WHERE s.valor_a_pagar - s.valor_penalidade > (s.km_apurada_faixa + 0.01) * t.teto
