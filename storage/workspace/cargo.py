"""What a carried file takes with it: the rows of one month, chosen table by table, and nothing of anybody else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from storage.people import names_of
from storage.workspace.digests import Row, Shape, digest_of_rows, shapes

NEVER = frozenset(
    """role role_right user_role recovery_key setting sealed_key sealed_payload draft departure signing_key
    carried_file carried_return workspace shipment shipment_item shipment_receipt receipt_item own_sheet_map
    purged_run audit audit_source audit_finding source_analysis""".split()
)
"""Tables that stay: who may do what, secrets and settings (the ERP's address and the doors out among them), what was
sent to the bonus system, other carried files, and what only the file of an audit holds."""
CHAIN = frozenset({"journal", "journal_body", "app_user"})
"""Tables with a choice of their own: all headers and some bodies; people without login, password or rights."""
_WHOLE = frozenset({"sector"})
"""Registers a month cannot be read without, small enough to go whole."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which month leaves: client, vigências (its own first, then those it stands on), runs, window of holidays."""

    client: str
    vigencias: tuple[str, ...]
    runs: tuple[int, ...]
    holidays: tuple[str, str]


@dataclass(frozen=True)
class Cargo:
    """Rows by table, in the order of their keys; people and journal are packed apart."""

    rows: Mapping[str, Sequence[Row]]
    shapes: Mapping[str, Shape]

    def digest(self) -> Mapping[str, str]:
        """Table -> SHA-256 of its rows: what the journal is told leaves."""
        return {name: digest_of_rows(self.shapes[name], rows) for name, rows in self.rows.items()}


def load_cargo(connection: Connection, wanted: Wanted) -> Cargo:
    """The rows of a month as they stand in this read. Tables nobody chose for are carried by their columns:
    `run` (of a run that goes), `client` and `vigencia` (of a month that goes); with neither, they stay."""
    kept = shapes(connection.exec_driver_sql)
    snapshots = _snapshots(connection, wanted)
    rows: dict[str, Sequence[Row]] = {}
    for name, shape in kept.items():
        if name in NEVER or name in CHAIN:
            continue
        chosen = choice_of(name, shape, wanted, snapshots)
        listed = connection.exec_driver_sql(shape.select(chosen[0]), chosen[1]).fetchall() if chosen else []
        kept_rows = (_without_lost_run(shape, tuple(row), wanted.runs) for row in listed)
        rows[name] = [row for row in kept_rows if row is not None]
    return Cargo(rows, kept)


def people_of(connection: Connection, users: set[str]) -> Mapping[str, str]:
    """Names to be carried beside the pseudonyms that appear in what leaves."""
    return names_of(connection, users)


def _snapshots(connection: Connection, wanted: Wanted) -> tuple[str, ...]:
    marks = _marks(wanted.runs)
    found = connection.exec_driver_sql(
        f"SELECT DISTINCT snapshot FROM run_snapshot WHERE run IN ({marks})", wanted.runs
    )
    return tuple(str(row[0]) for row in found)


def choice_of(
    name: str, shape: Shape, wanted: Wanted, snapshots: tuple[str, ...]
) -> tuple[str, tuple[object, ...]] | None:
    """WHERE clause and its values for one table; None for a table that stays."""
    if name in NEVER or name in CHAIN:
        return None
    runs, photos = _marks(wanted.runs), _marks(snapshots)
    own: dict[str, tuple[str, tuple[object, ...]]] = {
        "client": ("id = ?", (wanted.client,)),
        "run": (f"id IN ({runs})", wanted.runs),
        "snapshot": (f"id IN ({photos})", snapshots),
        "snapshot_table": (f"snapshot IN ({photos})", snapshots),
        "snapshot_part": (f"snapshot IN ({photos})", snapshots),
        "snapshot_bytes": (
            f"client = ? AND sha256 IN (SELECT sha256 FROM snapshot_part WHERE snapshot IN ({photos}))",
            (wanted.client, *snapshots),
        ),
        "frozen_text": (f"hash IN (SELECT hash FROM run_text WHERE run IN ({runs}))", wanted.runs),
        "instalment": (
            f"plan IN (SELECT id FROM instalment_plan WHERE run IN ({runs}))",
            wanted.runs,
        ),
        "parameter_history": ("client = ? AND starts <= ?", (wanted.client, wanted.vigencias[0])),
        "holiday": ("client = ? AND day >= ? AND day < ?", (wanted.client, *wanted.holidays)),
    }
    if name in own:
        return own[name]
    columns = shape.columns
    if "client" in columns and ("vigencia" in columns or name in _WHOLE):
        if name in _WHOLE:
            return "client = ?", (wanted.client,)
        return f"client = ? AND vigencia IN ({_marks(wanted.vigencias)})", (wanted.client, *wanted.vigencias)
    if "run" in columns:
        return f"run IN ({runs})", wanted.runs
    return None


def _without_lost_run(shape: Shape, row: Row, runs: tuple[int, ...]) -> Row | None:
    """A row may name a run that stays behind: the reference is left out, and the whole row where it is the point."""
    for column, may_be_empty in shape.runs:
        at = shape.columns.index(column)
        if row[at] is None or row[at] in runs:
            continue
        if not may_be_empty:
            return None
        row = (*row[:at], None, *row[at + 1 :])
    return row


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values)) or "NULL"
