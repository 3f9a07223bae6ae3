"""Renewing the contingency workbook from the screens, on its own thread, with the result told."""

from viewmodels.desk import Desk
from viewmodels.operations.metas.loose_papers import Contingency


def renew_contingency(desk: Desk, run: int) -> None:
    """Renews the workbook for the month after a published run; a refusal reaches the window."""

    def told(kept: Contingency) -> None:
        code = "TELA.CONTINGENCIA_AO_LADO" if kept.beside else "TELA.CONTINGENCIA_RENOVADA"
        desk.shell.notify(desk.say(code, mes=kept.month, arquivo=kept.path.name))

    job = desk.work_whole("metas.contingencia", "PASSO.CONTINGENCIA", run=run)
    job.connect(done=told, refused=desk.refused.emit)
    job.start()
