"""A campaign of kills on one path: each on a fresh copy, then reopened, judged, and taken to its end."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from sqlalchemy import select

from storage.store.canonical import typed_json
from storage.store.drafts import load_draft
from storage.store.tables import draft
from tests.faults.ground import NEW_DRAFT, OLD_DRAFT, Ground, draft_place
from tests.faults.killing import Death, Kind, Length, Moment, die_on_the_way
from tests.faults.paths import Path
from tests.faults.proofs import violations
from viewmodels.operations.house import House
from viewmodels.operations.scope import Scope


@dataclass
class Tally:
    """What a campaign found."""

    path: str
    kind: Kind
    kills: int = 0
    lived: int = 0
    before: int = 0
    after: int = 0
    resumed: int = 0
    violations: list[str] = field(default_factory=list)

    def line(self) -> str:
        """A row of the table."""
        cells = (self.kills, self.before, self.after, self.resumed, self.lived, len(self.violations))
        return f"{self.path:<10} {self.kind:<10}" + "".join(f"{cell:>10}" for cell in cells)


HEADING = f"{'caminho':<10} {'momento':<10}" + "".join(
    f"{name:>10}" for name in ("mortes", "antes", "depois", "retomadas", "viveram", "violações")
)


def kill_often(
    path: Path, ground: Ground, folder: FilePath, moments: Iterable[Moment], wanted: int, length: Length | None = None
) -> Tally:
    """Kills the path at each moment until `wanted` children died; moments the child outran are tallied apart.

    `length`, where the moments are drawn from, learns from every child that outran its instant.
    """
    tally: Tally | None = None
    for number, moment in enumerate(moments):
        tally = tally or Tally(path.name, moment.kind)
        here = ground.copied(folder / f"{path.name}-{moment.kind.name}-{number}")
        death = die_on_the_way(path, here, moment)
        _judge(path, here, moment, death, tally)
        shutil.rmtree(here.folder)
        if length is not None and moment.kind is Kind.INSTANT and not death.killed:
            length.outrun(death.seconds)
        if tally.kills == wanted:
            break
    assert tally is not None
    return tally


def _judge(path: Path, ground: Ground, moment: Moment, death: Death, tally: Tally) -> None:
    broken: list[str] = []
    with ground.opened() as (house, scope):
        happened = path.happened(house, scope, ground)
        if death.done and not happened:
            broken.append("reported as done and is not there")
        broken += [*violations(house, scope, ground), *_draft(house, scope, death)]
        path.resume(house, scope, ground)
        broken += violations(house, scope, ground, reproduced=ground.run)
        tally.resumed += 1
    tally.kills += death.killed
    tally.lived += not death.killed
    tally.before += death.killed and not happened
    tally.after += death.killed and happened
    tally.violations += [f"{path.name} {moment}: {each}" for each in broken]


def _draft(house: House, scope: Scope, death: Death) -> Iterable[str]:
    """The draft saved before the kill is there byte for byte; the one before it, where the kill came first."""
    allowed = [NEW_DRAFT] if death.ready else [OLD_DRAFT, NEW_DRAFT]
    with house.store.read() as connection:
        content = load_draft(connection, draft_place(scope))
        stored = connection.execute(select(draft.c.content)).scalar_one()
    if content not in allowed or stored != typed_json(content):
        yield f"the draft is {stored}"
