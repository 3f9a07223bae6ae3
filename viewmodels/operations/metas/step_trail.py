"""The steps of a run in the journal, each with what came in, what came out and how long it took (G-060)."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from engines.calendar import Month
from engines.figure import Missing, Value
from engines.goals.approval import Saved
from engines.sheet import Evaluation
from storage.clock import Clock
from storage.journal import Act, append
from storage.metas.targets import Performance
from storage.runs import Status
from storage.store import Connection
from viewmodels.operations.scope import Scope

DEBT_LINE = "saldo_devedor"
GIVEN = ("meta_anterior", "gasto_anterior", "teto")
APPLY_DEBT, SAVE_VALUE = "APPLY_SALDO_DEVEDOR", "SAVE_PARAMETER_VALUE"
VERBS: Mapping[Status, str] = {
    Status.CALCULATING_KM_PREVISTA: "CALCULATE_KM_PREVISTA",
    Status.CALCULATING_COMBUSTIVEL: "CALCULATE_COMBUSTIVEL",
    Status.CALCULATING_PNEUS: "CALCULATE_PNEUS",
    Status.CALCULATING_PECAS: "CALCULATE_PECAS",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step done: its name in the journal, the lines it worked out, its milliseconds."""

    verb: str
    lines: tuple[str, ...]
    spent: int


@dataclass
class StepTrail:
    """Steps of one run as they are done; written with its results, in their transaction."""

    clock: Clock
    steps: list[Step] = field(default_factory=list)

    @contextmanager
    def timed(self, verb: str, lines: tuple[str, ...]) -> Iterator[None]:
        """While inside, a step is being done."""
        started = self.clock.monotonic()
        yield
        self.steps.append(Step(verb, lines, round((self.clock.monotonic() - started) * 1000)))

    def write(
        self, connection: Connection, scope: Scope, run: int, evaluation: Evaluation, source: object, at: datetime
    ) -> None:
        """One entry for each step; `source` says what the run read."""
        for step in self.steps:
            given = _places(evaluation, GIVEN) if step.verb == APPLY_DEBT else {}
            after = {"entrada": {"de": source, **given}, "saida": _places(evaluation, step.lines), "ms": step.spent}
            entity = f"metas/calculo/{run}"
            append(connection, Act(scope.client, scope.user, step.verb, entity, at, None, after, "", scope.origin))


def journal_value(
    connection: Connection, scope: Scope, run: int, month: Month, item: Saved, held: Performance | None, at: datetime
) -> None:
    """One entry for one goal written for the bonus system: the target before and after."""
    entity = f"metas/calculo/{run}/{item.key[0]}/{item.key[1]}"
    before = {"valor": None if held is None else held.target}
    after = {"valor": item.value, "vigencia": str(month)}
    append(connection, Act(scope.client, scope.user, SAVE_VALUE, entity, at, before, after, "", scope.origin))


def spent_on(body: Mapping[str, object]) -> int | None:
    """Milliseconds an entry of the journal says its step took; None where it says none."""
    after = body.get("after")
    spent = after.get("ms") if isinstance(after, Mapping) else None
    return spent if isinstance(spent, int) else None


def _places(evaluation: Evaluation, lines: tuple[str, ...]) -> dict[str, dict[str, Value | None]]:
    """Line -> `PNEUS/1` -> value; what is missing is null."""
    return {
        line: {
            "/".join(reversed(members)): _plain(evaluation.value(line, members))
            for members in evaluation.members_of(evaluation.sheet.per(line))
        }
        for line in lines
    }


def _plain(value: Value) -> Value | None:
    return None if isinstance(value, Missing) else value
