"""An ERP that never answers: the sample company's file behind a network that swallows everything."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from storage.erp.classify import FaultKind
from storage.erp.lane import Cancel, Deadline
from storage.erp.session import ConnectionSession
from storage.erp.source import PROBE_SECONDS
from storage.erp.sqlite_source import SqliteSource
from storage.errors import KnownError

SERVER = "erp.exemplo:1521"


class SilentSource(SqliteSource):
    """The sample's ERP while its network is down: a session is waited for and never comes."""

    patience = float(PROBE_SECONDS)
    """Seconds waited for a session; a cancel ends the wait at once."""

    @contextmanager
    def open(self, deadline: Deadline, cancel: Cancel) -> Iterator[ConnectionSession]:
        """Raises KnownError ORG_001.SILENT after the wait, .CANCELLED when asked to stop."""
        stopped = threading.Event()
        with cancel.heard_by(stopped.set):
            stopped.wait(min(self.patience, deadline.left()))
        cancel.check()
        deadline.check()
        raise KnownError(f"ORG_001.{FaultKind.SILENT}", servidor=SERVER, segundos=PROBE_SECONDS)
        yield  # a context manager is a generator, even one that never yields
