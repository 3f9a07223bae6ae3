"""What the page Comparação shows of the comparison that stands: stages, totals, causes, orders, in words."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from engines.subsidy.comparing import Cause, Comparison, StageDifference
from storage.auditoria.bench import Laid
from viewmodels.banner import BannerView
from viewmodels.operations.subsidios.cause_words import stage_words
from viewmodels.operations.subsidios.comparing import Compared, paying_stages
from viewmodels.screens.job_page import OneJob
from viewmodels.screens.subsidios import comparison_words as words
from viewmodels.screens.subsidios.audit import AuditViewModel
from viewmodels.screens.subsidios.comparison_parts import CauseBar, Said, StageLine, TotalCard
from viewmodels.state import State


class ShownComparison(OneJob):
    """The comparison of an audit, as it is read; `ComparisonViewModel` makes it."""

    def __init__(self, audit: AuditViewModel, parent: QObject | None = None) -> None:
        """Nothing compared yet."""
        super().__init__(audit.desk, parent)
        self.audit, self.texts = audit, audit.desk.house.texts
        self.compared: Compared | None = None
        self.stages: tuple[StageLine, ...] = ()
        self.missing: tuple[BannerView, ...] = ()
        self.stage = ""
        self.serial = 0
        self._of: Laid | None = None

    @property
    def calculated(self) -> bool:
        """True when a calculation stands on the bench."""
        return self.audit.laid is not None

    @property
    def published(self) -> bool:
        """True when tables of SMTR stand beside it."""
        return self.audit.laid is not None and bool(self.audit.laid.published) and not self.waiting

    @property
    def waiting(self) -> bool:
        """True when published tables were brought after the calculation: it is to be made again."""
        laid, paid = self.audit.laid, self.audit.situation.paid
        return laid is not None and paid is not None and laid.paid != paid.id

    @property
    def ready(self) -> bool:
        """True when what stands on the bench was compared."""
        return self.compared is not None and self._of is self.audit.laid and not self.waiting

    @property
    def comparison(self) -> Comparison | None:
        """The comparison of what stands on the bench."""
        return self.compared.comparison if self.compared is not None and self.ready else None

    @property
    def by_day(self) -> bool:
        """True where what is paid is a service's day: none of the days has bands."""
        paying = (
            [each.stage for each in self.comparison.stages if each.stage in paying_stages()] if self.comparison else []
        )
        return bool(paying) and all(paying_stages()[stage] == "dia" for stage in paying)

    @property
    def cards(self) -> tuple[TotalCard, ...]:
        """Paid, recalculated and their difference."""
        found = self.comparison
        return () if found is None else words.total_cards(self.texts, found, self.orders, self.serial, self.by_day)

    @property
    def bars(self) -> tuple[CauseBar, ...]:
        """The causes, those that move most money first."""
        found = self.comparison
        return (
            ()
            if found is None or found.difference is None
            else words.cause_bars(self.texts, found.causes, self.serial, self.by_day)
        )

    @property
    def checked(self) -> Said:
        """Whether the causes add up to the difference."""
        found = self.comparison
        if found is None or self.audit.laid is None:
            return Said(State.SEM_DADOS, "")
        return words.causes_checked(self.texts, found, bool(self.audit.laid.published & paying_stages().keys()))

    @property
    def orders(self) -> Said:
        """The payment orders against ours."""
        return words.orders_said(self.texts, self.compared.orders if self.compared else ())

    @property
    def orders_told(self) -> str:
        """The orders consórcio by consórcio."""
        return words.orders_told(self.texts, self.compared.orders if self.compared else ())

    @property
    def stage_line(self) -> StageLine | None:
        """The stage in front."""
        return next((each for each in self.stages if each.stage == self.stage), None)

    @property
    def stage_told(self) -> str:
        """What differs in the stage in front, in one line."""
        return self.told_of(self.stage)

    @property
    def bands_name(self) -> str:
        """What the rows of the payment are called."""
        return self.desk.say("SUB_COMPARA.PAGAMENTO_DIA" if self.by_day else "SUB_COMPARA.PAGAMENTO")

    @property
    def file_name(self) -> str:
        """A name to propose for what is exported."""
        return f"{self.desk.say('SUB_COMPARA.ARQUIVO')} {self.stage}.xlsx"

    def name_of(self, stage: str) -> str:
        """The whole name of a stage."""
        return stage_words(self.texts, stage)

    def told_of(self, stage: str) -> str:
        """What differs in a stage, in one line."""
        found = self.difference_of(stage)
        return words.stage_told(self.texts, found) if found is not None else self.desk.say("SUB_COMPARA.NAO_PUBLICADA")

    def difference_of(self, stage: str) -> StageDifference | None:
        """How a stage compares; None for one SMTR did not publish."""
        stages: Sequence[StageDifference] = self.comparison.stages if self.comparison else ()
        return next((each for each in stages if each.stage == stage), None)

    def cause(self, at: int) -> Cause | None:
        """The cause of a bar."""
        causes = self.comparison.causes if self.comparison else ()
        return causes[at] if 0 <= at < len(causes) else None
