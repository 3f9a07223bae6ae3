-- Trips that would be outside the cap if the subtype of the day did not hide its branch and no exception stood.
WITH livre AS (
    SELECT t.faixa, t.regra_excecao, l.clausula, r.ordem_por_penalidade,
        GREATEST(
            (l.fator + CASE WHEN l.fator > 0 THEN r.teto_fator_extra ELSE 0 END) * t.planejadas,
            CASE WHEN l.soma_k THEN t.planejadas + t.k ELSE 0 END
        ) AS limite
    FROM teto_da_faixa AS t
    JOIN apoio_faixa AS f ON f.faixa = t.faixa
    JOIN regra AS r ON r.data = f.data
    JOIN lista_teto AS l ON l.data = f.data
        AND (l.tipo_dia = f.tipo_dia_base OR (l.tipo_dia = '' AND f.tipo_dia_base <> 'Dia Útil'))
        AND (l.d_desde IS NULL OR t.d >= l.d_desde) AND (l.d_acima IS NULL OR t.d > l.d_acima)
        AND (l.d_ate IS NULL OR t.d <= l.d_ate) AND (l.d_abaixo IS NULL OR t.d < l.d_abaixo)
    WHERE NOT t.corta AND f.pof > l.pof_acima
), fila AS (
    SELECT v.*, l.regra_excecao, l.clausula, l.limite,
        ROW_NUMBER() OVER (
            PARTITION BY v.faixa
            ORDER BY CASE WHEN l.ordem_por_penalidade THEN v.ordem END NULLS FIRST,
                CASE WHEN l.ordem_por_penalidade THEN NULL ELSE v.tarifa * v.km END DESC NULLS LAST,
                v.datetime_partida, v.viagem
        ) AS vez
    FROM apoio_viagem AS v
    JOIN livre AS l ON l.faixa = v.faixa
)
SELECT * FROM fila WHERE vez > limite
