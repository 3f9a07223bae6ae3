select * from {{ ref("viagens_remuneradas") }} where dentro is null
