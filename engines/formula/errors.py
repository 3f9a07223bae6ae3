"""The one error of the formula language: a code, the span it stands at, and the arguments of its sentence."""

from collections.abc import Mapping

from engines.formula.tree import Span
from engines.formula.units import Unit

_UNIT_ARGS = ("left", "right", "unit", "wanted")
_NEEDED = {"bool": "BOOL", "text": "TEXT", "date": "DATE"}
_LONGEST = 60


class FormulaError(ValueError):
    """A formula the user must mend; `code` is a stable key, `span` 0-based code points of the typed text.

    `args_shown` feeds the sentence (`suggest`, `path`, …). `source` is the typed text; positions follow from it.
    """

    def __init__(self, code: str, span: Span, args: Mapping[str, object] | None = None, source: str = "") -> None:
        super().__init__(f"{code} at {span.start}-{span.end}")
        self.code = code
        self.span = span
        self.args_shown: dict[str, object] = dict(args or {})
        self.source = source

    @property
    def text(self) -> str:
        """The marked part of the typed text."""
        return self.source[self.span.start : self.span.end]

    @property
    def line(self) -> int:
        """1-based line of the span's start."""
        return self.source.count("\n", 0, self.span.start) + 1

    @property
    def col(self) -> int:
        """1-based column, in code points, of the span's start."""
        return self.span.start - self.source.rfind("\n", 0, self.span.start)

    @property
    def start_utf16(self) -> int:
        """Start in UTF-16 units, the positions of a QTextDocument."""
        return utf16_offset(self.source, self.span.start)

    @property
    def end_utf16(self) -> int:
        """End in UTF-16 units, exclusive."""
        return utf16_offset(self.source, self.span.end)

    @property
    def text_code(self) -> str:
        """Key of the sentence: FORMULA.<CODE>, refined by SUGGEST, PASTED, … where the arguments call for it."""
        detail = self.args_shown.get("detail", "SUGGEST" if "suggest" in self.args_shown else "")
        if self.code == "TYPE":
            detail = _NEEDED.get(str(self.args_shown.get("needed")), "NUMBER")
        return f"FORMULA.{self.code}.{detail}" if detail else f"FORMULA.{self.code}"

    @property
    def text_args(self) -> dict[str, object]:
        """Arguments of the sentence: the marked text, line and column, and what the error itself carries."""
        shown = {key: _shown(key, value) for key, value in self.args_shown.items()}
        return {"text": _shortened(self.text), "line": self.line, "col": self.col} | shown

    def located(self, source: str) -> "FormulaError":
        """Itself, knowing the typed text it belongs to."""
        self.source = source
        return self


def utf16_offset(source: str, index: int) -> int:
    """UTF-16 units before code point `index`."""
    return len(source[:index].encode("utf-16-le", "surrogatepass")) // 2


def _shown(key: str, value: object) -> object:
    if key in _UNIT_ARGS:
        return Unit.parse(str(value)).symbol
    return " → ".join(map(str, value)) if isinstance(value, list | tuple) else value


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
