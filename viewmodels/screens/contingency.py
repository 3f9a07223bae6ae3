"""Renewing the contingency workbook from the screens, on its own thread, with the result told."""

from collections.abc import Callable
from pathlib import Path

from viewmodels.desk import Desk
from viewmodels.operations.metas.loose_papers import Contingency, contingency_folder


def kept_contingency(desk: Desk) -> Path | None:
    """The contingency workbook of the company, None before the first publication."""
    path = contingency_folder(desk.house, desk.scope) / desk.say("CONTINGENCIA.ARQUIVO")
    return path if path.is_file() else None


def renew_contingency(desk: Desk, run: int, then: Callable[[], object] = lambda: None) -> None:
    """Renews the workbook for the month after a published run; a refusal reaches the window."""

    def told(kept: Contingency) -> None:
        code = "TELA.CONTINGENCIA_AO_LADO" if kept.beside else "TELA.CONTINGENCIA_RENOVADA"
        desk.shell.notify(desk.say(code, mes=kept.month, arquivo=kept.path.name))
        then()

    job = desk.work_whole("metas.contingencia", "PASSO.CONTINGENCIA", run=run)
    job.connect(done=told, refused=desk.refused.emit)
    job.start()
