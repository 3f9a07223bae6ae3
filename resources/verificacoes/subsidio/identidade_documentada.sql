-- Upstream's page says a_pagar = apurado - acima - glosado; the deductions are those that make up valor_total_glosado.
SELECT s.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'documentada' AS sinal,
    s.valor_a_pagar - (s.valor_total_apurado - s.valor_acima_limite - s.valor_total_glosado) AS diferenca, s.servico,
        s.sentido, s.faixa_horaria_inicio, s.valor_a_pagar, s.valor_total_apurado,
    s.valor_acima_limite, s.valor_total_glosado
FROM sumario_faixa_servico_dia_pagamento AS s
WHERE s.valor_a_pagar <> s.valor_total_apurado - s.valor_acima_limite - s.valor_total_glosado
