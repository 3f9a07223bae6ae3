SELECT f.faixa, f.dia, f.km_planejada AS km_planejada_somada FROM faixa_planejada f
