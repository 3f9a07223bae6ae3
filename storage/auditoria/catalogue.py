"""The input tables of a subsidy audit as the catalogue names them: columns, types, keys, days."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from storage.resources import load_yaml
from storage.snapshots import Column, Kind

CATALOGUE = "catalogos/subsidio/tabelas.yaml"
ZONE = "America/Sao_Paulo"
DECIMAL_DIGITS = 18
"""Digits that fit a machine integer: what km, degrees and counts need."""
_KINDS: Mapping[str, Kind] = {
    "texto": Kind.TEXT,
    "json": Kind.TEXT,
    "inteiro": Kind.INTEGER,
    "decimal": Kind.DECIMAL,
    "data": Kind.DATE,
    "hora": Kind.TIME,
    "instante_local": Kind.WALL,
    "booleano": Kind.BOOLEAN,
}


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column asked for: its type, whether cells may be empty, whether it may be missing, other names for it."""

    column: Column
    nullable: bool
    required: bool
    repeated: bool
    synonyms: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name the steps use."""
        return self.column.name


@dataclass(frozen=True, slots=True)
class InputTable:
    """One table: its columns in order, its key ("" none), the column of its day, whether each day has rows."""

    name: str
    columns: tuple[TableColumn, ...]
    key: tuple[str, ...]
    day: str
    every_day: bool
    synonyms: tuple[str, ...]

    @property
    def shape(self) -> tuple[Column, ...]:
        """Names and types, as snapshots and sessions take them."""
        return tuple(each.column for each in self.columns)

    @property
    def title(self) -> str:
        """Code of the sentence that names the table."""
        return f"TABELA.subsidio.{self.name}"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every input table by name, and the sets of them of which a source must bring one whole."""

    tables: Mapping[str, InputTable]
    sets: tuple[tuple[str, ...], ...]

    def is_optional(self, table: str) -> bool:
        """True for one no set asks for."""
        return not any(table in each for each in self.sets)


@cache
def catalogue() -> Catalogue:
    """The catalogue we ship."""
    content: Any = load_yaml(CATALOGUE)
    tables = {name: _table(name, said) for name, said in content["tabelas"].items()}
    return Catalogue(MappingProxyType(tables), tuple(tuple(each) for each in content["conjuntos"]))


def _table(name: str, said: Mapping[str, Any]) -> InputTable:
    columns = tuple(read_column(column, how) for column, how in said["colunas"].items())
    named = {column.name for column in columns}
    key, day = tuple(said.get("chave", ())), said.get("dia", "")
    if not named.issuperset(key) or (day and day not in named):
        raise ValueError(f"{name}: key or day names no column")
    return InputTable(name, columns, key, day, said.get("todo_dia", False), tuple(said.get("sinonimos", ())))


def read_column(name: str, how: Mapping[str, Any]) -> TableColumn:
    """One column as the catalogue writes it. Raises ValueError when it may be missing and not empty."""
    kind = _KINDS[how["tipo"]]
    digits = how.get("digitos", DECIMAL_DIGITS) if kind is Kind.DECIMAL else Column("", kind).digits
    zone = ZONE if kind is Kind.WALL else ""
    required = how.get("obrigatoria", True)
    nullable = how.get("nula", False)
    if not required and not nullable:
        raise ValueError(f"{name}: a column that may be missing must accept empty cells")
    shaped = Column(name, kind, how.get("casas", 0), zone, digits)
    return TableColumn(shaped, nullable, required, how.get("repetida", False), tuple(how.get("sinonimos", ())))
