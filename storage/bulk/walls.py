"""DuckDB connections with the wall around them: nothing outside can be read, written, attached or installed by SQL."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

NEVER = "1TB"
"""What must be written before DuckDB rewrites the tables on its own: half a second in the middle of a calculation."""

SHARED = "PRAGMA verify_parallelism"
"""Threads share work by 2,048 rows, not by 122,880: the bands of a fortnight are less than one such group."""


def walled(
    memory: str | None = None, threads: int | None = None, spill: Path | None = None, ordered: bool = False
) -> "duckdb.DuckDBPyConnection":
    """A connection in memory, its configuration locked: SQL cannot take any of the wall back.

    It spills into the folder `spill`, or not at all. `ordered` keeps rows in the order they are read.
    """
    import duckdb

    settings: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": "" if spill is None else str(spill),
        "preserve_insertion_order": ordered,
        "checkpoint_threshold": NEVER,
        "autoload_known_extensions": False,
        "autoinstall_known_extensions": False,
        "python_enable_replacements": False,
    }
    if memory is not None:
        settings["memory_limit"] = memory
    if threads is not None:
        settings["threads"] = threads
    connection = duckdb.connect(":memory:", config=settings)
    connection.execute(SHARED)
    for rule in ("enable_external_access = false", "enable_progress_bar = false", "lock_configuration = true"):
        connection.execute(f"SET {rule}")
    return connection
