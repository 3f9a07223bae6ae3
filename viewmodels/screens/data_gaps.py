"""Gaps of the data page: what each does to mean and goal, partial months out and back, means typed by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from engines.calendar import Month
from engines.figure import Value
from engines.finding import Finding
from engines.goals.month import NEAR
from storage.errors import KnownError
from storage.metas.gap_choices import LEFT_OUT, TYPED_MEAN, Choice
from viewmodels.charts import CoverageCell, CoverageRow
from viewmodels.desk import Desk
from viewmodels.operations.metas import checking
from viewmodels.operations.metas.checking import Checked
from viewmodels.operations.metas.gap_effect import EffectRow, GapEffect
from viewmodels.screens import goal_words as words
from viewmodels.state import State
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row

DATA = "metas.dados"
Place = tuple[str, str]
"""(sector, month as 2025-07), or (sector, day type)."""
SHOWN_PLACES = 2


@dataclass(frozen=True, slots=True)
class PartialLine:
    """A partial month: where, how much of it there is, whether it is out and why."""

    place: Place
    title: str
    note: str
    left_out: bool


@dataclass(frozen=True, slots=True)
class MeanLine:
    """A day type no history gives a mean for: its words, and the mean typed with its reason (None, "" while none)."""

    place: Place
    sentence: str
    value: Decimal | None
    why: str


@dataclass(frozen=True, slots=True)
class EffectView:
    """What a month asked about does: title, sentence, rows with and without it, what leaving it out asks for."""

    place: Place
    title: str
    sentence: str
    rows: tuple[Row, ...]
    asked: tuple[str, ...]
    may_leave_out: bool
    left_out: bool


class DataGaps:
    """The gaps of one month, for one reader."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    # --- the strip

    def rows(self, checked: Checked) -> tuple[CoverageRow, ...]:
        """One row per sector: which months have data, how many, and which are partial or left out."""
        cells = checked.coverage
        return tuple(self._row(sector, checked) for sector in dict.fromkeys(cell.key for cell in cells))

    def _row(self, sector: str, checked: Checked) -> CoverageRow:
        mine = [cell for cell in checked.coverage if cell.key == sector]
        shown = tuple(CoverageCell(_state(c), self.sentence(c), (c.key, str(c.month))) for c in mine)
        used = sum(1 for cell in mine if cell.days and not cell.left_out)
        return CoverageRow(mine[0].sector, shown, self.desk.say("ASSISTENTE.MESES", n=used, de=len(mine)))

    def sentence(self, cell: checking.CoverageCell) -> str:
        """ "24 dias de 31, parcial"."""
        told = self.desk.say("ASSISTENTE.COBERTURA", dias=cell.days, total=cell.total)
        if cell.left_out:
            return f"{told}, {self.desk.say('LACUNA.FORA')}"
        return f"{told}, {self.desk.say('LACUNA.PARCIAL')}" if cell.partial else told

    # --- partial months

    def partial(self, checked: Checked) -> tuple[PartialLine, ...]:
        """Partial months of the 3-month window and those left out, the newest first; the others answer in the strip."""
        chosen = {(c.sector, c.item): c for c in checked.chosen if c.kind == LEFT_OUT}
        near = frozenset(tuple(months_of(checked))[-NEAR:])
        found = [c for c in checked.coverage if c.partial and (c.left_out or c.month in near)]
        ordered = sorted(found, key=lambda c: c.month, reverse=True)
        return tuple(self._partial(c, chosen.get((c.key, str(c.month)))) for c in ordered)

    def _partial(self, cell: checking.CoverageCell, choice: Choice | None) -> PartialLine:
        title = f"{cell.sector}, {self.desk.house.texts.numbers.month(cell.month)}"
        note = self.desk.say("ASSISTENTE.COBERTURA", dias=cell.days, total=cell.total)
        if choice is not None:
            note = f"{note}. {self.desk.say('LACUNA.DESDE', motivo=choice.why, quando=choice.given)}"
        return PartialLine((cell.key, str(cell.month)), title, note, cell.left_out)

    def toggle(self, place: Place, snapshot: str, left_out: bool) -> str:
        """Leave a partial month out, or take it back; the sentence of what refused it, "" when it was done."""
        sector, month = place
        asked = {"vigencia": self.desk.vigencia, "sector": sector, "month": month}
        try:
            if left_out:
                self.desk.act("metas.deixar_mes_fora", DATA, snapshot=snapshot, **asked)
            else:
                self.desk.act("metas.trazer_mes", DATA, **asked)
        except KnownError as error:
            return self.desk.say_error(error)
        return ""

    # --- the effect of one month

    def effect(self, place: Place, snapshot: str) -> EffectView:
        """What the month asked about does to means and goals."""
        sector, month = place
        asked = {"vigencia": self.desk.vigencia, "snapshot": snapshot, "sector": sector, "month": month}
        found: GapEffect = self.desk.ask("metas.efeito_da_lacuna", **asked)
        name = f"{found.names['setor'][sector]}, {self.desk.house.texts.numbers.month(found.held.month)}"
        rows = tuple(self._effect_row(row, found) for row in found.rows) if found.may_leave_out else ()
        asks = found.may_leave_out or not found.held.days
        told = tuple(self._asked(f, found) for f in found.asked) if asks else ()
        return EffectView(place, name, self._told(found), rows, told, found.may_leave_out, found.left_out)

    def _told(self, found: GapEffect) -> str:
        held, say = found.held, self.desk.say
        if not held.days:
            return say("LACUNA.SEM_DADOS", total=held.total)
        if not held.is_partial:
            return say("LACUNA.COMPLETO", dias=held.days, total=held.total)
        return say("LACUNA.MEDIA_SEM" if found.left_out else "LACUNA.MEDIA_COM", dias=held.days, total=held.total)

    def _asked(self, finding: Finding, found: GapEffect) -> str:
        texts = self.desk.house.texts
        return f"{texts.say_finding(finding, found.names)}. {texts.advise(finding, found.names)}"

    def effect_columns(self) -> tuple[ColumnSpec, ...]:
        """Line, with the month, without it, difference; the unit stands beside the line's name."""
        say, number = self.desk.say, Kind.NUMBER
        return (
            ColumnSpec("nome", say("LACUNA.NUMERO"), stretch=2, sortable=False),
            ColumnSpec("com", say("LACUNA.COM"), kind=number, places=2, stretch=1, sortable=False),
            ColumnSpec("sem", say("LACUNA.SEM"), kind=number, places=2, stretch=1, sortable=False),
            ColumnSpec("diferenca", say("LACUNA.DIFERENCA"), kind=number, places=2, stretch=1, sortable=False),
        )

    def _effect_row(self, row: EffectRow, found: GapEffect) -> Row:
        unit = words.unit_word(self.desk, row.unit)
        cells = {
            "nome": Cell(self._line_name(row, found), unit=unit),
            "com": self._number(row.with_month),
            "sem": self._number(row.without_month),
            "diferenca": self._number(row.difference, sign=True),
        }
        return Row(f"{row.line}/{'/'.join(row.members)}", cells, unit=unit)

    def _line_name(self, row: EffectRow, found: GapEffect) -> str:
        code = f"LACUNA.LINHA.{row.line}"
        texts = self.desk.house.texts
        name = texts.say(code) if texts.knows(code) else row.line
        others = [
            texts.member(axis, key, found.names[axis][key])
            for axis in ("tipo", "criterio")
            for key in row.members
            if key in found.names.get(axis, {})
        ]
        return ", ".join((name, *others))

    def _number(self, value: Value | None, sign: bool = False) -> Cell:
        if not isinstance(value, Decimal):
            return Cell("–")
        return Cell(words.number(self.desk, value, SHOWN_PLACES, sign=sign), value)

    # --- means typed by hand

    def means(self, checked: Checked) -> tuple[MeanLine, ...]:
        """Day types without any history, and those typed already."""
        typed = {(c.sector, c.item): c for c in checked.chosen if c.kind == TYPED_MEAN}
        asking = ("DIA_SEM_HISTORICO", "MEDIA_DIGITADA")
        return tuple(self._mean(f, checked, typed) for f in checked.findings if f.detail in asking)

    def _mean(self, finding: Finding, checked: Checked, typed: dict[Place, Choice]) -> MeanLine:
        place = (finding.where["setor"], finding.where["tipo"])
        held = typed.get(place)
        sentence = self.desk.house.texts.say_finding(finding, checked.names)
        if held is None or held.value is None:
            return MeanLine(place, sentence, None, "")
        return MeanLine(place, sentence, held.value, held.why)

    def type_mean(self, place: Place, value: Decimal | None, why: str) -> str:
        """Type a mean, or take it back with None; the sentence of what refused it, "" when it was done."""
        sector, kind = place
        asked = {"vigencia": self.desk.vigencia, "sector": sector, "day_type": kind, "value": value, "why": why}
        try:
            self.desk.act("metas.digitar_media", DATA, **asked)
        except KnownError as error:
            return self.desk.say_error(error)
        return ""


def _state(cell: checking.CoverageCell) -> State:
    if cell.left_out:
        return State.ESPERA
    if cell.partial:
        return State.ATENCAO
    return State.OK if cell.days else State.SEM_DADOS


def months_of(checked: Checked) -> Iterator[Month]:
    """The twelve months of the base, in order."""
    yield from dict.fromkeys(cell.month for cell in checked.coverage)
