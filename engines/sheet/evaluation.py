"""Evaluating a sheet: each cell once, on demand; only dependents of what changed are evaluated again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, localcontext
from itertools import product

from engines.figure import Missing, Value
from engines.finding import Finding
from engines.formula import RowTable, aggregate_rows, evaluate, fold_values
from engines.formula.tree import Aggregate, Name, Node, Span
from engines.money import calculation_context, round_half_away
from engines.sheet.facts import Facts, InputKey
from engines.sheet.model import Check, Sheet

Keys = tuple[str, ...]
Trace = dict[Span, Value]

NOT_GIVEN = Missing("NOT_GIVEN")


@dataclass(frozen=True, slots=True)
class Cell:
    """One evaluated cell: line, member keys in the order of the line's axes, value."""

    line: str
    members: Keys
    value: Value


class Evaluation:
    """The values of one sheet over one set of facts, computed when asked for and remembered."""

    def __init__(self, sheet: Sheet, facts: Facts, given: Mapping[InputKey, Value] | None = None) -> None:
        """`given` holds cells already known: replaced lines of a what-if or of a worked case."""
        self.sheet = sheet
        self.facts = facts
        self._memo: dict[InputKey, Value] = dict(given or {})
        self._tables: dict[str, RowTable] = {}
        self._above: dict[str, Mapping[str, str]] = {}

    def value(self, key: str, members: Mapping[str, str] | Keys = ()) -> Value:
        """Value of a line or input for the given members. Raises KeyError for an unknown name."""
        if isinstance(members, Mapping):
            members = tuple(members[axis] for axis in self.sheet.per(key))
        place = (key, members)
        if place not in self._memo:
            self._memo[place] = self._evaluate(key, members) if key in self.sheet.lines else self._input(place)
        return self._memo[place]

    def members_of(self, per: Keys) -> Iterator[Keys]:
        """Every combination of member keys over the given axes, in the order of the data."""
        return product(*([m.key for m in self.facts.axes.get(axis, ())] for axis in per))

    def settled(self, per: Keys, members: Keys) -> dict[str, str]:
        """Axis -> member key for a cell: its own axes, and those their members lie within."""
        named = dict(zip(per, members, strict=True))
        for axis in per:
            while within := self.sheet.axes[axis].within:
                named.setdefault(within, self._parents(axis)[named[axis]])
                axis = within
        return named

    def members_beneath(self, free: Keys, members: Mapping[str, str]) -> Iterator[Keys]:
        """Combinations of members of the free axes that lie within the given ones, in the order of the data."""
        for keys in self.members_of(free):
            above = self.settled(free, keys)
            if all(members[axis] == key for axis, key in above.items() if axis in members):
                yield keys

    def cells(self) -> Iterator[Cell]:
        """Every cell of every line, in the order of the sheet."""
        for key, line in self.sheet.lines.items():
            for members in self.members_of(line.per):
                yield Cell(key, members, self.value(key, members))

    def findings(self) -> tuple[Finding, ...]:
        """What the checks of the sheet raise on these facts, in the order of the sheet and of the members."""
        return tuple(self._findings(self.sheet.checks))

    def findings_of(self, keys: frozenset[str]) -> tuple[Finding, ...]:
        """What only the named checks raise; the others are not evaluated."""
        return tuple(self._findings(tuple(c for c in self.sheet.checks if c.key in keys)))

    def changed(
        self,
        inputs: Mapping[InputKey, Value] | None = None,
        tables: Mapping[str, tuple[Mapping[str, Value], ...]] | None = None,
    ) -> "Evaluation":
        """A what-if: the same sheet with some inputs or tables replaced, keeping what does not depend on them."""
        facts = replace(
            self.facts,
            inputs={**self.facts.inputs, **(inputs or {})},
            tables={**self.facts.tables, **(tables or {})},
        )
        touched = frozenset(key for key, _ in (inputs or {})) | frozenset(f"table:{name}" for name in (tables or {}))
        stale = self.sheet.dependents(touched) | touched
        again = Evaluation(self.sheet, facts, {place: v for place, v in self._memo.items() if place[0] not in stale})
        again._tables = {name: table for name, table in self._tables.items() if name not in (tables or {})}
        return again

    def table(self, name: str) -> RowTable:
        """Rows of a table with the indexes its aggregates asked for."""
        if name not in self._tables:
            self._tables[name] = RowTable(self.facts.tables.get(name, ()))
        return self._tables[name]

    def traced(self, root: Node, per: Keys, members: Keys) -> tuple[Value, Trace]:
        """Value of a formula for some members, with the value of each of its parts by span."""
        trace: Trace = {}
        return evaluate(root, self.environment(per, members), trace), trace

    def _evaluate(self, key: str, members: Keys) -> Value:
        line = self.sheet.lines[key]
        value = evaluate(line.root, self.environment(line.per, members))
        if line.places is not None and isinstance(value, Decimal):
            return round_half_away(value, line.places)
        return value

    def _input(self, place: InputKey) -> Value:
        if place[0] not in self.sheet.inputs:
            raise KeyError(place[0])
        return self.facts.inputs.get(place, NOT_GIVEN)

    def environment(self, per: Keys, members: Keys) -> "CellEnvironment":
        """What a formula over these axes sees for these members."""
        return CellEnvironment(self, self.settled(per, members))

    def _parents(self, axis: str) -> Mapping[str, str]:
        if axis not in self._above:
            self._above[axis] = {member.key: member.parent for member in self.facts.axes.get(axis, ())}
        return self._above[axis]

    def _findings(self, checks: tuple[Check, ...]) -> Iterator[Finding]:
        for rule in checks:
            for members in self.members_of(rule.per):
                environment = self.environment(rule.per, members)
                if evaluate(rule.root, environment) is True:
                    args = {shown: environment.name(source) for shown, source in rule.args.items()}
                    yield Finding(rule.code, rule.severity, rule.detail, environment.members, args)


@dataclass(frozen=True, slots=True)
class CellEnvironment:
    """What one cell sees: its own members, the other lines at the same members, the rows of the tables."""

    evaluation: Evaluation
    members: Mapping[str, str]

    def name(self, key: str) -> Value:
        """Value of another line or input at the same members."""
        return self.evaluation.value(key, self.members)

    def bound(self, axis: str) -> Value:
        """Key of the member this cell stands for."""
        return self.members[axis]

    def aggregate(self, node: Aggregate) -> Value:
        """Aggregate over the rows of a table or over the members of a line."""
        if node.table:
            return aggregate_rows(node, self.evaluation.table(node.table), self)
        assert isinstance(node.argument, Name)
        return _over_members(node.func, self.line(node.argument.name))

    def line(self, key: str) -> tuple[Value, ...]:
        """Values of a line over the axes this cell does not fix, in the order of the data."""
        sheet = self.evaluation.sheet
        free = tuple(axis for axis in sheet.per(key) if axis not in self.members)
        return tuple(
            self.evaluation.value(key, {**self.members, **dict(zip(free, keys, strict=True))})
            for keys in self.evaluation.members_beneath(free, self.members)
        )

    def matrix(self, name: str) -> tuple[tuple[Value, ...], ...]:
        """A two-axis input as rows of values, for primitives that need one."""
        first, second = self.evaluation.sheet.per(name)
        members = self.evaluation.facts.axes
        return tuple(
            tuple(self.evaluation.value(name, (row.key, column.key)) for column in members[second])
            for row in members[first]
        )

    def kpi(self, code: str, offset: int) -> Value:
        """A sheet knows no KPI."""
        raise KeyError(code)

    def now(self) -> datetime:
        """Instant of the calculation."""
        return self.evaluation.facts.now

    def period(self) -> tuple[date, date]:
        """Half-open period of the calculation."""
        return self.evaluation.facts.period


def _over_members(func: str, values: tuple[Value, ...]) -> Value:
    """SUM, COUNT, MIN, MAX or AVG of a line over its members.

    Unlike rows of a table, a missing member leaves the whole missing: a total that skips a sector is a wrong total.
    """
    absent = next((v for v in values if isinstance(v, Missing)), None)
    if absent is not None and func != "COUNT":
        return absent
    with localcontext(calculation_context()):
        return fold_values(func, values)
