"""The lexer of the formula language: owns the locale, the positions and every lexical message."""

import unicodedata
from collections.abc import Iterator

from lark import Token

from engines.formula.errors import FormulaError
from engines.formula.locales import Vocabulary, continues_word
from engines.formula.numbers import scan_number
from engines.formula.tree import Span

MAX_DEPTH = 64
"""Open parentheses (and CASE … END) one formula may nest."""

_OPERATORS = {
    "<>": "NE",
    "!=": "NE",
    "<=": "LE",
    ">=": "GE",
    "+": "PLUS",
    "-": "MINUS",
    "*": "STAR",
    "×": "STAR",
    "/": "SLASH",
    "÷": "SLASH",
    "=": "EQ",
    "≠": "NE",
    "<": "LT",
    "≤": "LE",
    ">": "GT",
    "≥": "GE",
    ";": "SEP",
    ".": "DOT",
}
_REFUSED = {"==": "USE_SINGLE_EQ", "&&": "USE_WORD_OP", "||": "USE_WORD_OP", "**": "NO_POWER", "^": "NO_POWER"}
_PASTED = dict.fromkeys("−–—‒‑", "-") | dict.fromkeys("“”„‘’‚«»´", "'") | {"⁄": "/", "∕": "/", "∗": "*", "⋅": "*"}
_SPACES = dict.fromkeys("\u00a0\u202f\u2007\u2009\u200a\u2002\u2003\u3000", " ")
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_QUOTED = {"'": "STRING", '"': "STRING", "`": "QUOTED"}


class Lexer:
    """Tokens of one typed text, in its locale; `open` holds the parentheses and CASEs not yet closed."""

    def __init__(self, source: str, words: Vocabulary) -> None:
        self.source = source
        self.words = words
        self.open: list[Token] = []
        self._last: Token | None = None

    def tokens(self) -> Iterator[Token]:
        """Every token in the order of the text. Raises FormulaError at the first fault met."""
        at = 0
        while at < len(self.source):
            if self.source[at] in " \t\r\n":
                at += 1
                continue
            token = self._token(at)
            at = token.end_pos or len(self.source)
            self._nest(token)
            self._last = token
            yield token

    def _token(self, at: int) -> Token:
        char = self.source[at]
        if char in _QUOTED:
            return self._quoted(at, char)
        if char == "[":
            return self._reference(at)
        if "0" <= char <= "9" or (char in ".," and self._starts_fraction(at)):
            number, end = scan_number(self.source, at, self.words, self._in_list())
            return self._made("NUMBER", number, at, end)
        if char == "@" and self._word_end(at + 1) > at + 1:
            end = self._word_end(at + 1)
            return self._made("BOUND", _composed(self.source[at + 1 : end]), at, end)
        if self._word_end(at) > at:
            return self._word(at)
        return self._mark(at)

    def _starts_fraction(self, at: int) -> bool:
        """`.5` is a malformed number, not a dot: nothing that could own a field stands before it."""
        follows_name = self._last is not None and self._last.type in ("NAME", "QUOTED")
        decimal = self.source[at] == self.words.decimal_mark
        return decimal and not follows_name and self.source[at + 1 : at + 2].isdecimal() and not self._after_operand()

    def _after_operand(self) -> bool:
        return self._last is not None and self._last.type in ("NUMBER", "STRING", "NAME", "QUOTED", "RPAR", "KPI")

    def _in_list(self) -> bool:
        """True directly inside the parentheses of a call or of IN, where a comma may separate."""
        return bool(self.open) and self.open[-1].value == "call"

    def _word_end(self, at: int) -> int:
        end = at
        while end < len(self.source) and continues_word(self.source[end], end == at):
            end += 1
        return end

    def _word(self, at: int) -> Token:
        end = self._word_end(at)
        dotted = self._dotted_function(at, end)
        if dotted is not None:
            return self._made("NAME", _composed(self.source[at:dotted]), at, dotted)
        word = _composed(self.source[at:end])
        kind = None if self._names_a_part(end) else self._keyword(word, end)
        return self._made(kind or "NAME", word, at, end)

    def _names_a_part(self, end: int) -> bool:
        """True after a dot, or before one that a name follows: such a word is never a keyword."""
        after_dot = self._last is not None and self._last.type == "DOT"
        return after_dot or (self.source[end : end + 1] == "." and self._word_end(end + 1) > end + 1)

    def _keyword(self, word: str, end: int) -> str | None:
        kind = self.words.keyword(word)
        if kind == "CASE" and self._next_mark(end) == "(":
            return None
        if kind == "AND" and self.words.locale == "pt" and self._null_follows(end):
            return "IS"
        return kind

    def _null_follows(self, end: int) -> bool:
        """`x E NULO`, `x E NÃO NULO`: the accent of É left out."""
        rest = [self.words.keyword(word) for word in self.source[end:].split()[:2]]
        return rest[:1] == ["NULL"] or rest == ["NOT", "NULL"]

    def _next_mark(self, at: int) -> str:
        return self.source[at:].lstrip(" \t\r\n")[:1]

    def _dotted_function(self, at: int, end: int) -> int | None:
        """End of a function name that has dots of its own (CONT.NÚM), or None."""
        while self.source[end : end + 1] == "." and self._word_end(end + 1) > end + 1:
            end = self._word_end(end + 1)
            if self._next_mark(end) == "(" and self.words.function(self.source[at:end]):
                return end
        return None

    def _quoted(self, at: int, quote: str) -> Token:
        end = at + 1
        while True:
            end = self.source.find(quote, end)
            if end < 0:
                raise self._error("UNTERMINATED", at, len(self.source), quote=quote)
            if self.source[end + 1 : end + 2] != quote:
                break
            end += 2
        inside = self.source[at + 1 : end].replace(quote * 2, quote)
        kind = _QUOTED[quote]
        return self._made(kind, _composed(inside) if kind == "QUOTED" else inside, at, end + 1)

    def _reference(self, at: int) -> Token:
        end = self.source.find("]", at)
        if end < 0:
            raise self._error("UNTERMINATED", at, len(self.source), quote="]")
        return self._made("KPI", _composed(self.source[at + 1 : end]), at, end + 1)

    def _mark(self, at: int) -> Token:
        for length in (2, 1):
            mark = self.source[at : at + length]
            if mark in _REFUSED:
                word = self.words.keyword_word("AND" if mark == "&&" else "OR") if mark in ("&&", "||") else "="
                raise self._error(_REFUSED[mark], at, at + len(mark), instead=word)
            if mark in _OPERATORS:
                return self._made(_OPERATORS[mark], mark, at, at + len(mark))
        return self._bracket(at, self.source[at])

    def _bracket(self, at: int, char: str) -> Token:
        if char == "(":
            follows = self._last is not None and self._last.type in ("NAME", "IN")
            return self._made("LPAR", "call" if follows else "group", at, at + 1)
        if char == ")":
            return self._made("RPAR", char, at, at + 1)
        if char == ",":
            if self.words.locale == "en":
                return self._made("SEP", char, at, at + 1)
            raise self._error("COMMA_SEP", at, at + 1)
        raise self._bad_char(at, char)

    def _bad_char(self, at: int, char: str) -> FormulaError:
        shown: dict[str, object] = {"char": char, "point": f"U+{ord(char):04X}"}
        if char in _PASTED:
            shown |= {"detail": "PASTED", "instead": _PASTED[char]}
        elif char in _SPACES or char in _INVISIBLE:
            shown |= {"detail": "SPACE"}
        return self._error("BAD_CHAR", at, at + 1, **shown)

    def _nest(self, token: Token) -> None:
        if token.type in ("LPAR", "CASE"):
            if len(self.open) >= MAX_DEPTH:
                raise self._error("TOO_DEEP", token.start_pos or 0, token.end_pos or 0, limit=MAX_DEPTH)
            self.open.append(token)
        elif token.type == "END" and self.open and self.open[-1].type == "CASE":
            self.open.pop()
        elif token.type == "RPAR":
            self._close(token)

    def _close(self, token: Token) -> None:
        if not any(opened.type == "LPAR" for opened in self.open):
            raise self._error("EXTRA_RPAR", token.start_pos or 0, token.end_pos or 0)
        if self.open[-1].type == "LPAR":
            self.open.pop()

    def _made(self, kind: str, value: str, start: int, end: int) -> Token:
        return Token(kind, value, start_pos=start, end_pos=end)

    def _error(self, code: str, start: int, end: int, **shown: object) -> FormulaError:
        return FormulaError(code, Span(start, end), shown, self.source)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
