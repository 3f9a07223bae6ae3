-- only the trips of a band that is cut need a place in the queue
SELECT v.data, v.id_viagem,
  ROW_NUMBER() OVER (
    PARTITION BY v.faixa
    ORDER BY
      CASE WHEN v.ordem_por_penalidade THEN v.ordem END NULLS FIRST,
      CASE WHEN v.ordem_por_penalidade THEN NULL ELSE v.tarifa * v.km END DESC NULLS LAST,
      v.datetime_partida, v.id_viagem
  ) AS posicao,
  t.limite
FROM viagem_tarifada v
JOIN teto_da_faixa t ON t.faixa = v.faixa AND t.corta
