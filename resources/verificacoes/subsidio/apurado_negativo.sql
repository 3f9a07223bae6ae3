SELECT p.data, p.valor_a_pagar - p.valor_penalidade AS valor,
    CASE WHEN p.valor_a_pagar IS NULL OR p.valor_penalidade IS NULL THEN 'vazio' ELSE 'negativo' END AS sinal,
        p.servico,
    p.sentido, p.faixa_horaria_inicio
FROM apoio_pagamento AS p
WHERE p.valor_a_pagar IS NULL OR p.valor_penalidade IS NULL OR p.valor_a_pagar - p.valor_penalidade < 0
