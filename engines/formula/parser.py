"""From typed text to syntax tree: feeds the lexer's tokens to the LALR parser and names what went wrong."""

from collections.abc import Iterator
from typing import Any

from lark import Lark, Token, UnexpectedToken

from engines.formula.build import TreeBuilder
from engines.formula.errors import FormulaError
from engines.formula.grammar import GRAMMAR
from engines.formula.lexer import Lexer
from engines.formula.locales import vocabulary
from engines.formula.tree import Node, Span, chain, children

MAX_LENGTH = 4000
MAX_LEVELS = 150
"""Levels of the tree, chains of operators counted once: what a recursive visitor may safely descend."""

_OPERANDS = frozenset("NUMBER STRING NAME QUOTED KPI BOUND LPAR CASE NULL TRUE FALSE NOT".split())

# No terminal has a pattern: tokens come from our own lexer and are fed by hand.
_LARK = Lark(GRAMMAR, parser="lalr", lexer="basic", maybe_placeholders=True)


def parse(text: str, locale: str = "en") -> Node:
    """Syntax tree of a formula typed in `locale` (pt, en, es). Raises FormulaError with code and span."""
    if len(text) > MAX_LENGTH:
        raise FormulaError("TOO_LONG", Span(MAX_LENGTH, len(text)), {"limit": MAX_LENGTH}, text)
    if not text.strip():
        raise FormulaError("EMPTY", Span(0, 0), {}, text)
    words = vocabulary(locale)
    lexer = Lexer(text, words)
    parser: Any = _LARK.parse_interactive("")
    seen: list[Token] = []
    for token in lexer.tokens():
        try:
            parser.feed_token(token)
        except UnexpectedToken:
            raise _unexpected(token, _accepted_after(seen), lexer) from None
        seen.append(token)
    try:
        tree = parser.feed_eof()
    except UnexpectedToken:
        raise _unfinished(_accepted_after(seen), lexer) from None
    root = TreeBuilder(text, words).build(tree)
    _refuse_depth(root, text)
    return root


def _accepted_after(seen: list[Token]) -> set[str]:
    """Kinds of token that may follow; from a fresh parser, for one that failed has already reduced too far."""
    parser: Any = _LARK.parse_interactive("")
    for token in seen:
        parser.feed_token(token)
    accepted: set[str] = parser.accepts()
    return accepted


def _unexpected(token: Token, accepts: set[str], lexer: Lexer) -> FormulaError:
    span = Span(token.start_pos or 0, token.end_pos or 0)
    if "PLUS" not in accepts:
        wanted = "MISSING_OPERATOR" if accepts == {"IN", "BETWEEN", "IS"} else "MISSING_OPERAND"
        return FormulaError(wanted, span, {}, lexer.source)
    if token.type in _OPERANDS:
        return FormulaError("MISSING_OPERATOR", span, {}, lexer.source)
    if "RPAR" in accepts and token.type != "DOT":
        return FormulaError("UNCLOSED_LPAR", _innermost_open(lexer), {}, lexer.source)
    if token.type in ("SEP", "DOT"):
        return FormulaError("BAD_CHAR", span, {"char": token.value, "point": f"U+{ord(token.value):04X}"}, lexer.source)
    return FormulaError("MISSING_OPERATOR", span, {}, lexer.source)


def _unfinished(accepts: set[str], lexer: Lexer) -> FormulaError:
    if "RPAR" in accepts:
        return FormulaError("UNCLOSED_LPAR", _innermost_open(lexer), {}, lexer.source)
    end = len(lexer.source)
    return FormulaError("UNEXPECTED_END", Span(end, end), {}, lexer.source)


def _innermost_open(lexer: Lexer) -> Span:
    opened = next(token for token in reversed(lexer.open) if token.type == "LPAR")
    return Span(opened.start_pos or 0, opened.end_pos or 0)


def _refuse_depth(root: Node, text: str) -> None:
    level = [root]
    for _ in range(MAX_LEVELS):
        level = [below for node in level for below in _below(node)]
        if not level:
            return
    raise FormulaError("TOO_DEEP", level[0].span, {"limit": MAX_LEVELS}, text)


def _below(node: Node) -> Iterator[Node]:
    first, links = chain(node)
    yield from (right for link in links for right in list(children(link))[1:])
    if links:
        yield first
    else:
        yield from children(first)
