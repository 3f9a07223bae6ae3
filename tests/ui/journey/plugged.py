"""A store that asks who comes in, with the sample company's data: only its ERP and its clock are plugged in.

A store opened with `--base` reads the Oracle of its settings and the machine's clock; a journey through August of
2025 needs the sample's file and the sample's August, so these two come from here. Everything else is the program's.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from storage.erp.oracle_source import OracleAddress
from storage.erp.profile import default_profile
from storage.erp.sqlite_source import SqliteSource
from storage.metas.erp_connection import save_address
from storage.metas.sample_store import CLIENT
from storage.store import Seat
from tests.sample_house import original
from viewmodels.opening import SAMPLE_ERP, SAMPLE_STORE, Surroundings, open_house, sample_clock
from viewmodels.operations.house import House

STORE = "empresa.prova-loja"
ADDRESS = OracleAddress(host="erp.exemplo.invalid", port=1521, service="ERP", user="LEITOR")


def lay_out(folder: Path) -> Path:
    """Copies the sample's store and ERP into a folder and returns the store to open."""
    made = original() / "exemplo"
    shutil.copyfile(made / SAMPLE_STORE, folder / STORE)
    shutil.copyfile(made / SAMPLE_ERP, folder / SAMPLE_ERP)
    return folder / STORE


@contextmanager
def opened(around: Surroundings, base: Path | None, seat: Seat = Seat.DESKTOP) -> Iterator[House]:
    """Stands in the place of `open_house`: the same house, with the sample's ERP and clock."""
    assert base is not None
    surroundings = replace(around, clock=sample_clock(around.clock))
    with open_house(surroundings, base, seat) as house:
        _give_address(house)
        yield replace(house, erp=lambda _client: SqliteSource(base.parent / SAMPLE_ERP, default_profile()))


def _give_address(house: House) -> None:
    """A company with an ERP has told its address; nobody ever calls it here."""
    with house.store.write() as connection:
        save_address(connection, CLIENT, ADDRESS, house.clock.now(), "instalacao")
