SELECT p.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'repetida' AS sinal, p.servico, p.sentido, p.faixa_horaria_inicio,
    COUNT(*) AS linhas
FROM apoio_pagamento AS p
GROUP BY p.data, p.servico, p.sentido, p.faixa_horaria_inicio
HAVING COUNT(*) > 1
