SELECT d.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'sem_linhas' AS sinal
FROM dia_da_verificacao AS d
WHERE d.data NOT IN (SELECT data FROM apoio_pagamento)
