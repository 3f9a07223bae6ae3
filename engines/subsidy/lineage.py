"""Where the numbers come from: the graph of inputs, rules and steps, with the source's models behind them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from engines.subsidy.chain import Chain
from engines.subsidy.column_lineage import LIST_PREFIX, RULES, Columns
from engines.subsidy.graph_layout import laid_out
from engines.subsidy.steps import INPUT_PREFIX, Step


class NodeKind(StrEnum):
    """What a node of the graph is."""

    FONTE = "FONTE"
    ENTRADA = "ENTRADA"
    REGRA = "REGRA"
    PASSO = "PASSO"
    ETAPA = "ETAPA"


@dataclass(frozen=True, slots=True)
class Node:
    """A table of the source, an input, a rule, a step on the way or a published stage; `column`, `row` are its place.

    Columns go from what is read to what is published; rows within a column are ordered so that few edges cross.
    """

    name: str
    kind: NodeKind
    column: int = 0
    row: float = 0.0

    @property
    def title_code(self) -> str:
        """Code of the text that names it; "" for a table of the source, known by its own name."""
        heads = {NodeKind.ENTRADA: "TABELA.subsidio.", NodeKind.REGRA: "SUB_REGRA.", NodeKind.FONTE: ""}
        head = heads.get(self.kind, "SUB_ETAPA.")
        return head + self.name if head else ""


@dataclass(frozen=True)
class Graph:
    """Nodes by name with a prefix that keeps an input apart from the step of the same name, and who reads whom."""

    nodes: Mapping[str, Node]
    edges: tuple[tuple[str, str], ...]

    def above(self, key: str) -> frozenset[str]:
        """Keys of everything a node comes from, itself included. Raises KeyError for an unknown node."""
        return self._reached(key, {(after, before) for before, after in self.edges})

    def below(self, key: str) -> frozenset[str]:
        """Keys of everything that comes from a node, itself included. Raises KeyError for an unknown node."""
        return self._reached(key, set(self.edges))

    def only(self, keys: Iterable[str]) -> "Graph":
        """The graph of some of its nodes, laid out anew."""
        kept = set(keys)
        edges = tuple((a, b) for a, b in self.edges if a in kept and b in kept)
        return _laid({key: self.nodes[key] for key in self.nodes if key in kept}, edges)

    def without(self, *kinds: NodeKind) -> "Graph":
        """The graph with the nodes of some kinds taken out, what they joined joined directly, laid out anew."""
        edges = set(self.edges)
        for key in [key for key, node in self.nodes.items() if node.kind in kinds]:
            before, after = ({pair for pair in edges if pair[side] == key} for side in (1, 0))
            edges = (edges - before - after) | {(a, b) for a, _ in before for _, b in after}
        kept = {key: node for key, node in self.nodes.items() if node.kind not in kinds}
        return _laid(kept, tuple(sorted(edges)))

    def _reached(self, key: str, steps: set[tuple[str, str]]) -> frozenset[str]:
        if key not in self.nodes:
            raise KeyError(key)
        seen, waiting = {key}, [key]
        while waiting:
            now = waiting.pop()
            fresh = {b for a, b in steps if a == now} - seen
            seen |= fresh
            waiting += fresh
        return frozenset(seen)


def lineage(chain: Chain, source: Mapping[str, Any], columns: Columns) -> Graph:
    """The whole graph, laid out. `source` is resources/linhagem/subsidio.yaml parsed: what lies behind the inputs."""
    inputs = {name for step in chain.steps for name in step.reads if name.startswith(INPUT_PREFIX)}
    nodes = {name: Node(name.removeprefix(INPUT_PREFIX), NodeKind.ENTRADA) for name in sorted(inputs)}
    edges = [edge for step in chain.steps for edge in _edges(step, columns)]
    for step in chain.steps:
        nodes[step.name] = Node(step.name, NodeKind.ETAPA if step.published else NodeKind.PASSO)
    rules = [one for one, _ in edges if one.startswith("regra.")]
    nodes |= {key: Node(key.removeprefix("regra."), NodeKind.REGRA) for key in dict.fromkeys(rules)}
    behind = list(_behind(sorted(inputs), source["modelos"]))
    nodes |= {key: Node(key.removeprefix("fonte."), NodeKind.FONTE) for key, _ in behind if key.startswith("fonte.")}
    return _laid(nodes, tuple(dict.fromkeys(one for one in [*behind, *edges] if one[0] in nodes)))


def _edges(step: Step, columns: Columns) -> Iterator[tuple[str, str]]:
    for name in step.reads:
        if name != RULES and not name.startswith(LIST_PREFIX):
            yield name, step.name
    for rule in columns.rules_of(step.name):
        yield f"regra.{rule}", step.name


def _behind(inputs: list[str], reads: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """What the source makes the inputs from; another input stays itself."""
    waiting, seen = list(inputs), set(inputs)
    while waiting:
        key = waiting.pop(0)
        for name in reads.get(key.removeprefix(INPUT_PREFIX).removeprefix("fonte."), ()):
            before = INPUT_PREFIX + name if INPUT_PREFIX + name in inputs else f"fonte.{name}"
            yield before, key
            if before not in seen:
                seen.add(before)
                waiting.append(before)


def _laid(nodes: Mapping[str, Node], edges: tuple[tuple[str, str], ...]) -> Graph:
    places = laid_out(tuple(nodes), edges)
    return Graph({key: Node(one.name, one.kind, *places[key]) for key, one in nodes.items()}, edges)
