"""Past its limit of memory the chain spills and finishes, with the rows it gives when everything fits."""

from pathlib import Path

import pytest

from engines.subsidy.chain import lay_rules, publishable, published_names, statuses_of
from engines.subsidy.rules import Known
from engines.subsidy.steps import run
from storage.auditoria.importing import catalogue, read_folder
from storage.auditoria.shipped import shipped_chain
from storage.auditoria.taking import ReadTables
from storage.bulk.session import bulk_session, load_inputs
from tests.bench.fortnight import write_fortnight
from tests.bench.fortnight_city import KNOWN_ON, Size, settled_days

TOWN = Size(days=1, services=40, vehicles=1200)
LITTLE, PLENTY = "55MB", "2GB"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> ReadTables:
    folder = tmp_path_factory.mktemp("cidade") / "entradas"
    write_fortnight(folder, TOWN)
    read = read_folder(folder, catalogue(), settled_days(TOWN))
    assert isinstance(read, ReadTables)
    return read


def calculated(town: ReadTables, memory: str, spill: Path) -> tuple[dict[str, tuple[int, int]], int]:
    """Rows and a sum of hashes of each published stage, and the most bytes that lay in the spill folder."""
    days, known, most = settled_days(TOWN), Known(KNOWN_ON), 0
    with bulk_session(spill, memory, threads=1) as session:
        load_inputs(session, catalogue(), dict(town.tables))
        ask = session.connection.execute
        chain = shipped_chain(statuses_of(session.connection))
        lay_rules(session.connection, chain, days, known)
        for _ in run(session.connection, chain.steps, days):
            most = max(most, sum(file.stat().st_size for file in spill.rglob("*") if file.is_file()))
        found = {}
        for stage in publishable(chain, frozenset(town.tables), days, known):
            row = f"SELECT ({', '.join(published_names(chain, stage, days, known))}) AS r FROM {stage.name}"
            found[stage.name] = ask(f"SELECT COUNT(*), SUM(hash(r)::HUGEINT) FROM ({row})").fetchall()[0]
    return found, most


def test_past_the_limit_of_memory_the_chain_spills_and_gives_the_same(town: ReadTables, tmp_path: Path) -> None:
    little, plenty = tmp_path / "pouca", tmp_path / "muita"
    little.mkdir()
    plenty.mkdir()
    spilled, most = calculated(town, LITTLE, little)
    whole, least = calculated(town, PLENTY, plenty)
    assert spilled == whole
    assert whole["viagens_remuneradas"][0] == 13_000
    assert most > 3_000_000
    assert least == 0
    assert not any(file.is_file() for file in little.rglob("*"))
