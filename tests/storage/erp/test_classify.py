"""Every row of what thin mode really raises, read by one pure function; every kind said in three languages."""

import socket
import sqlite3
import ssl
from types import SimpleNamespace

import oracledb
import pytest
from sqlalchemy import exc

from storage.erp.classify import Fault, FaultKind, classify
from storage.texts.sentences import LOCALES, Texts

OPERATIONAL, DATABASE = oracledb.OperationalError, oracledb.DatabaseError


def vendor(kind: type[oracledb.Error], code: str, cause: BaseException | None = None) -> oracledb.Error:
    error = kind(SimpleNamespace(full_code=code, code=0, message=code))
    error.__cause__ = cause
    return error


def connecting(cause: BaseException) -> oracledb.Error:
    return vendor(OPERATIONAL, "DPY-6005", cause)


def certificate(code: int) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError("certificate verify failed")
    error.verify_code = code
    return error


ROWS: list[tuple[str, BaseException, FaultKind, str]] = [
    ("port closed", connecting(ConnectionRefusedError()), FaultKind.REFUSED, "DPY-6005"),
    ("name unknown", socket.gaierror(-2, "Name or service not known"), FaultKind.DNS, ""),
    ("handshake timeout", connecting(TimeoutError()), FaultKind.SILENT, "DPY-6005"),
    ("outer deadline", TimeoutError("no answer in 10 s"), FaultKind.SILENT, ""),
    ("service unknown", connecting(vendor(OPERATIONAL, "DPY-6001")), FaultKind.SERVICE_UNKNOWN, "DPY-6001"),
    ("SID unknown", connecting(vendor(OPERATIONAL, "DPY-6003")), FaultKind.SERVICE_UNKNOWN, "DPY-6003"),
    ("listener refuses", connecting(vendor(OPERATIONAL, "DPY-6000")), FaultKind.LISTENER_REFUSED, "DPY-6000"),
    ("not Oracle", connecting(vendor(OPERATIONAL, "DPY-4011")), FaultKind.NOT_ORACLE, "DPY-4011"),
    ("too old", connecting(vendor(OPERATIONAL, "DPY-3010")), FaultKind.NEEDS_CLIENT, "DPY-3010"),
    ("native encryption", connecting(vendor(OPERATIONAL, "DPY-3001")), FaultKind.NEEDS_CLIENT, "DPY-3001"),
    ("10G verifier", vendor(DATABASE, "DPY-3015"), FaultKind.NEEDS_CLIENT, "DPY-3015"),
    ("no Instant Client", vendor(DATABASE, "DPI-1047"), FaultKind.CLIENT_MISSING, "DPI-1047"),
    ("mode already fixed", vendor(DATABASE, "DPY-2019"), FaultKind.CLIENT_MISSING, "DPY-2019"),
    ("wrong password", vendor(DATABASE, "ORA-01017"), FaultKind.WRONG_PASSWORD, "ORA-01017"),
    ("account locked", vendor(DATABASE, "ORA-28000"), FaultKind.LOCKED, "ORA-28000"),
    ("password expired", vendor(DATABASE, "ORA-28001"), FaultKind.PASSWORD_EXPIRED, "ORA-28001"),
    ("unknown authority", connecting(certificate(20)), FaultKind.TLS_UNTRUSTED, "DPY-6005"),
    ("other name by OpenSSL", connecting(certificate(62)), FaultKind.TLS_NAME, "DPY-6005"),
    ("other name", connecting(vendor(OPERATIONAL, "DPY-6006")), FaultKind.TLS_NAME, "DPY-6006"),
    ("no wallet", connecting(vendor(OPERATIONAL, "DPY-2018")), FaultKind.TLS_WALLET, "DPY-2018"),
    ("alias without folder", vendor(DATABASE, "DPY-4027"), FaultKind.ALIAS, "DPY-4027"),
    ("alias without file", vendor(DATABASE, "DPY-4026"), FaultKind.ALIAS, "DPY-4026"),
    ("dropped mid-fetch", vendor(DATABASE, "DPY-4011"), FaultKind.DROPPED, "DPY-4011"),
    ("used after death", vendor(oracledb.InterfaceError, "DPY-1001"), FaultKind.DROPPED, "DPY-1001"),
    ("call timeout", vendor(DATABASE, "DPY-4024"), FaultKind.QUERY_TIMEOUT, "DPY-4024"),
    ("cancelled", vendor(OPERATIONAL, "ORA-01013"), FaultKind.CANCELLED, "ORA-01013"),
    ("end of file", vendor(DATABASE, "ORA-03113"), FaultKind.DROPPED, "ORA-03113"),
    ("idle limit", vendor(DATABASE, "ORA-02396"), FaultKind.DROPPED, "ORA-02396"),
    ("session killed", vendor(DATABASE, "ORA-00028"), FaultKind.DROPPED, "ORA-00028"),
    ("session aborted", vendor(DATABASE, "ORA-00603"), FaultKind.DROPPED, "ORA-00603"),
    ("no table", vendor(DATABASE, "ORA-00942"), FaultKind.NO_TABLE, "ORA-00942"),
    ("no column", vendor(DATABASE, "ORA-00904"), FaultKind.NO_COLUMN, "ORA-00904"),
    ("no privilege", vendor(DATABASE, "ORA-01031"), FaultKind.NO_PRIVILEGE, "ORA-01031"),
    ("snapshot too old", vendor(DATABASE, "ORA-01555"), FaultKind.SNAPSHOT_TOO_OLD, "ORA-01555"),
    ("starting", vendor(OPERATIONAL, "ORA-01033"), FaultKind.STARTING, "ORA-01033"),
    ("unique key", vendor(oracledb.IntegrityError, "ORA-00001"), FaultKind.DATABASE, "ORA-00001"),
    ("pool exhausted", vendor(DATABASE, "DPY-4005"), FaultKind.SILENT, "DPY-4005"),
    ("connection reset", ConnectionResetError(), FaultKind.DROPPED, ""),
    ("unreachable", connecting(OSError(113, "No route to host")), FaultKind.NETWORK, "DPY-6005"),
    ("unexplained connection", connecting(ValueError("?")), FaultKind.NETWORK, "DPY-6005"),
    ("no such sqlite table", sqlite3.OperationalError("no such table: x"), FaultKind.NO_TABLE, ""),
    ("no such sqlite column", sqlite3.OperationalError("no such column: x"), FaultKind.NO_COLUMN, ""),
    ("sqlite interrupted", sqlite3.OperationalError("interrupted"), FaultKind.CANCELLED, ""),
    ("sqlite locked", sqlite3.OperationalError("database is locked"), FaultKind.BUSY, ""),
    ("not a database", sqlite3.DatabaseError("file is not a database"), FaultKind.FILE_INVALID, ""),
    ("sqlite missing", sqlite3.OperationalError("unable to open database file"), FaultKind.FILE_MISSING, ""),
]


@pytest.mark.parametrize(("error", "kind", "code"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_the_table_of_faults(error: BaseException, kind: FaultKind, code: str) -> None:
    fault = classify(error)
    assert fault is not None and (fault.kind, fault.full_code) == (kind, code)


@pytest.mark.parametrize(("error", "kind", "code"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_what_sqlalchemy_wraps_is_read_through(error: BaseException, kind: FaultKind, code: str) -> None:
    fault = classify(exc.DBAPIError("SELECT 1", {}, error))
    assert fault is not None and (fault.kind, fault.full_code) == (kind, code)


@pytest.mark.parametrize("bug", [ValueError("ours"), KeyError("ours"), AttributeError("ours")])
def test_our_own_bugs_are_not_excused(bug: Exception) -> None:
    assert classify(bug) is None


def test_a_loop_in_the_chain_ends() -> None:
    one, other = vendor(DATABASE, "ORA-00942"), ValueError()
    one.__cause__, other.__cause__ = other, one
    fault = classify(one)
    assert fault is not None and fault.kind is FaultKind.NO_TABLE


SHOWN = {
    "servidor": "erp.exemplo:1521", "servico": "PROD", "usuario": "LEITOR", "segundos": 10, "limite": 1_000_000,
}  # fmt: skip


@pytest.mark.parametrize("locale", LOCALES)
def test_every_kind_says_what_happened_and_what_to_do(locale: str) -> None:
    texts = Texts(locale)
    for kind in FaultKind:
        error = Fault(kind, "ORA-00000", "").error(**SHOWN)
        assert texts.say_with(error.code, error.args_shown)
        assert texts.say_with(f"ACAO.{error.code}", error.args_shown)


def test_the_silent_erp_in_portuguese() -> None:
    error = Fault(FaultKind.SILENT).error(**SHOWN)
    said = Texts("pt").say_with(error.code, error.args_shown)
    assert said == "O ERP não respondeu em 10 segundos (erp.exemplo:1521)"
