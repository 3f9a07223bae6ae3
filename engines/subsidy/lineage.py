"""Where a number comes from: the graph of inputs, rules and steps with the source's models behind them, and columns.

What a column is read from is taken from the SQL of the steps beforehand (resources/linhagem/colunas.yaml).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from engines.subsidy.chain import Chain
from engines.subsidy.graph_layout import laid_out
from engines.subsidy.steps import INPUT_PREFIX, Step
from engines.subsidy.type_columns import PREFIX

RULES = "regra"
LIST_PREFIX = "lista_"
ANY_TYPE = "km_apurada_n_licenciado"
"""A column of a type every tariff table has: where its km comes from, those of the other types come from."""


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


@dataclass(frozen=True)
class Columns:
    """Of each column of a step, the columns its value is made of and those that decide which rows there are."""

    data: Mapping[str, Any]

    @cached_property
    def steps(self) -> Mapping[str, Mapping[str, Any]]:
        """Columns by step."""
        return {name: one["colunas"] for name, one in self.data["etapas"].items()}

    def value(self, step: str, column: str) -> tuple[str, ...]:
        """Columns a value is made of, as relation.column. Raises KeyError for a step or column that does not exist."""
        return tuple(self._of(step, column).get("valor", ()))

    def rows(self, step: str, column: str) -> tuple[str, ...]:
        """Columns that decide which rows a column has."""
        return tuple(self._of(step, column).get("linhas", ()))

    def rules_of(self, step: str) -> tuple[str, ...]:
        """Rules a step reads, in any of its columns, in order of name."""
        read = {one for c in self.steps[step] for one in (*self.value(step, c), *self.rows(step, c))}
        return tuple(sorted({rule for one in read if (rule := rule_of(one))}))

    def _of(self, step: str, column: str) -> Mapping[str, Any]:
        """A km column of a type the resource was not made with comes from where the others of its kind come."""
        known = self.steps[step]
        found: Mapping[str, Any] = known[ANY_TYPE if column not in known and _of_a_type(column, known) else column]
        return found


def _of_a_type(column: str, known: Mapping[str, Any]) -> bool:
    return column.startswith(PREFIX) and ANY_TYPE in known


def rule_of(address: str) -> str:
    """Key of the rule an address reads, "" when it is no rule."""
    relation, _, column = address.partition(".")
    if relation == RULES:
        return column
    return relation.removeprefix(LIST_PREFIX) if relation.startswith(LIST_PREFIX) else ""


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


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A column on the way to another: how far, rules that make its value, rules that decide its rows, its formula."""

    relation: str
    column: str
    distance: int
    rules: tuple[str, ...] = ()
    row_rules: tuple[str, ...] = ()
    formula: str = ""

    @property
    def address(self) -> str:
        """The column as relation.column."""
        return f"{self.relation}.{self.column}"


def ancestors(chain: Chain, columns: Columns, address: str, through_rows: bool = False) -> tuple[Ancestor, ...]:
    """A column and every column it comes from, nearest first; rules are said of the column that reads them.

    With `through_rows` also what decides which rows there are is followed to its inputs. Raises KeyError for a column
    that does not exist.
    """
    found: dict[str, Ancestor] = {}
    waiting = {address: 0}
    while waiting:
        now, distance = next(iter(waiting.items()))
        del waiting[now]
        found[now] = _ancestor(chain, columns, now, distance)
        for before in _before(columns, now, through_rows):
            if before not in found and not rule_of(before):
                waiting.setdefault(before, distance + 1)
    return tuple(found.values())


def _before(columns: Columns, address: str, through_rows: bool) -> tuple[str, ...]:
    step, _, column = address.partition(".")
    if step not in columns.steps:
        return ()
    return columns.value(step, column) + (columns.rows(step, column) if through_rows else ())


def _ancestor(chain: Chain, columns: Columns, address: str, distance: int) -> Ancestor:
    step, _, column = address.partition(".")
    if step.startswith(INPUT_PREFIX):
        return Ancestor(step, column, distance)
    values, rows = columns.value(step, column), columns.rows(step, column)
    bulk = chain.step(step).bulk
    formula = chain.sheet.lines[column].text if bulk is not None and column in bulk.lines else ""
    return Ancestor(step, column, distance, _rules(values), _rules(rows), formula)


def _rules(addresses: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rule for one in addresses if (rule := rule_of(one))))
