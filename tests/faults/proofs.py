"""What must hold of a store whatever was done to the process that wrote it: the tables say what the journal says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, select, text

from engines.goals.approval import GoalKey
from storage.journal import entries, paper_anchors, verify
from storage.metas.decisions import decisions
from storage.metas.tables import parameter_value, target_before
from storage.metas.targets import approved_values, performances
from storage.runs import ACTIVE, FINISHED, Run, Status, list_runs
from storage.store import tables
from tests.faults.ground import MONTH, VIGENCIA, Ground
from viewmodels.operations.house import House
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope

COMPLETED, APPROVED, UNDONE = "CALCULATION_COMPLETED", "CALCULATION_APPROVED", "CALCULATION_ROLLBACK"
DECIDED = "GOAL_DECIDED"
_STATES = {
    (): {Status.ERROR, Status.CANCELLED},
    (COMPLETED,): set(FINISHED),
    (COMPLETED, APPROVED): {Status.APPROVED},
    (COMPLETED, APPROVED, UNDONE): {Status.ROLLED_BACK},
}
"""Acts the journal tells of a run -> states the run may then be in."""


@dataclass
class Told:
    """The vigência as the journal alone tells it."""

    acts: dict[int, list[str]] = field(default_factory=dict)
    completed: dict[int, Mapping[str, Any]] = field(default_factory=dict)
    decided: dict[int, dict[GoalKey, tuple[str, Decimal | None]]] = field(default_factory=dict)
    targets: dict[GoalKey, Decimal | None] = field(default_factory=dict)
    standing: dict[int, dict[GoalKey, Decimal]] = field(default_factory=dict)
    written: dict[int, int] = field(default_factory=dict)

    def hear(self, body: Mapping[str, Any]) -> None:
        """One entry, in the order of the chain."""
        place = str(body["entity"]).removeprefix("metas/calculo/").split("/")
        verb, after = body["verb"], body["after"]
        if verb == DECIDED:
            run = self.decided.setdefault(int(place[0]), {})
            key = (place[1], place[2])
            run.pop(key, None)
            if after is not None:
                run[key] = (after["decisao"], _money(after["valor"]))
        elif verb in (COMPLETED, APPROVED, UNDONE):
            self._hear_act(int(place[0]), verb, after)

    def _hear_act(self, run: int, verb: str, after: Mapping[str, Any]) -> None:
        self.acts.setdefault(run, []).append(verb)
        if verb == COMPLETED:
            self.completed[run] = after
        elif verb == APPROVED:
            self.standing[run] = {_key(name): Decimal(value) for name, value in after["salvas"].items()}
            self.written[run] = len(after["salvas"])
            self.targets.update(self.standing[run])
        else:
            del self.standing[run]
            self.targets.update({_key(name): _money(value) for name, value in after["alvos"].items()})


def _key(name: str) -> GoalKey:
    criterion, _, sector = name.partition("/")
    return criterion, sector


def _money(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def told_by_journal(connection: Connection, client: str, ground: Ground) -> Told:
    """The journal heard from its first entry; a body that is gone is for its verification to tell."""
    told = Told(targets=dict(ground.targets))
    for line in reversed(entries(connection, client, limit=100_000)):
        if line.body is not None:
            told.hear(line.body)
    return told


def violations(house: House, scope: Scope, ground: Ground, reproduced: int = 0) -> tuple[str, ...]:
    """Every promise the store breaks; empty when it keeps them all. Runs up to `reproduced` are not made again."""
    with house.store.read() as connection:
        told = told_by_journal(connection, scope.client, ground)
        runs = list_runs(connection, scope.client, "metas", VIGENCIA)
        found = [
            *_unsound(connection, scope.client),
            *_values_and_targets(connection, scope.client, told),
            *(broken for run in runs for broken in _run(connection, run, told)),
        ]
        unknown = set(told.acts) - {run.id for run in runs}
    found += [f"the journal tells of run {number}, which is not there" for number in sorted(unknown)]
    finished = FINISHED | {Status.APPROVED, Status.ROLLED_BACK}
    again = [run for run in runs if run.status in finished and run.id > reproduced]
    return (*found, *(broken for run in again for broken in _reproduced(house, scope, run)))


def _unsound(connection: Connection, client: str) -> Iterator[str]:
    if (said := connection.execute(text("PRAGMA integrity_check")).scalar()) != "ok":
        yield f"integrity_check: {said}"
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"foreign key: {tuple(row)}"
    for finding in verify(connection, client, paper_anchors(connection, client)):
        yield f"journal: {finding.code} {finding.args}"


def _values_and_targets(connection: Connection, client: str, told: Told) -> Iterator[str]:
    values = {key: (v.run, v.value) for key, v in approved_values(connection, client, MONTH).items()}
    wanted = {key: (run, value) for run, saved in told.standing.items() for key, value in saved.items()}
    if values != wanted:
        yield f"values in force {values} are not the journal's {wanted}"
    targets = {k: p.target for k, p in performances(connection, client, MONTH).items() if p.target is not None}
    expected = {key: target for key, target in told.targets.items() if target is not None}
    if targets != expected:
        yield f"targets {targets} are not the journal's {expected}"
    c = parameter_value.c
    rows = select(c.run, func.count().label("n")).where(c.client == client, c.run.is_not(None)).group_by(c.run)
    counted = {row.run: row.n for row in connection.execute(rows)}
    if counted != told.written:
        yield f"rows of values per run {counted} are not the journal's {told.written}"


def _run(connection: Connection, run: Run, told: Told) -> Iterator[str]:
    acts = tuple(told.acts.get(run.id, ()))
    if run.status in ACTIVE:
        yield f"run {run.id} is still {run.status}"
    elif run.status not in _STATES.get(acts, set()):
        yield f"run {run.id} is {run.status} and the journal says {acts}"
    if run.status is Status.ERROR and not run.error_code:
        yield f"run {run.id} failed and does not say why"
    if (held := _counted(connection, run.id)) != (wanted := _promised(told, run.id)):
        yield f"run {run.id} holds {held}, the journal says {wanted}"
    taken = {key: (t.decision, t.value) for key, t in decisions(connection, run.id).items()}
    if taken != told.decided.get(run.id, {}):
        yield f"run {run.id} has decisions {taken}, the journal says {told.decided.get(run.id)}"


def _counted(connection: Connection, run: int) -> dict[str, int]:
    """Rows of a run that the journal counts; of a run that did not complete, any row at all."""

    def rows(table: Any) -> int:
        return int(connection.execute(select(func.count()).where(table.c.run == run)).scalar_one())

    wanted = {"celulas": tables.run_cell, "achados": tables.run_finding, "retratos": tables.run_snapshot}
    held = {name: rows(table) for name, table in wanted.items()}
    whole = bool(rows(tables.run_input)) and bool(rows(tables.run_text))
    return {**held, "inteira": int(whole), "alvos_de_antes": rows(target_before)}


def _promised(told: Told, run: int) -> dict[str, int]:
    after = told.completed.get(run)
    written = told.written.get(run, 0)
    if after is None:
        return {"celulas": 0, "achados": 0, "retratos": 0, "inteira": 0, "alvos_de_antes": written}
    return {
        "celulas": after["celulas"],
        "achados": after["achados"],
        "retratos": 2,
        "inteira": 1,
        "alvos_de_antes": written,
    }


def _reproduced(house: House, scope: Scope, run: Run) -> Iterator[str]:
    proof = perform(house, scope, "metas.reproduzir", run=run.id)
    if proof.different or not proof.cells:
        yield f"run {run.id} does not reproduce: {proof.different[:3]} of {proof.cells}"
