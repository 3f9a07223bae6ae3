"""The journal on screen: who did what when, and the verdict of its chain."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from storage.metas.rulebook import shipped
from viewmodels.changes import Changed
from viewmodels.desk import Desk
from viewmodels.operations.casa.journal import JournalLine, Verified
from viewmodels.papers.names import criterion_name
from viewmodels.screens.journal_words import changes_of, place_words, pretty, summary
from viewmodels.state import State
from viewmodels.table import TableModel
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row


class JournalPage(QObject):
    """The newest entries, more on request, and the chain verified."""

    changed = Signal()
    chosen_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Journal of the desk's client."""
        super().__init__()
        self.desk = desk
        self.reason = desk.reason("auditoria.diario") or ""
        self.lines: tuple[JournalLine, ...] = ()
        self.verdict, self.verdict_state = "", State.OK
        self.faults: tuple[str, ...] = ()
        self.table = TableModel(self._columns())
        self.chosen: JournalLine | None = None
        self._names: dict[str, str] = {} if self.reason else _goal_names(desk)
        self.details = TableModel(
            (
                ColumnSpec("campo", desk.say("CAMPO.COLUNA"), sortable=False, stretch=1),
                ColumnSpec("antes", desk.say("CAMPO.ANTES"), sortable=False, quiet=True, stretch=1),
                ColumnSpec("depois", desk.say("CAMPO.DEPOIS"), sortable=False, strong=True, stretch=1),
            )
        )
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

    def choose(self, row_key: str) -> None:
        """Brings the details of an entry forward."""
        self.chosen = next((line for line in self.lines if str(line.seq) == row_key), None)
        self.details.set_rows(self._changes())
        self.chosen_changed.emit()

    @property
    def chosen_title(self) -> str:
        """Number, act and place of the entry whose details are shown."""
        line = self.chosen
        if line is None:
            return self.desk.say("DIARIO.ESCOLHA")
        where = self._where(line)
        return self.desk.say("DIARIO.DETALHE", seq=line.seq, ato=self._verb(line), onde=where)

    def _where(self, line: JournalLine) -> str:
        """What an entry is about, in words: of a person, the name."""
        return line.person or place_words(self.desk.house.texts, line.entity, self._names)

    @property
    def raw(self) -> str:
        """The record of the entry as it was written: before, after."""
        line = self.chosen
        parts = [] if line is None else [pretty(part) for part in (line.before, line.after) if part]
        return "\n\n".join(parts)

    def _changes(self) -> Iterator[Row]:
        if self.chosen is None:
            return
        found = changes_of(self.desk.house.texts, self.chosen.before, self.chosen.after, self._names)
        for at, change in enumerate(found):
            cells = {"campo": Cell(change.field), "antes": Cell(change.before), "depois": Cell(change.after)}
            yield Row(str(at), cells)

    def _verb(self, line: JournalLine) -> str:
        code = f"VERBO.{line.verb}"
        if self.desk.house.texts.knows(code):
            return self.desk.say(code)
        return line.verb or self.desk.say("DIARIO.APAGADO")

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
        verb = self._verb(line)
        when = texts.numbers.instant(line.at, texts.zone) if line.at else "–"
        told = summary(texts, changes_of(texts, line.before, line.after, self._names))
        return Row(
            str(line.seq),
            {
                "seq": Cell(str(line.seq), line.seq, tooltip=line.hash),
                "quando": Cell(when, str(line.at or "")),
                "quem": Cell(line.who),
                "ato": Cell(verb),
                "onde": Cell(self._where(line), line.entity, tooltip=line.entity),
                "depois": Cell(told, tooltip=told),
                "motivo": Cell(line.why, tooltip=line.why),
            },
        )


def _goal_names(desk: Desk) -> dict[str, str]:
    """`PECAS/1` -> `Peças, GAMA`, for every goal there may be."""
    listed = desk.ask("metas.setores") if desk.allowed("metas.setores") else ()
    named = [(c.key, criterion_name(desk.house.texts, c)) for c in shipped().rules.criteria]
    return {f"{key}/{s.id}": f"{name}, {s.name}" for key, name in named for s in listed}
