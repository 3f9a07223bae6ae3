"""How an ERP names the tables of an audit: a profile of YAML, every name checked before it meets a statement."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from storage.auditoria.catalogue import Catalogue
from storage.errors import KnownError
from storage.resources import parse_yaml

MOST_LETTERS = 100_000
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,127}")


@dataclass(frozen=True, slots=True)
class ErpTable:
    """Their name of a table and of the columns that they name otherwise (ours -> theirs).

    One that is not `expected` was named by nobody: it is looked for, and its absence is no fault of its own.
    """

    name: str
    columns: Mapping[str, str] = field(default_factory=dict)
    expected: bool = True


@dataclass(frozen=True, slots=True)
class ErpNames:
    """Owner of the tables (None: the user's own) and the tables the ERP holds, by our name."""

    schema: str | None
    tables: Mapping[str, ErpTable]


def parse_names(text: str, known: Catalogue) -> ErpNames:
    """Names from YAML: `esquema`, then `tabelas`: our table -> `{tabela: theirs, colunas: {ours: theirs}}`.

    Raises KnownError IMPORTACAO.TABELA.PERFIL naming the first field that is not acceptable.
    """
    try:
        content = parse_yaml(text[:MOST_LETTERS])
    except (yaml.YAMLError, ArithmeticError, RecursionError) as error:
        raise _refused("perfil", type(error).__name__) from error
    said = _mapping("perfil", content, {"esquema", "tabelas"})
    schema = said.get("esquema")
    listed = _mapping("tabelas", said.get("tabelas"), set(known.tables))
    return ErpNames(
        None if schema is None else checked_name("esquema", schema),
        {name: _table(name, how, known) for name, how in listed.items()},
    )


def _table(name: str, how: Any, known: Catalogue) -> ErpTable:
    said = _mapping(name, {} if how is None else how, {"tabela", "colunas"})
    ours = {column.name for column in known.tables[name].columns}
    columns = _mapping(f"{name}.colunas", said.get("colunas", {}), ours)
    theirs = {column: checked_name(f"{name}.{column}", given) for column, given in columns.items()}
    return ErpTable(checked_name(f"{name}.tabela", said.get("tabela", name)), theirs)


def _mapping(field_name: str, content: Any, allowed: set[str]) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise _refused(field_name, type(content).__name__)
    for key in content:
        if key not in allowed:
            raise _refused(field_name, key)
    return content


def checked_name(field_name: str, value: Any) -> str:
    """A name fit for a statement. Raises KnownError IMPORTACAO.TABELA.PERFIL naming the field."""
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise _refused(field_name, value)
    return value


def _refused(field_name: str, value: object) -> KnownError:
    return KnownError("IMPORTACAO.TABELA.PERFIL", campo=field_name, valor=str(value)[:40])
