-- The group of a trip is one number: its band, then its combination of type, technologies and tariff, then its place.
WITH lugar AS (
  SELECT v.numero, v.faixa, v.km, c.tarifada, c.combinacao, c.tarifa AS tarifa_paga, c.tarifa_apurada, c.glosa_conta,
    c.pof_minimo, f.pof, p.posicao,
    CASE
      WHEN t.sem_dados THEN NULL
      WHEN p.posicao > t.limite THEN FALSE
      ELSE TRUE
    END AS dentro
  FROM viagem_na_faixa v
  JOIN classe_tarifada c ON c.classe = v.classe
  LEFT JOIN folha_pof f ON f.faixa = v.faixa
  LEFT JOIN teto_da_faixa t ON t.faixa = v.faixa
  LEFT JOIN viagem_posta p ON p.numero = v.numero AND p.tarifada = c.tarifada
)
SELECT numero AS viagem, faixa, km, tarifada, tarifa_paga, tarifa_apurada, glosa_conta, pof_minimo, pof, posicao, dentro,
  faixa * 1000000 + combinacao * 10 + CASE WHEN dentro THEN 1 WHEN NOT dentro THEN 2 ELSE 3 END AS grupo
FROM lugar
