"""A sheet's facts, frozen with the run and rebuilt from it: what `explain` and "Reproduzir" stand on."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Connection

from engines.figure import Missing, Value
from engines.sheet import Evaluation, Facts, Member, Sheet
from engines.sheet.facts import InputKey
from storage.runs.reading import inputs_of, snapshots_of
from storage.runs.results import Cell, Input
from storage.snapshots import Column, Kind, Snapshot, Table, describe, load
from storage.snapshots.shape import Cell as SnapshotCell

FACTS = "folha"
"""Name of the snapshot that holds the sheet's own tables."""
AXES = "eixos"
PERIOD = "periodo"


def snapshot_of_facts(sheet: Sheet, facts: Facts, client: str, at: datetime) -> Snapshot:
    """The tables and axes a sheet was evaluated on, ready to be frozen."""
    tables = {key: _table(sheet, key, facts) for key in sheet.tables}
    tables[AXES] = _axes(facts)
    binds = {PERIOD: [day.isoformat() for day in facts.period], "agora": facts.now.isoformat()}
    return Snapshot(client, f"{FACTS}:{sheet.name}", at, tables, binds=binds, window=facts.period)


def _axes(facts: Facts) -> Table:
    columns = (Column("eixo", Kind.TEXT), Column("chave", Kind.TEXT), Column("rotulo", Kind.TEXT))
    return Table(columns, [(axis, m.key, m.label) for axis, members in facts.axes.items() for m in members])


def _table(sheet: Sheet, key: str, facts: Facts) -> Table:
    rows = facts.tables.get(key, ())
    names = tuple(sheet.tables[key].columns)
    columns = tuple(_column(name, [row.get(name) for row in rows]) for name in names)
    return Table(columns, [tuple(_frozen(row.get(name)) for name in names) for row in rows])


def _column(name: str, values: list[Value | None]) -> Column:
    sample = next((v for v in values if v is not None and not isinstance(v, Missing)), "")
    if isinstance(sample, bool):
        return Column(name, Kind.BOOLEAN)
    if isinstance(sample, Decimal):
        return Column(name, Kind.DECIMAL, max(_places(v) for v in values if isinstance(v, Decimal)))
    if isinstance(sample, datetime):
        return Column(name, Kind.INSTANT)
    return Column(name, Kind.DATE if isinstance(sample, date) else Kind.TEXT)


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _frozen(value: Value | None) -> SnapshotCell:
    return None if value is None or isinstance(value, Missing) else value


def inputs_as_given(sheet: Sheet, facts: Facts, notes: Mapping[InputKey, Input] | None = None) -> Iterator[Input]:
    """The inputs of the facts as rows of the run; `notes` tells who gave one, when and why."""
    for (key, members), value in sorted(facts.inputs.items()):
        told = (notes or {}).get((key, members))
        named = dict(zip(sheet.per(key), members, strict=True))
        unit = str(sheet.unit(key))
        if told is None:
            yield Input(key, value, named, unit)
        else:
            yield Input(key, value, named, unit, told.who, told.when, told.why)


def cells_as_results(evaluation: Evaluation) -> tuple[Cell, ...]:
    """Every cell of an evaluation as rows of the run."""
    sheet = evaluation.sheet
    return tuple(
        Cell(c.line, c.value, dict(zip(sheet.per(c.line), c.members, strict=True)), str(sheet.unit(c.line)))
        for c in evaluation.cells()
    )


def rebuild(connection: Connection, run: int, sheet: Sheet) -> Evaluation:
    """The evaluation of a stored run, from its frozen tables and inputs only; nothing of it is computed yet."""
    frozen = snapshots_of(connection, run)[FACTS]
    tables = load(connection, frozen)
    inputs = {_place(sheet, given): given.value for given in inputs_of(connection, run) if given.key in sheet.inputs}
    period, now = _when(connection, frozen)
    facts = Facts(
        axes=_members(tables[AXES]),
        tables={key: tuple(_rows(tables[key])) for key in sheet.tables},
        inputs=inputs,
        snapshots=dict.fromkeys(sheet.tables, frozen),
        now=now,
        period=period,
    )
    return Evaluation(sheet, facts)


def _when(connection: Connection, frozen: str) -> tuple[tuple[date, date], datetime]:
    binds = describe(connection, frozen).binds
    days = binds[PERIOD]
    assert isinstance(days, list)
    return (date.fromisoformat(days[0]), date.fromisoformat(days[1])), datetime.fromisoformat(str(binds["agora"]))


def _place(sheet: Sheet, given: Input) -> InputKey:
    return given.key, tuple(given.member[axis] for axis in sheet.per(given.key))


def _members(table: Table) -> dict[str, tuple[Member, ...]]:
    found: dict[str, list[Member]] = {}
    for axis, key, label in table.rows:
        found.setdefault(str(axis), []).append(Member(str(key), str(label)))
    return {axis: tuple(members) for axis, members in found.items()}


def _rows(table: Table) -> Iterable[dict[str, Value]]:
    names = table.names()
    for row in table.rows:
        yield {name: _value(cell) for name, cell in zip(names, row, strict=True)}


def _value(cell: SnapshotCell) -> Value:
    if cell is None:
        return Missing("NULL_INPUT")
    if isinstance(cell, int) and not isinstance(cell, bool):
        return Decimal(cell)
    return cell


def differences(evaluation: Evaluation, stored: Iterable[Cell]) -> tuple[tuple[Cell, Value], ...]:
    """Stored cells that the evaluation does not reproduce to the last digit, each with what came out instead."""
    found = []
    for cell in stored:
        again = evaluation.value(cell.line, cell.member)
        if not _same(cell.value, again):
            found.append((cell, again))
    return tuple(found)


def _same(stored: Value, again: Value) -> bool:
    if isinstance(stored, Missing) or isinstance(again, Missing):
        return isinstance(stored, Missing) and isinstance(again, Missing) and stored.reason == again.reason
    return type(stored) is type(again) and stored == again
