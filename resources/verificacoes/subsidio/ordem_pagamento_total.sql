SELECT MAX(p.data) AS data,
    (SELECT SUM(o.valor_pago) FROM in_ordem_pagamento AS o) - SUM(p.valor_a_pagar) AS valor, 'total' AS sinal,
    (SELECT SUM(o.valor_pago) FROM in_ordem_pagamento AS o) AS pago, SUM(p.valor_a_pagar) AS recalculado
FROM apoio_pagamento AS p
HAVING (SELECT SUM(o.valor_pago) FROM in_ordem_pagamento AS o) <> SUM(p.valor_a_pagar)
