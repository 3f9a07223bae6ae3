-- only the trips of a band that is cut need a place in the queue
SELECT v.numero, c.tarifada,
  ROW_NUMBER() OVER (
    PARTITION BY v.faixa
    ORDER BY c.ordem_na_fila NULLS FIRST, c.tarifa_na_fila * v.km DESC NULLS LAST, v.datetime_partida, x.id_viagem
  ) AS posicao
FROM viagem_na_faixa v
JOIN teto_da_faixa t ON t.faixa = v.faixa AND t.corta
JOIN classe_tarifada c ON c.classe = v.classe
JOIN viagem_transacao x ON x.numero = v.numero
