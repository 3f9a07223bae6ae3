SELECT v.data, v.pago AS valor, v.regra_excecao AS sinal, v.servico, v.sentido, v.viagem AS id_viagem, v.vez,
    v.limite, v.km
FROM apoio_alem_do_teto AS v
WHERE v.regra_excecao IS NOT NULL
