SELECT v.data, v.pago AS valor, v.clausula AS sinal, v.servico, v.sentido, v.viagem AS id_viagem, f.tipo_dia, v.vez,
    v.limite, v.km
FROM apoio_alem_do_teto AS v
JOIN faixa_planejada AS f ON f.faixa = v.faixa
JOIN regra AS r ON r.data = v.data
WHERE NOT r.teto_tipo_dia_sem_subtipo AND STRPOS(f.tipo_dia, ' - ') > 0
