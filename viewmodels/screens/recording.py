"""Recording decisions: what is told to the store, and the refusal that goes to a field or to the banner."""

from collections.abc import Mapping
from dataclasses import dataclass

from engines.goals.approval import Decision, GoalKey
from storage.errors import KnownError
from viewmodels.desk import Desk
from viewmodels.operations.metas.deciding import clean_goals
from viewmodels.operations.metas.results import GoalRow, RunView
from viewmodels.screens import goal_words as words

DECIDED = "metas.decisoes"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a decision was not recorded: its field ("valor", "parcelas", "justificativa" or "") and the sentence."""

    field: str
    sentence: str
    error: KnownError | None = None

    @property
    def code(self) -> str:
        """The code shown beside the sentence."""
        return self.error.code if self.error else ""


_FIELDS = {"CUSTOM_VALUE_NOT_POSITIVE": "valor", "JUSTIFICATION_REQUIRED": "justificativa"}


def refused_recalculation(desk: Desk, error: KnownError) -> Refusal:
    """What a refused recalculation says in the dialog."""
    return Refusal("", desk.say_error(error), error)


def record(desk: Desk, view: RunView, chosen: Mapping[GoalKey, Decision | None]) -> Refusal | None:
    """Records decisions on a run; the first refusal, None when all were recorded."""
    try:
        refused = desk.act("metas.decidir", DECIDED, run=view.run.id, digest=view.digest, chosen=chosen)
    except KnownError as error:
        return Refusal("", desk.say_error(error), error)
    if not refused:
        return None
    return _refused(desk, refused[0][1])


def _refused(desk: Desk, code: str) -> Refusal:
    error = KnownError(f"RECUSA.{code}")
    return Refusal(_FIELDS.get(code, ""), desk.say_error(error), error)


def approve_clean(desk: Desk, view: RunView) -> Refusal | None:
    """Approves together every undecided goal without findings."""
    return record(desk, view, {key: Decision(True) for key in clean_goals(view)})


def first_to_decide(view: RunView, skipped: frozenset[GoalKey] = frozenset()) -> GoalRow | None:
    """The next goal to look at, exceptions first; None when every goal is decided or left for later."""
    left = [g for g in view.pending if g.key not in skipped]
    return next(iter(words.gravest_first(left)), None)
