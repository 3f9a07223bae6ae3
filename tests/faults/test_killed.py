"""kill -9 anywhere in calculating, publishing and undoing: sound store, true tables, the wizard where it was."""

import random
import sys
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path as FilePath

import pytest

from tests.faults.campaign import HEADING, Tally, kill_often
from tests.faults.ground import Ground, prepare
from tests.faults.killing import Kind, Length, Moment, measured
from tests.faults.paths import PATHS, Path

SEED = 20250802
FEW = {Kind.INSTANT: 6, Kind.STATEMENT: 6, Kind.BYTE: 4}
MANY = {Kind.INSTANT: 150, Kind.BYTE: 80}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks and kills")


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return prepare(tmp_path_factory.mktemp("chao"))


def length_of(path: Path, ground: Ground, folder: FilePath, rounds: int = 3) -> Length:
    numbers = iter(range(1000))
    return measured(path, ground, rounds, lambda: ground.copied(folder / f"medida-{next(numbers)}"))


def drawn(length: Length, kind: Kind, chance: random.Random) -> Iterator[Moment]:
    """Moments without end, for some children outrun theirs."""
    return (length.moment(kind, chance) for _ in repeat(None, 2000))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_a_killed_path_leaves_a_true_store(path: Path, ground: Ground, tmp_path: FilePath) -> None:
    length, chance = length_of(path, ground, tmp_path), random.Random(SEED)
    tallies = [
        kill_often(path, ground, tmp_path, drawn(length, kind, chance), wanted, length) for kind, wanted in FEW.items()
    ]
    assert [broken for tally in tallies for broken in tally.violations] == []
    assert [tally.kills for tally in tallies] == list(FEW.values())
    assert sum(tally.before for tally in tallies) > 3, "no kill came before the commit: nothing was proved"


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_every_statement_and_many_instants(
    path: Path, ground: Ground, tmp_path: FilePath, capsys: pytest.CaptureFixture[str]
) -> None:
    """Dies once at each statement of the path, and at many instants and bytes; prints the table."""
    length, chance = length_of(path, ground, tmp_path), random.Random(SEED)
    every = (Moment(Kind.STATEMENT, number) for number in range(1, length.statements + 1))
    tallies: list[Tally] = [kill_often(path, ground, tmp_path, every, length.statements)]
    for kind, wanted in MANY.items():
        tallies.append(kill_often(path, ground, tmp_path, drawn(length, kind, chance), wanted, length))
    with capsys.disabled():
        print(f"\n{path.name}: {length.seconds * 1000:.0f} ms, {length.statements} statements")
        print("\n".join([HEADING, *(tally.line() for tally in tallies)]))
    assert [broken for tally in tallies for broken in tally.violations] == []
    assert sum(tally.kills for tally in tallies) >= 200
