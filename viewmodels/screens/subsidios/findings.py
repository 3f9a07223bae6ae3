"""Achados: the board of findings, by standing and R$; one in front, with its evidence, history and what may be done."""

from PySide6.QtCore import QObject, Signal

from storage.auditoria.findings import AuditFinding, Standing
from storage.errors import KnownError
from viewmodels.changes import Changed
from viewmodels.operations.subsidios.checking import shipped_checks
from viewmodels.operations.subsidios.evidence import EvidenceOf
from viewmodels.operations.subsidios.finding_history import FindingAct
from viewmodels.operations.subsidios.findings import Board
from viewmodels.screens.subsidios.audit import FINDINGS, AuditViewModel
from viewmodels.screens.subsidios.checks_words import STATES, effect_said
from viewmodels.screens.subsidios.findings_evidence import EvidenceViewModel, FrozenCellAt
from viewmodels.screens.subsidios.findings_new import OPEN, FindingDraft, draft_by_hand
from viewmodels.screens.subsidios.findings_rows import STANDINGS, FindingWords, StandingTotal, totals
from viewmodels.screens.subsidios.findings_tiles import TileView
from viewmodels.shell import found_in
from viewmodels.state import State
from viewmodels.table import TableModel

MOVE, REVIEW = "subsidios.mover_achado", "subsidios.revisar_achado"


class FindingsViewModel(QObject):
    """The findings of an audit; `changed` says the board, which is in front or its filter moved."""

    changed = Signal()

    def __init__(self, audit: AuditViewModel, parent: QObject | None = None) -> None:
        """The board as it stands."""
        super().__init__(parent)
        self.audit, self.desk = audit, audit.desk
        self.words = FindingWords(audit.desk.house.texts, shipped_checks())
        self.board = Board((), {})
        self.standing: Standing | None = None
        self.searched, self.number = "", 0
        self.table = TableModel(self.words.columns(), parent=self)
        self.history = TableModel(self.words.history_columns(), parent=self)
        self.evidence = EvidenceViewModel(audit, FrozenCellAt, self)
        self.desk.changes.subscribe(self.refresh, FINDINGS)
        audit.situation_changed.connect(self.changed)
        self.refresh()

    # --- what the page calls

    def refresh(self, _changed: Changed | None = None) -> None:
        """Read the board again."""
        self.board = self.desk.ask("subsidios.achados")
        self._fill()

    def filter(self, key: str) -> None:
        """Only findings at this standing, by its key; the same again, or "", shows them all."""
        standing = Standing(key) if key else None
        self.standing = None if standing is self.standing else standing
        self._fill()

    def search(self, text: str) -> None:
        """Only findings with these words in title, code or note."""
        if text.strip() != self.searched:
            self.searched = text.strip()
            self._fill()

    def choose(self, number: int) -> None:
        """Brings a finding to the front, with its rows and its history."""
        if number != self.number and self._find(number) is not None:
            self._bring(number)
            self.changed.emit()

    def bring(self, number: int) -> None:
        """Brings a finding asked for elsewhere, whatever is filtered."""
        self.standing, self.searched, self.number = None, "", 0
        self._fill()
        self.choose(number)

    def draft(self) -> FindingDraft:
        """A finding opened by hand."""
        return draft_by_hand(self.audit)

    def move(self, key: str, note: str) -> str:
        """Moves the finding in front to a standing; the sentence of what refused it, "" when nothing did."""
        return self._act(MOVE, standing=Standing(key), note=note)

    def review(self, note: str) -> str:
        """Signs the review of the finding in front; the sentence of what refused it."""
        return self._act(REVIEW, note=note)

    # --- what the page shows

    @property
    def chosen(self) -> AuditFinding | None:
        """The finding in front."""
        return self._find(self.number)

    @property
    def totals(self) -> dict[Standing, StandingTotal]:
        """Findings and R$ at each standing."""
        return totals(self.board.findings)

    def total_said(self, standing: Standing) -> str:
        """`R$ 5.281,58 e 2 sem valor`, "" for none."""
        told, say = self.totals[standing], self.desk.say
        if not told.count:
            return ""
        known = told.count - told.unknown
        amount = self.desk.house.texts.numbers.money(told.effect, 2) if known else say("SUB_ACHADO.SEM_EFEITO")
        more = say("SUB_ACHADO.MAIS_SEM_VALOR", n=told.unknown) if told.unknown and known else ""
        return f"{amount} {more}".strip()

    @property
    def numbers(self) -> tuple[int, ...]:
        """Findings in the list, in its order."""
        return tuple(int(row.key) for row in self.table.rows)

    @property
    def open_reason(self) -> str:
        """Why no finding can be opened, in words; "" when one can."""
        return self.desk.reason(OPEN) or ""

    @property
    def move_reason(self) -> str:
        """Why the finding in front cannot be moved, in words; "" when it can."""
        return self.desk.reason(MOVE) or ""

    @property
    def ways(self) -> tuple[str, ...]:
        """Keys of the standings the finding in front may go to."""
        chosen = self.chosen
        moves = (Standing.STUDIED, Standing.CONFIRMED, Standing.DISCARDED)
        return () if chosen is None else tuple(each.value for each in moves if each is not chosen.standing)

    @property
    def tiles(self) -> tuple[TileView, ...]:
        """Standings with how many findings there are and their R$."""
        return tuple(
            TileView(each.value, STANDINGS[each], self.words.standing(each), str(told.count), self.total_said(each))
            for each, told in self.totals.items()
        )

    @property
    def chips(self) -> tuple[tuple[State, str], ...]:
        """Weight and standing of the finding in front."""
        found = self.chosen
        if found is None:
            return ()
        weight = self.desk.say(f"SEVERIDADE.{found.severity.value}")
        return (STATES[found.severity], weight), (STANDINGS[found.standing], self.words.standing(found.standing))

    @property
    def review_reason(self) -> str:
        """Why who sits here cannot review the finding in front, in words; "" when they can."""
        reason, chosen = self.desk.reason(REVIEW) or "", self.chosen
        if not reason and chosen is not None and chosen.created_by == self.desk.scope.user:
            return self.desk.say("ACHADO_MESMA_PESSOA")
        return reason

    @property
    def number_said(self) -> str:
        """`Achado 3`, "" while none is in front."""
        return self.desk.say("SUB_ACHADO.NUMERO", numero=self.number) if self.number else ""

    @property
    def effect_said(self) -> str:
        """R$ of the finding in front."""
        found = self.chosen
        return "" if found is None else effect_said(self.desk.house.texts, found.effect)

    @property
    def authors(self) -> tuple[str, ...]:
        """Who opened it, from which calculation, who reviewed it."""
        found, say, names = self.chosen, self.desk.say, self.board.names
        if found is None:
            return ()
        opened = say("SUB_ACHADO.QUEM_ABRIU", quem=names.get(found.created_by, ""), quando=found.created)
        origin = say("SUB_ACHADO.DO_CALCULO", corrida=found.run) if found.run else say("SUB_ACHADO.A_MAO")
        if found.reviewed is None or found.reviewed_by is None:
            return (f"{opened} {origin}.", say("SUB_ACHADO.SEM_REVISAO"))
        who, note = names.get(found.reviewed_by, ""), found.review_note
        return (f"{opened} {origin}.", say("SUB_ACHADO.QUEM_REVISOU", quem=who, quando=found.reviewed, nota=note))

    # --- inside

    def _find(self, number: int) -> AuditFinding | None:
        return next((each for each in self.board.findings if each.id == number), None)

    def _fill(self) -> None:
        mine = [each for each in self.board.findings if self.standing in (None, each.standing) and self._found(each)]
        self.table.set_rows([self.words.row(each, self.board.names) for each in mine])
        numbers = [each.id for each in mine]
        self._bring(self.number if self.number in numbers else next(iter(numbers), 0))
        self.changed.emit()

    def _bring(self, number: int) -> None:
        self.number = number
        found = self.chosen
        acts: tuple[FindingAct, ...] = ()
        if found is not None:
            acts = self.desk.ask("subsidios.historico_do_achado", number=number)
        self.history.set_rows([self.words.history_row(each) for each in acts])
        if found is None or found.evidence is None:
            self.evidence.clear()
        else:
            self.evidence.show(EvidenceOf(finding=number), found.title)

    def _found(self, finding: AuditFinding) -> bool:
        return found_in(f"{finding.title} {self.words.code(finding)} {finding.note}", self.searched)

    def _act(self, id: str, **arguments: object) -> str:
        try:
            self.desk.act(id, FINDINGS, number=self.number, **arguments)
        except KnownError as error:
            return self.desk.say_error(error)
        return ""


def board_of(audit: AuditViewModel) -> FindingsViewModel:
    """The one board of an audit, whichever page asks first."""
    found = audit.findChild(FindingsViewModel)
    return found if found is not None else FindingsViewModel(audit, audit)
