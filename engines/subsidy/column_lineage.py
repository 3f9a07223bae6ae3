"""Where a column comes from: the columns and rules behind it, back to the inputs.

What each column is read from is taken from the SQL of the steps beforehand (resources/linhagem/colunas.yaml).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from engines.subsidy.chain import Chain
from engines.subsidy.steps import INPUT_PREFIX
from engines.subsidy.type_columns import PREFIX

RULES = "regra"
LIST_PREFIX = "lista_"
ANY_TYPE = "km_apurada_n_licenciado"
"""A column of a type every tariff table has: where its km comes from, those of the other types come from."""


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
