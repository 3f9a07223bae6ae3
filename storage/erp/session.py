"""A session over one SQLAlchemy connection: rows staged in batches, deadline and cancel heard between them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select

from storage.erp.extract import ErpIdentity
from storage.erp.lane import Cancel, Deadline, faults_known
from storage.errors import KnownError

BATCH_ROWS = 1000
MAX_STAGED_ROWS = 1_000_000
"""Staging limit of the seed (G-087)."""
TOO_MANY = "SYS_003.LINHAS"


class ConnectionSession:
    """Rows of statements over one connection; dead after its first fault, as the connection is."""

    def __init__(
        self,
        connection: Connection,
        identity: ErpIdentity,
        where: Mapping[str, object],
        deadline: Deadline,
        cancel: Cancel,
    ) -> None:
        self.identity = identity
        self._connection = connection
        self._where = where
        self._deadline = deadline
        self._cancel = cancel

    def rows(self, statement: Select[Any]) -> Sequence[Any]:
        """Every row, staged whole.

        Raises KnownError ORG_001.DEADLINE, .CANCELLED, SYS_003.LINHAS or the fault of connection and query.
        """
        staged: list[Any] = []
        for batch in self.batches(statement):
            staged.extend(batch)
            if len(staged) > MAX_STAGED_ROWS:
                raise KnownError(TOO_MANY, limite=MAX_STAGED_ROWS)
        return staged

    def batches(self, statement: Select[Any], rows: int = BATCH_ROWS) -> Iterator[Sequence[Any]]:
        """The rows of a statement some at a time, for whoever does not keep them as they are. Raises as `rows`."""
        with faults_known(self._where):
            self._check()
            result = self._connection.execute(statement, execution_options={"yield_per": rows})
            for batch in result.partitions():
                yield batch
                self._check()

    def ask(self, sql: str) -> Sequence[Any]:
        """Rows of one of our own constant texts about the server itself (version, privileges); never user input."""
        with faults_known(self._where):
            self._check()
            staged = self._connection.exec_driver_sql(sql).fetchmany(BATCH_ROWS)
        return staged

    def described(self, statement: Select[Any]) -> Sequence[tuple[str, str]]:
        """Name and type of each column as the server describes them, lower case; type "" where it tells none."""
        with faults_known(self._where):
            self._check()
            described = self._connection.execute(statement).cursor.description or ()
        return [(str(name).lower(), getattr(kind, "name", "").lower()) for name, kind, *_ in described]

    def written(self, statement: Select[Any]) -> tuple[str, Mapping[str, object]]:
        """Text and binds as this connection's dialect writes them, lists spelled out."""
        compiled = statement.compile(dialect=self._connection.dialect, compile_kwargs={"render_postcompile": True})
        return str(compiled), dict(compiled.params)

    def _check(self) -> None:
        self._cancel.check()
        self._deadline.check()
