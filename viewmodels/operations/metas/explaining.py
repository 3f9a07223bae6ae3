"""Explaining a number: its figure tree rebuilt from the run's frozen facts, compared with what was stored."""

from dataclasses import dataclass

from engines.figure import Cells, Figure, Value
from engines.formula.evaluate import cell_value
from engines.sheet import Evaluation
from engines.sheet.proof import figure, rows_of
from storage.metas.rulebook import Rulebook
from storage.people import names_of
from storage.runs import Input, Run, cells_of, inputs_of, snapshots_of
from storage.runs.sheets import differences, rebuild
from storage.snapshots import SnapshotInfo, describe
from storage.store import Connection
from storage.version import VERSION
from viewmodels.operations.house import House
from viewmodels.operations.metas.calculating import ERP
from viewmodels.operations.metas.results import book_of, usable_run
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

ROWS_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Address:
    """Place of a figure: run, line, member keys in the order of the line's axes."""

    run: int
    line: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class Explained:
    """A figure with its proof: the tree, whether it equals the stored cell, and where its data came from.

    `given` is the input itself where somebody chose it on purpose (`given_by` names who): its who, when and why stand
    in place of a tree.
    """

    address: Address
    figure: Figure
    identical: bool
    run: Run
    source: SnapshotInfo
    evaluation: Evaluation
    book: Rulebook
    same_program: bool
    given: Input | None = None
    given_by: str = ""


@operation("metas.explicar", right="metas.ver", mode="read", area="metas")
def explain(house: House, scope: Scope, *, address: Address) -> Explained:
    """The figure behind a cell or an input of a run.

    Raises KnownError CORRIDA_AUSENTE for a run of another client, KeyError for a line the sheet does not have.
    """
    with house.store.read() as connection:
        run = usable_run(connection, scope.client, "", address.run)
        book = book_of(connection, run)
        evaluation = rebuild(connection, run.id, book.sheet)
        stored = [c for c in cells_of(connection, run.id) if c.line == address.line]
        source = describe(connection, snapshots_of(connection, run.id)[ERP])
        given = _given(connection, book, address)
        who = names_of(connection, {given.who}).get(given.who, given.who) if given else ""
    tree = figure(evaluation, address.line, address.members)
    mine = [c for c in stored if tuple(c.member.values()) == address.members or dict(c.member) == dict(tree.member)]
    identical = not differences(evaluation, mine) and (bool(mine) or address.line in book.sheet.inputs)
    return Explained(address, tree, identical, run, source, evaluation, book, run.code_version == VERSION, given, who)


def _given(connection: Connection, book: Rulebook, address: Address) -> Input | None:
    """The input somebody chose at an address; None for a line, or an input nobody stands behind."""
    if address.line not in book.sheet.inputs:
        return None
    member = dict(zip(book.sheet.per(address.line), address.members, strict=True))
    listed = (g for g in inputs_of(connection, address.run) if g.key == address.line and g.who)
    return next((g for g in listed if dict(g.member) == member), None)


@dataclass(frozen=True)
class Reproduced:
    """All cells of a run computed again: how many, and those that came out different with both values."""

    cells: int
    different: tuple[tuple[str, Value, Value], ...]
    same_program: bool


@operation("metas.reproduzir", right="metas.ver", mode="read", area="metas")
def reproduce(house: House, scope: Scope, *, run: int) -> Reproduced:
    """Runs the frozen texts over the frozen facts and compares cell by cell, to the last digit."""
    with house.store.read() as connection:
        found = usable_run(connection, scope.client, "", run)
        book = book_of(connection, found)
        evaluation = rebuild(connection, run, book.sheet)
        stored = cells_of(connection, run)
    differing = differences(evaluation, stored)
    named = tuple((f"{cell.line}{tuple(cell.member.values())}", cell.value, again) for cell, again in differing)
    return Reproduced(len(stored), named, found.code_version == VERSION)


@dataclass(frozen=True)
class Behind:
    """Rows behind a number: columns with units, the first rows, how many there are."""

    table: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Value, ...], ...]
    total: int


@operation("metas.linhas", right="metas.ver", mode="read", area="metas")
def rows_behind(house: House, scope: Scope, *, explained: Explained, cells: Cells, limit: int = ROWS_SHOWN) -> Behind:
    """Rows of the frozen table that the filter of `cells` selects; the filter is the query."""
    table = explained.book.sheet.tables[cells.table]
    rows = rows_of(explained.evaluation, cells)
    shown = tuple(tuple(cell_value(row.get(name)) for name in table.columns) for row in rows[:limit])
    columns = tuple((name, str(unit)) for name, unit in table.columns.items())
    return Behind(table.label, columns, shown, len(rows))
