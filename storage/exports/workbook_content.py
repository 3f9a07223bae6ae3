"""What a transparency workbook is made of: plain values and syntax trees, filled from a run, free of openpyxl.

The workbook repeats the sheet: each line's formula is written from its tree, each value is the engine's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from engines.figure import Value
from engines.finding import NOTHING
from engines.formula.excel import Kind
from engines.formula.tree import Node

Keys = tuple[str, ...]
CellKey = tuple[str, Keys]
"""Line or input, and the member keys in the order of its axes."""


@dataclass(frozen=True, slots=True)
class Member:
    """One member of an axis."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A dimension lines repeat over; the first axis of the content gives the rows of the calculation."""

    key: str
    label: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Input:
    """A given value. Without the row axis it lives on Parametros under `name`; with it, in the calculation.

    `above` and `below` are exclusive limits, `at_most` inclusive; they guard typing. `unit` is the engine's name
    of the unit, `unit_text` what people read.
    """

    key: str
    label: str
    unit: str
    unit_text: str = ""
    places: int | None = None
    per: Keys = ()
    kind: Kind = "number"
    name: str = ""
    note: str = ""
    above: Decimal | None = None
    below: Decimal | None = None
    at_most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A calculated line: its checked tree, and `words`, the formula as people read it."""

    key: str
    label: str
    root: Node
    unit: str
    unit_text: str = ""
    places: int | None = None
    per: Keys = ()
    kind: Kind = "number"
    words: str = ""


@dataclass(frozen=True, slots=True)
class Lookup:
    """A column found in another table: the row whose `key` equals this row's field of the same name."""

    table: str
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a data table; `choices` makes it an unlocked list, `lookup` a formula, `typed` is left to fill in."""

    field: str
    title: str
    unit: str = "text"
    places: int | None = None
    lookup: Lookup | None = None
    choices: tuple[str, ...] = ()
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of the snapshot on a sheet of their own; its columns are named `NAME_FIELD` in formulas.

    The first column is filled in every row.
    """

    key: str
    name: str
    sheet: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Goal:
    """A published goal: where it is calculated, what was decided, what the month before was."""

    line: str
    members: Keys
    name: str
    criterion: str
    sector: str
    unit: str
    unit_text: str
    approved: Decimal | None = None
    decision: str = ""
    justification: str = ""
    previous: Decimal | None = None
    alerts: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """A sheet that shows some lines side by side, one row per combination of members (Saldo)."""

    sheet: str
    title: str
    per: Keys
    keys: Keys


@dataclass(frozen=True, slots=True)
class Listing:
    """A plain list: validations, anomalies, decisions, journal."""

    sheet: str
    title: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Cover:
    """The first sheet: title, status, pairs of name and text, sentences on how to read, hash and chain."""

    title: str
    subtitle: str
    company: str
    status: str
    pairs: tuple[tuple[str, str], ...]
    reading: tuple[str, ...]
    run: str
    hash: str
    chain: str
    author: str = ""


@dataclass(frozen=True)
class WorkbookContent:
    """Everything the workbook shows. `words` holds the fixed words of the sheets (texts PLANILHA.*, see WORDS).

    `values` has the engine's value of every cell of every line and input. `created` goes into the file's
    properties (an aware instant): equal content gives equal bytes.
    """

    cover: Cover
    axes: tuple[Axis, ...]
    inputs: tuple[Input, ...]
    lines: tuple[Line, ...]
    values: Mapping[CellKey, Value]
    goals: tuple[Goal, ...]
    words: Mapping[str, str]
    created: datetime
    tables: tuple[Table, ...] = ()
    views: tuple[View, ...] = ()
    lists: tuple[Listing, ...] = ()
    language: str = "pt-BR"
    properties: Mapping[str, str] = field(default_factory=lambda: NOTHING)  # type: ignore[arg-type]
    blank: bool = False
    """A form to fill in: no value of ours to check against, so neither Conferencia nor Simulador."""

    @cached_property
    def _entries(self) -> dict[str, Input | Line]:
        entries: tuple[Input | Line, ...] = (*self.inputs, *self.lines)
        return {entry.key: entry for entry in entries}

    def axis(self, key: str) -> Axis:
        """An axis by key. Raises KeyError when there is none."""
        return {axis.key: axis for axis in self.axes}[key]

    def label(self, axis: str, key: str) -> str:
        """Label of a member; the key itself when it is unknown."""
        return next((member.label for member in self.axis(axis).members if member.key == key), key)

    def entry(self, key: str) -> Input | Line:
        """A line or input by key. Raises KeyError when there is none."""
        return self._entries[key]


WORDS = (
    "FOLHA_CAPA",
    "FOLHA_RESUMO",
    "FOLHA_PARAMETROS",
    "FOLHA_CALCULO",
    "FOLHA_CONFERENCIA",
    "FOLHA_SIMULADOR",
    "CONFERE",
    "METAS",
    "LINHAS",
    "DIVERGE",
    "DE",
    "ALTERADO",
    "SETOR",
    "CRITERIO",
    "UNIDADE",
    "CALCULADA",
    "APROVADA",
    "DECISAO",
    "JUSTIFICATIVA",
    "MES_ANTERIOR",
    "VARIACAO",
    "ALERTAS",
    "PARAMETRO",
    "VALOR",
    "VALOR_DO_CALCULO",
    "MUDANCA",
    "NOME",
    "NOTA",
    "LINHA",
    "MEMBRO",
    "VALOR_SISTEMA",
    "VALOR_PLANILHA",
    "DIFERENCA",
    "SITUACAO",
    "SIMULADA",
    "SIMULADO",
    "FORMULA",
    "RESUMO_TITULO",
    "PARAMETROS_TITULO",
    "PARAMETROS_NOTA",
    "CALCULO_TITULO",
    "CALCULO_NOTA",
    "SEM_SETOR",
    "CONFERENCIA_TITULO",
    "CONFERENCIA_NOTA",
    "SIMULADOR_TITULO",
    "SIMULADOR_NOTA",
    "COMO_LER",
    "LEGENDA",
    "LEGENDA_ENTRADA",
    "LEGENDA_CALCULADO",
    "LEGENDA_DIVERGE",
    "LEGENDA_PROTECAO",
    "FOLHAS",
    "HASH",
    "CADEIA",
    "PAGINA",
    "VALOR_RECUSADO",
    "VALOR_RECUSADO_DICA",
)
"""Codes of the fixed words, each with a sentence PLANILHA.<code> in the texts."""
