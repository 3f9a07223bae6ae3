"""The units of a cause are set apart while another work holds the bench: the click waits for it, up to a limit."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread, Timer

import pytest
from PySide6.QtWidgets import QApplication

from storage.auditoria.bench import AuditBench
from storage.errors import KnownError
from tests.viewmodels.screens.waiting import until
from tests.viewmodels.subsidios.compared_audit import compared_audit, compared_desk
from viewmodels.operations.subsidios import differences
from viewmodels.operations.subsidios.workspace import open_audit_of


@contextmanager
def held(bench: AuditBench) -> Iterator[Event]:
    """The bench in the hands of another thread until the event is set."""
    begun, over = Event(), Event()

    def hold() -> None:
        with bench.working(5):  # the checks of the amounts run by themselves after a comparison
            begun.set()
            over.wait(10)

    worker = Thread(target=hold)
    worker.start()
    try:
        assert begun.wait(5)
        yield over
    finally:
        over.set()
        worker.join()


def test_opening_a_finding_waits_for_who_holds_the_bench_and_refuses_who_never_lets_go(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    with compared_desk(compared_audit(tmp_path)) as (desk, model):
        model.open()
        until(lambda: not model.running)
        bench, cause = open_audit_of(desk.house).bench, model.cause(0)
        with held(bench) as over:
            Timer(0.2, over.set).start()
            kept = desk.ask("subsidios.separar_causa", cause=cause)
        assert (kept.rows, over.is_set()) == (16, True)
        monkeypatch.setattr(differences, "PATIENCE", 0.05)
        with held(bench), pytest.raises(KnownError, match="AUDITORIA_OCUPADA"):
            desk.ask("subsidios.separar_causa", cause=cause)
