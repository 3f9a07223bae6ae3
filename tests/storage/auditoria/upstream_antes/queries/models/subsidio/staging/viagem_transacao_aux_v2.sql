-- Invented: the transactions of each trip
{{ config(materialized="ephemeral") }}
select v.id_viagem, count(*) as quantidade
from {{ ref("viagem_regularidade_temperatura") }} as v
join {{ ref("transacao") }} as t on t.id_veiculo = v.id_veiculo
where date_diff(t.processada, t.feita, day) <= 6
group by v.id_viagem
