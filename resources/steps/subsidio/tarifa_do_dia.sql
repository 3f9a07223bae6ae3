WITH tabela AS (
  SELECT status, tecnologia, subsidio_km, data_inicio, data_fim, indicador_penalidade_judicial, ordem,
    CASE
      WHEN tecnologia IS NULL THEN MAX(subsidio_km) OVER (PARTITION BY EXTRACT(YEAR FROM data_inicio), data_fim)
      ELSE MAX(subsidio_km) OVER (PARTITION BY EXTRACT(YEAR FROM data_inicio), data_fim, tecnologia)
    END AS teto
  FROM in_valor_km_tipo_viagem
)
SELECT r.data, t.status, t.tecnologia,
  CASE WHEN r.tarifa_por = 'igual' THEN COALESCE(t.tecnologia, '') ELSE '' END AS chave_tecnologia,
  CASE WHEN z.tipo_viagem IS NULL THEN t.subsidio_km ELSE CAST(0 AS DECIMAL(38, 9)) END AS tarifa, t.teto,
  t.indicador_penalidade_judicial AS judicial, t.ordem, t.data_inicio, t.data_fim
FROM tabela t
JOIN regra r ON r.data BETWEEN t.data_inicio AND t.data_fim
LEFT JOIN lista_tarifa_zero z ON z.data = r.data AND z.tipo_viagem = t.status
WHERE r.tarifa_por <> 'nula' OR t.tecnologia IS NULL
