-- Planned bands with their day type before the subtype.
SELECT f.*, p.viagens_faixa, p.km_apurada_faixa, p.pof,
    CASE WHEN STRPOS(f.tipo_dia, ' - ') = 0 THEN f.tipo_dia
        ELSE SUBSTR(f.tipo_dia, 1, STRPOS(f.tipo_dia, ' - ') - 1) END AS tipo_dia_base
FROM faixa_planejada AS f
JOIN folha_pof AS p ON p.faixa = f.faixa
