"""Lineage: what the steps say they read, where each column comes from, and the graph as it is drawn."""

import random
from itertools import pairwise

import pytest
from sqlglot import exp, parse_one
from sqlglot.lineage import lineage as sqlglot_lineage
from sqlglot.optimizer.scope import traverse_scope

from engines.subsidy.chain import Chain
from engines.subsidy.column_lineage import Columns, ancestors
from engines.subsidy.graph_layout import crossings, laid_out
from engines.subsidy.lineage import Graph, NodeKind, lineage
from engines.subsidy.steps import Step
from engines.subsidy.watching.upstream import model_of
from storage.resources import load_yaml, read_text
from storage.texts.sentences import Texts
from tests.engines.subsidy.column_sources import RESOURCE, schema, the_chain, written

PAID = "sumario_faixa_servico_dia_pagamento.valor_a_pagar"
READ_BY_NO_STEP = {"ponto_em_garagem_fora", "publica_tecnologia"}
"""One is told and not applied, as its ressalva says; the other picks columns to publish, outside the steps."""


@pytest.fixture(scope="module")
def chain() -> Chain:
    return the_chain()


@pytest.fixture(scope="module")
def columns() -> Columns:
    return Columns(load_yaml(RESOURCE))


@pytest.fixture(scope="module")
def graph(chain: Chain, columns: Columns) -> Graph:
    return lineage(chain, load_yaml("linhagem/subsidio.yaml"), columns)


def tables_of(step: Step) -> set[str]:
    """Relations a step's text reads; a part of the text that has the name of a relation is not one."""
    scopes = traverse_scope(parse_one(step.text, read="duckdb"))
    return {one.name for scope in scopes for one in scope.sources.values() if isinstance(one, exp.Table)}


def test_each_step_says_what_it_reads(chain: Chain) -> None:
    assert {step.name: tables_of(step) for step in chain.steps} == {step.name: set(step.reads) for step in chain.steps}


def test_the_sources_of_the_columns_are_those_of_the_steps_as_they_are() -> None:
    assert read_text(RESOURCE) == written(), "run: python -m tests.engines.subsidy.column_sources"


@pytest.mark.parametrize(
    "address", ["viagem_classificada.tecnologia_remunerada", "faixa_planejada.km_planejada", "viagem_no_teto.dentro"]
)
def test_a_second_reader_finds_the_same_columns(chain: Chain, columns: Columns, address: str) -> None:
    step, column = address.split(".")
    node = sqlglot_lineage(column, chain.step(step).text, schema=schema(), dialect="duckdb")
    ends = [one for one in node.walk() if not one.downstream and isinstance(one.expression, exp.Table)]
    assert {f"{one.expression.name}.{one.name.split('.')[-1]}" for one in ends} == set(columns.value(step, column))


def test_the_lines_of_the_sheet_come_from_what_their_formulas_name(chain: Chain, columns: Columns) -> None:
    for step in (one for one in chain.steps if one.bulk is not None):
        for line in step.bulk.lines:
            given = {one.split(".", 1)[0] for one in columns.value(step.name, line)}
            assert given <= {step.bulk.members, *step.bulk.below.values()}
            assert set(columns.value(step.name, line)) >= _named(chain, step, line), (step.name, line)


def _named(chain: Chain, step: Step, line: str) -> set[str]:
    """Columns the formula of a line names, through the other lines of the same step."""
    found: set[str] = set()
    bulk = step.bulk
    assert bulk is not None
    for name in chain.sheet.precedents[line]:
        if name.startswith("table:"):
            continue
        if name in bulk.lines:
            found |= _named(chain, step, name)
        elif (
            name in chain.sheet.lines
            and chain.sheet.per(name) != (bulk.axis,)
            and chain.sheet.per(name)[0] in bulk.below
        ):
            found.add(f"{bulk.below[chain.sheet.per(name)[0]]}.{name}")
        else:
            found.add(f"{bulk.members}.{name}")
    return found


def test_what_is_paid_comes_from_km_tariff_and_penalty(chain: Chain, columns: Columns) -> None:
    found = ancestors(chain, columns, PAID)
    told = {one.address: one for one in found}
    assert [one.address for one in found][:3] == [PAID, "folha_faixa.valor_a_pagar", "faixa_paga.valor_penalidade"]
    assert {
        "in_viagem_completa.distancia_planejada",
        "in_valor_km_tipo_viagem.subsidio_km",
        "in_valor_tipo_penalidade.valor",
        "in_viagem_planejada.distancia_total_planejada",
    } <= told.keys()
    assert told["folha_faixa.valor_a_pagar"].formula == "valor_apurado_faixa + valor_penalidade"
    assert told["penalidade_da_faixa.penalidade_isenta"].rules == ("penalidade_excecao",)
    assert told[PAID].row_rules == ("paga_por_faixa",)
    assert all(one.distance <= other.distance for one, other in pairwise(found))


def test_the_temperature_decides_which_tariff_is_paid(chain: Chain, columns: Columns) -> None:
    near = {rule for one in ancestors(chain, columns, PAID) for rule in (*one.rules, *one.row_rules)}
    whole = ancestors(chain, columns, PAID, through_rows=True)
    far = {rule for one in whole for rule in (*one.rules, *one.row_rules)}
    assert "temperatura_limite" not in near
    assert {"temperatura_limite", "transacao_atraso_dias", "falha_dias", "pof_exclui"} <= far
    assert "in_gps_validador.temperatura" in {one.address for one in whole}


def test_every_published_column_is_followed_to_the_inputs(chain: Chain, columns: Columns) -> None:
    for step in (one for one in chain.steps if one.published):
        for column in step.columns:
            found = ancestors(chain, columns, f"{step.name}.{column}", through_rows=True)
            assert any(one.relation.startswith("in_") for one in found), (step.name, column)


def test_a_type_added_to_the_tariff_table_comes_from_where_the_others_come(chain: Chain, columns: Columns) -> None:
    stage = "sumario_faixa_servico_dia_pagamento"
    new, old = (ancestors(chain, columns, f"{stage}.km_apurada_{one}") for one in ("novo", "n_licenciado"))
    assert [one.relation for one in new][1:] == [one.relation for one in old][1:]
    with pytest.raises(KeyError):
        ancestors(chain, columns, f"{stage}.coluna_que_nao_ha")


def test_every_rule_that_is_applied_is_read_by_a_step(chain: Chain, graph: Graph) -> None:
    read = {node.name for node in graph.nodes.values() if node.kind is NodeKind.REGRA}
    assert {*chain.book.scalars, *chain.book.lists} - read == READ_BY_NO_STEP


def test_the_graph_goes_back_beyond_our_inputs(graph: Graph) -> None:
    above = graph.above("sumario_faixa_servico_dia_pagamento")
    assert {"in_viagem_completa", "fonte.viagem_conformidade", "fonte.gps_sppo", "regra.pof_minimo"} <= above
    assert ("fonte.viagem_conformidade", "in_viagem_completa") in graph.edges
    assert "sumario_faixa_servico_dia_pagamento" in graph.below("in_gps_validador")
    with pytest.raises(KeyError):
        graph.above("nada")


def test_what_is_read_is_drawn_before_what_reads_it(graph: Graph) -> None:
    wrong = [(a, b) for a, b in graph.edges if graph.nodes[a].column >= graph.nodes[b].column]
    assert wrong == []
    places = [(node.column, node.row) for node in graph.nodes.values()]
    assert len(set(places)) == len(places)


def test_a_part_of_the_graph_is_laid_out_anew(graph: Graph) -> None:
    part = graph.only(graph.above("percentual_operacao_faixa_horaria") & graph.below("faixa_planejada"))
    assert {node.column for node in part.nodes.values()} == set(range(len({n.column for n in part.nodes.values()})))
    assert set(part.nodes) == {"faixa_planejada", "viagem_na_faixa", "folha_pof", "percentual_operacao_faixa_horaria"}


def test_the_graph_of_stages_alone_joins_what_the_steps_joined(graph: Graph) -> None:
    small = graph.without(NodeKind.PASSO, NodeKind.REGRA, NodeKind.FONTE)
    assert {node.kind for node in small.nodes.values()} == {NodeKind.ETAPA, NodeKind.ENTRADA}
    assert ("viagem_transacao", "percentual_operacao_faixa_horaria") in small.edges
    assert ("in_valor_tipo_penalidade", "sumario_faixa_servico_dia_pagamento") in small.edges
    assert small.above("sumario_faixa_servico_dia_pagamento") == {
        key for key in graph.above("sumario_faixa_servico_dia_pagamento") if key in small.nodes
    }


def test_rows_are_ordered_so_that_edges_do_not_cross() -> None:
    nodes = ("a1", "a2", "a3", "b1", "b2", "b3")
    edges = (("a1", "b3"), ("a2", "b2"), ("a3", "b1"))
    places = laid_out(nodes, edges)
    assert crossings(places, edges) == 0
    assert {place for place, _ in places.values()} == {0, 1}
    assert crossings({name: (0 if name[0] == "a" else 1, int(name[1])) for name in nodes}, edges) == 3


def test_the_order_is_better_than_chance(graph: Graph) -> None:
    chance = random.Random(1)
    places = {key: (node.column, node.row) for key, node in graph.nodes.items()}
    rows = [row for _, row in places.values()]
    chance.shuffle(rows)
    thrown = {key: (place[0], row) for (key, place), row in zip(places.items(), rows, strict=True)}
    assert crossings(places, graph.edges) * 2 < crossings(thrown, graph.edges)


def test_a_cycle_is_our_fault() -> None:
    with pytest.raises(ValueError, match="cycle"):
        laid_out(("a", "b"), (("a", "b"), ("b", "a")))


def test_the_source_is_described_with_names_that_exist(chain: Chain) -> None:
    data = load_yaml("linhagem/subsidio.yaml")
    steps = {step.name for step in chain.steps}
    assert {name for names in data["etapas"].values() for name in names} - steps == set()
    known = {*data["modelos"], *data["etapas"], *steps, *(name for reads in data["modelos"].values() for name in reads)}
    rules = [*chain.book.scalars.values(), *chain.book.lists.values()]
    assert {model_of(name) for rule in rules for name in rule.models} - known == set()


def test_every_node_rule_and_kind_has_a_name_people_read(graph: Graph, chain: Chain) -> None:
    texts = Texts()
    codes = {node.title_code for node in graph.nodes.values() if node.title_code}
    codes |= {f"SUB_REGRA.{key}" for key in (*chain.book.scalars, *chain.book.lists)}
    assert [code for code in sorted(codes) if not texts.knows(code)] == []
    explained = [f"{code}.EXPLICA" for code in sorted(codes) if code.startswith("SUB_")]
    assert [code for code in explained if not texts.knows(code)] == []
    assert [kind for kind in NodeKind if not texts.knows(f"SUB_NO.{kind}")] == []
