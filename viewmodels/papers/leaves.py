"""Terms of a formula as people read them: in words (labels) or with the values of one cell."""

from collections.abc import Mapping
from dataclasses import dataclass

from engines.figure import Missing, Value
from engines.formula.tree import Aggregate, Bound, Call, Case, Field, Name, Node, Null, Number, Text, Truth
from engines.formula.words import plain, say
from engines.sheet import Evaluation, Sheet
from engines.sheet.evaluation import Trace
from storage.texts.sentences import SOURCE_LOCALE, Texts
from viewmodels.papers.amounts import amount

PHRASES = (
    "IF", "ELSE", "AND", "OR", "NOT", "IS_NULL", "IS_NOT_NULL", "COALESCE", "NULLIF", "SUM", "AVG", "COUNT", "MIN",
    "MAX", "ABS", "ROUND", "BETWEEN", "IN", "SQRT", "PERCENT", "PERCENT64",
)  # fmt: skip
"""Words of functions and signs, each with a sentence PALAVRA.<word>."""


def phrases_of(texts: Texts) -> Mapping[str, str]:
    """Words of functions in the reader's language, by the name the formula uses."""
    return {word.replace("_", " "): texts.say(f"PALAVRA.{word}") for word in PHRASES}


def label_of(texts: Texts, sheet: Sheet, key: str) -> str:
    """Name of a line or input: as its own sheet writes it in the source language, else its translation."""
    code = f"LINHA.{sheet.name}.{key}"
    if texts.locale != SOURCE_LOCALE and texts.knows(code):
        return texts.say(code)
    return sheet.label(key)


def within(text: str) -> str:
    """A label in the middle of a sentence: lower case unless it opens with an abbreviation (KM prevista)."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


@dataclass(frozen=True)
class WordLeaf:
    """Says a term by its label; what runs over rows says function, column, table and filter."""

    texts: Texts
    sheet: Sheet
    members: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]
    phrases: Mapping[str, str]

    def __call__(self, node: Node) -> str | None:
        """Words of a term, None for what is taken apart."""
        match node:
            case Name():
                return within(label_of(self.texts, self.sheet, node.name))
            case Aggregate():
                return self._aggregate(node)
            case Bound():
                return self._member(node.name, self.members.get(node.name))
            case Number() | Text() | Truth() | Null():
                return literal(self.texts, node, self.labels)
            case _:
                return None

    def _member(self, axis: str, key: str | None) -> str:
        if key is None:
            return self.texts.say("NARRA.O_PROPRIO")
        return self.labels.get(axis, {}).get(key, key)

    def _aggregate(self, node: Aggregate) -> str:
        func = self.phrases.get(node.func, node.func)
        if not node.table:
            assert isinstance(node.argument, Name)
            return self.texts.say("NARRA.SOBRE_LINHA", funcao=func, linha=self(node.argument))
        table = within(table_label(self.texts, self.sheet, node.table))
        args = {"funcao": func, "tabela": table, "coluna": self._column(node.argument)}
        code = "NARRA.SOBRE_TABELA" if node.argument is not None else "NARRA.LINHAS_DE_TABELA"
        if node.where is None:
            return self.texts.say_with(code, args)
        told = plain(say(node.where, self._field, self.phrases))
        return self.texts.say_with(f"{code}_FILTRO", {**args, "filtro": told})

    def _column(self, node: Node | None) -> str:
        return "" if node is None else plain(say(node, self._field, self.phrases))

    def _field(self, node: Node) -> str | None:
        """Inside an aggregate a bare name is a column of its table."""
        if isinstance(node, Field):
            return column_label(self.texts, node.field)
        if isinstance(node, Name):
            return column_label(self.texts, node.name)
        return self(node)


@dataclass(frozen=True)
class ValueLeaf:
    """Says a term by its value for one cell."""

    texts: Texts
    evaluation: Evaluation
    members: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]
    trace: Trace
    alone: Node

    def __call__(self, node: Node) -> str | None:
        """Value of a term, None for what is taken apart."""
        match node:
            case Name():
                return self._named(node.name, self.members)
            case Aggregate() if not node.table:
                return self._over_members(node)
            case Aggregate():
                return amount(self.texts, self.trace.get(node.span, Missing("NOT_EVALUATED")), "", None)
            case Bound():
                key = self.members[node.name]
                return self.labels.get(node.name, {}).get(key, key)
            case Number() | Text() | Truth() | Null():
                return literal(self.texts, node, self.labels)
            case _:
                return None

    def _named(self, key: str, members: Mapping[str, str]) -> str:
        sheet = self.evaluation.sheet
        value = self.evaluation.value(key, members)
        return amount(self.texts, value, str(sheet.unit(key)), sheet.places(key))

    def _over_members(self, node: Aggregate) -> str:
        """A sum shows its parts; any other function its own value."""
        assert isinstance(node.argument, Name)
        key, sheet = node.argument.name, self.evaluation.sheet
        free = tuple(axis for axis in sheet.per(key) if axis not in self.members)
        combinations = self.evaluation.members_beneath(free, self.members)
        parts = [self._named(key, {**self.members, **dict(zip(free, keys, strict=True))}) for keys in combinations]
        if node.func != "SUM" or not parts:
            value: Value = self.trace.get(node.span, Missing("NOT_EVALUATED"))
            return amount(self.texts, value, str(sheet.unit(key)), sheet.places(key))
        told = " + ".join(parts)
        return told if node is self.alone or len(parts) == 1 else f"({told})"


def literal(texts: Texts, node: Node, labels: Mapping[str, Mapping[str, str]]) -> str | None:
    """A value written in the formula itself; a member's key is said by its label."""
    match node:
        case Number():
            return texts.numbers.number(node.value)
        case Text():
            return next((named[node.value] for named in labels.values() if node.value in named), node.value)
        case Truth():
            return texts.numbers.truth(node.value)
        case _:
            return texts.say("NARRA.NADA")


def axis_label(texts: Texts, sheet: Sheet, axis: str) -> str:
    """Name of an axis, as its own sheet writes it in the source language, else its translation."""
    return sheet.axes[axis].label if texts.locale == SOURCE_LOCALE else column_label(texts, axis).capitalize()


def column_label(texts: Texts, column: str) -> str:
    """Name of a column of the facts; the column itself where nobody named it."""
    code = f"COLUNA.{column}"
    return texts.say(code) if texts.knows(code) else column


def table_label(texts: Texts, sheet: Sheet, table: str) -> str:
    """Name of a table of the facts, as its own sheet writes it in the source language, else its translation."""
    code = f"TABELA.{sheet.name}.{table}"
    if texts.locale != SOURCE_LOCALE and texts.knows(code):
        return texts.say(code)
    return sheet.tables[table].label


def taken(node: Node, trace: Trace) -> Node:
    """The part of a formula its value came through: the branch of a condition, the first value of a fallback."""
    if isinstance(node, Case):
        for condition, value in node.branches:
            if trace.get(condition.span) is True:
                return taken(value, trace)
        return node if node.otherwise is None else taken(node.otherwise, trace)
    if isinstance(node, Call) and node.func == "COALESCE":
        for argument in node.args:
            if not isinstance(trace.get(argument.span, Missing("NOT_EVALUATED")), Missing):
                return taken(argument, trace)
    return node
