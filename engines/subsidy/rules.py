"""The rules of the subsidy in time: what was in force on a trip date as it was known on a day (subsidy.md section 0).

A scalar rule has one value per day; a list rule has rows, each with its own days. Never key a rule by its version name:
upstream used V22 for two rules.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from engines.dated import Clause, RuleError, Timeline
from engines.finding import NOTHING

RuleValue = Decimal | int | str | bool | date | None
RuleRow = Mapping[str, RuleValue]

SQL_TYPES: Mapping[str, str] = {
    "bool": "BOOLEAN",
    "texto": "VARCHAR",
    "inteiro": "BIGINT",
    "decimal": "DECIMAL(18, 9)",
    "data": "DATE",
    "hora": "TIME",
}
"""Type of a rule's value -> type of its column."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a clause comes from: its identity, the upstream commit, and what to say of a date nobody published."""

    id: str
    commit: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """One clause of a rule, with its source."""

    clause: Clause[Any]
    source: Source


@dataclass(frozen=True, slots=True)
class ScalarRule:
    """A switch or a number with one value per day; `default` where no clause stands.

    `variable` and `models` name what upstream keeps it in, `threshold` marks one whose sensitivity can be asked.
    """

    key: str
    kind: str
    default: RuleValue
    clauses: tuple[Dated, ...]
    stages: tuple[str, ...] = ()
    variable: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    threshold: bool = False

    def at(self, day: date, known: date, without: frozenset[str] = frozenset()) -> Dated | None:
        """Clause in force on `day` as known on `known`, some clauses switched off; None where the default holds."""
        kept = {id(each.clause): each for each in self.clauses if each.source.id not in without}
        found = Timeline(self.key, tuple(each.clause for each in kept.values())).at(day, known)
        return None if found is None else kept[id(found)]


@dataclass(frozen=True, slots=True)
class ListRule:
    """Rows that hold on some days: exceptions, windows, types left out. Each row is a clause."""

    key: str
    columns: Mapping[str, str]
    rows: tuple[Dated, ...]
    stages: tuple[str, ...] = ()
    variable: tuple[str, ...] = ()
    models: tuple[str, ...] = ()

    def at(self, day: date, known: date, without: frozenset[str] = frozenset()) -> Iterator[Dated]:
        """Rows in force on `day` as known on `known`, in the order they are written."""
        for each in self.rows:
            if each.source.id not in without and each.clause.standing(known) and each.clause.covers(day):
                yield each


@dataclass(frozen=True, slots=True)
class Known:
    """Which rules to apply: those known on a day, some clauses switched off, some values put in their place."""

    on: date
    without: frozenset[str] = frozenset()
    values: Mapping[str, RuleValue] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True)
class Rulebook:
    """Every rule of the subsidy, by key."""

    scalars: Mapping[str, ScalarRule]
    lists: Mapping[str, ListRule]

    def value(self, key: str, day: date, known: Known) -> RuleValue:
        """Value of a scalar rule on a day. Raises KeyError for a rule that does not exist."""
        if key in known.values:
            return known.values[key]
        found = self.scalars[key].at(day, known.on, known.without)
        return self.scalars[key].default if found is None else found.clause.value

    def day_row(self, day: date, known: Known) -> tuple[RuleValue, ...]:
        """`data` and every scalar rule on that day, in the order of `scalar_columns`."""
        return (day, *(self.value(key, day, known) for key in self.scalars))

    def scalar_columns(self) -> dict[str, str]:
        """Columns of the relation `regra`: `data`, then one per scalar rule."""
        return {"data": "DATE"} | {key: SQL_TYPES[rule.kind] for key, rule in self.scalars.items()}

    def list_columns(self, key: str) -> dict[str, str]:
        """Columns of the relation `lista_<key>`: `data`, the id of the clause, then those of its rows."""
        columns = {name: SQL_TYPES[kind] for name, kind in self.lists[key].columns.items()}
        return {"data": "DATE", "clausula": "VARCHAR"} | columns

    def list_rows(self, key: str, days: Iterable[date], known: Known) -> list[tuple[RuleValue, ...]]:
        """Rows of a list rule over some days, one per day and row in force."""
        rule = self.lists[key]
        return [
            (day, each.source.id, *(each.clause.value.get(name) for name in rule.columns))
            for day in days
            for each in rule.at(day, known.on, known.without)
        ]

    def clauses(self) -> Iterator[tuple[str, Dated]]:
        """Every clause with the key of its rule, scalars first."""
        for key, rule in self.scalars.items():
            yield from ((key, each) for each in rule.clauses)
        for key, listed in self.lists.items():
            yield from ((key, each) for each in listed.rows)


def load_rules(files: Iterable[Mapping[str, Any]]) -> Rulebook:
    """Rulebook of the YAML files under `resources/rules/subsidio`, already parsed.

    Raises RuleError when a key or a clause id is written twice, or a clause lacks its act or its days.
    """
    scalars: dict[str, ScalarRule] = {}
    lists: dict[str, ListRule] = {}
    for data in files:
        for spec in data.get("regras", ()):
            _add(scalars, _scalar(spec))
        for spec in data.get("listas", ()):
            _add(lists, _list(spec))
    book = Rulebook(scalars, lists)
    ids = [each.source.id for _, each in book.clauses()]
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise RuleError(f"clauses written twice: {', '.join(twice)}")
    return book


def _add(known: dict[str, Any], rule: Any) -> None:
    if rule.key in known:
        raise RuleError(f"rule written twice: {rule.key}")
    known[rule.key] = rule


def _scalar(spec: Mapping[str, Any]) -> ScalarRule:
    key, kind = spec["chave"], spec["tipo"]
    return ScalarRule(
        key,
        kind,
        _read(kind, spec.get("padrao")),
        tuple(_clause(key, item, _read(kind, item.get("valor"))) for item in spec.get("clausulas", ())),
        **_about(spec),
        threshold=spec.get("limiar", False),
    )


def _list(spec: Mapping[str, Any]) -> ListRule:
    columns = dict(spec["colunas"])
    rows = tuple(_rows(spec["chave"], columns, spec.get("linhas", ())))
    return ListRule(spec["chave"], columns, rows, **_about(spec))


def _rows(key: str, columns: Mapping[str, str], items: Iterable[Mapping[str, Any]]) -> Iterator[Dated]:
    """Rows as written; a list under `<column>s` (servicos, tipos, …) stands for one row per member."""
    for item in items:
        many = next((name for name in columns if f"{name}s" in item), None)
        members = item[f"{many}s"] if many else [None]
        for member in members:
            given = {**item, many: member} if many else item
            value = {name: _read(kind, given.get(name)) for name, kind in columns.items()}
            identity = f"{item['id']}.{member}" if many else item["id"]
            yield _clause(key, {**item, "id": identity}, value)


def _about(spec: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {
        "stages": tuple(spec.get("etapas", ())),
        "variable": tuple(spec.get("variaveis", ())),
        "models": tuple(spec.get("modelos", ())),
    }


def _clause(key: str, item: Mapping[str, Any], value: Any) -> Dated:
    absent = {"id", "ato", "inicio", "conhecida"} - item.keys()
    if absent:
        raise RuleError(f"{key}: a clause lacks {', '.join(sorted(absent))}")
    clause = Clause(
        value,
        item["inicio"],
        item["conhecida"],
        item["ato"],
        item.get("fim"),
        tuple(item.get("substitui", ())),
        item.get("retirada"),
    )
    return Dated(clause, Source(item["id"], item.get("commit", ""), item.get("ressalva", "")))


def _read(kind: str, value: Any) -> RuleValue:
    if value is None or kind in ("bool", "data"):
        return value  # type: ignore[no-any-return]
    return _READERS[kind](value)


_READERS: Mapping[str, Callable[[Any], RuleValue]] = {
    "texto": str,
    "inteiro": int,
    "decimal": lambda value: Decimal(str(value)),
    "hora": str,
}
