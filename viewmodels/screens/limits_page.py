"""Limits on screen: every one with its value, what it does and who changed it; no widgets."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from storage.errors import KnownError
from storage.routine.limits import LimitRule
from viewmodels.desk import Desk
from viewmodels.operations.casa.limits import LimitRow, accepted
from viewmodels.table import TableModel
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row

CHANGED = "limites"
ON, OFF = "sim", "nao"


class LimitsPage(QObject):
    """Every limit of the specification with what it does, changed with a reason."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Limits of the desk's client."""
        super().__init__()
        self.desk = desk
        self.reason = desk.reason("limites.mudar") or ""
        self.rows: tuple[LimitRow, ...] = ()
        self.table = TableModel(self._columns())
        self.refresh()

    def refresh(self) -> None:
        """Read the limits again."""
        self.rows = self.desk.ask("limites.ver")
        self.table.set_rows([self._row(row) for row in self.rows])
        self.changed.emit()

    def row(self, key: str) -> LimitRow:
        """The limit with that key."""
        return next(row for row in self.rows if row.rule.key == key)

    def shown(self, rule: LimitRule, value: Any) -> str:
        """A value of a limit in words."""
        say = self.desk.say
        if rule.kind == "chave":
            return say("LIMITE.LIGADO" if value else "LIMITE.DESLIGADO")
        if rule.kind == "escolha":
            return say(f"LIMITE.{rule.key}.{value}")
        return say(f"LIMITE.UNIDADE.{rule.unit}", n=value) if rule.unit else str(value)

    def accepts(self, rule: LimitRule) -> str:
        """What a limit accepts, in words."""
        return accepted(self.desk.house, rule)

    def choices(self, rule: LimitRule) -> tuple[tuple[str, str], ...]:
        """(key, words) of a limit that is chosen and not typed; none for the others."""
        say = self.desk.say
        if rule.kind == "chave":
            return (ON, say("LIMITE.LIGADO")), (OFF, say("LIMITE.DESLIGADO"))
        return tuple((choice, say(f"LIMITE.{rule.key}.{choice}")) for choice in rule.choices)

    def keep(self, rule: LimitRule, typed: str, reason: str) -> tuple[str, str]:
        """Sets a limit as it was typed: ("", "") or (`motivo` | `valor`, what refuses it)."""
        try:
            self.desk.act("limites.mudar", CHANGED, limit_key=rule.key, limit_value=_value(rule, typed), reason=reason)
        except KnownError as error:
            return "motivo" if error.code == "LIMITE.MOTIVO" else "valor", self.desk.say_error(error)
        self.refresh()
        return "", ""

    def _columns(self) -> tuple[ColumnSpec, ...]:
        say = self.desk.say
        return (
            ColumnSpec("nome", say("LIMITE.COLUNA.NOME"), strong=True, sortable=False),
            ColumnSpec("valor", say("LIMITE.COLUNA.VALOR"), sortable=False),
            ColumnSpec("efeito", say("LIMITE.COLUNA.EFEITO"), sortable=False, quiet=True, stretch=3),
            ColumnSpec("quem", say("LIMITE.COLUNA.QUEM"), sortable=False, quiet=True, stretch=1),
            ColumnSpec("mudar", "", kind=Kind.ACTION, sortable=False),
        )

    def _row(self, row: LimitRow) -> Row:
        say, rule = self.desk.say, row.rule
        who = say("LIMITE.PADRAO")
        if rule.fixed:
            who = say("LIMITE.FIXO_NOTA")
        elif row.when is not None:
            who = say("LIMITE.MUDADO", quem=row.who, quando=row.when, motivo=row.why)
        effect = say(f"LIMITE.{rule.key}.EFEITO")
        cells = {
            "nome": Cell(say(f"LIMITE.{rule.key}")),
            "valor": Cell(self.shown(rule, row.value), str(row.value)),
            "efeito": Cell(effect, tooltip=effect),
            "quem": Cell(who, tooltip=who),
        }
        if not rule.fixed and not self.reason:
            cells["mudar"] = Cell(say("LIMITE.MUDAR"), "", action=True)
        return Row(rule.key, cells)


def _value(rule: LimitRule, typed: str) -> object:
    """What was typed as the limit's kind; a number that is none stays text, and the operation says what is right."""
    if rule.kind == "chave":
        return typed == ON
    if rule.kind == "numero" and typed.strip().isdecimal():
        return int(typed)
    return typed.strip()
