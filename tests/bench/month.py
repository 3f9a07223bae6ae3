"""The sample month measured: its goals from the store, a what-if, and the whole month to its papers."""

import shutil
from collections.abc import Iterator
from decimal import Decimal
from itertools import count
from pathlib import Path

from engines.sheet import Evaluation
from storage.runs.sheets import rebuild
from tests.bench.measuring import Measured, measured
from tests.sample_house import calculated, sample_house, scope_of
from viewmodels.operations.house import House
from viewmodels.operations.metas.results import RunView
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope

GOALS_BUDGET, WHAT_IF_BUDGET, MONTH_BUDGET = 0.050, 0.020, 5.0
REDUCTION = "fator_reducao"


def measure_month(folder: Path) -> Iterator[Measured]:
    """Every measure of the month, each on the sample company."""
    with sample_house(folder / "medidas") as house:
        scope = scope_of(house)
        view = perform(house, scope, "metas.resultados", run=calculated(house, scope))
        yield _goals(house, view)
        yield from _what_ifs(house, view)
        yield measured("tela de resultados (metas.resultados)", lambda: _seen(house, scope, view))
    yield from _whole(folder)


def _evaluated(evaluation: Evaluation, view: RunView) -> int:
    values = [evaluation.value(goal.line, goal.members) for goal in view.goals]
    return sum(isinstance(value, Decimal) for value in values)


def _rebuilt(house: House, view: RunView) -> Evaluation:
    with house.store.read() as connection:
        return rebuild(connection, view.run.id, view.book.sheet)


def _goals(house: House, view: RunView) -> Measured:
    """From the stored run's snapshots to its twelve values."""

    def work() -> None:
        assert _evaluated(_rebuilt(house, view), view) == 12

    return measured("12 metas a partir dos retratos guardados", work, GOALS_BUDGET)


def _what_ifs(house: House, view: RunView) -> Iterator[Measured]:
    """Another reduction factor, which touches every fuel goal; other rows in every table, which touch every cell."""
    base = _rebuilt(house, view)
    _evaluated(base, view)
    factors = count(1)

    def another_factor() -> None:
        factor = Decimal(next(factors)) / 1000
        assert _evaluated(base.changed(inputs={(REDUCTION, ()): factor}), view) == 12

    def other_rows() -> None:
        assert _evaluated(base.changed(tables=dict(base.facts.tables)), view) == 12

    assert REDUCTION in base.sheet.inputs
    yield measured("e se: outro fator de redução, 12 metas", another_factor, WHAT_IF_BUDGET)
    yield measured("e se: outras linhas em todas as tabelas, 12 metas", other_rows, WHAT_IF_BUDGET)


def _seen(house: House, scope: Scope, view: RunView) -> None:
    perform(house, scope, "metas.resultados", run=view.run.id)


def _whole(folder: Path) -> Iterator[Measured]:
    """Opening, reading, checking, calculating, storing and both papers, on a fresh copy each time; then each part."""
    numbers = count()

    def whole() -> None:
        here = folder / f"mes-{next(numbers)}"
        with sample_house(here) as house:
            scope = scope_of(house)
            run = calculated(house, scope)
            perform(house, scope, "metas.relatorio", run=run, path=here / "meta.pdf")
            perform(house, scope, "metas.planilha", run=run, path=here / "meta.xlsx")
        shutil.rmtree(here)

    yield measured("mês inteiro: ler, calcular, guardar, PDF, planilha", whole, MONTH_BUDGET)
    with sample_house(folder / "partes") as house:
        scope = scope_of(house)
        run = calculated(house, scope)
        paper = folder / "meta"
        yield measured("   ler, conferir e calcular", lambda: calculated(house, scope))
        yield measured("   relatório em PDF", lambda: perform(house, scope, "metas.relatorio", run=run, path=paper))
        yield measured("   planilha", lambda: perform(house, scope, "metas.planilha", run=run, path=paper))
