"""A carried file about to take the place of what is open: looked into first, and remembered."""

from pathlib import Path

from storage.errors import KnownError
from storage.recent import remember_file
from storage.workspace.sealed_store import SealedStore
from viewmodels.operations.house import House


def refusal_of_file(house: House, path: Path) -> KnownError | None:
    """Why a file cannot be opened, None when it can; then it is among the recent ones."""
    try:
        SealedStore.of(path, house.clock).close()
    except KnownError as error:
        return error
    if house.paths:
        remember_file(Path(house.paths), path, house.clock.now())
    return None
