-- only the bands of days settled whole: of a city settled by band there are none, and nothing is summed
SELECT k.grupo, k.faixa, k.km, k.coluna_do_tipo, k.coluna
FROM km_do_tipo k
JOIN faixa_do_dia f ON f.faixa = k.faixa
