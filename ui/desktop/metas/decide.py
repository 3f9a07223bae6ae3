"""The ways to a decision: one goal, all of them in turn, the calm ones together, and publishing."""

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget

from ui.desktop.metas.decision_dialog import SKIPPED, DecisionDialog
from ui.desktop.metas.publish_dialog import PublishDialog
from viewmodels.desk import Desk
from viewmodels.operations.metas.results import GoalRow, RunView
from viewmodels.screens import recording
from viewmodels.screens.deciding import DecisionViewModel
from viewmodels.screens.goal_words import goal_name

Skipped = frozenset[tuple[str, str]]


def decide_one(desk: Desk, view: RunView, goal: GoalRow, parent: QWidget) -> DecisionDialog:
    """Opens the decision of one goal and returns its dialog."""
    dialog = _dialog(desk, view, goal, "", False, parent)
    dialog.accepted.connect(lambda: _tell(desk, dialog.run, goal))
    dialog.open()
    return dialog


def decide_all(desk: Desk, view: RunView, parent: QWidget, skipped: Skipped = frozenset()) -> DecisionDialog | None:
    """Opens the next goal to decide, exceptions first, until none is left; None when there is none."""
    left = [g for g in view.pending if g.key not in skipped]
    goal = recording.first_to_decide(view, skipped)
    if goal is None:
        return None
    words = QCoreApplication.translate("Decide", "%s a decidir").replace("%s", str(len(left)))
    dialog = _dialog(desk, view, goal, words, len(left) > 1, parent)
    dialog.finished.connect(partial(_after, desk, view, dialog, goal, parent, skipped))
    dialog.open()
    dialog.activateWindow()
    return dialog


def approve_calm(desk: Desk, view: RunView) -> None:
    """Approves together the goals without findings; a refusal goes to the window."""
    n = len(recording.clean_goals(view))
    refusal = recording.approve_clean(desk, view)
    if refusal is None:
        desk.shell.notify(desk.say("TELA.APROVADAS_JUNTAS", n=n))
    elif refusal.error is not None:
        desk.refused.emit(refusal.error)


def publish_month(desk: Desk, view: RunView, parent: QWidget) -> PublishDialog:
    """Opens the confirmation of publishing and returns it."""
    dialog = PublishDialog(desk, view, parent)
    dialog.open()
    return dialog


def _dialog(desk: Desk, view: RunView, goal: GoalRow, caption: str, skips: bool, parent: QWidget) -> DecisionDialog:
    dialog = DecisionDialog(DecisionViewModel(desk, view, goal), caption, skips, parent.window())
    dialog.explain_requested.connect(desk.shell.explain)
    dialog.parameters_requested.connect(partial(_to_parameters, desk, parent.window()))
    return dialog


def _to_parameters(desk: Desk, window: QWidget) -> None:
    """The section of parameters, where the tolerance is changed with a justification."""
    from ui.desktop.metas.cadastros_page import PARAMETERS, CadastrosPage

    desk.shell.go("metas", "cadastros")
    page = getattr(window, "page", None)
    if isinstance(page, CadastrosPage):
        page.show_section(PARAMETERS)


def _after(
    desk: Desk, view: RunView, dialog: DecisionDialog, goal: GoalRow, parent: QWidget, skipped: Skipped, result: int
) -> None:
    if result == QDialog.DialogCode.Rejected:
        return
    if result == SKIPPED:
        decide_all(desk, view, parent, skipped | {goal.key})
        return
    _tell(desk, dialog.run, goal)
    decide_all(desk, desk.ask("metas.resultados", run=dialog.run), parent, skipped)


def _tell(desk: Desk, run: int, goal: GoalRow) -> None:
    """A short line with what was decided on the goal."""
    fresh: RunView = desk.ask("metas.resultados", run=run)
    now = next(g for g in fresh.goals if g.key == goal.key)
    kind = now.decision.decision if now.decision else "PENDENTE"
    desk.shell.notify(desk.say("TELA.DECISAO_GRAVADA", meta=goal_name(desk, now), decisao=desk.say(f"DECISAO.{kind}")))
