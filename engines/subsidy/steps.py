"""The chain of named steps: which there are, which can run on what was given, and running them one after another."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from engines.subsidy.rules import Known, Rulebook, RuleValue

INPUT_PREFIX = "in_"


class Connection(Protocol):
    """What the engine asks of the bulk connection storage opens: to run one statement."""

    def execute(self, query: str, parameters: Any = ..., /) -> Any:
        """Runs a statement."""
        ...


@dataclass(frozen=True, slots=True)
class Step:
    """One named step: the relations it reads, what it publishes, and when it applies.

    `when` names the scalar rule that must hold on a settled day for it to be published, "" when it always is, `needs`
    the inputs that must have been given. `columns` are those upstream publishes (ours, such as the rule that decided,
    come beside them), `sheet` names the sheet whose lines make the amounts, `by_day` runs it once per settled day.
    """

    name: str
    text: str
    reads: tuple[str, ...]
    key: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    when: str = ""
    sheet: str = ""
    by_day: bool = False

    @property
    def published(self) -> bool:
        """True for a stage with upstream's name; false for a step on the way."""
        return bool(self.columns)


def load_steps(files: Iterable[Mapping[str, Any]], read: Callable[[str], str]) -> tuple[Step, ...]:
    """Steps of the `resources/steps/subsidio/etapas_*.yaml`, parsed, in order; `read` gives a step's text by name."""
    return tuple(_step(item, read) for data in files for item in data["etapas"])


def _step(item: Mapping[str, Any], read: Callable[[str], str]) -> Step:
    name, sheet = item["nome"], item.get("folha", "")
    return Step(
        name,
        read(name),
        tuple(item.get("le", ())),
        tuple(item.get("chave", ())),
        tuple(item.get("colunas", ())),
        tuple(item.get("precisa", ())),
        item.get("quando", ""),
        sheet,
        item.get("por_dia", False),
    )


def publishable(
    steps: Sequence[Step], given: frozenset[str], book: Rulebook, days: Sequence[date], known: Known
) -> tuple[Step, ...]:
    """Stages that mean something for these days: some day's rules call for them and their inputs were given.

    Every step runs, on empty relations where nothing was given; only these are shown, kept and compared.
    """
    called = [step for step in steps if not step.when or any(book.value(step.when, day, known) for day in days)]
    return tuple(step for step in called if step.published and set(step.needs) <= given)


def downstream(steps: Sequence[Step], changed: Iterable[str]) -> tuple[Step, ...]:
    """Steps to run again when the named relations change, in order."""
    stale, again = set(changed), []
    for step in steps:
        if step.name in stale or stale.intersection(step.reads):
            stale.add(step.name)
            again.append(step)
    return tuple(again)


def lay_rules(connection: Connection, book: Rulebook, days: Sequence[date], known: Known) -> None:
    """Makes the relations of the rules: `regra` with one row per settled day, `lista_<key>` for each list."""
    lay(connection, "regra", book.scalar_columns(), [book.day_row(day, known) for day in days])
    for key in book.lists:
        lay(connection, f"lista_{key}", book.list_columns(key), book.list_rows(key, days, known))
    window = [(min(days), max(days))] if days else []
    lay(connection, "janela", {"inicio": "DATE", "fim": "DATE"}, window)


def lay(
    connection: Connection, name: str, columns: Mapping[str, str], rows: Sequence[tuple[RuleValue, ...]]
) -> None:
    """Makes a small relation from rows of values, in one statement."""
    shape = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
    connection.execute(f"CREATE OR REPLACE TABLE {name} ({shape})")
    if rows:
        one = "(" + ", ".join("?" * len(columns)) + ")"
        values = [value for row in rows for value in row]
        connection.execute(f"INSERT INTO {name} VALUES {', '.join([one] * len(rows))}", values)


def run(connection: Connection, steps: Sequence[Step], days: Sequence[date]) -> Iterator[tuple[Step, date | None]]:
    """Runs the steps in order; yields (step, day) before each piece of work, a place to stop."""
    for step in steps:
        if step.by_day:
            yield from _run_by_day(connection, step, days)
        else:
            yield step, None
            connection.execute(f"CREATE OR REPLACE TABLE {step.name} AS {step.text}")


def _run_by_day(connection: Connection, step: Step, days: Sequence[date]) -> Iterator[tuple[Step, date | None]]:
    for position, day in enumerate(days):
        yield step, day
        lay(connection, "dia_da_vez", {"data": "DATE"}, [(day,)])
        start = f"CREATE OR REPLACE TABLE {step.name} AS" if position == 0 else f"INSERT INTO {step.name}"
        connection.execute(f"{start} {step.text}")
