"""The second way to evaluate a sheet: lines of one axis over millions of members, as one SELECT.

An aggregate over a table must name its member (`viagem.faixa = @faixa`) and read nothing else from outside the row:
it becomes a grouping by that column. One over lines (`SUM(valor)`) groups the members of the axis that lies within.
What the SELECT gives equals the interpreter once rounded at a line's places (engines/formula/sql.py).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from engines.formula import Catalog, NoSqlForm, Unit, to_sql
from engines.formula.aggregate import conjuncts
from engines.formula.sql import SCALE
from engines.formula.sql_text import Decimals
from engines.formula.tree import Aggregate, Bound, Compare, Field, Logic, Name, Node, Span
from engines.sheet.bulk_rounding import rounds_twice
from engines.sheet.model import Line, Sheet

NOWHERE = Span(0, 0)
QUANTITY = Unit()


@dataclass(frozen=True, slots=True)
class Bulk:
    """What one SELECT evaluates: lines of an axis, the relation of its members, the relations of what lies below.

    `members` holds the key (a column named as the axis) and a column for each name the lines read that is not one of
    them; `below` maps a table, or an axis within this one, to a relation with the column of the key. `kept` are other
    columns of the members to carry along. Where `members` is the relation below itself, its rows gathered by the key
    are the members, and a kept column has one value among the rows of each.
    """

    axis: str
    lines: tuple[str, ...]
    members: str
    below: Mapping[str, str] = field(default_factory=dict)
    kept: tuple[str, ...] = ()


def bulk_select(sheet: Sheet, bulk: Bulk, scale: int = SCALE) -> tuple[str, dict[str, object]]:
    """The SELECT (key, kept columns, lines in order) and its binds, calculated at `scale` decimal places.

    Raises NoSqlForm for what cannot be grouped or would be rounded twice, KeyError for a line that does not exist.
    """
    return _Select(sheet, bulk, scale).written()


class _Select:
    """Gathers the aggregates of the lines, then writes the lines layer by layer over them."""

    def __init__(self, sheet: Sheet, bulk: Bulk, scale: int) -> None:
        self.sheet, self.bulk, self.decimals = sheet, bulk, Decimals(scale)
        self.binds: dict[str, object] = {}
        self.folded: dict[str, list[str]] = {}
        self.placeholders: dict[str, Unit] = {}
        self.lines = {key: replace(sheet.lines[key], root=self._grouped(sheet.lines[key].root)) for key in bulk.lines}

    def written(self) -> tuple[str, dict[str, object]]:
        """The whole SELECT."""
        text = self._base()
        for layer in self._layers():
            columns = ", ".join(f"{self._line(line)} AS {line.key}" for line in layer)
            text = f"SELECT *, {columns} FROM ({text}) AS camada"
        names = ", ".join((self.bulk.axis, *self.bulk.kept, *self.bulk.lines))
        return f"SELECT {names} FROM ({text}) AS folha", self.binds

    def _base(self) -> str:
        """The members with what their aggregates gave; a member with no rows has zeros, as in the interpreter."""
        key = self.bulk.axis
        if [*self.folded] == [self.bulk.members]:
            return self._base_of_rows()
        text = f"SELECT m.*{''.join(self._given(relation) for relation in self.folded)} FROM {self.bulk.members} AS m"
        for position, (relation, parts) in enumerate(self.folded.items()):
            grouped = f"SELECT {key}, {', '.join(parts)} FROM {relation} GROUP BY {key}"
            text += f" LEFT JOIN ({grouped}) AS g{position} ON g{position}.{key} = m.{key}"
        return text

    def _base_of_rows(self) -> str:
        """Members that are the rows below, gathered: one pass gives the member, what it carries and its aggregates."""
        ((_, parts),) = self.folded.items()
        named = [part.rsplit(" AS ", 1) for part in parts]
        given = [f"{_or_nothing(name, folded, 'FALSE')} AS {name}" for folded, name in named]
        carried = [f"MIN({name}) AS {name}" for name in self.bulk.kept]
        columns = ", ".join((self.bulk.axis, *carried, *given))
        return f"SELECT {columns} FROM {self.bulk.members} WHERE {self.bulk.axis} IS NOT NULL GROUP BY {self.bulk.axis}"

    def _given(self, relation: str) -> str:
        position = list(self.folded).index(relation)
        names = [part.rsplit(" AS ", 1)[1] for part in self.folded[relation]]
        none = f"g{position}.{self.bulk.axis} IS NULL"
        return "".join(f", {_or_nothing(name, f'g{position}.{name}', none)} AS {name}" for name in names)

    def _layers(self) -> Iterator[tuple[Line, ...]]:
        """Lines in waves: each wave reads only what stands before it."""
        waiting = dict(self.lines)
        while waiting:
            ready = {k: line for k, line in waiting.items() if not self.sheet.precedents[k] & (waiting.keys() - {k})}
            yield tuple(ready.values())
            waiting = {k: line for k, line in waiting.items() if k not in ready}

    def _line(self, line: Line) -> str:
        if line.places is not None and line.places >= self.decimals.scale and rounds_twice(line.root):
            raise NoSqlForm(f"{line.key} rounds twice at {line.places} places")
        text = self._sql(line.root, self._names())
        return text if line.places is None else self.decimals.rounded(text, line.places)

    def _names(self) -> dict[str, str]:
        known = (*self.sheet.inputs, *self.sheet.lines, *self.placeholders)
        return {name: name for name in known}

    def _sql(self, node: Node, columns: Mapping[str, str]) -> str:
        form = to_sql(node, self._catalog(), columns=columns, scale=self.decimals.scale)
        shift = len(self.binds)
        self.binds |= {f"v{int(name[1:]) + shift}": value for name, value in form.binds.items()}
        return re.sub(r"\$v(\d+)", lambda found: f"$v{int(found[1]) + shift}", form.text)

    def _catalog(self) -> Catalog:
        return Catalog(
            tables={key: dict(table.columns) for key, table in self.sheet.tables.items()},
            names={key: item.unit for key, item in self.sheet.inputs.items()} | self.placeholders,
            lines={key: line.unit for key, line in self.sheet.lines.items()},
            bound=dict.fromkeys(self.sheet.axes, Unit(kind="text")),
        )

    def _grouped(self, node: Node) -> Node:
        """The same formula with each aggregate replaced by the name of the column it becomes."""
        if isinstance(node, Aggregate):
            return Name(node.span, self._fold(node))
        return replace(node, **{item.name: self._part(getattr(node, item.name)) for item in fields(node)})

    def _part(self, part: object) -> Any:
        if isinstance(part, Node):
            return self._grouped(part)
        return tuple(self._part(item) for item in part) if isinstance(part, tuple) else part

    def _fold(self, node: Aggregate) -> str:
        source, argument, where = self._source(node)
        if node.distinct or source not in self.bulk.below:
            raise NoSqlForm(f"{node.func} over {source or 'nothing named'} cannot be grouped")
        kind = "valor" if node.func in ("MIN", "MAX") else "soma" if node.table or node.func == "COUNT" else "inteiro"
        name = f"{kind}_{sum(map(len, self.folded.values()))}"
        folded = self._function(node.func, argument) + where
        self.folded.setdefault(self.bulk.below[source], []).append(
            f"{folded if node.table else _whole(folded, argument)} AS {name}"
        )
        self.placeholders[name] = QUANTITY
        return name

    def _source(self, node: Aggregate) -> tuple[str, str, str]:
        """Relation below, SQL of the argument, FILTER clause."""
        if not node.table:
            assert isinstance(node.argument, Name)
            axis = next((a for a in self.sheet.per(node.argument.name) if a != self.bulk.axis), "")
            return axis, node.argument.name, ""
        rest = [part for part in conjuncts(node.where) if not self._names_member(part, node.table)]
        if len(rest) == len(conjuncts(node.where)):
            raise NoSqlForm(f"{node.func} over {node.table} names no member of {self.bulk.axis}")
        where = self._sql(_joined(rest), {}) if rest else ""
        return node.table, self._argument(node.argument), f" FILTER (WHERE {where})" if where else ""

    def _argument(self, node: Node | None) -> str:
        if node is None:
            return "*"
        return node.field if isinstance(node, Field) else self._sql(node, {})

    def _function(self, func: str, argument: str) -> str:
        """Folded at the column's own scale, then at the scale lines are calculated in."""
        if func == "AVG":
            raise NoSqlForm("AVG cannot be grouped: divide a SUM by a COUNT")
        return f"{func.lower()}({argument})"

    def _names_member(self, part: Node, table: str) -> bool:
        """True for `tabela.eixo = @eixo`."""
        if not isinstance(part, Compare) or part.op != "=":
            return False
        sides = {part.left, part.right}
        return any(isinstance(s, Field) and s.field == self.bulk.axis and s.table == table for s in sides) and any(
            isinstance(s, Bound) and s.name == self.bulk.axis for s in sides
        )


def _or_nothing(name: str, given: str, none: str) -> str:
    """What a member without rows has: zero for a sum or a count, nothing for the least and the greatest."""
    if name.startswith("soma_"):
        return f"COALESCE({given}, 0)"
    return f"CASE WHEN {none} THEN 0 ELSE {given} END" if name.startswith("inteiro_") else given


def _whole(folded: str, line: str) -> str:
    """A total over lines is missing as soon as one of them is: one that skips a member is a wrong total."""
    return folded if folded.startswith("count") else f"CASE WHEN COUNT({line}) = COUNT(*) THEN {folded} END"


def _joined(parts: Sequence[Node]) -> Node:
    first, *others = parts
    for other in others:
        first = Logic(NOWHERE, "AND", first, other)
    return first
