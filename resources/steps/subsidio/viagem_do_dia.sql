-- the trips of a planned service on a day, whatever their band: before the bands the whole day was settled at once
WITH dia AS (
  SELECT DISTINCT dia, data, servico FROM faixa_planejada
), tipo AS (
  SELECT COALESCE(a.novo, v.tipo_viagem) AS tipo_viagem, v.viagem, v.data, v.servico, v.km, v.tarifa, v.dentro, v.id_veiculo
  FROM folha_viagem v
  JOIN regra r ON r.data = v.data AND r.paga_por_dia
  LEFT JOIN lista_tipo_antigo a ON a.data = v.data AND a.antigo = v.tipo_viagem
), numerado AS (
  SELECT tipo_viagem, ROW_NUMBER() OVER (ORDER BY tipo_viagem) AS n FROM tipo GROUP BY tipo_viagem
)
SELECT d.dia, d.dia * 1000 + n.n AS tipo_do_dia, t.tipo_viagem, t.viagem, t.data, t.km, t.tarifa, t.dentro
FROM tipo t
JOIN regra r ON r.data = t.data
JOIN dia d ON d.data = t.data AND d.servico = t.servico
JOIN numerado n ON n.tipo_viagem IS NOT DISTINCT FROM t.tipo_viagem
LEFT JOIN aux_veiculo_dia_consolidada c ON c.data = t.data AND c.id_veiculo = t.id_veiculo
-- before the cap a trip of a vehicle without a vehicle day was not counted at all
WHERE r.trajeto_remunerado OR c.id_veiculo IS NOT NULL
