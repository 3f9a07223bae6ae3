"""The message to the operation: prepared with the month's goals, handed over, never sent by the program (F-63)."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from storage.errors import KnownError
from storage.journal import entries
from storage.routine.contacts import contacts
from storage.runs import Status
from storage.store import Connection
from viewmodels.operations.casa.contacts import addresses
from viewmodels.operations.house import House
from viewmodels.operations.metas.results import GoalRow, RunView, usable_run, view_of
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope
from viewmodels.papers.basis import PUBLISHED

LONGEST_LINK = 1900
"""Characters a `mailto:` link may have before mail programs of Windows cut it: then the file is the way."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A message ready to be sent by a person: addresses, subject, text, and the papers it names."""

    to: tuple[str, ...]
    subject: str
    text: str
    papers: tuple[str, ...]

    @property
    def link(self) -> str:
        """The message as a `mailto:` link; "" when it is longer than mail programs take."""
        body = quote(self.text.replace("\n", "\r\n"))
        made = f"mailto:{quote(','.join(self.to), safe='@,')}?subject={quote(self.subject)}&body={body}"
        return made if len(made) <= LONGEST_LINK else ""

    @property
    def file(self) -> bytes:
        """The message as a draft (`.eml`) that a mail program opens; it has no sender and no date."""
        message = EmailMessage(policy=SMTP)
        message["To"] = ", ".join(self.to)
        message["Subject"] = self.subject
        message["X-Unsent"] = "1"
        message.set_content(self.text)
        return message.as_bytes()


@operation("metas.preparar_aviso", right="metas.exportar", mode="read", area="metas")
def prepare_notice(house: House, scope: Scope, *, run: int) -> Notice:
    """The message that tells the operation the goals of a published run. Raises KnownError METAS.AVISO_CEDO."""
    with house.store.read() as connection:
        view = view_of(connection, scope.client, usable_run(connection, scope.client, "", run))
        if view.run.status is not Status.APPROVED:
            raise KnownError("METAS.AVISO_CEDO", calculo=run)
        papers = tuple(_papers(connection, scope.client, run))
        to = addresses(contacts(connection, scope.client).lists["operacional"])
    say = house.texts.say
    subject = say("AVISO.ASSUNTO", mes=view.vigencia)
    text = "\n".join(
        (say("AVISO.ABERTURA", mes=view.vigencia, calculo=run), "", *_goals(house, view), *_tail(house, papers))
    )
    return Notice(to, subject, text, papers)


def _goals(house: House, view: RunView) -> Iterator[str]:
    for sector in view.evaluation.facts.axes["setor"]:
        mine = [g for g in view.goals if g.sector == sector.key]
        yield sector.label
        yield from (_line(house, goal) for goal in mine)
        yield ""


def _line(house: House, goal: GoalRow) -> str:
    if goal.approved is None:
        return house.texts.say("AVISO.SEM_META", criterio=goal.criterion_label)
    value = house.texts.numbers.quantity(goal.approved, goal.unit, 2)
    return house.texts.say("AVISO.META", criterio=goal.criterion_label, valor=value)


def _tail(house: House, papers: tuple[str, ...]) -> Iterator[str]:
    if papers:
        yield house.texts.say("AVISO.PAPEIS", papeis=papers)


def _papers(connection: Connection, client: str, run: int) -> Iterator[str]:
    """Names of the papers of a run, oldest first, each once."""
    lines = entries(connection, client, entity=f"metas/calculo/{run}", verb=PUBLISHED)
    names = [str(line.body["after"]["arquivo"]) for line in reversed(lines) if line.body is not None]
    yield from dict.fromkeys(names)
