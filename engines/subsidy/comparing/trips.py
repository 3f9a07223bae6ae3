"""The trips whose payment may have changed: what each is paid here and there, what changed in it, and the verdict.

A trip that departs in some stage, or lies in a band whose POF lets it be paid on one side only. One in no unit both
sides have a value for moves no money here. Where their paid trips were not given, the last type they gave tells the
tariff, and the place in the cap is taken as ours.
"""

from collections.abc import Sequence

from engines.subsidy.comparing.grounds import Grounds
from engines.subsidy.comparing.stages import Pair
from engines.subsidy.steps import Connection, lay

PAID_TRIPS, TYPES = "comparacao_viagem_paga", "comparacao_tipo"
PAID_STAGE = "viagens_remuneradas"
TYPED = ("viagem_transacao", "viagem_regularidade_temperatura", "viagem_classificada")
"""Stages that give a type, the last first."""

_PAID = """
CREATE OR REPLACE TABLE comparacao_viagem_paga AS
WITH posta AS (
    SELECT o.unidade, v.faixa, v.data, v.viagem AS id_viagem, v.id_veiculo, c.ordem, v.regra_teto, o.nossa, o.deles,
        v.tipo_viagem AS tipo_nosso, v.km AS km_nosso, v.tarifa AS tarifa_nosso, v.dentro AS dentro_nosso,
        {kind} AS tipo_deles, {km} AS km_deles, {tariff} AS tarifa_deles, {inside} AS dentro_deles,
        {alone} AS so_nossa
    FROM folha_viagem AS v
    LEFT JOIN comparacao_porta AS o ON o.faixa = v.faixa
    JOIN regra AS r ON r.data = v.data
    LEFT JOIN comparacao_viagem AS c ON c.data = v.data AND c.id_viagem = v.viagem
    {theirs}
    WHERE c.id_viagem IS NOT NULL OR o.nossa IS DISTINCT FROM o.deles
), mudada AS (
    SELECT p.*,
        CASE
            WHEN nossa IS DISTINCT FROM deles THEN 'pof'
            WHEN so_nossa THEN 'viagem_so_nossa'
            WHEN tipo_nosso IS DISTINCT FROM tipo_deles THEN 'tipo'
            WHEN dentro_nosso IS DISTINCT FROM dentro_deles THEN 'teto'
            WHEN tarifa_nosso IS DISTINCT FROM tarifa_deles THEN 'tarifa'
            WHEN km_nosso IS DISTINCT FROM km_deles THEN 'km'
        END AS codigo,
        CASE WHEN nossa AND dentro_nosso THEN COALESCE(km_nosso * tarifa_nosso, 0) ELSE 0 END AS pago_nosso,
        CASE WHEN deles AND dentro_deles AND NOT so_nossa THEN COALESCE(km_deles * tarifa_deles, 0) ELSE 0 END
            AS pago_deles
    FROM posta AS p
), decidida AS (
    SELECT p.data, p.id_viagem, m.regra AS deles, x.regra_transacao AS transacao, g.regra_temperatura AS temperatura,
        k.regra_tipo AS tipo, CASE WHEN k.regra_tipo NOT IN ({plain}) THEN k.regra_tipo END AS tipo_restrito,
        CASE WHEN COALESCE(k.regra_tipo LIKE 'situacao.%', TRUE) AND a.regra_status NOT IN ({plain})
            THEN a.regra_status END AS veiculo
    FROM mudada AS p
    LEFT JOIN viagem_transacao AS x ON x.data = p.data AND x.id_viagem = p.id_viagem
    LEFT JOIN viagem_regularidade_temperatura AS g ON g.data = p.data AND g.id_viagem = p.id_viagem
    LEFT JOIN viagem_classificada AS k ON k.data = p.data AND k.id_viagem = p.id_viagem
    LEFT JOIN aux_veiculo_dia_consolidada AS a ON a.data = p.data AND a.id_veiculo = p.id_veiculo
    LEFT JOIN comparacao_tipo AS m ON m.tipo_viagem = p.tipo_deles
    WHERE p.codigo = 'tipo'
)
SELECT p.unidade, p.data, p.id_viagem, p.ordem, p.codigo,
    CASE p.codigo WHEN 'pof' THEN CASE WHEN p.deles THEN 'ACIMA' ELSE 'ABAIXO' END
        WHEN 'teto' THEN CASE WHEN p.dentro_deles THEN 'DENTRO' ELSE 'FORA' END
        WHEN 'tarifa' THEN COALESCE(CAST(p.tarifa_deles AS VARCHAR), '') WHEN 'km' THEN ''
        ELSE COALESCE(p.tipo_deles, '') END AS de,
    CASE p.codigo WHEN 'pof' THEN CASE WHEN p.nossa THEN 'ACIMA' ELSE 'ABAIXO' END
        WHEN 'teto' THEN CASE WHEN p.dentro_nosso THEN 'DENTRO' ELSE 'FORA' END
        WHEN 'tarifa' THEN COALESCE(CAST(p.tarifa_nosso AS VARCHAR), '') WHEN 'km' THEN ''
        ELSE COALESCE(p.tipo_nosso, '') END AS para,
    CASE p.codigo WHEN 'pof' THEN 'pof.minimo' WHEN 'tarifa' THEN 'tarifa'
        WHEN 'teto' THEN COALESCE(p.regra_teto, t.regra_excecao, t.regra_teto)
        WHEN 'tipo' THEN CASE WHEN p.ordem <= {classified} THEN COALESCE(d.veiculo, d.tipo_restrito, d.deles, d.tipo)
            ELSE COALESCE(d.transacao, d.temperatura, d.deles, d.veiculo, d.tipo_restrito, d.tipo) END
    END AS regra,
    p.pago_nosso, p.pago_deles, CAST(p.pago_nosso - p.pago_deles AS DECIMAL(38, 9)) AS efeito
FROM mudada AS p
LEFT JOIN decidida AS d ON d.data = p.data AND d.id_viagem = p.id_viagem
LEFT JOIN teto_da_faixa AS t ON t.faixa = p.faixa
"""
_PRICED = """LEFT JOIN tarifa_do_dia AS k ON k.data = v.data AND k.status = d.tipo_viagem
        AND k.chave_tecnologia =
            CASE WHEN r.tarifa_por = 'igual' THEN COALESCE(v.tecnologia_remunerada, '') ELSE '' END"""


def lay_paid_trips(connection: Connection, grounds: Grounds, pairs: Sequence[Pair]) -> None:
    """Makes relation `comparacao_viagem_paga`."""
    lay(connection, TYPES, {"tipo_viagem": "VARCHAR", "regra": "VARCHAR"}, list(grounds.verdicts.items()))
    typed = next((pair.order for pair in pairs if pair.name == TYPED[-1]), -1)
    plain = ", ".join(f"'{name}'" for name in grounds.plain)
    names = {pair.name for pair in pairs}
    source = next((name for name in (PAID_STAGE, *TYPED) if name in names), "")
    connection.execute(_PAID.format(classified=typed, plain=plain, **_other_side(source)))


def _other_side(source: str) -> dict[str, str]:
    """What is known of a trip on their side, from the last stage of theirs that tells its type."""
    if not source:
        ours = {"kind": "v.tipo_viagem", "km": "v.km", "tariff": "v.tarifa", "inside": "v.dentro"}
        return ours | {"alone": "FALSE", "theirs": ""}
    joined = f"LEFT JOIN pago_{source} AS d ON d.data = v.data AND d.id_viagem = v.viagem"
    told = {"kind": "d.tipo_viagem", "alone": "d.id_viagem IS NULL"}
    if source == PAID_STAGE:
        return told | {
            "km": "CAST(d.distancia_planejada AS DECIMAL(18, 9))",
            "tariff": "CAST(d.subsidio_km AS DECIMAL(38, 9))",
            "inside": "d.indicador_viagem_dentro_limite",
            "theirs": joined,
        }
    tariff = "CASE WHEN d.tipo_viagem IS NOT DISTINCT FROM v.tipo_viagem THEN v.tarifa ELSE k.tarifa END"
    return told | {"km": "v.km", "tariff": tariff, "inside": "v.dentro", "theirs": f"{joined}\n    {_PRICED}"}
