"""A carried file about to take the place of what is on the desk: looked into first, and remembered."""

from contextlib import closing
from pathlib import Path

from storage.errors import KnownError
from storage.recent import remember_file
from storage.workspace.sealed_store import SealedStore
from viewmodels.desk import Desk


def refusal_of_file(desk: Desk, path: Path) -> KnownError | None:
    """Why a file cannot be opened, None when it can; then it is among the recent ones."""
    clock = desk.house.clock
    try:
        with closing(SealedStore.of(path, clock)):
            pass
    except KnownError as error:
        return error
    remember_file(Path(desk.house.paths), path, clock.now())
    return None
