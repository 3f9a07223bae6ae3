"""Retention on screen: how long everything is kept, and what old unused data could go; no widgets."""

from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from storage.errors import KnownError
from viewmodels.danger import DangerView
from viewmodels.desk import Desk
from viewmodels.operations.casa.retention import Kept, Preview
from viewmodels.state import State
from viewmodels.table import TableModel
from viewmodels.table_spec import Cell, ColumnSpec, Row

MOST_SHOWN = 40


class RetentionPage(QObject):
    """How long everything is kept, and the act that takes old unused data away."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Retention of the desk's client."""
        super().__init__()
        self.desk = desk
        self.reason = desk.reason("retencao.purgar") or ""
        self.preview: Preview | None = None
        self.table = TableModel(self._columns())
        self.refresh()

    def refresh(self) -> None:
        """Read the table and what could go."""
        kept: tuple[Kept, ...] = self.desk.ask("retencao.ver")
        rows = (
            Row(k.key, {"que": Cell(k.what), "prazo": Cell(k.how_long), "porque": Cell(k.why), "quem": Cell(k.who)})
            for k in kept
        )
        self.table.set_rows(rows)
        if not self.reason:
            self.preview = self.desk.ask("retencao.previa")
        self.changed.emit()

    @property
    def preview_words(self) -> str:
        """What an act of retention would take now."""
        if self.preview is None:
            return ""
        what = self.preview.what
        if what.is_empty:
            return self.desk.say("RETENCAO.VAZIA", antes=self.preview.before)
        mb = self.desk.house.texts.numbers.number(Decimal(what.bytes) / 1_000_000, 1)
        args = {"calculos": len(what.runs), "retratos": len(what.snapshots), "antes": self.preview.before, "mb": mb}
        return self.desk.say("RETENCAO.PREVIA", **args)

    @property
    def may_take(self) -> bool:
        """True when something is old enough and the person may take it away."""
        return self.preview is not None and not self.preview.what.is_empty

    @property
    def danger(self) -> DangerView:
        """The words of the confirmation."""
        say = self.desk.say
        columns = (
            ColumnSpec("que", say("RETENCAO.COLUNA.O_QUE"), sortable=False, stretch=2),
            ColumnSpec("hoje", say("CAMPO.ANTES"), sortable=False, quiet=True, stretch=1),
            ColumnSpec("depois", say("CAMPO.DEPOIS"), sortable=False, strong=True, stretch=1),
        )
        return DangerView(
            title=say("RETENCAO.TITULO"),
            text=say("RETENCAO.TEXTO"),
            columns=columns,
            rows=tuple(self._going()),
            effects=((State.ATENCAO, self.preview_words), (State.OK, say("RETENCAO.FICA"))),
            typed=say("RETENCAO.DIGITE"),
            confirm=say("RETENCAO.APAGAR"),
            keep=say("RETENCAO.MANTER"),
        )

    def _going(self) -> list[Row]:
        assert self.preview is not None
        say, what = self.desk.say, self.preview.what
        named = [say("RETENCAO.LINHA_CALCULO", calculo=run) for run in what.runs]
        named += [say("RETENCAO.LINHA_LEITURA", retrato=snapshot[:8]) for snapshot in what.snapshots]
        kept, gone = Cell(say("RETENCAO.GUARDADO")), Cell(say("RETENCAO.SAI"))
        return [Row(name, {"que": Cell(name), "hoje": kept, "depois": gone}) for name in named[:MOST_SHOWN]]

    def take(self, reason: str) -> str:
        """Takes the data away; "" after telling the window why it was refused."""
        try:
            done: Preview = self.desk.act(
                "retencao.purgar", "metas.calculo", "metas.dados", reason=reason, confirmed=True
            )
        except KnownError as error:
            self.desk.refused.emit(error)
            return ""
        self.refresh()
        return self.desk.say("RETENCAO.FEITA", calculos=len(done.what.runs), retratos=len(done.what.snapshots))

    def _columns(self) -> tuple[ColumnSpec, ...]:
        say = self.desk.say
        return (
            ColumnSpec("que", say("RETENCAO.COLUNA.O_QUE"), strong=True, sortable=False, stretch=2),
            ColumnSpec("prazo", say("RETENCAO.COLUNA.PRAZO"), sortable=False, stretch=2),
            ColumnSpec("porque", say("RETENCAO.COLUNA.PORQUE"), sortable=False, quiet=True, stretch=3),
            ColumnSpec("quem", say("RETENCAO.COLUNA.QUEM"), sortable=False, stretch=2),
        )
