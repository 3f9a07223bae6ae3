"""The journal on screen: who did what when, and the verdict of its chain."""

from PySide6.QtCore import QObject, Signal

from viewmodels.changes import Changed
from viewmodels.desk import Desk
from viewmodels.operations.casa.journal import JournalLine, Verified
from viewmodels.state import State
from viewmodels.table import TableModel
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row


class JournalPage(QObject):
    """The newest entries, more on request, and the chain verified."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Journal of the desk's client."""
        super().__init__()
        self.desk = desk
        self.reason = desk.reason("auditoria.diario") or ""
        self.lines: tuple[JournalLine, ...] = ()
        self.verdict, self.verdict_state = "", State.OK
        self.faults: tuple[str, ...] = ()
        self.table = TableModel(self._columns())
        desk.changes.subscribe(self._changed)
        self.refresh()

    def _changed(self, change: Changed) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Read the newest entries again."""
        if self.reason:
            return
        self._show(self.desk.ask("auditoria.diario"))

    def more(self) -> None:
        """Older entries, under those shown."""
        if self.has_more:
            self._show((*self.lines, *self.desk.ask("auditoria.diario", before_seq=self.lines[-1].seq)))

    @property
    def has_more(self) -> bool:
        """True while the first entry is not shown."""
        return bool(self.lines) and self.lines[-1].seq > 1

    @property
    def situation(self) -> str:
        """How many entries there are."""
        return self.desk.say("DIARIO.SITUACAO", n=self.lines[0].seq if self.lines else 0)

    def verify(self) -> None:
        """Walk the whole chain and say what was found."""
        found: Verified = self.desk.ask("auditoria.conferir_diario")
        if found.findings:
            self.verdict, self.verdict_state = self.desk.say("DIARIO.FALHAS", n=len(found.findings)), State.CRITICO
        else:
            args = {"n": found.entries, "cabeca": found.head[:16]}
            self.verdict, self.verdict_state = self.desk.say("DIARIO.CONFERE", **args), State.OK
        self.faults = tuple(self.desk.house.texts.say_finding(finding) for finding in found.findings)
        self.changed.emit()

    def _show(self, lines: tuple[JournalLine, ...]) -> None:
        if lines == self.lines:
            return
        self.lines = lines
        self.table.set_rows([self._row(line) for line in lines])
        self.changed.emit()

    def _columns(self) -> tuple[ColumnSpec, ...]:
        say = self.desk.say
        return (
            ColumnSpec("seq", say("DIARIO.NUMERO"), kind=Kind.NUMBER, places=0, sortable=False),
            ColumnSpec("quando", say("DIARIO.QUANDO"), kind=Kind.DATE, sortable=False),
            ColumnSpec("quem", say("DIARIO.QUEM"), sortable=False, stretch=1),
            ColumnSpec("ato", say("DIARIO.ATO"), sortable=False, stretch=1),
            ColumnSpec("onde", say("DIARIO.ONDE"), sortable=False, quiet=True, stretch=1),
            ColumnSpec("depois", say("DIARIO.DEPOIS"), sortable=False, quiet=True, stretch=2),
            ColumnSpec("motivo", say("DIARIO.MOTIVO"), sortable=False, stretch=1),
        )

    def _row(self, line: JournalLine) -> Row:
        texts = self.desk.house.texts
        code = f"VERBO.{line.verb}"
        verb = self.desk.say(code) if texts.knows(code) else line.verb or self.desk.say("DIARIO.APAGADO")
        when = texts.numbers.instant(line.at, texts.zone) if line.at else "–"
        return Row(
            str(line.seq),
            {
                "seq": Cell(str(line.seq), line.seq, tooltip=line.hash),
                "quando": Cell(when, str(line.at or "")),
                "quem": Cell(line.who),
                "ato": Cell(verb),
                "onde": Cell(line.entity),
                "depois": Cell(line.after, tooltip=line.after),
                "motivo": Cell(line.why, tooltip=line.why),
            },
        )
