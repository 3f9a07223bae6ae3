SELECT p.data, p.valor_a_pagar AS valor, 'negativo' AS sinal, p.servico, p.sentido, p.faixa_horaria_inicio,
    p.valor_penalidade
FROM apoio_pagamento AS p
WHERE p.valor_a_pagar < 0
