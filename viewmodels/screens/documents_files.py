"""A carried file or an audit about to take the place of what is open: looked into first, and remembered."""

from pathlib import Path

from storage.auditoria.sealed_audit import open_sealed_audit
from storage.auditoria.workspace import is_audit
from storage.errors import KnownError
from storage.recent import remember_file
from storage.workspace.sealed_store import SealedStore
from viewmodels.operations.house import House


def refusal_of_file(house: House, path: Path) -> KnownError | None:
    """Why a file cannot be opened, None when it can; then it is among the recent ones."""
    try:
        if is_audit(path):
            _look_into_audit(house, path)
        else:
            SealedStore.of(path, house.clock).close()
    except KnownError as error:
        return error
    if house.paths:
        remember_file(Path(house.paths), path, house.clock.now())
    return None


def _look_into_audit(house: House, path: Path) -> None:
    """Raises what a sealed audit is refused for; an open one is looked into when it is opened."""
    sealed = open_sealed_audit(path, house.clock)
    if sealed is not None:
        sealed.close()
