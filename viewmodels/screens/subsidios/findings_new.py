"""A finding about to be opened: from a check with its rows, or by hand; what refused it, in words."""

from dataclasses import dataclass, replace
from decimal import Decimal

from engines.finding import Severity
from engines.subsidy.checking.outcomes import Outcome
from storage.auditoria.findings import MOST_EVIDENCE, NewFinding
from storage.errors import KnownError
from viewmodels.desk import Desk
from viewmodels.screens.subsidios.audit import FINDINGS, AuditViewModel
from viewmodels.screens.subsidios.checks_words import CheckWords, effect_said

OPEN = "subsidios.abrir_achado"
SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)


@dataclass(frozen=True)
class FindingDraft:
    """What would be opened; the rows of `relation` (there are `rows`) are frozen with it, "" for none."""

    desk: Desk
    new: NewFinding
    relation: str = ""
    rows: int = 0

    @property
    def by_hand(self) -> bool:
        """True when nothing of it was calculated."""
        return not self.relation and not self.new.code and self.new.effect is None

    @property
    def severities(self) -> tuple[tuple[str, str], ...]:
        """Severities one may choose, in words."""
        return tuple((each.value, self.desk.say(f"SEVERIDADE.{each.value}")) for each in SEVERITIES)

    @property
    def rows_said(self) -> str:
        """R$ and rows that are kept with it; "" when none are."""
        if not self.rows:
            return ""
        texts = self.desk.house.texts
        total = texts.numbers.number(self.rows, 0)
        if self.rows > MOST_EVIDENCE:
            kept = texts.say("SUB_ACHADO.LINHAS_DEMAIS", total=total, maximo=MOST_EVIDENCE)
        else:
            kept = texts.say("SUB_ACHADO.CONGELADAS", n=self.rows, total=total) + "."
        return f"{effect_said(texts, self.new.effect)} {kept}"

    def open(self, title: str, severity: str, note: str, effect: Decimal | None) -> str:
        """Opens it with these words; the sentence of what refused it, "" when nothing did."""
        held = replace(self.new, title=title, severity=Severity(severity), note=note.strip(), effect=effect)
        try:
            number = self.desk.act(OPEN, FINDINGS, new=held, relation=self.relation)
        except KnownError as error:
            return self.desk.say_error(error)
        self.desk.shell.notify(self.desk.say("SUB_ACHADO.ABERTO", numero=number))
        return ""


def draft_of_check(audit: AuditViewModel, outcome: Outcome, words: CheckWords) -> FindingDraft:
    """What a check found, ready to be opened: its title, weight, R$ and sentence."""
    check = outcome.check
    new = NewFinding(words.title(check), check.severity, check.code, outcome.effect, words.sentence(outcome))
    relation = check.relation if outcome.count <= MOST_EVIDENCE else ""
    return FindingDraft(audit.desk, new, relation, outcome.count)


def draft_by_hand(audit: AuditViewModel) -> FindingDraft:
    """An empty one."""
    return FindingDraft(audit.desk, NewFinding("", Severity.WARNING))
