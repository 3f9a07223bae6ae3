"""Writes a tree back as text: canonical (English names, `.` and `,`) or as a locale's reader types it."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from engines.formula import tree as t
from engines.formula.locales import Vocabulary, is_reserved, is_word, vocabulary
from engines.formula.tree import Node
from engines.money import canonical_text

_OR, _AND, _NOT, _COMPARISON, _SUM, _PRODUCT, _MINUS, _ATOM = range(1, 9)


def canonical(root: Node) -> str:
    """The text a formula is stored as: English names, decimal point, comma between arguments."""
    return _Printer(vocabulary("en")).text(root)


def localized(root: Node, locale: str) -> str:
    """The text as a reader of `locale` writes it; parsed again in that locale it is the same tree."""
    return _Printer(vocabulary(locale)).text(root)


class _Printer:
    """Writes trees in one vocabulary, with the fewest parentheses that keep the tree."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words

    def text(self, node: Node, least: int = 0) -> str:
        """Text of a node, in parentheses where its operator binds less than `least`."""
        if isinstance(node, t.Binary | t.Compare | t.Logic):
            written = self._chain(node)
        else:
            written = _WRITERS[type(node)](self, node)
        return f"({written})" if _level(node) < least else written

    def _chain(self, node: Node) -> str:
        first, links = t.chain(node)
        written, level = self.text(first), _level(first)
        for link in links:
            own = _level(link)
            left = f"({written})" if level < own else written
            right = self._right(link, own)
            written, level = f"{left} {self._operator(link)} {right}", own
        return written

    def _right(self, link: Node, own: int) -> str:
        right = self.text(link.right, own + 1)  # type: ignore[attr-defined]
        # In Portuguese `x E NULO` reads as `x É NULO`: an absence after AND keeps parentheses.
        null, none = self._word("NULL"), f"{self._word('NOT')} {self._word('NULL')}"
        return f"({right})" if own == _AND and right.startswith((null, none)) else right

    def _operator(self, link: Node) -> str:
        return self._word(link.op) if isinstance(link, t.Logic) else str(link.op)  # type: ignore[attr-defined]

    def _word(self, kind: str) -> str:
        return self.words.keyword_word(kind)

    def _not(self, negated: bool) -> str:
        return f"{self._word('NOT')} " if negated else ""

    def _listed(self, items: tuple[Node, ...]) -> str:
        return self.words.separator.join(map(self.text, items))

    def number(self, node: t.Number) -> str:
        """A literal with the locale's decimal mark."""
        return localized_number(node.value, self.words)

    def quoted(self, node: t.Text) -> str:
        """A text literal, quotes doubled."""
        return "'" + node.value.replace("'", "''") + "'"

    def truth(self, node: t.Truth) -> str:
        """TRUE or FALSE."""
        return self._word("TRUE" if node.value else "FALSE")

    def null(self, _node: t.Null) -> str:
        """NULL."""
        return self._word("NULL")

    def name(self, node: t.Name) -> str:
        """A name, in backticks where it is no plain word."""
        return quoted_name(node.name)

    def bound(self, node: t.Bound) -> str:
        """`@axis`."""
        return f"@{node.name}"

    def field(self, node: t.Field) -> str:
        """`table.field`."""
        return f"{quoted_name(node.table)}.{quoted_name(node.field)}"

    def kpi(self, node: t.KpiRef) -> str:
        """`[CODE]`, with its offset when it is not this period."""
        return f"[{node.code}{self.words.separator}{node.offset}]" if node.offset else f"[{node.code}]"

    def unary(self, node: t.Unary) -> str:
        """`-x`, `NOT x`."""
        if node.op == "NOT":
            return f"{self._word('NOT')} {self.text(node.operand, _NOT)}"
        return f"-{self.text(node.operand, _MINUS)}"

    def between(self, node: t.Between) -> str:
        """`x [NOT] BETWEEN a AND b`."""
        low, high = self.text(node.low, _SUM), self.text(node.high, _SUM)
        operand = self.text(node.operand, _COMPARISON)
        return f"{operand} {self._not(node.negated)}{self._word('BETWEEN')} {low} {self._word('AND')} {high}"

    def in_list(self, node: t.InList) -> str:
        """`x [NOT] IN (…)`."""
        operand = self.text(node.operand, _COMPARISON)
        return f"{operand} {self._not(node.negated)}{self._word('IN')} ({self._listed(node.items)})"

    def is_null(self, node: t.IsNull) -> str:
        """`x IS [NOT] NULL`."""
        operand = self.text(node.operand, _COMPARISON)
        if node.negated and self.words.locale == "en":
            return f"{operand} {self._word('IS')} {self._word('NOT')} {self._word('NULL')}"
        return f"{operand} {self._not(node.negated)}{self._word('IS')} {self._word('NULL')}"

    def case(self, node: t.Case) -> str:
        """IF for one condition with both branches, CASE WHEN for the rest."""
        if len(node.branches) == 1 and node.otherwise is not None:
            return f"{self.words.function_word('IF')}({self._listed((*node.branches[0], node.otherwise))})"
        parts = [self._word("CASE")]
        for condition, value in node.branches:
            parts += [self._word("WHEN"), self.text(condition), self._word("THEN"), self.text(value)]
        if node.otherwise is not None:
            parts += [self._word("ELSE"), self.text(node.otherwise)]
        return " ".join([*parts, self._word("END")])

    def call(self, node: t.Call) -> str:
        """A function call."""
        return f"{self.words.function_word(node.func)}({self._listed(node.args)})"

    def aggregate(self, node: t.Aggregate) -> str:
        """An aggregate with its filter inside."""
        argument = self.text(node.argument) if node.argument else quoted_name(node.table)
        distinct = f"{self._word('DISTINCT')} " if node.distinct else ""
        where = f" {self._word('WHERE')} {self.text(node.where)}" if node.where else ""
        return f"{self.words.function_word(node.func)}({distinct}{argument}{where})"


def quoted_name(name: str) -> str:
    """A name as it may be typed in every locale: backticks around what is no plain word or is a keyword."""
    return name if is_word(name) and not is_reserved(name) else "`" + name.replace("`", "``") + "`"


def localized_number(value: Decimal, words: Vocabulary) -> str:
    """Digits of a literal with the locale's decimal mark, no thousands mark."""
    return canonical_text(value).replace(".", words.decimal_mark)


def _level(node: Node) -> int:
    if isinstance(node, t.Logic):
        return _OR if node.op == "OR" else _AND
    if isinstance(node, t.Unary):
        return _NOT if node.op == "NOT" else _MINUS
    if isinstance(node, t.Binary):
        return _SUM if node.op in ("+", "-") else _PRODUCT
    return _COMPARISON if isinstance(node, t.Compare | t.Between | t.InList | t.IsNull) else _ATOM


_WRITERS: Mapping[type[Node], Callable[..., str]] = {
    t.Number: _Printer.number,
    t.Text: _Printer.quoted,
    t.Truth: _Printer.truth,
    t.Null: _Printer.null,
    t.Name: _Printer.name,
    t.Bound: _Printer.bound,
    t.Field: _Printer.field,
    t.KpiRef: _Printer.kpi,
    t.Unary: _Printer.unary,
    t.Between: _Printer.between,
    t.InList: _Printer.in_list,
    t.IsNull: _Printer.is_null,
    t.Case: _Printer.case,
    t.Call: _Printer.call,
    t.Aggregate: _Printer.aggregate,
}
