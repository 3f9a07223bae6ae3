"""Opening the house: the company's store or the sample company's, with everything an operation needs plugged in."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from storage.backup import daily_copy
from storage.clock import Clock
from storage.erp.profile import default_profile
from storage.erp.source import ErpSource
from storage.erp.sqlite_source import SqliteSource
from storage.logbook import Logbook
from storage.metas.erp_connection import oracle_source_of
from storage.metas.holiday_service import service
from storage.metas.sample_store import CLIENT, DIRECTOR, seed_sample
from storage.people import changed_roles, list_people, provision_service, refresh_roles
from storage.people.roles import all_rights
from storage.routine.limits import tells_all
from storage.runs import Owner, close_interrupted
from storage.sample.company import CLOCK
from storage.sample.erp_file import build_bases, write_sample_erp
from storage.sample.history import SampleHistory
from storage.sample.resuming import starting_instant
from storage.sample.scenarios import Scenario, apply_to_erp, apply_to_history
from storage.secrets import Secrets
from storage.store import Seat, Store
from storage.texts.sentences import Texts
from storage.version import VERSION
from viewmodels.operations.copias import folder_of
from viewmodels.operations.gate import StoreGate
from viewmodels.operations.house import House
from viewmodels.operations.pessoas.accounts import PERSONS_ONLY

LOGS = "registro"
SAMPLE_STORE, SAMPLE_ERP = "exemplo.prova-loja", "exemplo-erp.sqlite"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What main.py brings: the real clock, the keyring, the folder of the user's data, who sits at the machine."""

    clock: Clock
    secrets: Secrets
    folder: Path
    os_user: str
    locale: str = "pt"


@contextmanager
def open_house(
    around: Surroundings, base: Path | None, seat: Seat = Seat.COMMAND, scenario: Scenario | None = None
) -> Iterator[House]:
    """The house of a store (None: the sample company, made on first use); closed on leaving.

    A store that is not there yet is made empty for the desktop, whose first run asks for the company. With a
    `scenario` the sample company is a fresh one in a folder of its own, with that switch on.

    Raises KnownError LOJA_… when the store cannot be opened.
    """
    sample = base is None
    clock = sample_clock(around.clock) if sample else around.clock
    path = sample_folder(around, scenario) / SAMPLE_STORE if base is None else base
    if sample and scenario is not None:
        _forget(path, clock, seat)
    if sample:
        make_sample(path.parent, clock, around.os_user, scenario)
    elif seat is Seat.DESKTOP and not path.exists():
        Store.create(path, clock).close()  # the desktop's first run makes the company; a command never does
    if sample:
        clock = sample_clock(around.clock, starting_instant(path))
    with Store.open(path, clock, seat) as store:
        owner, log = Owner(store), Logbook(around.folder / LOGS, around.clock, partial(tells_all, store))
        try:
            close_interrupted(store)
            _bring_roles(store)
            house = _house(around, store, clock, owner, log, path.parent / SAMPLE_ERP if sample else None)
            if scenario is not None:
                house = replace(house, scenario=scenario.key)
            if seat is Seat.DESKTOP:
                daily_copy(store, folder_of(house))
            log.note("aberto", rosto=str(seat), versao=VERSION)
            yield house
        finally:
            log.close()
            owner.close()


def sample_folder(around: Surroundings, scenario: Scenario | None) -> Path:
    """Where the sample company is kept: the clean one, or the one with a switch on."""
    return around.folder / "exemplo" if scenario is None else around.folder / "cenarios" / scenario.key.lower()


def _forget(store_path: Path, clock: Clock, seat: Seat) -> None:
    """Removes what an earlier use of a switch left. Raises KnownError LOJA_JA_ABERTA when somebody still sits there."""
    if store_path.exists():
        Store.open(store_path, clock, seat).close()
    shutil.rmtree(store_path.parent, ignore_errors=True)


def _bring_roles(store: Store) -> None:
    """Roles of an older store become those of this program: nothing is written when they already are."""
    with store.read() as connection:
        behind = changed_roles(connection)
    if behind:
        with store.write() as connection:
            refresh_roles(connection, store.clock.now())


def _house(
    around: Surroundings, store: Store, clock: Clock, owner: Owner, log: Logbook, sample_erp: Path | None
) -> House:
    gate = StoreGate(store)
    return House(
        store=store,
        clock=clock,
        texts=Texts(around.locale),
        rights=gate,
        refused=gate.refused,
        secrets=around.secrets,
        erp=_erp(around, store, sample_erp),
        agenda=service(clock),
        paths=around.folder,
        owner=owner.token,
        log=log.note,
        sample=sample_erp is not None,
    )


def _erp(around: Surroundings, store: Store, sample_erp: Path | None) -> Callable[[str], ErpSource]:
    """Opens a client's ERP: the sample's file, or the Oracle its settings name."""
    if sample_erp is not None:
        return lambda client: SqliteSource(sample_erp, default_profile())
    return lambda client: oracle_source_of(store, client, around.secrets)


def sample_clock(real: Clock, start: datetime = CLOCK) -> Clock:
    """The sample company's clock: starts on 2 August 2025, or after its last act, when the program opens; and runs."""
    started = real.monotonic()

    def wall() -> datetime:
        return datetime.fromtimestamp(start.timestamp() + real.monotonic() - started, UTC)

    return Clock(wall, real.monotonic, real.zone)


def make_sample(folder: Path, clock: Clock, os_user: str, scenario: Scenario | None = None) -> None:
    """The sample company's two files, once; a run cut short half way starts again from nothing."""
    store_path, erp_path = folder / SAMPLE_STORE, folder / SAMPLE_ERP
    if store_path.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    bases = build_bases()
    partial = folder / f"{SAMPLE_STORE}.{os.getpid()}.parcial"
    erp_partial = folder / f"{SAMPLE_ERP}.{os.getpid()}.parcial"
    try:
        write_sample_erp(erp_partial, bases)
        if scenario is not None:
            apply_to_erp(erp_partial, scenario)
        with Store.create(partial, clock) as store:
            seed_sample(store, bases, changed=lambda history: _rewritten(scenario, history))
            _give_commands_their_user(store, os_user)
        os.replace(erp_partial, erp_path)
        os.replace(partial, store_path)
    finally:
        for leftover in folder.glob(f"*.{os.getpid()}*parcial*"):
            leftover.unlink(missing_ok=True)


def _rewritten(scenario: Scenario | None, history: SampleHistory) -> SampleHistory:
    return history if scenario is None else apply_to_history(history, scenario)


def _give_commands_their_user(store: Store, os_user: str) -> None:
    rights = tuple(right for right in all_rights() if right not in PERSONS_ONLY)
    with store.write() as connection:
        director = next(p.id for p in list_people(connection, CLIENT) if p.login == DIRECTOR)
        provision_service(connection, CLIENT, os_user, rights, actor=director, at=store.clock.now())
