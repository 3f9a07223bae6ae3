"""The sample company's month through its public doors, and copies of it with other facts."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from engines.figure import Value
from engines.goals.approval import Decision
from engines.sheet import Evaluation
from engines.sheet.facts import InputKey
from storage.clock import Clock
from storage.journal import head
from storage.metas.sample_store import CLIENT
from storage.people import list_people
from storage.secrets import SessionSecrets
from viewmodels.jobs import drive
from viewmodels.opening import Surroundings, open_house
from viewmodels.operations.house import House
from viewmodels.operations.metas.results import PastRun, RunView
from viewmodels.operations.registry import load_all, perform
from viewmodels.operations.scope import Scope
from viewmodels.papers.basis import Basis, basis_of

VIGENCIA = "2025-08"
ADJUSTED = ("PECAS", "1")
WHY = "Saldo devedor cobrado em 3 parcelas de R$ 2.333,33"


@dataclass
class SampleMonth:
    """The open house of the sample company and its run."""

    house: House
    scope: Scope
    run: int

    def do(self, operation: str, **arguments: Any) -> Any:
        """An operation of the registry, as the director."""
        return perform(self.house, self.scope, operation, **arguments)

    @property
    def view(self) -> RunView:
        """The run as it stands."""
        view: RunView = self.do("metas.resultados", run=self.run)
        return view

    def decide(self) -> None:
        """Every goal as calculated but one, then published."""
        view = self.view
        chosen = {goal.key: Decision(True) for goal in view.goals}
        value = next(goal.value for goal in view.goals if goal.key == ADJUSTED)
        assert isinstance(value, Decimal)
        chosen[ADJUSTED] = Decision(True, value + Decimal("4666.67"), WHY)
        assert self.do("metas.decidir", run=self.run, digest=view.digest, chosen=chosen) == ()
        self.do("metas.aprovar", run=self.run, digest=view.digest)

    def basis(self, view: RunView | None = None) -> Basis:
        """What the papers of the run say besides it, up to now."""
        with self.house.store.read() as connection:
            standing = head(connection, self.scope.client)
            assert standing is not None
            return basis_of(connection, self.scope.client, view or self.view, standing, None)


@contextmanager
def sample_month(folder: Path, locale: str = "pt") -> Iterator[SampleMonth]:
    """The sample company opened in a folder, August 2025 read and calculated by the director unless it was."""
    load_all()
    clock = Clock(lambda: datetime(2026, 1, 1, tzinfo=UTC), time.monotonic)
    with open_house(Surroundings(clock, SessionSecrets(), folder, "teste", locale), None) as house:
        with house.store.read() as connection:
            director = next(p.id for p in list_people(connection, CLIENT) if p.login == "diretor")
        scope = Scope(CLIENT, director)
        done: tuple[PastRun, ...] = perform(house, scope, "metas.historico", vigencia=VIGENCIA)
        yield SampleMonth(house, scope, done[0].run.id if done else _calculate(house, scope))


def _calculate(house: House, scope: Scope) -> int:
    read = drive(perform(house, scope, "metas.ler_erp", vigencia=VIGENCIA))
    run: int = drive(perform(house, scope, "metas.calcular", vigencia=VIGENCIA, snapshot=read.snapshot))
    return run


def with_facts(
    view: RunView,
    inputs: Mapping[InputKey, Value] | None = None,
    tables: Mapping[str, tuple[Mapping[str, Value], ...]] | None = None,
    given: Mapping[InputKey, Value] | None = None,
) -> RunView:
    """The run as if it had been calculated from other inputs, tables, or whole lines."""
    facts = view.evaluation.facts
    changed = replace(facts, inputs={**facts.inputs, **(inputs or {})}, tables={**facts.tables, **(tables or {})})
    evaluation = Evaluation(view.book.sheet, changed, given)
    goals = tuple(replace(goal, value=evaluation.value(goal.line, goal.members)) for goal in view.goals)
    return replace(view, evaluation=evaluation, goals=goals)


SEED_MONTHS = (("2025-05", "128000", "42100"), ("2025-06", "126000", "41500"), ("2025-07", "126000", "41400"))


def seed_example(view: RunView, sector: str = "4") -> RunView:
    """The seed's worked example (§8.2): 125,000 km foreseen, 380,000 km and 125,000 L of three months."""
    others = tuple(row for row in view.evaluation.facts.tables["meses"] if row["setor"] != sector)
    mine = tuple(
        {"mes": month, "setor": sector, "km": Decimal(km), "litros": Decimal(litres)}
        for month, km, litres in SEED_MONTHS
    )
    return with_facts(view, tables={"meses": others + mine}, given={("km_prevista", (sector,)): Decimal("125000.00")})
