"""The empty workbook that says what to bring: a sheet per table with its columns, and one that explains them."""

from collections.abc import Iterator
from pathlib import Path

from storage.auditoria.catalogue import InputTable, TableColumn
from storage.auditoria.sources import SourceKind
from storage.auditoria.template_book import TemplateSheet, write_template_book
from storage.texts.sentences import Texts
from viewmodels.operations.house import House
from viewmodels.operations.registry import AUDIT_AREA, operation
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.examining import asked_tables
from viewmodels.operations.subsidios.workspace import open_audit_of

HEADS = ("TABELA", "NOME", "COLUNA", "SIGNIFICADO", "TIPO", "VAZIA", "FALTAR")


@operation("subsidios.modelo", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def write_model(house: House, scope: Scope, *, path: Path, kind: SourceKind = SourceKind.INPUT) -> Path:
    """Writes the empty workbook. Raises KnownError AUDITORIA_NENHUMA, EXPORTAR_ABERTO, EXPORTAR_RECUSADO."""
    open_audit_of(house)
    texts, asked = house.texts, asked_tables(kind)
    sheets = tuple(TemplateSheet(table.name, tuple(c.name for c in table.columns)) for table in asked.tables.values())
    lines = tuple(line for table in asked.tables.values() for line in _lines(texts, table))
    heads = tuple(texts.say(f"SUBSIDIO_IMPORTA.MODELO.{head}") for head in HEADS)
    explained = TemplateSheet(texts.say("SUBSIDIO_IMPORTA.MODELO.FOLHA"), heads, lines)
    return write_template_book(path, explained, sheets)


def table_title(texts: Texts, name: str) -> str:
    """What a table is called in words: an input's title, a stage's, or the name it came with."""
    return _first_known(texts, f"TABELA.subsidio.{name}", f"SUB_ETAPA.{name}") or name


def stage_title(texts: Texts, name: str) -> str:
    """As `table_title`, where a name is a stage before it is an input."""
    return _first_known(texts, f"SUB_ETAPA.{name}", f"TABELA.subsidio.{name}") or name


def column_meaning(texts: Texts, table: str, column: str) -> str:
    """What a column holds, in words; "" where nobody wrote it."""
    own, shared = f"SUBSIDIO_IMPORTA.COLUNA.{table}.{column}", f"SUBSIDIO_IMPORTA.COLUNA.{column}"
    return _first_known(texts, own, shared, f"SUBSIDIO_COLUNA.{column}")


def _lines(texts: Texts, table: InputTable) -> Iterator[tuple[str, ...]]:
    for column in table.columns:
        yield (
            table_title(texts, table.name),
            table.name,
            column.name,
            column_meaning(texts, table.name, column.name),
            texts.say(f"SUBSIDIO_IMPORTA.TIPO.{column.column.kind.name}"),
            _truth(texts, column.nullable),
            _truth(texts, _may_miss(column)),
        )


def _may_miss(column: TableColumn) -> bool:
    return not column.required


def _truth(texts: Texts, value: bool) -> str:
    return texts.numbers.truth(value)


def _first_known(texts: Texts, *codes: str) -> str:
    return next((texts.say(code) for code in codes if texts.knows(code)), "")
