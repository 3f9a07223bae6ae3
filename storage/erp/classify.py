"""What really failed between us and an ERP: one pure reading of an exception into a fault with a sentence."""

import re
import socket
import sqlite3
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import oracledb

from storage.errors import KnownError


class FaultKind(StrEnum):
    """Why an ERP could not be read; each has a sentence `ORG_001.<kind>` saying the cause and what to do."""

    REFUSED = "REFUSED"
    DNS = "DNS"
    SILENT = "SILENT"
    NETWORK = "NETWORK"
    SERVICE_UNKNOWN = "SERVICE_UNKNOWN"
    LISTENER_REFUSED = "LISTENER_REFUSED"
    NOT_ORACLE = "NOT_ORACLE"
    NEEDS_CLIENT = "NEEDS_CLIENT"
    CLIENT_MISSING = "CLIENT_MISSING"
    WRONG_PASSWORD = "WRONG_PASSWORD"  # noqa: S105 - a name, not a secret
    LOCKED = "LOCKED"
    PASSWORD_EXPIRED = "PASSWORD_EXPIRED"  # noqa: S105
    TLS_UNTRUSTED = "TLS_UNTRUSTED"
    TLS_NAME = "TLS_NAME"
    TLS_WALLET = "TLS_WALLET"
    ALIAS = "ALIAS"
    DROPPED = "DROPPED"
    QUERY_TIMEOUT = "QUERY_TIMEOUT"
    DEADLINE = "DEADLINE"
    CANCELLED = "CANCELLED"
    NO_TABLE = "NO_TABLE"
    NO_COLUMN = "NO_COLUMN"
    NO_PRIVILEGE = "NO_PRIVILEGE"
    SNAPSHOT_TOO_OLD = "SNAPSHOT_TOO_OLD"
    STARTING = "STARTING"
    BUSY = "BUSY"
    FILE_MISSING = "FILE_MISSING"
    FILE_INVALID = "FILE_INVALID"
    DATABASE = "DATABASE"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault with the vendor's code that decided it and the short cause kept for the log; never a secret."""

    kind: FaultKind
    full_code: str = ""
    cause: str = ""

    def error(self, **args: object) -> KnownError:
        """Known error `ORG_001.<kind>`; `args` add where (host, service, seconds) to the vendor's code."""
        return KnownError(f"ORG_001.{self.kind}", codigo=self.full_code, causa=self.cause, **args)


_BY_CODE: dict[str, FaultKind] = {
    "DPY-6001": FaultKind.SERVICE_UNKNOWN,
    "DPY-6003": FaultKind.SERVICE_UNKNOWN,
    "DPY-6000": FaultKind.LISTENER_REFUSED,
    "DPY-3010": FaultKind.NEEDS_CLIENT,
    "DPY-3001": FaultKind.NEEDS_CLIENT,
    "DPY-3015": FaultKind.NEEDS_CLIENT,
    "DPI-1047": FaultKind.CLIENT_MISSING,
    "DPY-2019": FaultKind.CLIENT_MISSING,
    "DPY-6006": FaultKind.TLS_NAME,
    "DPY-2018": FaultKind.TLS_WALLET,
    "DPY-4026": FaultKind.ALIAS,
    "DPY-4027": FaultKind.ALIAS,
    "DPY-4005": FaultKind.SILENT,
    "DPY-4024": FaultKind.QUERY_TIMEOUT,
    "DPY-1001": FaultKind.DROPPED,
    "DPY-4011": FaultKind.DROPPED,
    "ORA-01017": FaultKind.WRONG_PASSWORD,
    "ORA-28000": FaultKind.LOCKED,
    "ORA-28001": FaultKind.PASSWORD_EXPIRED,
    "ORA-00942": FaultKind.NO_TABLE,
    "ORA-00904": FaultKind.NO_COLUMN,
    "ORA-01031": FaultKind.NO_PRIVILEGE,
    "ORA-01013": FaultKind.CANCELLED,
    "ORA-01555": FaultKind.SNAPSHOT_TOO_OLD,
    "ORA-01033": FaultKind.STARTING,
    "ORA-01034": FaultKind.STARTING,
    "ORA-12514": FaultKind.SERVICE_UNKNOWN,
    "ORA-12505": FaultKind.SERVICE_UNKNOWN,
    "ORA-03113": FaultKind.DROPPED,
    "ORA-03114": FaultKind.DROPPED,
    "ORA-02396": FaultKind.DROPPED,
    "ORA-00028": FaultKind.DROPPED,
    "ORA-00603": FaultKind.DROPPED,
}

_CONNECT_WRAPPER = "DPY-6005"

_NAME_MISMATCH = frozenset({62, 64})
"""OpenSSL's verify codes for a host name and an address that the certificate does not name."""

_VENDOR_CODE = re.compile(r"\b(?:ORA|DPY|DPI|TNS)-\d{4,5}\b")

_SQLITE: tuple[tuple[str, FaultKind], ...] = (
    ("no such table", FaultKind.NO_TABLE),
    ("no such column", FaultKind.NO_COLUMN),
    ("interrupted", FaultKind.CANCELLED),
    ("locked", FaultKind.BUSY),
    ("unable to open", FaultKind.FILE_MISSING),
    ("not a database", FaultKind.FILE_INVALID),
    ("malformed", FaultKind.FILE_INVALID),
)


def classify(error: BaseException) -> Fault | None:
    """Fault behind an exception of driver, SQLAlchemy, socket or file; None when it is our own bug, to stay loud.

    Reads `full_code` first, then the causes beneath it (oracle reference, section 2): DPY-6005 says nothing by itself.
    """
    chain = tuple(_chain(error))
    if not any(isinstance(link, oracledb.Error | sqlite3.Error | OSError) for link in chain):
        return None
    codes = [code for link in chain for code in (_full_code(link),) if code]
    vendor = next((code for code in codes if code != _CONNECT_WRAPPER), codes[0] if codes else "")
    cause = type(chain[-1]).__name__
    kind = _kind(chain, codes)
    return Fault(kind, vendor, cause)


def _kind(chain: tuple[BaseException, ...], codes: list[str]) -> FaultKind:
    for code in codes:
        if code == "DPY-4011" and _CONNECT_WRAPPER in codes:
            return FaultKind.NOT_ORACLE
        if code in _BY_CODE:
            return _BY_CODE[code]
    for link in reversed(chain):
        kind = _of_system(link)
        if kind is not None:
            return kind
    return FaultKind.NETWORK if _CONNECT_WRAPPER in codes else FaultKind.DATABASE


def _of_system(link: BaseException) -> FaultKind | None:
    """Kind of an exception of Python itself; the more special class first."""
    if isinstance(link, sqlite3.Error):
        text = str(link).lower()
        return next((kind for part, kind in _SQLITE if part in text), FaultKind.DATABASE)
    if isinstance(link, ssl.SSLCertVerificationError) and link.verify_code in _NAME_MISMATCH:
        return FaultKind.TLS_NAME
    kinds: tuple[tuple[type[BaseException], FaultKind], ...] = (
        (ssl.SSLCertVerificationError, FaultKind.TLS_UNTRUSTED),
        (ssl.SSLError, FaultKind.NETWORK),
        (socket.gaierror, FaultKind.DNS),
        (ConnectionRefusedError, FaultKind.REFUSED),
        (TimeoutError, FaultKind.SILENT),
        (FileNotFoundError, FaultKind.FILE_MISSING),
        (ConnectionError, FaultKind.DROPPED),
        (OSError, FaultKind.NETWORK),
    )
    return next((kind for wanted, kind in kinds if isinstance(link, wanted)), None)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The exception, what SQLAlchemy wraps in it, and its causes, outermost first; a loop in the chain ends it."""
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        wrapped = getattr(link, "orig", None)
        link = wrapped if isinstance(wrapped, BaseException) else link.__cause__ or link.__context__


def _full_code(link: BaseException) -> str:
    """`full_code` the driver gives; a code in the driver's own message when an old one gives none."""
    if not isinstance(link, oracledb.Error) or not link.args:
        return ""
    given = getattr(link.args[0], "full_code", None)
    if isinstance(given, str) and given:
        return given
    found = _VENDOR_CODE.search(str(link.args[0]))
    return found.group() if found else ""
