"""Publishing a month whose goals are all decided; no widgets."""

from storage.errors import KnownError
from storage.metas.decisions import ADJUSTED, APPROVED, REFUSED
from viewmodels.desk import Desk
from viewmodels.operations.metas.deciding import Published
from viewmodels.operations.metas.results import PastRun, RunView
from viewmodels.screens.contingency import renew_contingency
from viewmodels.screens.recording import Refusal
from viewmodels.state import State

PUBLISHED = "metas.publicacao"


class Publication:
    """Publishing a run whose goals are all decided: what it will write, and the act."""

    def __init__(self, desk: Desk, view: RunView) -> None:
        self.desk = desk
        self.view = view

    @property
    def title(self) -> str:
        """`Publicar as metas de agosto de 2025?`."""
        return self.desk.say("TELA.PUBLICAR.TITULO", mes=self.view.vigencia)

    @property
    def text(self) -> str:
        """What happens to the values."""
        return self.desk.say("TELA.PUBLICAR.TEXTO")

    @property
    def confirm(self) -> str:
        """Words of the button: verb, object and count."""
        return self.desk.say("TELA.PUBLICAR_METAS", n=sum(1 for g in self.view.goals if g.approved is not None))

    @property
    def lines(self) -> tuple[tuple[State, str], ...]:
        """How many as calculated, adjusted and refused, and which run is replaced."""
        kinds = [g.decision.decision for g in self.view.goals if g.decision]
        counts = ((kind, state, kinds.count(kind)) for kind, state in _KINDS.items())
        said = [(state, self.desk.say(f"TELA.PUBLICAR.{kind}", n=n)) for kind, state, n in counts if n]
        past: tuple[PastRun, ...] = self.desk.ask("metas.historico", vigencia=self.view.run.context)
        old = [(State.ATENCAO, self.desk.say("TELA.PUBLICAR.SUBSTITUI", calculo=str(p.run.id)))
               for p in past if p.in_force]  # fmt: skip
        return (*said, *old)

    def publish(self) -> Refusal | None:
        """Publishes and says so; the refusal to show, None when it was published."""
        run = self.view.run.id
        try:
            made: Published = self.desk.act("metas.aprovar", PUBLISHED, run=run, digest=self.view.digest)
        except KnownError as error:
            return Refusal("", self.desk.say_error(error), error)
        self.desk.shell.notify(self.desk.say("TELA.PUBLICADAS", n=made.targets_updated))
        if self.desk.allowed("metas.contingencia"):
            renew_contingency(self.desk, run)
        return None


_KINDS = {ADJUSTED: State.OK, APPROVED: State.OK, REFUSED: State.SEM_DADOS}
