"""A server that speaks Oracle's wire and answers from a script; the only file of the tests that knows seerdb."""

import ssl
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from seerdb.common.tns_consts import (
    FIELD_VERSION_23_4,
    TNS_TYPE_DATE,
    TNS_TYPE_NUMBER,
    TNS_TYPE_VARCHAR,
)
from seerdb.server import BackendError, Capability, ColumnMeta, Result, Server, lockout

USER = "LEITOR"
PASSWORD = "segredo-Zx81-nunca-dito"
GRACE_SECONDS = 3.0


def number(name: str, precision: int = 18, scale: int = 2) -> ColumnMeta:
    """A NUMBER column."""
    return ColumnMeta(name.encode(), TNS_TYPE_NUMBER, 22, 22, precision=precision, scale=scale)


def day(name: str) -> ColumnMeta:
    """A DATE column."""
    return ColumnMeta(name.encode(), TNS_TYPE_DATE, 7, 7)


def words(name: str, size: int = 40) -> ColumnMeta:
    """A VARCHAR2 column."""
    return ColumnMeta(name.encode(), TNS_TYPE_VARCHAR, size, size)


def table(columns: list[ColumnMeta], rows: list[tuple[object, ...]]) -> Result:
    """Rows under their columns."""
    return Result(columns=columns, rows=rows)


Answer = Result | int
"""Rows, or the number of an ORA error."""


@dataclass
class Script:
    """Answers by piece of statement, first match wins; records what the driver really sent."""

    answers: list[tuple[str, Answer]] = field(default_factory=list)
    users: Mapping[str, str] = field(default_factory=lambda: {USER: PASSWORD})
    pause: Mapping[str, float] = field(default_factory=dict)
    sent: list[tuple[str, tuple[object, ...]]] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)

    def begin_again(self, answers: list[tuple[str, "Answer"]]) -> None:
        """New answers, and nothing recorded yet."""
        self.answers, self.pause, self.sent, self.logins = answers, {}, [], []

    def statements(self, piece: str) -> list[tuple[str, tuple[object, ...]]]:
        """Statements sent that contain `piece`."""
        return [(sql, binds) for sql, binds in self.sent if piece in sql]


_HOUSEKEEPING: Sequence[tuple[str, Result]] = (
    ("sys_context", Result(columns=[words("S")], rows=[(USER,)])),
    ("1.1 FROM DUAL", Result(columns=[number("N", 2, 1)], rows=[(Decimal("1.1"),)])),
)


class _Backend:
    capabilities = frozenset({Capability.TRANSACTIONS})

    def __init__(self, script: Script) -> None:
        self._script = script

    def authenticate(self, username: str) -> str | None:
        self._script.logins.append(username)
        return self._script.users.get(username)

    def execute(self, sql: str, binds: Sequence[object] = ()) -> Result:
        self._script.sent.append((sql, tuple(binds)))
        for piece, seconds in self._script.pause.items():
            if piece in sql:
                time.sleep(seconds)
        for piece, answer in (*self._script.answers, *_HOUSEKEEPING):
            if piece.lower() in sql.lower():
                if isinstance(answer, int):
                    raise BackendError("scripted", ora_code=answer)
                return answer
        return Result()

    def commit(self) -> None: ...

    def rollback(self) -> None:
        self._script.sent.append(("ROLLBACK", ()))

    def close(self) -> None: ...


@contextmanager
def oracle_script(
    script: Script, ssl_context: ssl.SSLContext | None = None, field_version: int = FIELD_VERSION_23_4
) -> Iterator[int]:
    """Port of a server on the loopback that plays the script."""
    server = Server(
        port=0, backend_factory=lambda: _Backend(script), field_version=field_version, ssl_context=ssl_context
    )
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    try:
        yield server.port
    finally:
        server.close()
        serving.join(GRACE_SECONDS)


def lock_after(attempts: int) -> None:
    """How many refused passwords lock an account of the servers of this process."""
    lockout.configure(attempts)


def month_answers() -> list[tuple[str, Answer]]:
    """A small month: two days of sector 240, one cost, one fleet."""
    operation = Result(
        columns=[day("DIA"), *(number(n) for n in ("SETOR", "KM", "LITROS", "LINHAS", "SEM_KM", "KM_N", "LIT_N"))],
        rows=[
            (datetime(2025, 7, 1), 240, Decimal("8403.25"), Decimal("3159"), 35, 0, 0, 0),
            (datetime(2025, 7, 2), 240, Decimal("8400"), None, 34, 0, 1, 0),
        ],
    )
    costs = Result(
        columns=[day("MES"), number("SETOR"), words("TIPO"), number("VALOR"), number("LINHAS"), day("ULTIMO")],
        rows=[(datetime(2025, 7, 1), 240, "PNEUS", Decimal("41250.40"), 3, datetime(2025, 7, 28, 9, 15))],
    )
    fleet = Result(
        columns=[number("SETOR"), number("ATIVOS"), number("REGISTROS"), number("OPERACIONAIS"), day("ATUALIZADO")],
        rows=[(240, 38, 39, 36, datetime(2025, 7, 28, 8, 30))],
    )
    invalid = Result(
        columns=[day("DATA"), number("SETOR"), words("VEICULO"), number("KM"), number("LITROS")],
        rows=[(datetime(2025, 7, 2, 5, 30), 240, "240001", Decimal("-50"), None)],
    )
    nothing = Result(columns=[day("DIA"), number("SETOR"), number("KM"), number("LITROS"), number("LINHAS")], rows=[])
    future = Result(columns=[day("DIA"), number("SETOR"), number("LINHAS")], rows=[])
    repeated_costs = Result(
        columns=[day("D"), number("S"), words("T"), number("V"), words("DOC"), number("N")],
        rows=[],
    )
    return [
        ("por_instante", operation),
        ("repetidas", nothing),
        ("count(*) AS linhas \nFROM operacao_frota", future),
        ("documento IS NOT NULL", repeated_costs),
        ("custos_operacionais", costs),
        ("cadastro_veiculos", fleet),
        ("ORDER BY operacao_frota", invalid),
    ]
