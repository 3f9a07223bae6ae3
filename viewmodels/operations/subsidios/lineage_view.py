"""Where the numbers come from: the graph of stages, inputs, steps and rules, and the ancestors of one column."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from engines.subsidy.chain import Chain
from engines.subsidy.column_lineage import Ancestor, Columns, ancestors
from engines.subsidy.lineage import Graph, NodeKind, lineage
from engines.subsidy.watching.meeting import Meeting
from storage.resources import load_yaml
from viewmodels.operations.house import House
from viewmodels.operations.registry import AUDIT_AREA, operation
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.timeline import chain_of

SOURCE, COLUMNS = "linhagem/subsidio.yaml", "linhagem/colunas.yaml"
FOLDED = frozenset({NodeKind.PASSO, NodeKind.REGRA, NodeKind.FONTE})
"""What is not drawn until it is asked for."""


@dataclass(frozen=True)
class LineageView:
    """The graph as it is drawn, the columns each published stage has, and the stage it is the inside of ("" whole)."""

    graph: Graph
    columns: dict[str, tuple[str, ...]]
    inside: str = ""


@operation("subsidios.linhagem", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def lineage_view(house: House, scope: Scope, *, shown: Collection[NodeKind] = (), inside: str = "") -> LineageView:
    """Published stages and inputs, with the other kinds of node only when `shown` names them.

    With `inside` the steps and rules between a stage and what it starts from, the source left out. Raises KnownError
    AUDITORIA_NENHUMA, KeyError for a stage that does not exist.
    """
    chain = chain_of(house)
    whole = lineage(chain, lineage_data(), _columns())
    graph = _inside(whole, inside) if inside else whole.without(*sorted(FOLDED - set(shown)))
    return LineageView(graph, {step.name: step.columns for step in chain.steps if step.published}, inside)


@operation("subsidios.ancestrais", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def column_ancestors(house: House, scope: Scope, *, address: str, through_rows: bool = False) -> tuple[Ancestor, ...]:
    """A column (`stage.column`) and every one it comes from, nearest first, down to the inputs.

    `through_rows` follows also what decides which rows there are. Raises KeyError for a column that does not exist.
    """
    return ancestors(chain_of(house), _columns(), address, through_rows)


def meeting_of(chain: Chain) -> Meeting:
    """The chain beside the names of the source."""
    return Meeting(chain, lineage_data())


@cache
def lineage_data() -> dict[str, Any]:
    """What lies behind the inputs, read once."""
    data = load_yaml(SOURCE)
    assert isinstance(data, dict)
    return data


@cache
def _columns() -> Columns:
    data = load_yaml(COLUMNS)
    assert isinstance(data, dict)
    return Columns(data)


def _inside(graph: Graph, stage: str) -> Graph:
    """The stage and the steps on the way to it, back to the inputs and to the stages published before it."""
    before: dict[str, set[str]] = {}
    for one, other in graph.edges:
        before.setdefault(other, set()).add(one)
    kept, waiting = {stage}, [stage]
    while waiting:
        now = waiting.pop()
        if now != stage and graph.nodes[now].kind is not NodeKind.PASSO:
            continue
        fresh = before.get(now, set()) - kept
        kept |= fresh
        waiting += sorted(fresh)
    return graph.only(key for key in kept if graph.nodes[key].kind is not NodeKind.FONTE)
