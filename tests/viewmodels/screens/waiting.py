"""Waiting for a job in a test: events run until it ends, and a job that never ends fails the test."""

import time
from collections.abc import Callable

from PySide6.QtWidgets import QApplication

SECONDS = 60.0


def until(done: Callable[[], bool]) -> None:
    """Runs the event loop until `done`, without keeping the interpreter from the job's thread as `waitUntil` does."""
    limit = time.monotonic() + SECONDS
    while not done():
        assert time.monotonic() < limit, "a job never ended"
        QApplication.processEvents()
        time.sleep(0.002)
    QApplication.processEvents()
