"""The chain of named steps: which there are, which can run on what was given, and running them one after another."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from engines.finding import NOTHING
from engines.sheet import Sheet
from engines.sheet.bulk import Bulk, bulk_select
from engines.subsidy.rules import RuleValue

INPUT_PREFIX = "in_"
PLACES = 9
"""Decimal places of upstream's NUMERIC: every line of the sheet is rounded at them, in bulk and for the reader."""


class Connection(Protocol):
    """What the engine asks of the bulk connection storage opens: to run one statement."""

    def execute(self, query: str, parameters: Any = ..., /) -> Any:
        """Runs a statement."""
        ...


@dataclass(frozen=True, slots=True)
class Step:
    """One named step: the relations it reads, what it publishes, and when it applies.

    `when` names the scalar rule that must hold on a settled day for it to be published, "" when it always is. `needs`
    are inputs that must have been given, `needs_when` those a rule in force asks for, `stands_on` stages that must be
    verifiable too. `columns` are those upstream publishes (ours, such as the rule that decided, come beside them),
    `columns_when` the rule some of them wait for ("não " before it: the rule that takes them away). `bulk` is the part
    of the sheet whose lines make the amounts, `view` a step that only renames and selects, `by_day` one run once per
    settled day.
    """

    name: str
    text: str
    reads: tuple[str, ...]
    key: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    when: str = ""
    bulk: Bulk | None = None
    columns_when: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    needs_when: Mapping[str, Sequence[str]] = field(default_factory=lambda: NOTHING)
    stands_on: tuple[str, ...] = ()
    view: bool = False
    by_day: bool = False
    binds: Mapping[str, object] = field(default_factory=lambda: NOTHING)

    @property
    def published(self) -> bool:
        """True for a stage with upstream's name; false for a step on the way."""
        return bool(self.columns)


def load_steps(
    files: Iterable[Mapping[str, Any]],
    read: Callable[[str], str],
    sheet: Sheet,
    lists: Mapping[str, Sequence[str]] = NOTHING,
) -> tuple[Step, ...]:
    """Steps of the `resources/steps/subsidio/etapas_*.yaml`, parsed, in order; `read` gives a step's text by name.

    A step of the sheet is written here from its lines; "@name" among lines or columns stands for one of `lists`.
    Raises NoSqlForm for a line that cannot be evaluated in bulk.
    """
    return tuple(_step(_spelled(item, lists), read, sheet) for data in files for item in data["etapas"])


def _spelled(part: Any, lists: Mapping[str, Sequence[str]]) -> Any:
    if isinstance(part, Mapping):
        return {key: _spelled(value, lists) for key, value in part.items()}
    if not isinstance(part, list):
        return part
    return [one for item in part for one in (lists[item[1:]] if str(item).startswith("@") else [item])]


def _step(item: Mapping[str, Any], read: Callable[[str], str], sheet: Sheet) -> Step:
    bulk = _bulk(item["folha"]) if "folha" in item else None
    text, binds = bulk_select(sheet, bulk, PLACES) if bulk else (read(item["nome"]), NOTHING)
    return Step(
        item["nome"],
        text,
        (bulk.members, *bulk.below.values()) if bulk else tuple(item.get("le", ())),
        tuple(item.get("chave", ())),
        tuple(item.get("colunas", ())),
        tuple(item.get("precisa", ())),
        item.get("quando", ""),
        bulk,
        item.get("colunas_quando", NOTHING),
        item.get("precisa_quando", NOTHING),
        tuple(item.get("exige", ())),
        item.get("vista", False),
        item.get("por_dia", False),
        binds,
    )


def _bulk(item: Mapping[str, Any]) -> Bulk:
    below, kept = item.get("abaixo", {}), tuple(item.get("leva", ()))
    return Bulk(item["eixo"], tuple(item["linhas"]), item["membros"], below, kept)


def downstream(steps: Sequence[Step], changed: Iterable[str]) -> tuple[Step, ...]:
    """Steps to run again when the named relations change, in order."""
    stale, again = set(changed), []
    for step in steps:
        if step.name in stale or stale.intersection(step.reads):
            stale.add(step.name)
            again.append(step)
    return tuple(again)


def lay(connection: Connection, name: str, columns: Mapping[str, str], rows: Sequence[tuple[RuleValue, ...]]) -> None:
    """Makes a small relation from rows of values, in one statement."""
    shape = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
    connection.execute(f"CREATE OR REPLACE TABLE {name} ({shape})")
    if rows:
        one = "(" + ", ".join("?" * len(columns)) + ")"
        values = [value for row in rows for value in row]
        connection.execute(f"INSERT INTO {name} VALUES {', '.join([one] * len(rows))}", values)


def run(
    connection: Connection,
    steps: Sequence[Step],
    days: Sequence[date],
    gone: Mapping[str, Sequence[str]] = NOTHING,
) -> Iterator[tuple[Step, date | None]]:
    """Runs the steps in order; yields (step, day) before each piece of work, a place to stop.

    `gone` are the tables nobody asks for any more once a step has run, by its name (lifetimes.dropped_after): without
    it every table stays, to be asked and run again from.
    """
    for step in steps:
        if step.by_day:
            yield from _run_by_day(connection, step, days)
        else:
            yield step, None
            kind = "VIEW" if step.view else "TABLE"
            connection.execute(f"CREATE OR REPLACE {kind} {step.name} AS {step.text}", dict(step.binds) or None)
        for name in gone.get(step.name, ()):
            connection.execute(f"DROP TABLE {name}")


def _run_by_day(connection: Connection, step: Step, days: Sequence[date]) -> Iterator[tuple[Step, date | None]]:
    for position, day in enumerate(days):
        yield step, day
        lay(connection, "dia_da_vez", {"data": "DATE"}, [(day,)])
        start = f"CREATE OR REPLACE TABLE {step.name} AS" if position == 0 else f"INSERT INTO {step.name}"
        connection.execute(f"{start} {step.text}")
