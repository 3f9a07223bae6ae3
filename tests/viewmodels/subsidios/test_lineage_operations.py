"""Lineage as operations: folded to stages and inputs, unfolded by kind, the inside of one stage, one column's way."""

from collections.abc import Iterator

import pytest

from engines.subsidy.lineage import NodeKind
from tests.viewmodels.subsidios.audits import new_audit, sitting
from viewmodels.operations.house import House
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope

PAID = "sumario_faixa_servico_dia_pagamento"


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Scope]]:
    with sitting(new_audit(tmp_path_factory.mktemp("auditoria"))) as found:
        yield found


def test_it_starts_with_stages_and_inputs_and_unfolds_by_kind(audit: tuple[House, Scope]) -> None:
    folded = perform(*audit, "subsidios.linhagem")
    assert {node.kind for node in folded.graph.nodes.values()} == {NodeKind.ETAPA, NodeKind.ENTRADA}
    assert "valor_a_pagar" in folded.columns[PAID]
    rules = perform(*audit, "subsidios.linhagem", shown=[NodeKind.REGRA]).graph.nodes
    assert "regra.pof_minimo" in rules and "folha_faixa" not in rules


def test_the_inside_of_a_stage_ends_at_the_stages_before_it(audit: tuple[House, Scope]) -> None:
    inside = perform(*audit, "subsidios.linhagem", inside="percentual_operacao_faixa_horaria")
    nodes = inside.graph.nodes
    assert inside.inside == "percentual_operacao_faixa_horaria"
    assert {"folha_pof", "faixa_planejada", "viagem_transacao", "in_viagem_planejada", "regra.pof_exclui"} <= set(nodes)
    assert "viagem_classificada" not in nodes
    assert NodeKind.FONTE not in {node.kind for node in nodes.values()}


def test_a_column_is_followed_to_the_inputs(audit: tuple[House, Scope]) -> None:
    found = perform(*audit, "subsidios.ancestrais", address=f"{PAID}.valor_a_pagar")
    assert [one.address for one in found][:2] == [f"{PAID}.valor_a_pagar", "folha_faixa.valor_a_pagar"]
    assert "in_valor_km_tipo_viagem.subsidio_km" in {one.address for one in found}
    wide = perform(*audit, "subsidios.ancestrais", address=f"{PAID}.valor_a_pagar", through_rows=True)
    assert len(wide) > len(found)
    with pytest.raises(KeyError):
        perform(*audit, "subsidios.ancestrais", address=f"{PAID}.nenhuma")
