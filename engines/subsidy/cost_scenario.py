"""The chain run again under other rules, beside the results: in a schema of its own, only the steps that must run.

A step reads its relations by their bare names: those already run again are found in the schema of the scenario, the
others in the main one, which is never written. The texts of the steps know nothing of it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from engines.finding import NOTHING
from engines.subsidy.chain import Chain
from engines.subsidy.cost_lean import IDLE, lean
from engines.subsidy.rules import Known, Rulebook, RuleValue
from engines.subsidy.steps import Connection, Step, downstream, lay, run

BASE = "main"
SCHEMA = "cenario"
RULES = "regra"
FORMER = "anterior_"
CHECKPOINTS = frozenset({
    "veiculo_dia", "aux_veiculo_dia_consolidada", "viagem_classificada", "viagem_hora", "temperatura",
    "limite_da_frota", "hora_da_frota", "folha_pof", "teto_da_faixa", "folha_penalidade",
})  # fmt: skip
"""Steps whose result is looked at after they run again: where it is the same, what comes after does not run."""
PARTLY: Mapping[str, tuple[str, ...]] = {
    "viagem_numerada": ("numero",),
    "aux_viagem_temperatura_validador": ("data", "id_viagem", "id_validador"),
    "viagem_regularidade_temperatura": ("data", "id_viagem"),
    "viagem_bilhetagem": ("numero",),
    "viagem_equipamento": ("data", "id_viagem"),
    "viagem_transacao": ("numero",),
}
"""Steps (with their key) looked at column by column: what reads none of the columns that changed does not run."""


@dataclass(frozen=True, slots=True)
class Rules:
    """A book of rules and which of them to apply."""

    book: Rulebook
    known: Known

    def scalar_values(self, key: str, days: Iterable[date]) -> tuple[RuleValue, ...]:
        """Value of a scalar rule on each day."""
        return tuple(self.book.value(key, day, self.known) for day in days)

    def list_rows(self, key: str, days: Iterable[date]) -> list[tuple[RuleValue, ...]]:
        """Rows of a list rule over the days."""
        return self.book.list_rows(key, days, self.known)


def changed_rules(before: Rules, after: Rules, days: Sequence[date]) -> frozenset[str]:
    """Keys of the rules whose value or rows differ on some of the days. Both books hold the same keys."""
    scalars = (k for k in before.book.scalars if before.scalar_values(k, days) != after.scalar_values(k, days))
    lists = (k for k in before.book.lists if before.list_rows(k, days) != after.list_rows(k, days))
    return frozenset((*scalars, *lists))


def reading(chain: Chain, rules: Iterable[str]) -> frozenset[str]:
    """Names of the steps whose text reads one of these rules: a column of `regra`, or the relation of a list."""
    keys = frozenset(rules)
    lists = {f"lista_{key}" for key in keys & chain.book.lists.keys()}
    words = keys & chain.book.scalars.keys()
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words)))})\b") if words else None
    return frozenset(
        step.name
        for step in chain.steps
        if lists.intersection(step.reads) or (named and RULES in step.reads and named.search(step.text))
    )


def touched(chain: Chain, a: Known, b: Known, days: Sequence[date]) -> tuple[Step, ...]:
    """Steps that must run again to go from the rules of `a` to those of `b` over these days, in order."""
    return downstream(chain.steps, reading(chain, changed_rules(Rules(chain.book, a), Rules(chain.book, b), days)))


def upstream(steps: Sequence[Step], wanted: Iterable[str]) -> frozenset[str]:
    """Names of the steps the wanted relations come from, themselves included."""
    needed = set(wanted)
    for step in reversed(steps):
        if step.name in needed:
            needed.update(step.reads)
    return frozenset(needed)


class Scenario:
    """Relations under other rules; `move` takes them from the rules they stand under to others, step by step."""

    def __init__(self, connection: Connection, chain: Chain, days: Sequence[date], base: Rules) -> None:
        self.connection, self.chain, self.days, self.rules = connection, chain, tuple(days), base
        self._wanted = chain.steps
        self._idle: Mapping[str, frozenset[str]] = NOTHING
        self._run: set[str] = set()
        self._aside: set[str] = set()

    def only(self, wanted: Iterable[str]) -> None:
        """From here on runs only what the payment of these relations comes from. To be said before the first move."""
        steps = lean(self.chain).steps
        needed = upstream(steps, wanted)
        self._wanted = tuple(step for step in steps if step.name in needed)
        self._idle = IDLE

    def move(self, rules: Rules) -> Iterator[str]:
        """Runs again what differs between the rules in place and these; yields each step's name before it runs."""
        keys = changed_rules(self.rules, rules, self.days)
        self.rules = rules
        stale = {name for key in keys for name in reading(self.chain, [key]) - self._idle.get(key, frozenset())}
        self._lay(keys)
        parts: dict[str, frozenset[str]] = {}
        for step in self._wanted:
            if step.name in stale or any(_reaches(name, step, parts) for name in stale.intersection(step.reads)):
                yield from self._again(step)
                if step.name in PARTLY:
                    parts[step.name] = self._changed_columns(step.name)
                same = not parts[step.name] if step.name in PARTLY else self._same(step)
                (stale.discard if same else stale.add)(step.name)

    @contextmanager
    def inside(self) -> Iterator[Connection]:
        """The connection with bare names meaning the scenario's relations first; back to the base on leaving."""
        self.connection.execute(f"USE {SCHEMA}")
        try:
            yield self.connection
        finally:
            self.connection.execute(f"USE {BASE}")

    def _again(self, step: Step) -> Iterator[str]:
        """Runs one step, its former result kept aside when it is a checkpoint already run here."""
        self._set_aside(step)
        pieces = run(self.connection, (step,), self.days)
        while True:
            with self.inside():
                piece = next(pieces, None)
            if piece is None:
                self._run.add(step.name)
                return
            yield piece[0].name

    def _set_aside(self, step: Step) -> None:
        if (step.name in CHECKPOINTS or step.name in PARTLY) and step.name in self._run:
            self.connection.execute(f"DROP TABLE IF EXISTS {SCHEMA}.{FORMER}{step.name}")
            self.connection.execute(f"ALTER TABLE {SCHEMA}.{step.name} RENAME TO {FORMER}{step.name}")
            self._aside.add(step.name)

    def _same(self, step: Step) -> bool:
        """True when a checkpoint gave what it had given before."""
        if step.name not in CHECKPOINTS:
            return False
        former, now = self._versions(step.name)
        counted = f"SELECT (SELECT COUNT(*) FROM {former}) = (SELECT COUNT(*) FROM {now})"
        other = f"SELECT NOT EXISTS (SELECT * FROM (SELECT * FROM {former} EXCEPT ALL SELECT * FROM {now}) AS x)"
        return all(bool(self.connection.execute(text).fetchall()[0][0]) for text in (counted, other))

    def _versions(self, name: str) -> tuple[str, str]:
        """A relation as it was before it last ran, and as it is."""
        return f"{SCHEMA}.{FORMER}{name}" if name in self._aside else f"{BASE}.{name}", f"{SCHEMA}.{name}"

    def _changed_columns(self, name: str) -> frozenset[str]:
        """Columns somebody reads in which some row differs; all of them when a row is on one side only."""
        former, now = self._versions(name)
        there = [str(row[0]) for row in self.connection.execute(f"DESCRIBE {now}").fetchall()]
        readers = [step for step in self._wanted if name in step.reads]
        columns = [column for column in there if any(_reaches(name, step, {name: {column}}) for step in readers)]
        met = " AND ".join(f"f.{key} IS NOT DISTINCT FROM n.{key}" for key in PARTLY[name])
        differ = (f'COALESCE(BOOL_OR(f."{c}" IS DISTINCT FROM n."{c}"), FALSE)' for c in columns)
        counted = (f"(SELECT COUNT(*) FROM {version})" for version in (former, now))
        told = f"SELECT COUNT(*), {', '.join((*counted, *differ))} FROM {former} AS f JOIN {now} AS n ON {met}"
        pairs, before, after, *found = self.connection.execute(told).fetchall()[0]
        whole = not pairs == before == after
        return frozenset(column for column, changed in zip(columns, found, strict=True) if whole or changed)

    def _lay(self, keys: frozenset[str]) -> None:
        if not keys:
            return
        book, known = self.rules.book, self.rules.known
        with self.inside() as inner:
            lay(inner, RULES, book.scalar_columns(), [book.day_row(day, known) for day in self.days])
            for key in sorted(keys & book.lists.keys()):
                lay(inner, f"lista_{key}", book.list_columns(key), book.list_rows(key, self.days, known))


def _reaches(name: str, step: Step, parts: Mapping[str, Set[str]]) -> bool:
    """Whether what changed in a relation can change a step that reads it: it names a changed column, or takes all."""
    if name not in parts:
        return True
    aliases = re.findall(rf"\b{name}\b(?:\s+AS)?\s+(\w+)", step.text)
    whole = any(re.search(rf"\b{alias}\.\*", step.text) for alias in aliases) or "SELECT *" in step.text
    return whole or any(re.search(rf"\b{column}\b", step.text) for column in parts[name])


@contextmanager
def scenario(connection: Connection, chain: Chain, days: Sequence[date], base: Known) -> Iterator[Scenario]:
    """A scenario that starts as the base: the relations of the main schema, calculated under `base`.

    Dropped whole on leaving, however that happens. One at a time on a connection.
    """
    connection.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
    connection.execute(f"CREATE SCHEMA {SCHEMA}")
    try:
        yield Scenario(connection, chain, days, Rules(chain.book, base))
    finally:
        connection.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
