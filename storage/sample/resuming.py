"""Where the sample company's clock goes on from: after whatever was last written in its journal."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from storage.sample.company import CLOCK
from storage.store.connection import open_guarded
from storage.store.types import instant_of

STEP = timedelta(seconds=1)


def starting_instant(path: Path) -> datetime:
    """2 August 2025 for a company not made yet, else a second after its last journal entry.

    A file that cannot be read starts at the beginning: whoever opens the store next tells what is wrong with it.
    """
    if not path.exists():
        return CLOCK
    try:
        with closing(open_guarded(path, query_only=True)) as connection:
            last = connection.execute("SELECT max(at) FROM journal_body").fetchone()[0]
    except sqlite3.Error:
        return CLOCK
    return CLOCK if last is None else max(CLOCK, instant_of(last) + STEP)
