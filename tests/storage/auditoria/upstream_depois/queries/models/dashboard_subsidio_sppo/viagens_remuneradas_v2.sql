select
    id_viagem,
    case
        when data between date("2025-09-16") and date("2025-09-16")
            and servico in ("161", "LECD110", "583", "584", "109", "107") then true
        when data between date("2026-02-16") and date("2026-03-15")
            and servico in ("104", "107") then true
        else posicao <= limite
    end as dentro
from {{ ref("viagem_transacao") }}
