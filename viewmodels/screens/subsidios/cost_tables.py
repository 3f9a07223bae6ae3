"""The tables of Quanto custou: A and B by consórcio, service, day or type, the changes of a bar, and the check."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from engines.subsidy.cost import Cost, CostBar, CostPart
from engines.subsidy.cost_changes import Change
from storage.texts.numbers import NO_VALUE
from storage.texts.sentences import Texts
from viewmodels.operations.subsidios import cost_words as words
from viewmodels.operations.subsidios.cost_words import RuleWords, part_name
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row, RowKind

REAIS = "R$"
OF_A_BAR = 4
"""How many of the columns of changes differ inside one bar."""


@dataclass(frozen=True, slots=True)
class CostPartAt:
    """Address of a number of the table of parts; no run stands behind it. `key` is None in the total."""

    serial: int
    dimension: str
    key: str | date | None
    column: str
    run: int | None = None


def part_columns(title: str, columns: Sequence[str]) -> tuple[ColumnSpec, ...]:
    """Columns of the table of parts; `columns` are the words of A, B, the difference and the percentage."""
    a, b, difference, percent = columns
    return (
        ColumnSpec("parte", title, stretch=1),
        ColumnSpec("a", a, REAIS, Kind.NUMBER),
        ColumnSpec("b", b, REAIS, Kind.NUMBER),
        ColumnSpec("diferenca", difference, REAIS, Kind.NUMBER, strong=True),
        ColumnSpec("percentual", percent, "", Kind.NUMBER, quiet=True),
    )


def part_rows(texts: Texts, cost: Cost, dimension: str, serial: int) -> Iterable[Row]:
    """One row per member, those that are paid nothing on either side after the others, and the total."""
    for part in sorted(cost.parts[dimension], key=_unpaid):
        yield _row(texts, part, CostPartAt(serial, dimension, part.key, ""), RowKind.LINE)
    yield _row(texts, cost.total, CostPartAt(serial, dimension, None, ""), RowKind.TOTAL)


def percent_text(texts: Texts, part: CostPart) -> str:
    """The difference as a percentage of A, `−2,48`; a dash where A pays nothing."""
    return NO_VALUE if part.percent is None else words.amount(texts, part.percent, sign=True)


def change_columns(columns: Sequence[str], one_bar: bool) -> tuple[ColumnSpec, ...]:
    """Columns of changes: what happens, act, days of effect, clause, known on, commit.

    The last two are of the bar, and told with it where there is only one.
    """
    keys = ("muda", "ato", "vigencia", "clausula", "conhecida", "commit")
    specs = tuple(
        ColumnSpec(key, title, stretch=1 if key in ("muda", "ato") else 0, sortable=False)
        for key, title in zip(keys, columns, strict=True)
    )
    return specs[:OF_A_BAR] if one_bar else specs


def change_rows(said: RuleWords, bars: Iterable[CostBar]) -> tuple[Row, ...]:
    """The changes of some bars, one row each."""
    changes = [(bar, change) for bar in bars for change in bar.bar.changes]
    return tuple(
        Row(str(at), {key: Cell(text) for key, text in _change(said, bar, change).items()})
        for at, (bar, change) in enumerate(changes)
    )


def _unpaid(part: CostPart) -> bool:
    return not part.before and not part.after


def _row(texts: Texts, part: CostPart, at: CostPartAt, kind: RowKind) -> Row:
    values = {"a": part.before, "b": part.after, "diferenca": part.difference}
    cells = {"parte": Cell(part_name(texts, at.key), at.key)}
    for column, value in values.items():
        address = CostPartAt(at.serial, at.dimension, at.key, column)
        cells[column] = Cell(words.amount(texts, value, column == "diferenca"), value, figure_address=address)
    cells["percentual"] = Cell(percent_text(texts, part), part.percent, unit="%")
    return Row(str(at.key) if at.key is not None else "total!", cells, kind)


def _change(said: RuleWords, bar: CostBar, change: Change) -> dict[str, str]:
    found, texts = said.clauses.get(change.id), said.texts
    effect = ""
    if found is not None:
        code = "SUBSIDIO_CUSTO.VIGENCIA" if found.end is None else "SUBSIDIO_CUSTO.VIGENCIA_COM_FIM"
        effect = texts.say(code, inicio=found.since, fim=found.end or found.since)
    return {
        "muda": said.change(change),
        "ato": change.act or NO_VALUE,
        "vigencia": effect or NO_VALUE,
        "clausula": change.id or change.rule,
        "conhecida": words.bar_day(texts, bar.bar) if change.day is None else texts.numbers.day(change.day),
        "commit": change.commit or NO_VALUE,
    }
