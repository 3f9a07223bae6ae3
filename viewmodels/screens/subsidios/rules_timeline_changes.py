"""O que muda: what the rules say of the audit's days on two known-on dates, change by change."""

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal

from engines.subsidy.timeline import Turn
from storage.texts.numbers import NO_VALUE
from viewmodels.changes import Changed
from viewmodels.screens.subsidios.audit import CALCULATION, SOURCE, AuditViewModel
from viewmodels.screens.subsidios.rules_timeline_marks import ClauseAddress
from viewmodels.screens.subsidios.rules_timeline_words import short_stretch, title_of, value_words
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row


class RuleChangesViewModel(QObject):
    """Two known-on dates, `before` and `after`, and the changes between them; None where there are no days yet."""

    changed = Signal()

    def __init__(self, audit: AuditViewModel, parent: QObject | None = None) -> None:
        """From the end of the audit's days to the calculation's known-on date, until others are chosen."""
        super().__init__(parent)
        self.audit, self.desk = audit, audit.desk
        self.before: date | None = None
        self.after: date | None = None
        self._turns: tuple[tuple[Turn, int], ...] = ()
        self._standing: tuple[tuple[date, ...], date | None] | None = None
        self.desk.changes.subscribe(self._told, SOURCE, CALCULATION)
        self._begin()

    @property
    def words(self) -> str:
        """How many changes there are, or why there are none."""
        if self.before is None or self.after is None:
            return self.desk.say("SUB_TEMPO.TELA.SEM_DIAS")
        if not self._turns:
            return self.desk.say("SUB_TEMPO.TELA.NADA_MUDA", antes=self.before, depois=self.after)
        rules = {turn.key for turn, _ in self._turns}
        return self.desk.say("SUB_TEMPO.TELA.MUDAM", n=len(self._turns), regras=len(rules))

    def compare(self, before: date, after: date) -> None:
        """Look at two other known-on dates."""
        if (before, after) != (self.before, self.after):
            self.before, self.after = before, after
            self._ask()

    def columns(self) -> tuple[ColumnSpec, ...]:
        """Columns of the table of changes."""
        say = self.desk.say
        return (
            ColumnSpec("known", say("SUB_TEMPO.TELA.DESDE_QUANDO"), kind=Kind.DATE),
            ColumnSpec("rule", say("SUB_TEMPO.TELA.REGRA"), kind=Kind.ACTION, stretch=2),
            ColumnSpec("what", say("SUB_TEMPO.TELA.O_QUE"), stretch=3),
            ColumnSpec("before", say("SUB_TEMPO.TELA.ANTES"), stretch=1),
            ColumnSpec("after", say("SUB_TEMPO.TELA.DEPOIS"), stretch=1, strong=True),
            ColumnSpec("days", say("SUB_TEMPO.TELA.VIAGENS"), kind=Kind.DATE),
            ColumnSpec("commit", say("SUB_TEMPO.TELA.COMMIT"), quiet=True),
        )

    def rows(self) -> tuple[Row, ...]:
        """One row per change, in the order they became known; rows of a list that change together are one."""
        return tuple(self._row(at, turn, count) for at, (turn, count) in enumerate(self._turns))

    def rule_of(self, row: str) -> str:
        """Key of the rule a row is about."""
        return self._turns[int(row)][0].key

    # --- inside

    def _told(self, _changed: Changed) -> None:
        self._begin()

    def _begin(self) -> None:
        """Where the days or the calculation are others, the dates begin again; else those chosen stay."""
        days, standing = self.audit.days, (self.audit.days, self.audit.known_on)
        if standing == self._standing:
            return
        self._standing = standing
        self.before = max(days) if days else None
        self.after = (self.audit.known_on or self.desk.house.clock.today()) if days else None
        self._ask()

    def _ask(self) -> None:
        found: Sequence[Turn] = ()
        if self.before is not None and self.after is not None:
            found = self.desk.ask("subsidios.mudancas_de_regra", before=self.before, after=self.after)
        self._turns = tuple(sorted(_together(found), key=lambda pair: _known(pair[0])))
        self.changed.emit()

    def _row(self, at: int, turn: Turn, count: int) -> Row:
        texts = self.desk.house.texts
        title = title_of(texts, "SUB_REGRA", turn.key)
        what = texts.say_with(turn.text_code, turn.args())
        if count > 1:
            what = f"{texts.say('SUB_TEMPO.TELA.LINHAS', n=count)}: {what}"
        side = turn.after or turn.before
        address = None if side is None else ClauseAddress(turn.key, side.source.id)
        known = _known(turn)
        before, after = (self._value(turn, value, count) for value in turn.values)
        cells = {
            "known": Cell(texts.numbers.day(known), known),
            "rule": Cell(title, title, figure_address=address, action=True),
            "what": Cell(what, what, tooltip=what),
            "before": Cell(before, before, tooltip=before),
            "after": Cell(after, after, figure_address=address, tooltip=after),
            "days": Cell(self._days(turn), turn.start),
            "commit": Cell(side.source.commit if side else "", side.source.commit if side else ""),
        }
        return Row(str(at), cells)

    def _value(self, turn: Turn, value: object, count: int) -> str:
        if count > 1 and value is not None:
            return self.desk.say("SUB_TEMPO.TELA.LINHAS", n=count)
        side = turn.before if value is turn.values[0] else turn.after
        return NO_VALUE if value is None and side is None else value_words(self.desk.house.texts, value)

    def _days(self, turn: Turn) -> str:
        return short_stretch(self.desk.house.texts, turn.start, turn.end)


def _together(found: Sequence[Turn]) -> Iterator[tuple[Turn, int]]:
    """Rows of a list that come or go alike, as one turn and how many they are."""
    counted: dict[object, tuple[Turn, int]] = {}
    for turn in found:
        row = isinstance(turn.values[0] or turn.values[1], dict)
        alike = (turn.key, turn.text_code, *turn.args().values(), turn.start, turn.end) if row else turn
        first, count = counted.get(alike, (turn, 0)) if row else (turn, 0)
        counted[alike if row else id(turn)] = first, count + 1
    yield from counted.values()


def _known(turn: Turn) -> date:
    """The later day on which one of the two sides came, or went away."""
    sides = [side for side in (turn.after, turn.before) if side is not None]
    days = [turn.after.clause.known] if turn.after is not None else [side.clause.withdrawn for side in sides]
    return next((day for day in days if day is not None), turn.start)
