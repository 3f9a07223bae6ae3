"""How the papers of an audit say things: sentences, R$, km, days, rules, stages, checks and causes by their names."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from engines.report.blocks import Align, Cell, Column, Row, RowKind, Table
from engines.subsidy.comparing import Cause
from storage.texts.sentences import Texts
from viewmodels.operations.subsidios.report_figures import AuditFigures, CheckFigures
from viewmodels.papers.matter import Copy

ONE_DAY = timedelta(days=1)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
PLACES = frozenset({"DENTRO", "FORA", "ACIMA", "ABAIXO"})
TRUTHS = {"True": True, "False": False}


@dataclass(frozen=True)
class Telling:
    """An audit about to be told on paper."""

    texts: Texts
    figures: AuditFigures
    copy: Copy

    def say(self, code: str, **args: object) -> str:
        """A sentence of the texts."""
        return self.texts.say_with(code, args)

    def money(self, value: Decimal | None, sign: bool = False) -> str:
        """R$ in two places, "–" when it is not known; the exact value is in the workbook."""
        return self.say("SUB_RELATORIO.NADA") if value is None else self.texts.numbers.money(value, 2, sign)

    def amount(self, value: Decimal | None, sign: bool = False) -> str:
        """R$ without its sign, for a column that says it."""
        return self.say("SUB_RELATORIO.NADA") if value is None else self.texts.numbers.number(value, 2, sign)

    def km(self, value: Decimal | None) -> str:
        """Km in three places, without the unit."""
        return self.say("SUB_RELATORIO.NADA") if value is None else self.texts.numbers.number(value, 3)

    def count(self, value: Decimal | int | None) -> str:
        """A whole number."""
        return self.say("SUB_RELATORIO.NADA") if value is None else self.texts.numbers.number(Decimal(value), 0)

    def share(self, part: Decimal, whole: Decimal) -> str:
        """A part as a percentage of the whole, two places; "–" of nothing."""
        if not whole:
            return self.say("SUB_RELATORIO.NADA")
        return self.texts.numbers.fraction(part / whole, 2)

    def day(self, value: date | None) -> str:
        """A day as the reader writes it."""
        return self.say("SUB_RELATORIO.NADA") if value is None else self.texts.numbers.day(value)

    def instant(self, value: datetime) -> str:
        """An instant as the reader writes it."""
        return self.texts.numbers.instant(value, self.texts.zone)

    def days(self, first: date, last: date) -> str:
        """A stretch of days."""
        if first == last:
            return self.day(first)
        return self.say("SUB_RELATORIO.DE_A", de=first, ate=last)

    def held(self, first: date, last: date) -> str:
        """Days a rule holds: all of them, or a stretch."""
        whole = len(self.figures.days) > 1 and (first, last) == (self.figures.days[0], self.figures.days[-1])
        return self.say("SUB_RELATORIO.TODOS") if whole else self.days(first, last)

    def period(self) -> str:
        """The settled days: one, a run of them, or how many between the first and the last."""
        days = self.figures.days
        whole = days[-1] - days[0] == ONE_DAY * (len(days) - 1)
        if whole:
            return self.days(days[0], days[-1])
        return self.say("SUB_RELATORIO.DIAS_ENTRE", n=len(days), de=days[0], ate=days[-1])

    def rule(self, key: str) -> str:
        """Name of a rule."""
        return self._named(f"SUB_REGRA.{key}", key)

    def stage(self, name: str) -> str:
        """A stage by its name and the one the source gives it."""
        code = f"SUB_ETAPA.{name}"
        return f"{self.say(code)} ({name})" if self.texts.knows(code) else name

    def table(self, name: str) -> str:
        """A table of the inputs by its name and the one the source gives it."""
        code = f"TABELA.subsidio.{name}"
        return f"{self.say(code)} ({name})" if self.texts.knows(code) else name

    def kind(self, name: str | None) -> str:
        """A type of trip; one without a type is said so."""
        return name or self.say("SUB_RELATORIO.SEM_TIPO")

    def consortium(self, name: object) -> str:
        """A consórcio; a row that names none is said so."""
        return str(name) or self.say("SUB_RELATORIO.SEM_CONSORCIO")

    def value(self, text: str) -> str:
        """A rule's value: yes or no, and nothing where nothing stands."""
        if text in TRUTHS:
            return self.texts.numbers.truth(TRUTHS[text])
        return ", ".join(self._part(each) for each in text.split(", "))

    def _part(self, text: str) -> str:
        if _DAY.fullmatch(text):
            return self.day(date.fromisoformat(text))
        return text.replace(".", self.texts.numbers.point) if _is_number(text) else text

    def check_title(self, check: CheckFigures) -> str:
        """Title of a standing check."""
        return self._named(f"SUB_VERIFICA.{check.name.upper()}.TITULO", check.name)

    def check_found(self, check: CheckFigures) -> str:
        """What a standing check found, in a sentence."""
        code = f"SUB_VERIFICA.{check.name.upper()}"
        return self.texts.say_with(code, check.args) if self.texts.knows(code) else check.name

    def cause(self, cause: Cause) -> str:
        """A cause of the difference in words."""
        before, after = (self._place(each) for each in (cause.theirs, cause.ours))
        code = f"SUB_CAUSA.{cause.code}"
        if not self.texts.knows(code):
            return cause.code
        # The face of the paper has no arrow.
        return self.say(code, de=before, para=after).replace("→", self.say("SUB_RELATORIO.PARA"))

    def cell(self, value: object) -> str:
        """A value of an evidence row."""
        if isinstance(value, bool):
            return self.texts.numbers.truth(value)
        if isinstance(value, Decimal):
            return self.texts.numbers.number(value)
        return self.day(value) if isinstance(value, date) else "" if value is None else str(value)

    def _place(self, text: str) -> str:
        if text in PLACES:
            return self.say(f"SUB_LUGAR.{text}")
        if _is_number(text):
            return self.texts.numbers.money(Decimal(text))
        return text or self.say("SUB_RELATORIO.SEM_TIPO")

    def _named(self, code: str, other: str) -> str:
        return self.say(code) if self.texts.knows(code) else other


def table_of(told: Telling, heads: Sequence[tuple[str, int, bool]], rows: Iterable[Row], dense: bool = True) -> Table:
    """A table whose heads are codes under SUB_RELATORIO.COLUNA, each with its weight and True for numbers."""
    columns = tuple(
        Column(told.say(f"SUB_RELATORIO.COLUNA.{code}"), Align.RIGHT if number else Align.LEFT, weight)
        for code, weight, number in heads
    )
    return Table(columns, tuple(rows), dense=dense)


def row(*texts: str, kind: RowKind = RowKind.PLAIN, indent: int = 0) -> Row:
    """A row of plain cells."""
    return Row(tuple(Cell(text) for text in texts), kind, indent)


def _is_number(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.replace(".", "", 1).isdigit()
