"""A long work on screen: progress with Cancelar while it runs, the line of result when it ended."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desktop.kit.progress import ProgressStrip
from viewmodels.state import State


class JobModel(Protocol):
    """A viewmodel that runs one long work at a time."""

    running: bool
    counts: str
    share: float
    result: str
    result_state: State

    @property
    def changed(self) -> SignalInstance:
        """Fires when the work starts and when it ends."""
        ...

    @property
    def progressed(self) -> SignalInstance:
        """Fires at each step."""
        ...

    def cancel(self) -> None:
        """Asks it to stop."""
        ...


class JobStrip(QWidget):
    """Follows one long work: empty before, a strip while, a line after."""

    def __init__(self, model: JobModel, title: str | Callable[[], str]) -> None:
        """A strip on a viewmodel that runs one work at a time; `title` is verb and object, asked when it begins."""
        super().__init__()
        self._model = model
        self._title = title if callable(title) else lambda: title
        self._strip: ProgressStrip | None = None
        self._running = False
        self._said = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        model.changed.connect(self.refresh)
        model.progressed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Read the viewmodel again."""
        model = self._model
        if model.running:
            self._show_progress()
        elif self._running or model.result != self._said:
            self._show_end(model.result, model.result_state)
        self._running = model.running
        self.setVisible(self._strip is not None)

    def _show_progress(self) -> None:
        if not self._running or self._strip is None:
            self._replace(ProgressStrip(self._title()))
        strip = self._strip
        assert strip is not None
        strip.advance(self._model.counts, self._model.share)

    def _show_end(self, result: str, state: State) -> None:
        self._said = result
        if not result:
            self._replace(None)
            return
        if self._strip is None:
            self._replace(ProgressStrip(self._title()))
        assert self._strip is not None
        self._strip.finish(result, state)

    def _replace(self, strip: ProgressStrip | None) -> None:
        if self._strip is not None:
            self._strip.hide()
            self._column.removeWidget(self._strip)
            self._strip.deleteLater()
        self._strip = strip
        if strip is not None:
            strip.cancelled.connect(self._model.cancel)
            self._column.addWidget(strip)
