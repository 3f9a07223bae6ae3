"""Tables of the page Importação: what an import holds, what is absent, the imports so far."""

from collections.abc import Iterator, Sequence

from storage.auditoria.source_rows import HeldTable
from storage.auditoria.sources import SourceKind
from viewmodels.desk import Desk
from viewmodels.operations.subsidios.examining import asked_tables
from viewmodels.operations.subsidios.imported import ImportMade
from viewmodels.screens.memory_view import short_hash
from viewmodels.screens.subsidios.import_words import days_said, file_name, files_said, hashes_said, title_of, whole
from viewmodels.state import State
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row, RowKind


def _column(
    desk: Desk, key: str, word: str, kind: Kind = Kind.TEXT, stretch: int = 0, quiet: bool = False
) -> ColumnSpec:
    return ColumnSpec(key, desk.say(f"SUBSIDIO_IMPORTA.COL.{word}"), kind=kind, stretch=stretch, quiet=quiet)


def held_columns(desk: Desk) -> tuple[ColumnSpec, ...]:
    """Table, rows, days with rows, file and its hash."""
    return (
        _column(desk, "tabela", "TABELA", stretch=3),
        _column(desk, "linhas", "LINHAS", Kind.NUMBER),
        _column(desk, "dias", "DIAS", Kind.NUMBER),
        _column(desk, "arquivo", "ARQUIVO", stretch=2, quiet=True),
        _column(desk, "sha", "SHA", quiet=True),
    )


def held_rows(desk: Desk, made: ImportMade) -> Iterator[Row]:
    """One row per table of an import."""
    texts = desk.house.texts
    for table in made.tables:
        files = made.source.files.get(table.name, ())
        names = [each["arquivo"] for each in files]
        title = title_of(texts, made.source.kind, table.name)
        cells = {
            "tabela": Cell(title, tooltip=table.name),
            "linhas": Cell(whole(texts, table.rows), table.rows),
            "dias": _days(desk, made, table),
            "arquivo": Cell(files_said(texts, list(map(file_name, files))), tooltip=" ".join(names[:20])),
            "sha": Cell(hashes_said(files), tooltip=files[0].get("sha256", "") if files else ""),
        }
        yield Row(table.name, cells)


def _days(desk: Desk, made: ImportMade, table: HeldTable) -> Cell:
    """How many of the settled days have rows, where each should; else how many days there are."""
    settled, asked = set(made.source.days), asked_tables(made.source.kind).tables.get(table.name)
    if not table.days:
        return Cell("")
    if not settled or asked is None or not asked.every_day:
        return Cell(whole(desk.house.texts, len(table.days)), len(table.days))
    held = len(settled & set(table.days))
    return Cell(desk.say("SUBSIDIO_IMPORTA.N_DIAS", tem=held, n=len(settled)), held)


def missing_columns(desk: Desk) -> tuple[ColumnSpec, ...]:
    """Table, its name, that it is not verifiable, and what it would let us check."""
    return (
        _column(desk, "tabela", "TABELA", stretch=2),
        _column(desk, "nome", "NOME", stretch=2, quiet=True),
        _column(desk, "situacao", "SITUACAO", Kind.CHIP),
        _column(desk, "permite", "PERMITE", stretch=4),
    )


def missing_rows(desk: Desk, kind: SourceKind, absent: Sequence[str]) -> Iterator[Row]:
    """The absent tables of a kind under a heading; nothing when none is."""
    if not absent:
        return
    yield Row(kind.value, {"tabela": Cell(desk.say(f"SUBSIDIO_IMPORTA.CARTAO.{kind.value}"))}, RowKind.GROUP)
    for name in absent:
        title = title_of(desk.house.texts, kind, name)
        cells = {
            "tabela": Cell(title),
            "nome": Cell(name),
            "situacao": _lost(desk, kind),
            "permite": Cell(_would_tell(desk, kind, name)),
        }
        yield Row(f"{kind.value}/{name}", cells)


def _lost(desk: Desk, kind: SourceKind) -> Cell:
    code = "NAO_VERIFICAVEL" if kind is SourceKind.INPUT else "NAO_COMPARADA"
    word = desk.say(f"SUBSIDIO_IMPORTA.{code}")
    return Cell(word, word, state=State.SEM_DADOS)


def _would_tell(desk: Desk, kind: SourceKind, name: str) -> str:
    if kind is SourceKind.PAID:
        return desk.say("SUBSIDIO_IMPORTA.SEM_ETAPA")
    return desk.say(f"SUBSIDIO_IMPORTA.SEM.{name}")


def history_columns(desk: Desk) -> tuple[ColumnSpec, ...]:
    """When, who, what, how much, which days, the snapshot, whether it counts."""
    return (
        _column(desk, "quando", "QUANDO"),
        _column(desk, "quem", "QUEM", stretch=1),
        _column(desk, "que", "O_QUE", stretch=2),
        _column(desk, "tabelas", "TABELAS", Kind.NUMBER),
        _column(desk, "linhas", "LINHAS", Kind.NUMBER),
        _column(desk, "dias", "DIAS", stretch=2),
        _column(desk, "retrato", "RETRATO", quiet=True),
        _column(desk, "situacao", "SITUACAO", Kind.CHIP),
    )


def history_rows(desk: Desk, made: Sequence[ImportMade]) -> Iterator[Row]:
    """One row per import, the newest first."""
    texts = desk.house.texts
    for each in made:
        source = each.source
        days = source.days or tuple(sorted({day for table in each.tables for day in table.days}))
        code, state = ("EM_VIGOR", State.OK) if each.in_force else ("SUBSTITUIDA", State.SEM_DADOS)
        word = desk.say(f"SUBSIDIO_IMPORTA.{code}")
        cells = {
            "quando": Cell(texts.numbers.instant(source.brought, texts.zone), source.id),
            "quem": Cell(each.who),
            "que": Cell(desk.say(f"SUBSIDIO_IMPORTA.CARTAO.{source.kind.value}")),
            "tabelas": Cell(whole(texts, len(each.tables)), len(each.tables)),
            "linhas": Cell(whole(texts, each.rows), each.rows),
            "dias": Cell(days_said(texts, days)),
            "retrato": Cell(short_hash(source.snapshot), tooltip=source.snapshot),
            "situacao": Cell(word, word, state=state),
        }
        yield Row(str(source.id), cells)
