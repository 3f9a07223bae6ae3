"""The three tables of an ERP brought as files: CSV, or sheets of one workbook; all of them whole, or what is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from storage.erp.profile import Profile
from storage.errors import KnownError
from storage.imports.table_file import ColumnSpec, RowFault, Table, read_table
from storage.imports.values import Kind, Reading

OPERATION, COSTS, VEHICLES = "operacao", "custos", "veiculos"
NO_COLUMNS = "IMPORTACAO.SEM_COLUNAS"
DAY, CODE, WORD = Reading(Kind.INSTANT), Reading(Kind.NUMBER, 0), Reading(Kind.TEXT)
MOST_FILES = 3


@dataclass(frozen=True, slots=True)
class Brought:
    """The three tables by role, and the names of the files they came from."""

    tables: Mapping[str, Table]

    @property
    def files(self) -> tuple[str, ...]:
        """Names of the files, each once."""
        return tuple(dict.fromkeys(table.file for table in self.tables.values()))


def read_files(paths: Sequence[Path], profile: Profile) -> Brought | tuple[RowFault, ...]:
    """The tables of one to three files, or every fault found in them: then nothing is to be used.

    Raises KnownError IMPORTACAO.* for a file that cannot be read at all, ARQUIVO.QUANTOS for too many or none.
    """
    if not 1 <= len(paths) <= MOST_FILES:
        raise KnownError("ARQUIVO.QUANTOS", n=len(paths))
    found: dict[str, Table] = {}
    faults: list[RowFault] = []
    for role, columns in columns_of(profile).items():
        read = _table_among(paths, columns)
        if isinstance(read, Table):
            found[role] = read
        elif read[0].code == NO_COLUMNS:
            faults.append(_absent(paths, role, read[0]))
        else:
            faults += read
    return tuple(faults) if faults else Brought(found)


def _absent(paths: Sequence[Path], role: str, lacking: RowFault) -> RowFault:
    """No file has the columns of a table: said once, of all the files."""
    names = ", ".join(path.name for path in paths)
    return RowFault(names, "", 1, "", f"ARQUIVO.FALTA_{role.upper()}", {"colunas": lacking.args.get("colunas", "")})


def _table_among(paths: Sequence[Path], columns: Sequence[ColumnSpec]) -> Table | list[RowFault]:
    """The table in the first file whose header has these columns; the missing columns when none has."""
    lacking: list[RowFault] = []
    for path in paths:
        read = read_table(path, path.name, columns)
        if isinstance(read, Table) or read[0].code != NO_COLUMNS:
            return read
        lacking = read if not lacking or _missing(read) < _missing(lacking) else lacking
    return lacking


def _missing(faults: list[RowFault]) -> int:
    return len(str(faults[0].args.get("colunas", "")).split(", "))


def columns_of(profile: Profile) -> Mapping[str, tuple[ColumnSpec, ...]]:
    """Columns of each role, under the profile's names and under plain ones; the first name is the one shown."""
    o, k, v, places = profile.operacao, profile.custos, profile.veiculos, profile.casas
    return {
        OPERATION: (
            ColumnSpec("data", (o.data,), DAY),
            ColumnSpec("setor", (o.setor,), CODE),
            ColumnSpec("veiculo", (o.veiculo,), WORD, required=False),
            ColumnSpec("km", (o.km,), Reading(Kind.NUMBER, places.km)),
            ColumnSpec("litros", (o.litros,), Reading(Kind.NUMBER, places.litros), required=False),
            ColumnSpec("status", (o.status,), WORD, required=False),
        ),
        COSTS: (
            ColumnSpec("data", (k.data,), DAY),
            ColumnSpec("setor", (k.setor,), CODE),
            ColumnSpec("tipo", (k.tipo,), WORD),
            ColumnSpec("valor", (k.valor,), Reading(Kind.NUMBER, places.valor)),
            ColumnSpec("documento", (k.documento,), WORD, required=False),
        ),
        VEHICLES: (
            ColumnSpec("veiculo", (v.veiculo,), WORD),
            ColumnSpec("setor", (v.setor,), CODE),
            ColumnSpec("modelo", (v.modelo,), WORD, required=False),
            ColumnSpec("situacao", (v.situacao,), WORD),
            ColumnSpec("status", (v.status,), WORD, required=False),
            ColumnSpec("atualizado", (v.atualizado,), DAY, required=False),
        ),
    }


def rows_of(table: Table, active: str) -> Iterator[dict[str, object]]:
    """Rows ready for the ERP's own tables; a file without a status column brings active rows only."""
    for row in table.rows:
        code = row.values["setor"]
        assert isinstance(code, Decimal)
        yield {**row.values, "setor": int(code), "status": row.values.get("status") or active}
