"""The sample's clock goes on after the last act, so that no two acts of two openings bear one stamp."""

from pathlib import Path

from storage.journal import entries
from storage.metas.sample_store import CLIENT
from storage.sample.company import CLOCK
from storage.sample.resuming import starting_instant
from tests.sample_house import VIGENCIA, sample_house, scope_of
from viewmodels.operations.registry import perform


def test_the_second_opening_stamps_after_the_first(tmp_path: Path) -> None:
    stamps = []
    for _ in range(2):
        with sample_house(tmp_path) as house:
            scope = scope_of(house)
            perform(house, scope, "metas.marcar_item", vigencia=VIGENCIA, item="PRECO")
            with house.store.read() as connection:
                stamps.append(entries(connection, CLIENT, verb="ROUTINE_TICKED", limit=1)[0].at)
    first, second = stamps
    assert first is not None and second is not None
    assert CLOCK < first < second


def test_a_company_not_made_yet_and_a_file_that_is_none_start_at_the_beginning(tmp_path: Path) -> None:
    assert starting_instant(tmp_path / "nada") == CLOCK
    strange = tmp_path / "estranho"
    strange.write_bytes(b"isto nao e um armazem" * 100)
    assert starting_instant(strange) == CLOCK
