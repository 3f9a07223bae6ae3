"""The one place where figures become words, for dock, paper, workbook and clipboard alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from engines.figure import Cells, Figure, Missing, Value
from engines.finding import NOTHING
from engines.formula.tree import Aggregate, Name, Node, walk
from engines.formula.words import Segment, plain, say
from engines.sheet import Evaluation, Sheet
from engines.sheet.evaluation import Trace
from engines.sheet.proof import rows_of
from storage.texts.sentences import Texts
from viewmodels.papers.amounts import amount, exact, reason
from viewmodels.papers.leaves import ValueLeaf, WordLeaf, label_of, phrases_of, table_label, taken, within
from viewmodels.papers.tellings import COMPARED, TELLINGS, LineArgs, Telling

EQUALS = Segment(" = ")

Segments = tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """What a figure is called and whose it is: `Meta de consumo`, (`SÃO SEBASTIÃO`,)."""

    text: str
    members: tuple[str, ...] = ()

    def __str__(self) -> str:
        return ", ".join((self.text, *self.members))


@dataclass(frozen=True)
class StepRow:
    """One row of the tree of steps: label, note under it, value with unit, the figure and what it came from."""

    label: str
    note: str
    value: str
    figure: Figure
    children: tuple["StepRow", ...] = ()


@dataclass(frozen=True)
class Narrator:
    """Tells the figures of one evaluated sheet in the language of `texts`."""

    texts: Texts
    sheet: Sheet
    evaluation: Evaluation
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: NOTHING)
    phrases: Mapping[str, str] = field(default_factory=lambda: NOTHING)

    @staticmethod
    def of(texts: Texts, evaluation: Evaluation) -> "Narrator":
        """The narrator of an evaluation, with the names of its members as the reader knows them."""
        labels = {
            axis: {m.key: member_label(texts, axis, m.key, m.label) for m in members}
            for axis, members in evaluation.facts.axes.items()
        }
        return Narrator(texts, evaluation.sheet, evaluation, labels, phrases_of(texts))

    def label(self, name: str, member: Mapping[str, str] = NOTHING) -> Label:
        """Name of a line or input with the members it stands for."""
        named = tuple(self.labels.get(axis, {}).get(key, key) for axis, key in member.items())
        known = name in self.sheet.lines or name in self.sheet.inputs
        return Label(label_of(self.texts, self.sheet, name) if known else self.phrases.get(name, name), named)

    def formula(self, name: str, member: Mapping[str, str] = NOTHING) -> Segments:
        """Right side of a line's formula in words; nothing for an input."""
        if name not in self.sheet.lines:
            return ()
        leaf = WordLeaf(self.texts, self.sheet, member, self.labels, self.phrases)
        return say(self.sheet.lines[name].root, leaf, self.phrases)

    def words(self, figure: Figure) -> Segments:
        """The formula in words: `Meta de consumo = litros previstos − redução`."""
        right = self.formula(figure.name, figure.member)
        head = Segment(self.label(figure.name).text)
        return (head, EQUALS, *right) if right else (head,)

    def values(self, figure: Figure) -> Segments:
        """The formula with its values: `40.501,64 L = 41.118,42 L − 616,78 L`; a missing value says its reason."""
        head = Segment(self.amount(figure))
        right = self.operands(figure)
        return (head, EQUALS, *right) if right else (head,)

    def operands(self, figure: Figure) -> Segments:
        """Right side of the formula with values, along the branch that was taken; how many rows, for raw data."""
        if figure.name not in self.sheet.lines:
            return ()
        root, trace = self._taken(figure)
        if isinstance(root, Aggregate) and root.table:
            return (Segment(self._rows(root, figure), root.span),)
        above = self.evaluation.settled(tuple(figure.member), tuple(figure.member.values()))
        leaf = ValueLeaf(self.texts, self.evaluation, above, self.labels, trace, root)
        return say(root, leaf, self.phrases)

    def operation(self, figure: Figure) -> Segments:
        """Right side of the formula in words, along the branch that was taken; nothing for an input."""
        if figure.name not in self.sheet.lines:
            return ()
        leaf = WordLeaf(self.texts, self.sheet, figure.member, self.labels, self.phrases)
        return say(self._taken(figure)[0], leaf, self.phrases)

    def behind(self, figure: Figure) -> Figure:
        """The figure whose operation gave the value: itself, or the line it only repeats under another name."""
        while figure.name in self.sheet.lines and isinstance(self._taken(figure)[0], Name):
            figure = next(self.sources(figure))
        return figure

    def constant(self, figure: Figure) -> bool:
        """True when the branch taken holds no term: the value is written in the formula itself."""
        return not any(isinstance(node, Name | Aggregate) for node in walk(self._taken(figure)[0]))

    def sources(self, figure: Figure) -> Iterator[Figure]:
        """Figures the value came through: the inputs of the branch that was taken, not those a condition looked at."""
        named = {node.name for node in walk(self._taken(figure)[0]) if isinstance(node, Name)}
        yield from (item for item in figure.inputs if isinstance(item, Figure) and item.name in named)

    def amount(self, figure: Figure) -> str:
        """The figure's value as it stands in a formula."""
        return amount(self.texts, figure.value, figure.unit, figure.places)

    def value(self, figure: Figure) -> str:
        """The figure's value on its own, with the places of its line."""
        places = figure.places if figure.places is not None and figure.places <= 2 else None
        return exact(self.texts, figure.value, figure.unit, places)

    def sentence(self, figure: Figure) -> str:
        """The figure told in one line, from the sheet's own numbers; its formula with values where none is written."""
        args = LineArgs(self.evaluation, figure.member)
        if isinstance(figure.value, Missing):
            return self._absent(figure)
        if figure.name not in TELLINGS:
            return plain(self.values(figure))
        told = next(t for t in TELLINGS[figure.name] if self._holds(t, figure))
        return " ".join((self.texts.say_with(told.code, args), *self._compared(figure)))

    def _absent(self, figure: Figure) -> str:
        """Why there is no value, and at which line it was lost: the first one whose own terms are all there."""
        lost = figure
        while (below := _first_missing(lost)) is not None:
            lost = below
        assert isinstance(lost.value, Missing)
        why, where = reason(self.texts, lost.value), str(self.label(lost.name, lost.member))
        return self.texts.say("NARRA.SEM_VALOR", motivo=why[:1].lower() + why[1:], onde=where)

    def note(self, figure: Figure) -> str:
        """The line under a step: the operation that was taken, in words; where a given value is from; how many rows."""
        own = f"NOTA.{self.sheet.name}.{figure.name}"
        if self.texts.knows(own) and not self._repeats(figure):
            return self.texts.say_with(own, LineArgs(self.evaluation, figure.member))
        if figure.name in self.sheet.inputs:
            parameter = self.sheet.inputs[figure.name].parameter
            return self.texts.say("FIGURA.PARAMETRO" if parameter else "FIGURA.DADO")
        cells = [item for item in figure.inputs if isinstance(item, Cells)]
        if cells:
            return self.texts.say("FIGURA.LINHAS", n=len(rows_of(self.evaluation, cells[0])))
        return capital(plain(self.operation(figure)))

    def _repeats(self, figure: Figure) -> bool:
        """True when the value came whole from another line, which a note of the line's own sum would not tell."""
        return figure.name in self.sheet.lines and isinstance(self._taken(figure)[0], Name)

    def steps(self, figure: Figure) -> StepRow:
        """The tree of steps under a figure; a child says only the members its parent does not have already."""
        return self._step(figure, NOTHING, {})

    def _step(self, figure: Figure, above: Mapping[str, str], told: dict[tuple[str, ...], StepRow]) -> StepRow:
        """A figure that many lines share is told once; `told` keeps it by the members its parent does not have."""
        own = {axis: key for axis, key in figure.member.items() if above.get(axis) != key}
        place = (figure.key, figure.formula, *own)
        if figure.name not in self.sheet.lines or place not in told:
            below = (item for item in figure.inputs if isinstance(item, Figure))
            children = tuple(self._step(child, figure.member, told) for child in below)
            label, note = str(self.label(figure.name, own)), self.note(figure)
            told[place] = StepRow(label, note, self.value(figure), figure, children)
        return told[place]

    def _taken(self, figure: Figure) -> tuple[Node, Trace]:
        """The part of the formula the value came through, with the value of each of its terms."""
        line = self.sheet.lines[figure.name]
        members = tuple(figure.member[axis] for axis in line.per)
        _, trace = self.evaluation.traced(line.root, line.per, members)
        return taken(line.root, trace), trace

    def _rows(self, node: Aggregate, figure: Figure) -> str:
        cells = [item for item in figure.inputs if isinstance(item, Cells)]
        inner = [c for item in figure.inputs if isinstance(item, Figure) for c in item.inputs if isinstance(c, Cells)]
        count = len(rows_of(self.evaluation, (cells or inner)[0]))
        table = within(table_label(self.texts, self.sheet, node.table))
        return self.texts.say("NARRA.DE_LINHAS", funcao=self.phrases.get(node.func, node.func), n=count, tabela=table)

    def _holds(self, telling: Telling, figure: Figure) -> bool:
        if telling.apart_from and figure.value == self.evaluation.value(telling.apart_from, figure.member):
            return False
        if not telling.when:
            return True
        if telling.when not in self.sheet.lines:
            return False
        value: Value = self.evaluation.value(telling.when, figure.member)
        return not isinstance(value, Missing) and bool(value)

    def _compared(self, figure: Figure) -> tuple[str, ...]:
        against = COMPARED.get(figure.name)
        other = self.evaluation.value(against, figure.member) if against else Missing("NOT_GIVEN")
        if not isinstance(other, Decimal) or not isinstance(figure.value, Decimal) or other == figure.value:
            return ()
        below = figure.value < other
        code = "FRASE.ABAIXO_DA_MEDIA" if below else "FRASE.ACIMA_DA_MEDIA"
        return (self.texts.say_with(code, {"diferenca": abs(figure.value - other)}),)


def _first_missing(figure: Figure) -> Figure | None:
    return next((item for item in figure.inputs if isinstance(item, Figure) and isinstance(item.value, Missing)), None)


def member_label(texts: Texts, axis: str, key: str, label: str) -> str:
    """Name of a member: translated where the texts know it (day types, criteria), else as the data writes it."""
    code = f"MEMBRO.{axis}.{key}"
    return texts.say(code) if texts.knows(code) else label


def capital(text: str) -> str:
    """A sentence's first letter in upper case; the rest as it is."""
    return text[:1].upper() + text[1:]
