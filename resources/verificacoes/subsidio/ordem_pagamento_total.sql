-- Where some band has no amount the total is not known, and neither is the difference.
WITH pago AS (
    SELECT SUM(o.valor_pago) AS pago FROM in_ordem_pagamento AS o
), nosso AS (
    SELECT SUM(p.valor_a_pagar) AS recalculado, COUNT(p.valor_a_pagar) = COUNT(*) AS inteiro FROM apoio_pagamento AS p
)
SELECT j.fim AS data, CASE WHEN n.inteiro THEN o.pago - n.recalculado END AS valor,
    CASE WHEN n.inteiro THEN 'total' ELSE 'recalculo_incompleto' END AS sinal, o.pago, n.recalculado
FROM pago AS o
CROSS JOIN nosso AS n
CROSS JOIN janela AS j
WHERE NOT n.inteiro OR n.recalculado IS NULL OR o.pago <> n.recalculado
