SELECT data, status, chave_tecnologia, MIN(tarifa) AS tarifa, MAX(teto) AS teto, COUNT(*) AS linhas
FROM tarifa_do_dia
GROUP BY data, status, chave_tecnologia
