SELECT t.data, v.pago AS valor, 'suspensa' AS sinal, t.id_viagem, t.id_veiculo, t.servico, v.km
FROM viagem_regularidade_temperatura AS t
JOIN apoio_viagem AS v ON v.data = t.data AND v.viagem = t.id_viagem
WHERE t.regra_temperatura = 'temperatura.suspensa'
