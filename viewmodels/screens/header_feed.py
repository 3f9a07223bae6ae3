"""What the window's frame shows about the goals: freshness of the ERP, the bell, proofs, and answers of the search."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject

from engines.calendar import Month
from storage.metas.registers import Period
from storage.runs import Status as RunStatus
from storage.store.canonical import canonical_json, sha256_text
from viewmodels.changes import Changed
from viewmodels.desk import Desk
from viewmodels.operations.metas.results import RunView
from viewmodels.operations.metas.situation import Situation
from viewmodels.screens import goal_words as words
from viewmodels.screens.cockpit import CockpitViewModel
from viewmodels.screens.memory_view import short_hash
from viewmodels.screens.month_facts import clock_time
from viewmodels.screens.watch import Watch
from viewmodels.shell import Hit, ProofItem, Status
from viewmodels.state import State


class HeaderFeed(QObject):
    """Keeps header and status line right; lives as long as its desk."""

    def __init__(self, desk: Desk, month: CockpitViewModel) -> None:
        """A feed for one desk, from the same look at the month as the cockpit's."""
        super().__init__(desk)
        self._desk, self._month, self._watch = desk, month, Watch(desk)
        self._was_published = False
        month.changed.connect(self.refresh)
        self._watch.changed.connect(self.refresh)
        desk.shell.bell_requested.connect(partial(desk.shell.go, "metas", "mes"))
        desk.shell.add_provider(self.search)
        self._listed: tuple[Period, ...] = desk.ask("metas.periodos")
        desk.changes.subscribe(self._periods_told, "metas.cadastros")
        self.refresh()

    def _periods_told(self, _changed: Changed) -> None:
        """A vigência opened or moved on elsewhere reaches the picker; what did not change is not told again."""
        listed = self._desk.ask("metas.periodos")
        if listed != self._listed:
            self._listed = listed
            self._was_published = False
            self._desk.refresh_context()
            self._tell_publication()

    def refresh(self) -> None:
        """Tells the frame what the month is now; what did not change is not told again."""
        shell = self._desk.shell
        sync, bell, proof = self._sync(), self._asking(), tuple(self._proof())
        if sync != shell.sync:
            shell.set_sync(sync)
        if bell != shell.bell:
            shell.set_bell(bell)
        if proof != shell.proof:
            shell.set_proof(proof)
        self._tell_publication()

    def _tell_publication(self) -> None:
        """The chip beside the vigência says that its goals are published, until they are undone."""
        desk, published = self._desk, self._view is not None and self._view.run.status is RunStatus.APPROVED
        if not published and self._was_published:
            desk.refresh_context()
        elif published and desk.shell.context.state is State.EM_CURSO:
            word = desk.say("TELA.METAS_PUBLICADAS")
            desk.shell.set_context(replace(desk.shell.context, state=State.OK, word=word))
        self._was_published = published

    def search(self, typed: str) -> Sequence[Hit]:
        """Goals of a sector, calculations by number, findings by code."""
        return tuple(self._hits(typed.casefold()))

    @property
    def situation(self) -> Situation | None:
        """The month as the cockpit sees it."""
        return self._month.situation

    @property
    def _view(self) -> RunView | None:
        return self._month.view

    def _sync(self) -> Status | None:
        if self.situation is None:
            return None
        read_at = self.situation.read_at
        silent = self._desk.ask("metas.estado_do_erp").silent_at
        if silent is not None:
            return Status(State.ERRO, self._silence(silent, read_at))
        if read_at is None:
            return Status(State.SEM_DADOS, self._desk.say("TELA.ERP_NAO_LIDO"))
        if self._is_today(read_at):
            return Status(State.OK, self._desk.say("TELA.ERP_LIDO_HOJE", hora=self._hour(read_at)))
        return Status(State.ATENCAO, self._desk.say("TELA.ERP_LIDO_EM", quando=read_at))

    def _silence(self, silent: datetime, read_at: datetime | None) -> str:
        """The ERP did not answer at an hour; what is in use was read at another."""
        say, hour = self._desk.say, self._hour(silent)
        if read_at is None:
            return say("TELA.ERP_CALADO", hora=hour)
        if self._is_today(read_at):
            return say("TELA.ERP_CALADO_LIDO_HOJE", hora=hour, lido=self._hour(read_at))
        return say("TELA.ERP_CALADO_LIDO_EM", hora=hour, quando=read_at)

    def _is_today(self, at: datetime) -> bool:
        return at.astimezone(self._desk.house.texts.zone).date() == self._desk.house.clock.today()

    def _hour(self, at: datetime) -> str:
        return clock_time(at, self._desk.house.texts)

    def _asking(self) -> int:
        view = self._view
        asked = sum(1 for g in view.pending if words.needs_look(g)) if view is not None and view.pending else 0
        return asked + len(self._watch.alerts) + (1 if self._month.is_due else 0)

    def _proof(self) -> Iterator[ProofItem]:
        yield from self._run_proof()
        if (watched := self._watch.item) is not None:
            yield watched

    def _run_proof(self) -> Iterator[ProofItem]:
        view, say = self._view, self._desk.say
        if view is None or self.situation is None:
            return
        yield ProofItem(say("TELA.CALCULO"), str(view.run.id))
        yield ProofItem(say("TELA.MOTOR"), view.run.code_version)
        rules = rules_hash(view)
        yield ProofItem(say("TELA.REGRAS"), _two_fours(rules), rules)
        if self.situation.snapshot:
            yield ProofItem(say("TELA.RETRATO_ERP"), _two_fours(self.situation.snapshot), self.situation.snapshot)

    def _hits(self, typed: str) -> Iterator[Hit]:
        view, desk = self._view, self._desk
        if view is None:
            return
        for goal in view.goals:
            name = words.goal_name(self._desk, goal)
            if typed in name.casefold():
                detail = words.quantity(desk, words.shown_value(goal), goal.unit)
                yield Hit(name, detail, partial(self._open, view, goal.key))
        if typed.isdigit():
            yield from self._runs(typed)
        for goal in view.goals:
            for found in goal.findings:
                if typed in found.text_code.casefold():
                    yield Hit(found.code, words.goal_name(self._desk, goal), partial(self._open, view, goal.key))

    def _runs(self, typed: str) -> Iterator[Hit]:
        desk = self._desk
        for past in desk.ask("metas.historico", vigencia=None):
            if str(past.run.id) == typed:
                month = desk.month_title(Month.parse(past.run.context))
                yield Hit(desk.say("TELA.CALCULO_N", calculo=typed), month, partial(self._open_run, past.run.context))

    def _open(self, view: RunView, key: tuple[str, str]) -> None:
        goal = next(g for g in view.goals if g.key == key)
        self._desk.shell.go("metas", "resultados")
        self._desk.shell.explain(words.goal_address(view, goal))

    def _open_run(self, vigencia: str) -> None:
        self._desk.choose(vigencia)
        self._desk.shell.go("metas", "historico")


def rules_hash(view: RunView) -> str:
    """Hash of the texts a run was computed with."""
    return sha256_text(canonical_json(dict(view.book.texts)))


def _two_fours(hexadecimal: str) -> str:
    """`8c1f 2ad0`: the first eight, in two groups."""
    first = short_hash(hexadecimal)
    return f"{first[:4]} {first[4:]}"
