WITH permitida AS (
    SELECT r.data, t.servico, n.prioridade AS menor
    FROM in_tecnologia_servico AS t
    JOIN regra AS r ON r.data >= t.inicio_vigencia AND (t.fim_vigencia IS NULL OR r.data <= t.fim_vigencia)
    JOIN in_tecnologia_prioridade AS n ON n.tecnologia = t.menor_tecnologia_permitida
)
SELECT v.data, v.pago AS valor, v.tecnologia_apurada AS sinal, v.viagem AS id_viagem, v.servico, v.tipo_viagem, v.km
FROM apoio_viagem AS v
JOIN in_tecnologia_prioridade AS x ON x.tecnologia = v.tecnologia_apurada
JOIN permitida AS p ON p.data = v.data AND p.servico = v.servico AND x.prioridade < p.menor
JOIN viagem_classificada AS c ON c.data = v.data AND c.id_viagem = v.viagem
WHERE COALESCE(c.tipo_viagem, '') NOT IN (
    'Não licenciado', 'Não vistoriado', 'Lacrado', 'Não autorizado por ausência de ar-condicionado',
        'Não autorizado por capacidade'
)
