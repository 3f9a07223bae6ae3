select ponto, sum(valor) as valor from {{ ref("contrato_publicidade") }} group by ponto
