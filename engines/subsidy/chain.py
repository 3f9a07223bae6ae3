"""The whole calculation as data: rules in time, steps in order, the sheet of the money with a line per type of trip."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from engines.sheet import Sheet, load_sheet
from engines.subsidy.rules import Known, Rulebook, load_rules
from engines.subsidy.steps import Connection, Step, lay, load_steps
from engines.subsidy.type_columns import (
    OF_THE_DAY,
    TypeColumn,
    column_of,
    published_columns,
    type_columns,
    whole_of,
    with_type_lines,
)

NOT = "não "


@dataclass(frozen=True)
class Chain:
    """Rules, steps and sheet of one calculation; the columns of the types come from its tariff table."""

    book: Rulebook
    steps: tuple[Step, ...]
    sheet: Sheet
    columns: tuple[TypeColumn, ...]

    def step(self, name: str) -> Step:
        """A step by name. Raises KeyError."""
        return {step.name: step for step in self.steps}[name]


def load_chain(
    step_files: Iterable[Mapping[str, Any]],
    read: Callable[[str], str],
    sheet: Mapping[str, Any],
    rule_files: Iterable[Mapping[str, Any]],
    statuses: Iterable[str],
) -> Chain:
    """Chain of the shipped data (all parsed YAML; `read` gives the text of a step) for the types of a tariff table.

    Raises RuleError, SheetError or NoSqlForm when what we ship contradicts itself.
    """
    columns = type_columns(statuses)
    whole = load_sheet(with_type_lines(sheet, columns))
    of_the_day = [whole_of(column_of(status)) for status in OF_THE_DAY]
    lists = {"km_por_tipo": published_columns(columns), "km_do_tipo_inteiro": of_the_day}
    return Chain(load_rules(rule_files), load_steps(step_files, read, whole, lists), whole, columns)


def statuses_of(connection: Connection) -> tuple[str, ...]:
    """Types named by the tariff tables of the inputs, in order."""
    asked = "SELECT DISTINCT status FROM in_valor_km_tipo_viagem WHERE status IS NOT NULL ORDER BY status"
    return tuple(str(status) for (status,) in connection.execute(asked).fetchall())


def publishable(chain: Chain, given: frozenset[str], days: Sequence[date], known: Known) -> tuple[Step, ...]:
    """Stages that mean something for these days: some day's rules call for them and their inputs were given.

    Every step runs, on empty relations where nothing was given; only these are shown, kept and compared.
    """
    holding = rules_holding(chain, days, known)
    called = [step for step in chain.steps if not step.when or step.when in holding]
    return tuple(step for step in called if step.published and not lacking(chain, step, given, holding))


def rules_holding(chain: Chain, days: Sequence[date], known: Known) -> frozenset[str]:
    """Scalar rules that are true on some of the days."""
    book = chain.book
    return frozenset(key for key in book.scalars if any(book.value(key, day, known) is True for day in days))


def lacking(chain: Chain, step: Step, given: frozenset[str], holding: frozenset[str]) -> frozenset[str]:
    """Inputs without which a stage says nothing, its own and those of the stages it stands on; none when it may be."""
    asked = [name for rule, names in step.needs_when.items() if rule in holding for name in names]
    absent = (set(step.needs) | set(asked)) - given
    for name in step.stands_on:
        absent |= lacking(chain, chain.step(name), given, holding)
    return frozenset(absent)


def published_names(chain: Chain, step: Step, days: Sequence[date], known: Known) -> tuple[str, ...]:
    """Columns of a stage as upstream publishes them for these days: some come with a rule, some go with one."""
    holding = rules_holding(chain, days, known)
    return tuple(column for column in step.columns if _stands(step.columns_when.get(column, ""), holding))


def _stands(rule: str, holding: frozenset[str]) -> bool:
    if rule.startswith(NOT):
        return rule.removeprefix(NOT) not in holding
    return not rule or rule in holding


def lay_rules(connection: Connection, chain: Chain, days: Sequence[date], known: Known) -> None:
    """Makes the relations of the rules: `regra` with one row per settled day, `lista_<key>` for each list.

    Beside them `janela` (first and last day) and `tipo_coluna` (the km column of each type).
    """
    book = chain.book
    lay(connection, "regra", book.scalar_columns(), [book.day_row(day, known) for day in days])
    for key in book.lists:
        lay(connection, f"lista_{key}", book.list_columns(key), book.list_rows(key, days, known))
    lay(connection, "janela", {"inicio": "DATE", "fim": "DATE"}, [(min(days), max(days))] if days else [])
    shape = {"tipo_viagem": "VARCHAR", "coluna": "VARCHAR", "por_tecnologia": "BOOLEAN"}
    lay(connection, "tipo_coluna", shape, [(one.type, one.column, one.by_technology) for one in chain.columns])
