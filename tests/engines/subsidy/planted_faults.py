"""Worked cases with faults planted in their inputs before the chain runs, and the standing checks run on them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import duckdb

from engines.subsidy.chain import Chain, lay_rules, statuses_of
from engines.subsidy.checking.checks import Checklist, load_checks
from engines.subsidy.checking.outcomes import Outcome, Verdict
from engines.subsidy.checking.running import Audited, run_checks
from engines.subsidy.rules import Known
from engines.subsidy.steps import downstream, run
from storage.auditoria.catalogue import catalogue
from storage.bulk.types import create_table
from storage.resources import load_yaml, read_text, resource_names
from tests.engines.subsidy.referee import Case, _load, shipped_chain

CASES = Path(__file__).parents[2] / "subsidy_cases"


@dataclass
class Session:
    """A case calculated after its inputs were changed."""

    case: Case
    connection: duckdb.DuckDBPyConnection
    chain: Chain
    known: Known
    given: frozenset[str]

    def checked(self, *only: str, days: Sequence[date] | None = None, also: Sequence[str] = ()) -> dict[str, Outcome]:
        """Outcomes by name of check (every one, or `only` some); other `days`, `also` more inputs that were given."""
        asked = checklist()
        if only:
            asked = replace(asked, checks=tuple(check for check in asked.checks if check.name in only))
        audited = Audited(self.chain.book, self.case.days if days is None else days, self.known, self.given | set(also))
        return {check.name: outcome for check, outcome in run_checks(self.connection, asked, audited)}

    def again(self, changed: str, *plants: str, known: Known | None = None) -> None:
        """Changes inputs or rules and runs again only what stands on one relation."""
        for statement in plants:
            self.connection.execute(statement)
        if known is not None:
            self.known = known
            lay_rules(self.connection, self.chain, self.case.days, known)
        for _ in run(self.connection, downstream(self.chain.steps, [changed]), self.case.days):
            pass

    def close(self) -> None:
        """Lets go of the tables."""
        self.connection.close()

    def one(self, query: str) -> object:
        """First value a query gives."""
        row = self.connection.execute(query).fetchone()
        assert row is not None
        return row[0]


@cache
def checklist() -> Checklist:
    """The shipped checks."""
    files = [load_yaml(name) for name in resource_names("verificacoes/subsidio", ".yaml")]
    return load_checks(files, lambda name: read_text(f"verificacoes/subsidio/{name}.sql"))  # type: ignore[arg-type]


def session(name: str, *plants: str, known: Known | None = None) -> Session:
    """A case with its inputs changed by statements, calculated under its code date or another."""
    case = Case(CASES / name)
    connection = duckdb.connect()
    _load(connection, case)
    _complete(connection)
    for statement in plants:
        connection.execute(statement)
    chain = shipped_chain(statuses_of(connection))
    known = known or case.known
    lay_rules(connection, chain, case.days, known)
    for _ in run(connection, chain.steps, case.days):
        pass
    return Session(case, connection, chain, known, frozenset(case.inputs()))


def _complete(connection: duckdb.DuckDBPyConnection) -> None:
    """Tables of the catalogue no case has, empty: what an import registers for an optional table nobody brought."""
    there = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    for name, table in catalogue().tables.items():
        if f"in_{name}" not in there:
            connection.execute(create_table(f"in_{name}", table.shape))


def found(outcomes: dict[str, Outcome]) -> set[str]:
    """Names of the checks that found something."""
    return {name for name, outcome in outcomes.items() if outcome.verdict is Verdict.FOUND}
