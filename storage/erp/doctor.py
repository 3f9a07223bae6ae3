"""The first visit to an ERP: version, session format, privileges, columns, rows and timings, as a report of rows."""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, Table, case, func, literal_column, select

from storage.erp.lane import Cancel, Deadline, ReadProgress, Report, run_beside
from storage.erp.source import ErpSession, ErpSource
from storage.erp.truncation import day_of
from storage.errors import KnownError

_VERSION = "SELECT product, version FROM product_component_version"
_NLS = "SELECT parameter, value FROM nls_session_parameters"
_CHARSET = "SELECT parameter, value FROM nls_database_parameters"
_PRIVILEGES = "SELECT privilege FROM session_privs"
_NLS_SHOWN = frozenset({"NLS_TERRITORY", "NLS_NUMERIC_CHARACTERS", "NLS_DATE_FORMAT", "NLS_LANGUAGE"})
_CHARSET_SHOWN = frozenset({"NLS_CHARACTERSET"})
_WRITING = ("INSERT", "UPDATE", "DELETE", "DROP", "ALTER", "CREATE ANY", "GRANT")

_EXPECTED: Mapping[str, frozenset[str]] = {
    "data": frozenset({"db_type_date", "db_type_timestamp"}),
    "atualizado": frozenset({"db_type_date", "db_type_timestamp"}),
    **dict.fromkeys(("setor", "km", "litros", "valor"), frozenset({"db_type_number"})),
    **dict.fromkeys(("veiculo", "status", "tipo", "documento", "modelo", "situacao"), frozenset({"db_type_varchar"})),
}
"""Driver types the statements rely on; CHAR would pad with blanks and never equal 'ATIVO'."""


@dataclass(frozen=True, slots=True)
class DoctorRow:
    """One line of the report: the code of its sentence, its arguments, and whether it is well (None: just told)."""

    code: str
    well: bool | None
    args: Mapping[str, object]


Check = Callable[[ErpSession], Iterator[DoctorRow]]


def diagnose(
    source: ErpSource, deadline: Deadline, cancel: Cancel
) -> Generator[ReadProgress, None, tuple[DoctorRow, ...]]:
    """Yields progress and returns the report; a check that fails is a row of it, and the others still run.

    On SQLite only connection, columns and rows. Raises KnownError ORG_001.* when no session can be had at all.
    """
    return (yield from run_beside(lambda report: _report(source, deadline, cancel, report), deadline, cancel))


def _report(source: ErpSource, deadline: Deadline, cancel: Cancel, report: Report) -> tuple[DoctorRow, ...]:
    clock = deadline.clock
    began = clock.monotonic()
    with source.open(deadline, cancel) as session:
        identity = session.identity
        connected = _milliseconds(clock.monotonic() - began)
        where = {"onde": identity.where, "usuario": identity.user, "versao": identity.version, "ms": connected}
        rows = [DoctorRow("DIAGNOSTICO.ERP.CONEXAO", True, where)]
        checks = _checks(source, identity.kind)
        for done, check in enumerate(checks):
            report(ReadProgress("PASSO.ERP.DIAGNOSTICO", done, len(checks)))
            rows.extend(_timed(check, session, deadline))
    return tuple(rows)


def _timed(check: Check, session: ErpSession, deadline: Deadline) -> Sequence[DoctorRow]:
    began = deadline.clock.monotonic()
    try:
        rows = list(check(session))
    except KnownError as error:
        rows = [DoctorRow(error.code, False, error.args_shown)]
    spent = _milliseconds(deadline.clock.monotonic() - began)
    return [DoctorRow(row.code, row.well, {**row.args, "ms": spent}) for row in rows]


def _checks(source: ErpSource, kind: str) -> tuple[Check, ...]:
    tables = (source.tables.operacao, source.tables.custos, source.tables.veiculos)
    columns = tuple(_columns_check(table, kind) for table in tables)
    rows = (
        _rows_check(source.tables.operacao, "data"),
        _rows_check(source.tables.custos, "data"),
        _rows_check(source.tables.veiculos, "atualizado"),
    )
    about_server: tuple[Check, ...] = (_version, _nls, _charset, _privileges) if kind == "oracle" else ()
    return (*about_server, *columns, *rows)


def _version(session: ErpSession) -> Iterator[DoctorRow]:
    for product, version in session.ask(_VERSION):
        yield DoctorRow("DIAGNOSTICO.ERP.VERSAO", None, {"produto": str(product).strip(), "versao": version})


def _nls(session: ErpSession) -> Iterator[DoctorRow]:
    """Told and never relied on: no statement of ours depends on the session's format (F-31)."""
    yield from _parameters(session.ask(_NLS), _NLS_SHOWN)


def _charset(session: ErpSession) -> Iterator[DoctorRow]:
    yield from _parameters(session.ask(_CHARSET), _CHARSET_SHOWN)


def _parameters(rows: Sequence[Any], shown: frozenset[str]) -> Iterator[DoctorRow]:
    for name, value in sorted(tuple(row) for row in rows):
        if name in shown:
            yield DoctorRow("DIAGNOSTICO.ERP.NLS", None, {"parametro": name, "valor": value})


def _privileges(session: ErpSession) -> Iterator[DoctorRow]:
    """Reading is all we need; a user that may write deserves a warning."""
    held = sorted(str(row[0]) for row in session.ask(_PRIVILEGES))
    writing = [privilege for privilege in held if privilege.startswith(_WRITING)]
    yield DoctorRow("DIAGNOSTICO.ERP.PRIVILEGIOS", not writing, {"n": len(held), "escrita": ", ".join(writing) or "-"})


def _columns_check(table: Table, kind: str) -> Check:
    def check(session: ErpSession) -> Iterator[DoctorRow]:
        described = dict(session.described(_described(table)))
        wrong = [
            f"{column.name}: {described.get(column.name, '?')}"
            for column in table.c
            if kind == "oracle" and described.get(column.name) not in _EXPECTED[column.key]
        ]
        args = {"tabela": table.name, "n": len(described), "divergentes": ", ".join(wrong) or "-"}
        yield DoctorRow("DIAGNOSTICO.ERP.COLUNAS", not wrong, args)

    return check


def _described(table: Table) -> Select[Any]:
    """Every column and no row; written out, because SQLAlchemy's own `false` comes out as a bare 0 here."""
    never: Any = literal_column("1") == literal_column("0")
    return select(*table.c).where(never)


def _rows_check(table: Table, instant_key: str) -> Check:
    def check(session: ErpSession) -> Iterator[DoctorRow]:
        (row,) = session.rows(_counted(table, instant_key))
        args = {"tabela": table.name, "linhas": int(row.linhas), "com_hora": int(row.com_hora)}
        first, last = (None if each is None else each.date().isoformat() for each in (row.primeiro, row.ultimo))
        well = int(row.linhas) > 0
        yield DoctorRow("DIAGNOSTICO.ERP.LINHAS", well, {**args, "de": first or "-", "ate": last or "-"})

    return check


def _counted(table: Table, instant_key: str) -> Select[Any]:
    instant = table.c[instant_key]
    one: Any = literal_column("1")
    counted: Any = select(
        func.count().label("linhas"),
        func.min(instant).label("primeiro"),
        func.max(instant).label("ultimo"),
        func.count(case((instant != day_of(instant), one))).label("com_hora"),
    ).select_from(table)
    return counted


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)
