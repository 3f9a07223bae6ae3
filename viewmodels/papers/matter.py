"""What every page of a paper looks at: the run, its basis, the narrator, and how this copy was made."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from engines.figure import Figure, Value
from engines.finding import Finding
from engines.report.document import Stamp, Status
from engines.sheet.proof import figure
from storage.journal import Entry
from storage.metas.decisions import ADJUSTED, APPROVED, REFUSED
from storage.runs import Status as RunStatus
from storage.texts.sentences import Texts
from viewmodels.operations.metas.results import GoalRow, RunView
from viewmodels.papers import basis as trail
from viewmodels.papers.amounts import reader_unit
from viewmodels.papers.basis import Basis
from viewmodels.papers.narration import Narrator, member_label

DECISIONS = {APPROVED: "RELATORIO.COMO_CALCULADA", ADJUSTED: "RELATORIO.AJUSTADA", REFUSED: "RELATORIO.RECUSADA"}


@dataclass(frozen=True, slots=True)
class Copy:
    """How one copy is made: content hash, instant and journal head of its first recording, annex, second copy."""

    hash: str
    generated: datetime
    head: Entry
    previous: str = ""
    raw: bool = False
    second: bool = False


@dataclass(frozen=True)
class Matter:
    """A run about to be told on paper."""

    texts: Texts
    view: RunView
    basis: Basis
    copy: Copy
    narrator: Narrator

    def say(self, code: str, **args: object) -> str:
        """A sentence of the texts."""
        return self.texts.say_with(code, args)

    def instant(self, at: datetime) -> str:
        """An instant as the reader writes it."""
        return self.texts.numbers.instant(at, self.texts.zone)

    def figure(self, line: str, members: tuple[str, ...]) -> Figure:
        """Figure of a line with its proof."""
        return figure(self.view.evaluation, line, members)

    def shown(self, value: Value, unit: str) -> str:
        """A published value with its unit, two places."""
        return self.texts.figure_text(value, reader_unit(unit), 2)

    def unit(self, unit: str) -> str:
        """Name of a unit as heads print it."""
        return self.texts.numbers.unit(reader_unit(unit))

    def number(self, value: Decimal | None) -> str:
        """A published value without its unit, "" for none."""
        return "" if value is None else self.texts.numbers.number(value, 2)

    def goal(self, row: GoalRow) -> str:
        """Name of a goal: `Peças, GAMA`."""
        return self.say("RELATORIO.META_DE", criterio=self.criterion(row), setor=row.sector_label)

    def criterion(self, row: GoalRow) -> str:
        """Name of a goal's criterion in the reader's language."""
        return member_label(self.texts, "criterio", row.criterion, row.criterion_label)

    def finding(self, found: Finding) -> str:
        """Sentence of a finding, its place in names."""
        return self.texts.say_finding(found, self.narrator.labels)

    def brief(self, found: Finding) -> str:
        """A finding in a table that already names its place; the whole sentence where there is no short one."""
        code = f"BREVE.{found.text_code}"
        return self.texts.say_with(code, found.args) if self.texts.knows(code) else self.finding(found)

    def decision(self, row: GoalRow) -> str:
        """Word of the decision taken on a goal."""
        return self.say("RELATORIO.PENDENTE" if row.decision is None else DECISIONS[row.decision.decision])

    @property
    def approval(self) -> tuple[datetime, str] | None:
        """When the run was published and by whom."""
        return self.basis.act(trail.APPROVED)

    @property
    def stamp(self) -> Stamp:
        """RASCUNHO, APROVADO or REVERTIDO with its instant."""
        status = self.view.run.status
        if status is RunStatus.APPROVED and self.approval is not None:
            return Stamp(Status.APPROVED, self.say("RELATORIO.CARIMBO_APROVADO"), self.instant(self.approval[0]))
        undone = self.basis.act(trail.ROLLED_BACK)
        if status is RunStatus.ROLLED_BACK and undone is not None:
            return Stamp(Status.REVERTED, self.say("RELATORIO.CARIMBO_REVERTIDO"), self.instant(undone[0]))
        return Stamp(
            Status.DRAFT, self.say("RELATORIO.CARIMBO_RASCUNHO"), self.say("RELATORIO.CARIMBO_RASCUNHO_DETALHE")
        )

    @property
    def title(self) -> str:
        """Title of report and workbook."""
        return self.say("RELATORIO.TITULO", mes=self.view.vigencia)
