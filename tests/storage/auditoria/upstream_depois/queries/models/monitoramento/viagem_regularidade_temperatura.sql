-- the same, written in another way
select
    id_viagem,
    falha and data >= date('{{ var("DATA_SUBSIDIO_V20_INICIO") }}') as detectada
from {{ ref("aux_viagem_temperatura") }}
