"""What the dock Memória de cálculo shows about one number, as plain data; no Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from viewmodels.state import State
from viewmodels.table_spec import ColumnSpec, Row


@dataclass(frozen=True, slots=True)
class FormulaLine:
    """A line of the formula, in words or with values; `terms` gives where each step's term stands in the text."""

    text: str
    terms: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """A node of the tree: label, value with its unit, the operation in words, and the steps it came from."""

    key: str
    label: str
    value: str
    note: str = ""
    address: object = None
    children: Sequence["Step"] = ()


@dataclass(frozen=True, slots=True)
class RowsBehind:
    """First rows behind the number, its total row included, and the words of the link to all of them."""

    columns: Sequence[ColumnSpec]
    rows: Sequence[Row]
    caption: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One line of "Regra e prova": label, value, and whether it is a hash or code (mono)."""

    label: str
    value: str
    mono: bool = False


@dataclass(frozen=True, slots=True)
class TypedValue:
    """Where a value was typed by hand: who, when and why stand in place of the tree."""

    who: str
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class MemoryView:
    """Everything the dock says about one number, already in words; `unit_first` writes R$ before the value."""

    address: object
    path: Sequence[str]
    value: str
    unit: str = ""
    unit_first: bool = False
    proof: State | None = None
    proof_word: str = ""
    sentence: str = ""
    formula: Sequence[FormulaLine] = ()
    steps: Sequence[Step] = ()
    rows: RowsBehind | None = None
    rules: Sequence[RuleLine] = ()
    typed: TypedValue | None = None
