"""Data of a month: read from the ERP as a job, checked, and every gap answered for before it is used."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from engines.calendar import Month
from engines.finding import Finding, Severity
from storage.errors import KnownError
from storage.imports.table_file import RowFault
from viewmodels.banner import BannerView
from viewmodels.changes import Changed
from viewmodels.charts import CoverageRow
from viewmodels.jobs import Job, Progress
from viewmodels.operations.metas.checking import Checked, consent_key
from viewmodels.operations.metas.reading import Read, ReadFiles
from viewmodels.screens import data_faults, reconciliation
from viewmodels.screens import month_pages as pages
from viewmodels.screens.contacts_page import whom_for
from viewmodels.screens.data_gaps import DataGaps, EffectView, MeanLine, PartialLine, Place, months_of
from viewmodels.screens.job_page import JobPage
from viewmodels.screens.month_wizard import MonthWizard
from viewmodels.state import State
from viewmodels.table import TableModel
from viewmodels.wizard import Json

DATA = "metas.dados"
STATE_OF = {Severity.ERROR: State.CRITICO, Severity.CONSENT: State.ATENCAO, Severity.WARNING: State.ATENCAO}
RETRY, FILE, KEPT = "tentar", "arquivo", "guardado"
TOLD_ELSEWHERE = frozenset({"MES_PARCIAL", "DIA_SEM_HISTORICO", "MEDIA_DIGITADA"})
"""Details with a card of their own on the page."""


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """A gap that asks for an answer: what it is, what happens when consented, the reason given ("" while none).

    `alike` counts the gaps of the same kind still without an answer, which the same reason may answer.
    """

    key: str
    code: str
    sentence: str
    effect: str
    why: str
    given: bool
    alike: int = 0


class DataPage(JobPage):
    """The reading (progress, cancel, result), the coverage, the findings and the consents."""

    def __init__(self, wizard: MonthWizard) -> None:
        """Data of the wizard's vigência."""
        super().__init__(wizard)
        self._ticked: set[str] = set()
        self.gaps = DataGaps(self.desk)
        self.asked: Place | None = None
        self.refusal = ""
        self.faults: tuple[RowFault, ...] = ()
        self.effect_table = TableModel(self.gaps.effect_columns())
        self.reconciliation = TableModel(reconciliation.columns(self.desk))
        self.fault_table = TableModel(data_faults.columns(self.desk))
        self._counted_for: Checked | None = None
        wizard.changed.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        """Tables of what was read, made again only when it was checked again."""
        if self.checked is not self._counted_for:
            self._counted_for = self.checked
            rows = reconciliation.rows(self.desk, self.checked) if self.checked is not None else ()
            self.reconciliation.set_rows(rows)
            self._ask_again()
            self.changed.emit()

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

    def read_files(self, paths: Sequence[Path]) -> None:
        """Take the ERP's tables from files instead; nothing happens while a reading is at work."""
        if self.running or self.reason or not paths or not self.wizard.ready:
            return
        self._tell_faults(())
        vigencia = self.desk.vigencia
        job: Job[ReadFiles] = self.desk.work("metas.ler_arquivos", DATA, vigencia=vigencia, paths=tuple(paths))
        self._follow(job, self._done_files, self._refused_files)

    def _done(self, read: Read) -> None:
        self.result = self.desk.say("ASSISTENTE.LIDO", quando=read.extracted_at, dias=read.days, origem=read.source)
        self.result_state = State.OK
        self.wizard.write(pages.DATA, erro="", onde="", guardado=False)

    def _done_files(self, brought: ReadFiles) -> None:
        if brought.read is not None:
            self._done(brought.read)
            return
        self._tell_faults(brought.faults)
        self.result = self.desk.say("ARQUIVO.RECUSADO", n=len(brought.faults))
        self.result_state = State.CRITICO

    def _refused_files(self, error: KnownError) -> None:
        self.result, self.result_state = self.desk.say_error(error), State.CRITICO

    def _tell_faults(self, faults: tuple[RowFault, ...]) -> None:
        self.faults = faults
        self.fault_table.set_rows(data_faults.rows(self.desk, faults))

    def _refused(self, error: KnownError) -> None:
        self.result = ""
        self.wizard.write(
            pages.DATA, erro=error.code, frase=self.desk.say_error(error), conselho=self._advice(error), guardado=False
        )
        self.desk.changes.publish(Changed(frozenset({DATA}), {"vigencia": self.desk.vigencia}))

    def _advice(self, error: KnownError) -> str:
        code = f"ACAO.{error.code}"
        texts = self.desk.house.texts
        advice = (texts.say_with(code, error.args_shown),) if texts.knows(code) else ()
        return " ".join((*advice, *(f"{line}." for line in whom_for(self.desk, error.code))))

    # --- what is shown

    @property
    def checked(self) -> Checked | None:
        """What the check found; None before anything was read."""
        return self.wizard.checked

    @property
    def source_line(self) -> str:
        """Where the data in use came from, how old it is, and the fleet it tells."""
        active, operational = self.checked.fleet if self.checked is not None else (0, 0)
        fleet = self.desk.say("ASSISTENTE.FROTA", ativos=active, operacionais=operational) if active else ""
        return f"{self._read_line()} {fleet}".strip()

    def _read_line(self) -> str:
        facts = self.wizard.facts
        retrato = self.wizard.content(pages.DATA).get("retrato")
        if facts is None or not retrato:
            return self.desk.say("ASSISTENTE.NUNCA_LIDO")
        if facts.snapshot and facts.situation.read_at:
            files = self.checked.files if self.checked is not None else ""
            code = "ARQUIVO.TRAZIDO_EM" if files else "ASSISTENTE.LIDO_EM"
            return self.desk.say(code, quando=facts.situation.read_at, arquivos=files)
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
        ways = [(RETRY, self.desk.say("ASSISTENTE.TENTAR")), (FILE, self.desk.say("ARQUIVO.TRAZER"))]
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
        quiet = (Severity.CONSENT, Severity.INFO)
        told = [f for f in checked.findings if f.severity not in quiet and f.detail not in TOLD_ELSEWHERE]
        return tuple(self._banner(f, checked) for f in told)

    def _banner(self, finding: Finding, checked: Checked) -> BannerView:
        texts = self.desk.house.texts
        sentence, advice = texts.say_finding(finding, checked.names), texts.advise(finding, checked.names)
        return BannerView(STATE_OF[finding.severity], sentence, finding.code, effect=advice, key=finding.text_code)

    @property
    def months(self) -> tuple[Month, ...]:
        """The twelve months of the base."""
        return tuple(months_of(self.checked)) if self.checked else ()

    @property
    def coverage(self) -> tuple[CoverageRow, ...]:
        """One row per sector: which months have data, and how many."""
        return self.gaps.rows(self.checked) if self.checked is not None else ()

    # --- gaps

    @property
    def snapshot(self) -> str:
        """The reading the month stands on."""
        return str(self.wizard.content(pages.DATA).get("retrato") or "")

    def ask_month(self, place: Place) -> None:
        """Ask what a month of a sector does to its means and goals."""
        self.asked = place
        self._ask_again()
        self.changed.emit()

    def _ask_again(self) -> None:
        self.effect = None
        if self.asked is not None and self.checked is not None and self.snapshot:
            self.effect = self.gaps.effect(self.asked, self.snapshot)
        self.effect_table.set_rows(self.effect.rows if self.effect is not None else ())

    effect: EffectView | None = None
    """What the month asked about does; None while none was."""

    @property
    def choose_reason(self) -> str:
        """Why this person may not leave a month out or type a mean, or ""."""
        return self.desk.reason("metas.deixar_mes_fora") or ""

    @property
    def partial(self) -> tuple[PartialLine, ...]:
        """Partial months of the base."""
        return self.gaps.partial(self.checked) if self.checked is not None else ()

    def leave_out(self, place: Place, left_out: bool) -> None:
        """One click: a partial month out of the means, or back."""
        self.refusal = self.gaps.toggle(place, self.snapshot, left_out)
        self.changed.emit()

    @property
    def means(self) -> tuple[MeanLine, ...]:
        """Means nothing gives, to be typed."""
        return self.gaps.means(self.checked) if self.checked is not None else ()

    def type_mean(self, place: Place, value: Decimal | None, why: str) -> str:
        """Type a mean, or take it back; the sentence of what refused it, "" when it was done."""
        return self.gaps.type_mean(place, value, why)

    # --- consents

    @property
    def consents(self) -> tuple[ConsentLine, ...]:
        """Every gap that asks for an answer, with the answer given; kept data wait until they are chosen."""
        checked = self.checked
        if checked is None:
            return ()
        hidden = "DADOS_GUARDADOS" if self.error is not None else None
        return tuple(self._consent(f, checked) for f in checked.consents if f.detail != hidden)

    def _consent(self, finding: Finding, checked: Checked) -> ConsentLine:
        texts, key = self.desk.house.texts, consent_key(finding)
        given = self._answers()
        why = str(given.get(key, ""))
        sentence, effect = texts.say_finding(finding, checked.names), texts.advise(finding, checked.names)
        open_too = [f for f in checked.consents if f.text_code == finding.text_code and not given.get(consent_key(f))]
        ticked = bool(why) or key in self._ticked
        return ConsentLine(key, finding.code, sentence, effect, why, ticked, len(open_too) if why else 0)

    def _answers(self) -> dict[str, object]:
        held = self.wizard.content(pages.DATA).get("consentimentos")
        return dict(held) if isinstance(held, dict) else {}

    def consent(self, key: str, given: bool, why: str) -> None:
        """Answer for a gap; it counts once it is ticked and has its reason."""
        self._ticked = self._ticked | {key} if given else self._ticked - {key}
        answers: dict[str, Json] = {name: str(reason) for name, reason in self._answers().items() if name != key}
        if given and why.strip():
            answers[key] = why.strip()
        self.wizard.write(pages.DATA, consentimentos=answers)

    def consent_alike(self, key: str) -> None:
        """Give the same reason to every gap of the same kind that has no answer yet."""
        checked = self.checked
        answers: dict[str, Json] = {name: str(reason) for name, reason in self._answers().items()}
        if checked is None or not answers.get(key):
            return
        kind = next(f.text_code for f in checked.consents if consent_key(f) == key)
        alike = [consent_key(f) for f in checked.consents if f.text_code == kind]
        self.wizard.write(pages.DATA, consentimentos={**dict.fromkeys(alike, answers[key]), **answers})
