SELECT v.data, v.pago AS valor, 'lista_com_vazio' AS sinal, v.servico, v.viagem AS id_viagem, v.tipo_viagem, v.km
FROM apoio_viagem AS v
WHERE EXISTS (SELECT 1 FROM in_servico_contrato_abreviado WHERE servico IS NULL)
    AND v.servico NOT IN (SELECT servico FROM in_servico_contrato_abreviado WHERE servico IS NOT NULL)
    AND v.tipo_viagem = 'Licenciado sem ar e não autuado'
