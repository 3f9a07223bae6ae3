WITH ordenada AS (
    SELECT v.data, v.id_viagem, v.id_veiculo, v.servico_realizado AS servico, v.datetime_partida, v.datetime_chegada,
        LAG(v.datetime_chegada) OVER (PARTITION BY v.id_veiculo ORDER BY v.datetime_partida, v.datetime_chegada)
            AS chegada_anterior
    FROM in_viagem_completa AS v
), sobreposta AS (
    SELECT * FROM ordenada WHERE chegada_anterior > datetime_partida
)
SELECT s.data, v.pago AS valor, 'sobreposta' AS sinal, s.id_viagem, s.id_veiculo, s.servico, s.datetime_partida,
    s.chegada_anterior, v.km
FROM sobreposta AS s
JOIN apoio_viagem AS v ON v.data = s.data AND v.viagem = s.id_viagem
