"""Tables of the wizard of an import: those found, those being read, the days without rows."""

from collections.abc import Iterator, Sequence

from engines.finding import Finding
from storage.auditoria.sources import SourceKind
from viewmodels.desk import Desk
from viewmodels.operations.subsidios.bringing import Brought
from viewmodels.screens.subsidios.import_columns import ColumnPairs
from viewmodels.screens.subsidios.import_words import files_said, title_of, whole
from viewmodels.state import State
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row


def _spec(desk: Desk, key: str, word: str, kind: Kind = Kind.TEXT, stretch: int = 0) -> ColumnSpec:
    return ColumnSpec(key, desk.say(f"SUBSIDIO_IMPORTA.COL.{word}"), kind=kind, stretch=stretch, sortable=False)


def found_columns(desk: Desk) -> tuple[ColumnSpec, ...]:
    """Table, its columns found, its state."""
    return (
        _spec(desk, "tabela", "TABELA", stretch=1),
        _spec(desk, "colunas", "COLUNAS", Kind.NUMBER),
        _spec(desk, "situacao", "SITUACAO", Kind.CHIP),
    )


def found_rows(desk: Desk, kind: SourceKind, pairs: ColumnPairs) -> Iterator[Row]:
    """One row per table found, those that waited for somebody first."""
    for table in map(pairs.table, pairs.order):
        theirs, asked = len(pairs.matched(table.name).theirs), len(pairs.asked.tables[table.name].columns)
        cells = {
            "tabela": Cell(
                title_of(desk.house.texts, kind, table.name), tooltip=files_said(desk.house.texts, table.files)
            ),
            "colunas": Cell(desk.say("SUBSIDIO_IMPORTA.COLUNAS_DE", n=theirs, de=asked), theirs),
            "situacao": _ready(desk, pairs, table.name, table.trouble is not None),
        }
        yield Row(table.name, cells)


def _ready(desk: Desk, pairs: ColumnPairs, table: str, damaged: bool) -> Cell:
    if damaged:
        return _chip(desk.say("SUBSIDIO_IMPORTA.ESTADO.DANIFICADA"), State.CRITICO)
    if lacking := pairs.lacking(table):
        return _chip(desk.say("SUBSIDIO_IMPORTA.ESTADO.FALTAM", n=lacking), State.ATENCAO)
    return _chip(desk.say("SUBSIDIO_IMPORTA.ESTADO.PRONTA"), State.OK)


def reading_columns(desk: Desk) -> tuple[ColumnSpec, ...]:
    """Table, its name, how far it is, its rows."""
    return (
        _spec(desk, "tabela", "TABELA", stretch=2),
        _spec(desk, "nome", "NOME", stretch=2),
        _spec(desk, "situacao", "SITUACAO", Kind.CHIP, stretch=1),
        _spec(desk, "linhas", "LINHAS", Kind.NUMBER),
    )


def reading_rows(desk: Desk, kind: SourceKind, names: Sequence[str], done: int) -> Iterator[Row]:
    """The tables while they are read: `done` of them were."""
    for at, name in enumerate(names):
        word, state = ("A_LER", State.A_FAZER) if at > done else ("LENDO", State.EM_CURSO)
        if at < done:
            word, state = "LIDA", State.OK
        yield _reading_row(desk, kind, name, _chip(desk.say(f"SUBSIDIO_IMPORTA.ESTADO.{word}"), state))


def faulty_rows(desk: Desk, kind: SourceKind, names: Sequence[str], brought: Brought) -> Iterator[Row]:
    """The tables after a reading that brought nothing: those with faults, those without."""
    wrong = {str(args.get("tabela", "")) for _, args in brought.faults}
    for name in names:
        word, state = ("COM_FALHA", State.CRITICO) if name in wrong else ("LIDA", State.OK)
        yield _reading_row(desk, kind, name, _chip(desk.say(f"SUBSIDIO_IMPORTA.ESTADO.{word}"), state))


def brought_rows(desk: Desk, kind: SourceKind, brought: Brought) -> Iterator[Row]:
    """The tables that came in and the rows of each."""
    chip = _chip(desk.say("SUBSIDIO_IMPORTA.ESTADO.ENTROU"), State.OK)
    for name, rows in brought.rows:
        yield _reading_row(desk, kind, name, chip, Cell(whole(desk.house.texts, rows), rows))


def bare_columns(desk: Desk) -> tuple[ColumnSpec, ...]:
    """Table and the days it has no row of."""
    return (_spec(desk, "tabela", "TABELA", stretch=1), _spec(desk, "dias", "DIAS", stretch=2))


def bare_rows(desk: Desk, kind: SourceKind, warnings: Sequence[Finding]) -> Iterator[Row]:
    """One row per table with days without rows; a warning of another kind is said whole."""
    texts, days = desk.house.texts, dict[str, list[str]]()
    for at, warning in enumerate(warnings):
        day, table = warning.args.get("dia"), str(warning.args.get("tabela", ""))
        if day is None or not table:
            yield Row(f"aviso{at}", {"tabela": Cell(texts.say_finding(warning))})
        else:
            days.setdefault(table, []).append(texts.numbers.day(day))  # type: ignore[arg-type]
    for table, named in days.items():
        told = texts.numbers.listed(tuple(named))
        yield Row(table, {"tabela": Cell(title_of(texts, kind, table)), "dias": Cell(told, tooltip=told)})


def _reading_row(desk: Desk, kind: SourceKind, name: str, chip: Cell, rows: Cell | None = None) -> Row:
    cells = {"tabela": Cell(title_of(desk.house.texts, kind, name)), "nome": Cell(name), "situacao": chip}
    return Row(name, cells if rows is None else {**cells, "linhas": rows})


def _chip(word: str, state: State) -> Cell:
    return Cell(word, word, state=state)
