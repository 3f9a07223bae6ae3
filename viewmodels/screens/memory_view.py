"""From an explained figure to what the dock shows: path, hero, sentence, formula, steps, rows, rule and proof."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from engines.calendar import Month
from engines.figure import Cells, Figure, Missing, Rule
from engines.finding import NOTHING
from engines.sheet import Evaluation
from engines.sheet.proof import rows_of
from storage.texts.numbers import NO_VALUE
from storage.texts.sentences import Texts
from viewmodels.memory import FormulaLine, MemoryView, RowsBehind, RuleLine, Step
from viewmodels.operations.metas.explaining import Address, Explained
from viewmodels.papers.amounts import reader_unit
from viewmodels.papers.leaves import column_label, table_label
from viewmodels.papers.names import rule_name
from viewmodels.papers.narration import Narrator, Segments, StepRow
from viewmodels.state import State
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row, RowKind

ROOT_STEP = "0"
FIRST_ROWS = 12
QUOTED = re.compile(r"'([^']*)'")
FIXED = frozenset({"setor", "tipo", "criterio"})
"""Columns a filter holds still: the path already says them."""


@dataclass(frozen=True)
class Figures:
    """One figure being told: its narrator, and how a figure inside it is addressed."""

    texts: Texts
    narrator: Narrator
    evaluation: Evaluation

    def hero(self, figure: Figure) -> tuple[str, str, bool]:
        """Value, unit and whether the unit stands first."""
        value, unit = figure.value, reader_unit(figure.unit)
        if isinstance(value, Missing):
            return NO_VALUE, "", False
        if not isinstance(value, Decimal) or unit == "fraction":
            return self.texts.figure_text(value, unit, figure.places), "", False
        if not unit and figure.name.endswith("percentual"):
            return self.texts.numbers.fraction(value, 1, sign=True), "", False
        return self.texts.numbers.number(value, figure.places), self.texts.numbers.unit(unit), unit == "BRL"

    def formula(self, figure: Figure) -> tuple[FormulaLine, ...]:
        """The formula in words and with values, each step's term with its place in both."""
        words, values = self.narrator.words(figure), self.narrator.values(figure)
        if len(words) < 2:
            return ()
        return _line(words, figure), _line(values, figure)


def _line(segments: Segments, figure: Figure) -> FormulaLine:
    text, places = "", dict[tuple[int, int], tuple[int, int]]()
    for segment in segments:
        if segment.term is not None:
            places[segment.term.start, segment.term.end] = (len(text), len(text) + len(segment.text))
        text += segment.text
    terms = {
        f"{ROOT_STEP}.{at}": places[child.span]
        for at, child in enumerate(_children(figure))
        if child.span is not None and child.span in places
    }
    return FormulaLine(text, terms)


def _children(figure: Figure) -> list[Figure]:
    return [item for item in figure.inputs if isinstance(item, Figure)]


def address_of(run: int, evaluation: Evaluation, figure: Figure) -> Address | None:
    """Where a figure of a run's tree stands; None for one inside a formula, which has no line of its own."""
    sheet = evaluation.sheet
    if figure.name not in sheet.lines and figure.name not in sheet.inputs:
        return None
    return Address(run, figure.name, tuple(figure.member[axis] for axis in sheet.per(figure.name)))


def steps_of(row: StepRow, address: "Addressing", root: str) -> Step:
    """The tree of steps; a figure told once is not taken apart again, and the path already says whose the root is."""
    return replace(_step(row, address, ROOT_STEP, set()), label=root)


class Addressing:
    """How the figures of one tree are addressed: those of a run by their cell."""

    def __init__(self, run: int, evaluation: Evaluation) -> None:
        self.run, self.evaluation = run, evaluation

    def __call__(self, figure: Figure) -> object:
        """Address of a figure, None where it has none."""
        return address_of(self.run, self.evaluation, figure)


def _step(row: StepRow, address: Addressing, key: str, told: set[str]) -> Step:
    again = row.figure.key in told
    told.add(row.figure.key)
    children = () if again else tuple(_step(c, address, f"{key}.{at}", told) for at, c in enumerate(row.children))
    return Step(key, row.label, row.value, row.note, address(row.figure), children)


def cells_in(figure: Figure) -> tuple[Cells, ...]:
    """Every set of rows under a figure, each once whatever its column, in the order of the formulas."""
    found: dict[tuple[str, str], Cells] = {}
    for each in figure.walk():
        for item in each.inputs:
            if isinstance(item, Cells):
                found.setdefault((item.table, item.filter), item)
    return tuple(found.values())


def rows_name(texts: Texts, narrator: Narrator, cells: Cells, count: int) -> str:
    """`Dias da janela de 3 meses, útil (64)`: the table, what the filter fixes besides the sector, how many."""
    named = {key: label for axis, labels in narrator.labels.items() if axis != "setor" for key, label in labels.items()}
    fixed = [named[key] for key in QUOTED.findall(cells.filter) if key in named]
    table = table_label(texts, narrator.sheet, cells.table)
    return texts.say("TELA.TABELA_COM", tabela=", ".join((table, *fixed)), n=count)


def nearest_cells(evaluation: Evaluation, figure: Figure) -> Cells | None:
    """The rows to show first: the shortest table of values with rows; an empty one or a calendar only as a last way."""
    listed = cells_in(figure)
    of_values = [cells for cells in listed if cells.column] or list(listed)
    counted = [(len(rows_of(evaluation, cells)), cells) for cells in of_values]
    return min(counted, key=lambda each: (each[0] == 0, each[0]), default=(0, None))[1]


@dataclass(frozen=True)
class RowTable:
    """The rows of some cells as a table: fixed columns left out, months and days as people write them, a total."""

    texts: Texts
    evaluation: Evaluation
    cells: Cells
    total_word: str

    def columns(self) -> tuple[ColumnSpec, ...]:
        """Columns of the table with their units."""
        spec = self.evaluation.sheet.tables[self.cells.table]
        return tuple(self._column(name, str(unit)) for name, unit in spec.columns.items() if name not in FIXED)

    def _column(self, name: str, unit: str) -> ColumnSpec:
        title = column_label(self.texts, name)
        title = title[:1].upper() + title[1:]
        if unit in ("text", "date"):
            return ColumnSpec(name, title, stretch=1)
        shown = self.texts.numbers.unit(unit)
        said = title.casefold().startswith(shown.casefold())
        return ColumnSpec(name, title, unit="" if said else shown, kind=Kind.NUMBER, places=2, stretch=1)

    def rows(self, limit: int | None = None) -> list[Row]:
        """The rows, and their total when there is more than one; with a limit only the first, the total stays whole."""
        found = rows_of(self.evaluation, self.cells)
        shown = found if limit is None else found[:limit]
        rows = [Row(str(at), {c.key: self._cell(c, row.get(c.key)) for c in self.columns()})
                for at, row in enumerate(shown)]  # fmt: skip
        return [*rows, self._total(found)] if len(found) > 1 else rows

    def _cell(self, column: ColumnSpec, value: object) -> Cell:
        if value is None or isinstance(value, Missing):
            return Cell(NO_VALUE)
        if isinstance(value, Decimal):
            return Cell(self.texts.numbers.number(value, column.places), value)
        if column.key == "mes" and isinstance(value, str):
            return Cell(self.texts.numbers.month(Month.parse(value)), value)
        return Cell(self.texts.figure_text(value) if isinstance(value, date | bool | str) else "", str(value))

    def _total(self, rows: Sequence[Mapping[str, object]]) -> Row:
        cells = {}
        for at, column in enumerate(self.columns()):
            if column.kind is Kind.NUMBER:
                known = [v for row in rows if isinstance(v := row.get(column.key), Decimal)]
                cells[column.key] = self._cell(column, sum(known, Decimal(0)))
            elif at == 0:
                cells[column.key] = Cell(self.total_word)
        return Row("total", cells, RowKind.TOTAL)


def rows_behind(texts: Texts, evaluation: Evaluation, figure: Figure) -> RowsBehind | None:
    """First rows behind a figure, with the link to all of them; None for a figure without rows."""
    cells = nearest_cells(evaluation, figure)
    if cells is None:
        return None
    table = RowTable(texts, evaluation, cells, texts.say("TELA.SOMA"))
    count = len(rows_of(evaluation, cells))
    everything = sum(len(rows_of(evaluation, one)) for one in cells_in(figure))
    caption = texts.say("TELA.LINHAS_DE", mostradas=min(count, FIRST_ROWS), total=count)
    link = texts.say("TELA.ABRIR_LINHAS", n=everything) if everything > min(count, FIRST_ROWS) else ""
    return RowsBehind(table.columns(), table.rows(FIRST_ROWS), caption, link)


def rules_of(texts: Texts, explained: Explained) -> Iterator[RuleLine]:
    """Rule, since when in force and known, act, rounding, source, snapshot and program."""
    figure, say = explained.figure, texts.say
    rule = figure.rule or nearest_rule(figure)
    if rule is not None:
        yield RuleLine(say("TELA.REGRA"), rule_name(texts, rule.name))
        if rule.start is not None and rule.known is not None:
            yield RuleLine(say("TELA.EM_VIGOR"), say("TELA.EM_VIGOR_DESDE", inicio=rule.start, conhecida=rule.known))
        yield RuleLine(say("TELA.ATO"), rule.act)
    if figure.places is not None:
        yield RuleLine(say("TELA.ARREDONDAMENTO"), say("TELA.CASAS", n=figure.places))
    given = explained.given
    if given is not None:
        when = given.when or explained.run.started
        told = say("FIGURA.ESCOLHIDA", quem=explained.given_by, quando=when, motivo=given.why)
        yield RuleLine(say("ESTRANHO.QUEM_INFORMOU"), told)
    source = explained.source
    yield RuleLine(say("TELA.FONTE"), say("TELA.FONTE_DE", fonte=source.source, quando=source.extracted_at))
    yield RuleLine(say("TELA.RETRATO"), short_hash(source.id, 2), mono=True)
    program = "TELA.PROGRAMA_MESMO" if explained.same_program else "TELA.PROGRAMA_OUTRO"
    yield RuleLine(say("TELA.PROGRAMA"), say(program, versao=explained.run.code_version))


def nearest_rule(figure: Figure) -> Rule | None:
    """The rule of the first step that has one."""
    return next((each.rule for each in figure.walk() if each.rule is not None), None)


def short_hash(hexadecimal: str, groups: int = 1) -> str:
    """`5e0b77c1 a94d02ef`: the first eights of a hash."""
    return " ".join(hexadecimal[8 * at : 8 * at + 8] for at in range(groups))


def explained_view(texts: Texts, explained: Explained, path: Sequence[str], reproduced: bool) -> MemoryView:
    """What the dock says of a figure of a run."""
    figure, evaluation = explained.figure, explained.evaluation
    narrator = Narrator.of(texts, evaluation)
    told = Figures(texts, narrator, evaluation)
    value, unit, first = told.hero(figure)
    row = narrator.steps(figure)
    identical = "TELA.REPRODUZIDO" if reproduced else "TELA.IDENTICO"
    return MemoryView(
        address=explained.address,
        path=path,
        value=value,
        unit=unit,
        unit_first=first,
        proof=State.OK if explained.identical else State.CRITICO,
        proof_word=texts.say(identical if explained.identical else "TELA.DIFERENTE"),
        sentence=narrator.sentence(figure),
        formula=told.formula(figure),
        steps=(steps_of(row, Addressing(explained.run.id, evaluation), narrator.label(figure.name).text),)
        if row.children
        else (),
        rows=rows_behind(texts, evaluation, figure),
        rules=tuple(rules_of(texts, explained)),
    )


def label_path(narrator: Narrator, line: str, members: Mapping[str, str] = NOTHING) -> tuple[str, ...]:
    """Name of a line and of the members it stands for, as pieces of a path."""
    named = narrator.label(line, members)
    return named.text, *named.members
