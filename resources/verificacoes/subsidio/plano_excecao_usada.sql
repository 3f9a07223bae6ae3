SELECT p.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, x.clausula AS sinal, p.servico, p.sentido, p.faixa_horaria_inicio,
    p.partidas_total_planejada
FROM in_viagem_planejada AS p
JOIN lista_plano_excecao AS x ON x.data = p.data AND x.servico = p.servico AND x.sentido = p.sentido
