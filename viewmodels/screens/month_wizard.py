"""The conversation that prepares a month: eight pages, a draft kept at every change, reasons in words."""

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal

from engines.finding import Finding
from viewmodels.changes import Changed
from viewmodels.desk import Desk
from viewmodels.operations.metas.checking import Checked
from viewmodels.screens import month_pages as pages
from viewmodels.screens.month_facts import (
    MonthFacts,
    approval_content,
    checked_content,
    clock_time,
    data_content,
    holidays_content,
    parameters_content,
    read_facts,
)
from viewmodels.screens.month_notes import step_note, step_state
from viewmodels.state import State
from viewmodels.wizard import Content, DraftRefused, Json, Status, Wizard
from viewmodels.wizard import State as WizardState
from viewmodels.wizard_frame import WizardStep

CHECKED_FROM = (pages.DATA, pages.CALCULATION)
KINDS = (
    "metas.dados",
    "metas.calculo",
    "metas.decisoes",
    "metas.publicacao",
    "metas.feriados",
    "metas.parametros",
    "metas.cadastros",
)


class MonthWizard(QObject):
    """What the wizard's frame and its pages share: facts of the store, content of each page, the way on.

    `changed` tells everyone to read again; `left` that the wizard was closed on purpose.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        """A wizard on the vigência in front, where its draft left it."""
        super().__init__()
        self.desk = desk
        self.facts: MonthFacts | None = None
        self.checked: Checked | None = None
        self._wizard = Wizard(pages.month_pages())
        self._kept: object = None
        self._saved = ""
        desk.changes.subscribe(self._told, *KINDS)
        desk.vigencia_changed.connect(self.load)
        self.load()

    # --- starting, refreshing, keeping

    def load(self) -> None:
        """Take up the vigência in front: its draft, or a new start (at the end, when it is published already)."""
        self._wizard = Wizard(pages.month_pages())
        self.facts, self.checked, self._saved, self._kept = None, None, "", None
        if not self.desk.vigencia:
            self.changed.emit()
            return
        draft = self.desk.ask("metas.abrir_rascunho", vigencia=self.desk.vigencia)
        if draft is not None:
            self._resume(draft)
        self._sync()
        if draft is None and self.content(pages.APPROVAL).get("publicado"):
            self._stand_at_the_end()
        self._kept = self._wizard.to_draft()
        self.changed.emit()

    def _resume(self, draft: dict[str, object]) -> None:
        try:
            self._wizard.resume(draft)
            self._saved = self.desk.say("ASSISTENTE.RETOMADO")
        except DraftRefused:
            self._saved = self.desk.say("ASSISTENTE.RASCUNHO_OUTRO")

    def _stand_at_the_end(self) -> None:
        """A published month opens on its record, every page before it done as it stands."""
        self._check()
        self._put(pages.PARAMETERS, conferidos=True)
        self._put(pages.CALCULATION, base=pages.base_of(self._wizard.state.contents))
        contents = self._wizard.state.contents
        decided = {
            key: MappingProxyType(
                {name: contents.get(name, {}) for name in (key, *self._wizard.pages[key].depends)}
            )
            for key in pages.KEYS[:-1]
        }  # fmt: skip
        self._wizard.state = WizardState(pages.KEYS, contents, MappingProxyType(decided))

    def refresh(self) -> None:
        """Read the store again, keep the draft when anything moved, tell everyone."""
        if self.desk.vigencia:
            self._sync()
            self._keep()
        self.changed.emit()

    def _told(self, change: Changed) -> None:
        self.refresh()

    def _sync(self) -> None:
        self.facts = facts = read_facts(self.desk)
        self._put(pages.PREPARATION, periodo=facts.situation.status, setores=facts.registers.coded > 0)
        self._put(pages.HOLIDAYS, **holidays_content(self.desk.house.texts.numbers, facts))
        self._put(pages.PARAMETERS, **parameters_content(facts, self.content(pages.PARAMETERS)))
        self._put(pages.DATA, **data_content(facts, self.content(pages.DATA)))
        run = facts.view.run.id if facts.view else None
        held = self.content(pages.CALCULATION).get("calculo")
        if run != held:
            again = facts.view is not None and held is not None and facts.view.made_from == held
            self._put(pages.CALCULATION, **({"calculo": run} if again else {"calculo": run, "base": ""}))
        self._put(pages.RESULTS, calculo=run)
        if run != held and again:
            self._stand_on_the_new_run()
        self._put(pages.APPROVAL, **approval_content(facts.view))
        if self.current in CHECKED_FROM:
            self._check()

    def _stand_on_the_new_run(self) -> None:
        """A decision recalculated the month (instalments, another km): the pages of the run are not to be redone."""
        state, fresh = self._wizard.state, (pages.CALCULATION, pages.RESULTS)
        decided = {
            key: MappingProxyType({name: self.content(name) if name in fresh else then for name, then in upon.items()})
            for key, upon in state.decided.items()
        }
        self._wizard.state = replace(state, decided=MappingProxyType(decided))

    def _check(self) -> None:
        snapshot = str(self.content(pages.DATA).get("retrato") or "")
        if not snapshot:
            self.checked = None
            return
        self.checked = self.desk.ask("metas.conferir_dados", vigencia=self.desk.vigencia, snapshot=snapshot)
        texts = self.desk.house.texts
        self._put(pages.DATA, **checked_content(self.checked, texts, self.content(pages.DATA)))

    def content(self, key: str) -> Content:
        """What a page holds."""
        return self._wizard.content(key)

    def write(self, key: str, **values: Json) -> None:
        """Put something in a page and keep it."""
        self._put(key, **values)
        self.refresh()

    def calculated(self, run: int) -> None:
        """A calculation ended: it stands on what the pages say now."""
        self._put(pages.CALCULATION, calculo=run, base=pages.base_of(self._wizard.state.contents))
        self.refresh()

    @property
    def calculation_stands(self) -> bool:
        """True when the run on the table stands on what the pages before it say now."""
        return not pages.accept_calculation(self.content(pages.CALCULATION), self._wizard.state.contents)

    def _put(self, key: str, **values: Json) -> None:
        state = self._wizard.state
        content = {**state.contents.get(key, {}), **values}
        if content != dict(state.contents.get(key, {})):
            contents = MappingProxyType({**state.contents, key: content})
            self._wizard.state = replace(state, contents=contents)

    def _keep(self) -> None:
        """The draft is written when it is not what was written last."""
        draft = self._wizard.to_draft()
        if draft == self._kept:
            return
        self.desk.act("metas.rascunho", vigencia=self.desk.vigencia, content=draft)
        self._kept = draft
        hour = clock_time(self.desk.house.clock.now(), self.desk.house.texts)
        self._saved = self.desk.say("ASSISTENTE.SALVO", hora=hour)

    # --- what the frame asks

    @property
    def ready(self) -> bool:
        """False in a company without any vigência."""
        return self.facts is not None

    @property
    def title(self) -> str:
        """ "Preparar novembro de 2025"."""
        return self.desk.say("ASSISTENTE.TITULO", mes=self.desk.vigencia) if self.ready else ""

    @property
    def steps(self) -> Sequence[WizardStep]:
        """The eight steps with their state and line of result."""
        return tuple(
            WizardStep(
                step.key,
                self.desk.say(step.title),
                step_state(self, step.key, step.status),
                step_note(self, step.key, step.status),
                step.status is Status.REDO,
            )
            for step in self._wizard.steps()
        )

    @property
    def current(self) -> str:
        """Key of the page in front."""
        return self._wizard.state.page

    @property
    def refusals(self) -> tuple[Finding, ...]:
        """Why the page in front may not be left."""
        return tuple(finding for finding in self._wizard.refusals() if finding.blocks)

    @property
    def can_next(self) -> bool:
        """True when nothing keeps the way on closed."""
        return self.ready and not self.refusals

    @property
    def can_back(self) -> bool:
        """True after the first page."""
        return len(self._wizard.state.trail) > 1

    @property
    def reason(self) -> str:
        """Why the way on is closed, in words."""
        found = self.refusals
        return self.desk.house.texts.say_finding(found[0]) if found and self.ready else ""

    @property
    def reason_state(self) -> State:
        """An ERP that does not answer is the world's error; the rest asks for attention."""
        found = self.refusals
        return State.ERRO if found and found[0].code == "ASSISTENTE.ERP_CALADO" else State.ATENCAO

    @property
    def next_title(self) -> str:
        """ "Próximo: parâmetros"."""
        following = self._wizard.next_key()
        return self.desk.say("ASSISTENTE.CONCLUIR" if following is None else f"ASSISTENTE.IR.{following.upper()}")

    @property
    def saved(self) -> str:
        """What is known about the draft."""
        return self._saved

    def go(self, key: str) -> None:
        """Back to a page already reached."""
        if self._wizard.go(key):
            self.refresh()

    def next(self) -> None:
        """On to the next page; from the last one, the month is done and the draft goes."""
        if not self.can_next:
            return
        last = self._wizard.at_end
        self._wizard.forward()
        if last:
            self._finish()
        else:
            self.refresh()

    def back(self) -> None:
        """One page back."""
        if self._wizard.back():
            self.refresh()

    def save_and_leave(self) -> None:
        """The draft is kept and the wizard closes."""
        self.refresh()
        self.left.emit()

    def _finish(self) -> None:
        self.desk.act("metas.descartar_rascunho", vigencia=self.desk.vigencia)
        self.load()
        self.left.emit()
