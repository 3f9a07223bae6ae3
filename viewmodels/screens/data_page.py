"""Data of a month: read from the ERP as a job, checked, and every gap answered for before it is used."""

from dataclasses import dataclass

from engines.calendar import Month
from engines.finding import Finding, Severity
from storage.errors import KnownError
from viewmodels.banner import BannerView
from viewmodels.charts import CoverageCell, CoverageRow
from viewmodels.jobs import Job, Progress
from viewmodels.operations.metas.checking import Checked, consent_key
from viewmodels.operations.metas.reading import Read
from viewmodels.screens import month_pages as pages
from viewmodels.screens.job_page import JobPage
from viewmodels.screens.month_wizard import MonthWizard
from viewmodels.state import State

DATA = "metas.dados"
STATE_OF = {Severity.ERROR: State.CRITICO, Severity.CONSENT: State.ATENCAO, Severity.WARNING: State.ATENCAO}
RETRY, KEPT = "tentar", "guardado"


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """A gap that asks for an answer: what it is, what happens when consented, the reason given ("" while none)."""

    key: str
    code: str
    sentence: str
    effect: str
    why: str
    given: bool


class DataPage(JobPage):
    """The reading (progress, cancel, result), the coverage, the findings and the consents."""

    def __init__(self, wizard: MonthWizard) -> None:
        """Data of the wizard's vigência."""
        super().__init__(wizard)
        self._ticked: set[str] = set()

    # --- reading the ERP

    @property
    def reason(self) -> str:
        """Why this person may not read the ERP, or ""."""
        return self.desk.reason("metas.ler_erp") or ""

    def read(self) -> None:
        """Start reading; while one is at work another is not started."""
        if self.running or self.reason or not self.wizard.ready:
            return
        job: Job[Read] = self.desk.work("metas.ler_erp", DATA, vigencia=self.desk.vigencia)
        self._follow(job, self._done, self._refused)

    def use_kept(self) -> None:
        """Go on with the newest reading kept, its age in view."""
        facts = self.wizard.facts
        if facts is None or not facts.usable_snapshot:
            return
        self.wizard.write(pages.DATA, guardado=True, retrato=facts.usable_snapshot)

    def _counted(self, progress: Progress | None) -> str:
        return super()._counted(progress) or self.desk.say("ASSISTENTE.LENDO")

    def _done(self, read: Read) -> None:
        self.result = self.desk.say("ASSISTENTE.LIDO", quando=read.extracted_at, dias=read.days, origem=read.source)
        self.result_state = State.OK
        self.wizard.write(pages.DATA, erro="", onde="", guardado=False)

    def _refused(self, error: KnownError) -> None:
        self.result = ""
        self.wizard.write(
            pages.DATA, erro=error.code, frase=self.desk.say_error(error), conselho=self._advice(error), guardado=False
        )

    def _advice(self, error: KnownError) -> str:
        code = f"ACAO.{error.code}"
        texts = self.desk.house.texts
        return texts.say_with(code, error.args_shown) if texts.knows(code) else ""

    # --- what is shown

    @property
    def checked(self) -> Checked | None:
        """What the check found; None before anything was read."""
        return self.wizard.checked

    @property
    def source_line(self) -> str:
        """Where the data in use came from and how old it is."""
        facts = self.wizard.facts
        retrato = self.wizard.content(pages.DATA).get("retrato")
        if facts is None or not retrato:
            return self.desk.say("ASSISTENTE.NUNCA_LIDO")
        if facts.snapshot and facts.situation.read_at:
            return self.desk.say("ASSISTENTE.LIDO_EM", quando=facts.situation.read_at)
        assert facts.kept is not None
        return self.desk.say("ASSISTENTE.GUARDADO_EM", quando=facts.kept.read_at, mes=facts.kept.vigencia)

    @property
    def error(self) -> BannerView | None:
        """The ERP that did not answer, with the ways out; None when it did or what is kept was accepted."""
        content = self.wizard.content(pages.DATA)
        code = str(content.get("erro") or "")
        if not code or content.get("guardado") or self.running:
            return None
        facts = self.wizard.facts
        ways = [(RETRY, self.desk.say("ASSISTENTE.TENTAR"))]
        kept = ""
        if facts is not None and facts.usable_snapshot:
            ways.append((KEPT, self.desk.say("ASSISTENTE.USAR_GUARDADO")))
            kept = self._kept_line()
        where = " ".join(part for part in (str(content.get("conselho") or ""), kept) if part)
        return BannerView(
            State.ERRO, str(content.get("frase")), code.split(".")[0], where, "", tuple(ways), True, "erp"
        )

    def _kept_line(self) -> str:
        facts = self.wizard.facts
        assert facts is not None
        if facts.snapshot and facts.situation.read_at:
            return self.desk.say("ASSISTENTE.HA_GUARDADO", quando=facts.situation.read_at)
        assert facts.kept is not None
        return self.desk.say("ASSISTENTE.HA_GUARDADO", quando=facts.kept.read_at)

    @property
    def banners(self) -> tuple[BannerView, ...]:
        """Findings that are told and ask nothing, gravest first; consents have their own list."""
        checked = self.checked
        if checked is None:
            return ()
        told = [f for f in checked.findings if f.severity not in (Severity.CONSENT, Severity.INFO)]
        return tuple(self._banner(f, checked) for f in told)

    def _banner(self, finding: Finding, checked: Checked) -> BannerView:
        texts = self.desk.house.texts
        sentence, advice = texts.say_finding(finding, checked.names), texts.advise(finding, checked.names)
        return BannerView(STATE_OF[finding.severity], sentence, finding.code, effect=advice, key=finding.text_code)

    @property
    def months(self) -> tuple[Month, ...]:
        """The twelve months of the base."""
        return tuple(dict.fromkeys(cell.month for cell in self.checked.coverage)) if self.checked else ()

    @property
    def coverage(self) -> tuple[CoverageRow, ...]:
        """One row per sector: which months have data, and how many."""
        if self.checked is None:
            return ()
        cells = self.checked.coverage
        return tuple(self._row(sector) for sector in dict.fromkeys(cell.sector for cell in cells))

    def _row(self, sector: str) -> CoverageRow:
        assert self.checked is not None
        mine = [cell for cell in self.checked.coverage if cell.sector == sector]
        shown = tuple(
            CoverageCell(
                State.OK if cell.days else State.SEM_DADOS,
                self.desk.say("ASSISTENTE.COBERTURA", dias=cell.days, total=cell.total),
                (sector, str(cell.month)),
            )
            for cell in mine
        )
        full = sum(1 for cell in mine if cell.days)
        return CoverageRow(sector, shown, self.desk.say("ASSISTENTE.MESES", n=full, de=len(mine)))

    def month_sentence(self, address: object) -> str:
        """ "GAMA, jul/2025: 31 dias de 31", for the month asked about."""
        numbers = self.desk.house.texts.numbers
        for row in self.coverage:
            for cell, month in zip(row.cells, self.months, strict=True):
                if cell.address == address:
                    return f"{row.label}, {numbers.month(month)}: {cell.sentence}"
        return ""

    # --- consents

    @property
    def consents(self) -> tuple[ConsentLine, ...]:
        """Every gap that asks for an answer, with the answer given."""
        checked = self.checked
        if checked is None:
            return ()
        return tuple(self._consent(finding, checked) for finding in checked.consents)

    def _consent(self, finding: Finding, checked: Checked) -> ConsentLine:
        texts, key = self.desk.house.texts, consent_key(finding)
        given = self.wizard.content(pages.DATA).get("consentimentos")
        why = str(given.get(key, "")) if isinstance(given, dict) else ""
        sentence, effect = texts.say_finding(finding, checked.names), texts.advise(finding, checked.names)
        return ConsentLine(key, finding.code, sentence, effect, why, bool(why) or key in self._ticked)

    def consent(self, key: str, given: bool, why: str) -> None:
        """Answer for a gap; it counts once it is ticked and has its reason."""
        self._ticked = self._ticked | {key} if given else self._ticked - {key}
        held = self.wizard.content(pages.DATA).get("consentimentos")
        answers = dict(held) if isinstance(held, dict) else {}
        answers.pop(key, None)
        if given and why.strip():
            answers[key] = why.strip()
        self.wizard.write(pages.DATA, consentimentos=answers)
