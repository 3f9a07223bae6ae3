SELECT c.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, c.tabela AS sinal, c.instante, c.quantidade_origem,
    c.quantidade_capturada
FROM in_captura_contagem AS c
WHERE c.quantidade_origem IS NULL OR c.quantidade_capturada IS NULL OR c.quantidade_capturada <> c.quantidade_origem
