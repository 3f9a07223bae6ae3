"""Copies of the store made, listed, rehearsed and brought back."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from storage import backup
from storage.clock import stopped_clock
from storage.errors import KnownError
from storage.journal import Act, append
from storage.people import list_clients
from storage.store.faults import known_faults
from viewmodels.operations import registry
from viewmodels.operations.house import House
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

AREA = "administracao"
FOLDER = "copias"
BEYOND_OPENING = frozenset({"LOJA_AUSENTE", "LOJA_DANIFICADA", "LOJA_ESTRANHA", "LOJA_GATILHOS"})
"""Reasons why the store to be replaced cannot be asked who may replace it."""


NOBODY = "sistema"
"""Author of a restore over a store that could not say who its users are."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy kept: its instant, file and bytes."""

    at: datetime
    path: Path
    size: int


def folder_of(house: House) -> Path:
    """Where the copies of a house's store are kept unless somebody says another folder."""
    return house.store.path.parent / FOLDER


@operation("loja.copias", right="loja.copiar", mode="read", area=AREA)
def list_copies(house: House, scope: Scope, *, folder: Path | None = None) -> tuple[Copy, ...]:
    """Copies of the store in a folder, newest first."""
    kept = backup.copies(house.store.path, folder or folder_of(house))
    return tuple(Copy(at, path, path.stat().st_size) for at, path in kept)


@operation("loja.copiar", right="loja.copiar", mode="write", area=AREA, verb="loja.copiar", whole_company=True)
def copy(house: House, scope: Scope, *, folder: Path | None = None) -> Copy:
    """A whole copy of the store, old ones thinned out (7 days, 12 months); the act is in the copy too.

    Raises KnownError LOJA_… when the disk fails or fills up.
    """
    wanted = folder or folder_of(house)
    _journal(house, scope, "loja.copiar", {"pasta": wanted.name})
    path = backup.copy(house.store, wanted)
    return Copy(house.clock.now(), path, path.stat().st_size)


@operation("loja.conferir_copia", right="loja.copiar", mode="read", area=AREA)
def rehearse(house: House, scope: Scope, *, file: Path) -> None:
    """Opens a copy without touching it and checks it whole. Raises KnownError LOJA_… or COPIA_DIARIO."""
    backup.verify_copy(file)


@operation("loja.restaurar", right="loja.restaurar", mode="write", area=AREA, verb="loja.restaurar", whole_company=True)
def announce_restore(house: House, scope: Scope, *, file: Path) -> None:
    """First half of a restore, in the store that will leave: the copy is checked and the act journalled.

    The house must be closed then, and `restore` called. Raises KnownError LOJA_… or COPIA_DIARIO.
    """
    backup.verify_copy(file)
    _journal(house, scope, "loja.restaurar", {"copia": file.name})


def restore(file: Path, base: Path, at: datetime) -> Path | None:
    """Puts a checked copy in the place of the store at `base`; returns where the replaced one was moved, if any.

    Raises KnownError LOJA_JA_ABERTA, SYS_001.OCUPADA, LOJA_… or COPIA_DIARIO; then nothing has changed.
    """
    if base.exists() and file.exists() and base.samefile(file):
        raise KnownError("LOJA_MESMA", arquivo=str(file))
    with known_faults(base):
        base.parent.mkdir(parents=True, exist_ok=True)
    return backup.restore(file, base, stopped_clock(at))


def restore_store(
    open_house: Callable[[], AbstractContextManager[House]],
    scope_of: Callable[[House], Scope],
    *,
    file: Path,
    base: Path,
    at: datetime,
) -> Path | None:
    """The whole restore: right asked and act announced in the old store, files exchanged, act told in the new one.

    A store that cannot be opened any more cannot be asked: then the system's permissions over the file are the
    guard, as they are of the file itself. Raises KnownError of `announce_restore` and `restore`.
    """
    backup.verify_copy(file)
    scope = _announced(open_house, scope_of, file)
    aside = restore(file, base, at)
    with open_house() as house:
        _record_arrival(house, scope, file, aside)
    return aside


def _announced(
    open_house: Callable[[], AbstractContextManager[House]], scope_of: Callable[[House], Scope], file: Path
) -> Scope | None:
    try:
        with open_house() as house:
            scope = scope_of(house)
            registry.perform(house, scope, "loja.restaurar", file=file)
            return scope
    except KnownError as error:
        if error.code in BEYOND_OPENING:
            return None
        raise


def _record_arrival(house: House, scope: Scope | None, file: Path, aside: Path | None) -> None:
    """Tells every client's journal, for the whole store was exchanged."""
    told = {"copia": file.name, "substituida": aside.name if aside else ""}
    actor, origin = (scope.user, scope.origin) if scope else (NOBODY, "")
    at = house.clock.now()
    with house.store.write() as connection:
        for client in list_clients(connection):
            append(connection, Act(client.id, actor, "loja.restaurada", "loja", at, after=told, origin=origin))


def _journal(house: House, scope: Scope, verb: str, told: dict[str, object]) -> None:
    act = Act(scope.client, scope.user, verb, "loja", house.clock.now(), after=told, origin=scope.origin)
    with house.store.write() as connection:
        append(connection, act)
