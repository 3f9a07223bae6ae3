"""The law of the Excel text: another program computes the same value as the evaluator, missing values included."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from engines.figure import Missing, Value
from engines.formula import Catalog, Unit, check, evaluate, parse
from engines.formula.aggregate import aggregate_rows
from engines.formula.excel import MISSING_TEXT, Across, Kind, excel_formula
from engines.formula.tree import Aggregate, Node
from engines.money import round_half_away
from tests.storage.exports.office import recalculated

NONE = Missing("NOT_GIVEN")
VALUES: dict[str, Value] = {
    "a": Decimal("3.25"),
    "b": Decimal("-1.5"),
    "zero": Decimal(0),
    "vazio": NONE,
    "sim": True,
    "nao": False,
    "talvez": NONE,
    "nome": 'Água "doce"',
    "sem_nome": NONE,
}
NUMBERS, FLAGS, TEXTS = ("a", "b", "zero", "vazio"), ("sim", "nao", "talvez"), ("nome", "sem_nome")
NUMBER, BOOL, TEXT = Unit.parse("number"), Unit.parse("bool"), Unit.parse("text")
ROWS: tuple[Mapping[str, Value], ...] = (
    {"dia": date(2025, 8, 1), "tipo": "UTIL", "km": Decimal("10.5"), "meta": Decimal(2)},
    {"dia": date(2025, 8, 2), "tipo": "SABADO", "km": NONE, "meta": Decimal(3)},
    {"dia": date(2025, 8, 3), "tipo": "UTIL", "km": Decimal("-4"), "meta": NONE},
    {"dia": date(2025, 8, 4), "tipo": NONE, "km": Decimal("7.25"), "meta": Decimal(5)},
    {"dia": NONE, "tipo": "D*O", "km": Decimal(0), "meta": Decimal("0.5")},
)
CATALOG = Catalog(
    tables={"viagens": {"dia": Unit.parse("date"), "tipo": TEXT, "km": NUMBER, "meta": NUMBER}},
    names={
        **dict.fromkeys(NUMBERS, NUMBER),
        **dict.fromkeys(FLAGS, BOOL),
        **dict.fromkeys(TEXTS, TEXT),
    },
)
AGGREGATES = (
    "SUM(viagens.km)", "SUM(viagens.km WHERE tipo = 'UTIL')", "SUM(viagens.km WHERE tipo = 'NENHUM')",
    "AVG(viagens.km)", "AVG(viagens.km WHERE tipo = 'SABADO')", "AVG(viagens.km WHERE tipo <> 'UTIL')",
    "COUNT(viagens)", "COUNT(viagens WHERE tipo <> 'UTIL')", "COUNT(viagens.km)", "COUNT(viagens.km WHERE meta > 1)",
    "COUNT(viagens WHERE tipo = 'D*O')", "COUNT(viagens WHERE tipo IN ('UTIL', 'SABADO'))",
    "COUNT(viagens WHERE NOT (tipo = 'UTIL'))", "COUNT(viagens WHERE tipo IS NULL)",
    "COUNT(viagens WHERE tipo IS NOT NULL AND km > meta)", "COUNT(viagens WHERE tipo = 'UTIL' OR km > 7)",
    "COUNT(viagens WHERE NOT (tipo = 'UTIL' OR km > 7))", "COUNT(viagens WHERE km NOT BETWEEN -4 AND 8)",
    "COUNT(viagens WHERE tipo NOT IN ('UTIL', 'SABADO'))",
    "SUM(viagens.meta WHERE km BETWEEN 0 AND 10.5)", "SUM(viagens.km * viagens.meta)",
    "SUM(viagens.km - viagens.meta WHERE tipo = 'UTIL')", "AVG(viagens.km + viagens.meta)",
    "MIN(viagens.km)", "MAX(viagens.km)",
    "SUM(viagens.km WHERE dia >= DATE(2025; 8; 3))", "COUNT(viagens WHERE dia < DATE(2025; 8; 3))",
    "COUNT(viagens WHERE tipo = sem_nome)", "COUNT(viagens WHERE tipo <> sem_nome)", "COUNT(viagens WHERE km = a * 2)",
    "SUM((viagens.km - 1) * (viagens.meta + a) / b WHERE km <> 0)", "SUM(-viagens.km * 2 WHERE meta >= b)",
    "COUNT(viagens WHERE km = zero)", "COUNT(viagens WHERE tipo = nome OR km = vazio)",
    "SUM(viagens.km WHERE km < a - b)", "COUNT(viagens WHERE km = meta)", "COUNT(viagens WHERE km < vazio OR meta > 2)",
    "COUNT(viagens WHERE NOT (km = vazio + 1 OR meta > 2))", "COUNT(viagens WHERE tipo <> nome OR tipo = sem_nome)",
    "SUM(viagens.km WHERE km > vazio)", "SUM(viagens.km WHERE km > a)", "COUNT(viagens WHERE km <> 0)",
)  # fmt: skip

STANDING_AS_VALUES = (
    "COALESCE(vazio > b, sim)", "COALESCE(vazio > b, talvez)", "COALESCE(a > b, nao)", "IF(sim, vazio > b, FALSE)",
    "(vazio > b) IS NULL", "(a > b) IS NULL", "(vazio > b) = sim", "(vazio > b) <> sim", "(a > b) = sim",
    "talvez = sim", "talvez <> sim", "sim = nao", "sim <> nao", "IF(sim, talvez, FALSE) IS NULL",
    "COALESCE(IF(sim, talvez, TRUE), nao)", "COALESCE(IF(sim, sem_nome, 'a'), 'b') = 'b'",
    "IF(sim, sem_nome, 'a') IS NULL", "COALESCE(talvez IS NULL, nao)", "a = NULL", "NULLIF(sem_nome, 'a') IS NULL",
    "COUNT(viagens WHERE tipo = IF(sim, sem_nome, 'a'))", "IF(NOT (talvez = sim), 1, 2)", "talvez IN (sim, nao)",
)  # fmt: skip
"""Conditions and texts where a value is asked for: what is unknown or missing there is missing, not a text."""


@dataclass(frozen=True)
class Here:
    """The environment the evaluator sees: the same values the cells hold."""

    def name(self, key: str) -> Value:
        return VALUES[key]

    def bound(self, axis: str) -> Value:
        raise KeyError(axis)

    def aggregate(self, node: Aggregate) -> Value:
        return aggregate_rows(node, ROWS, self)

    def line(self, key: str) -> tuple[Value, ...]:
        raise KeyError(key)

    def matrix(self, name: str) -> tuple[tuple[Value, ...], ...]:
        raise KeyError(name)

    def kpi(self, code: str, offset: int) -> Value:
        raise KeyError(code)

    def now(self) -> datetime:
        raise KeyError("now")

    def period(self) -> tuple[date, date]:
        raise KeyError("period")


class There:
    """Where the same values stand in the workbook."""

    def name(self, key: str) -> str:
        return f"Valores!$B${list(VALUES).index(key) + 1}"

    def kind(self, key: str) -> Kind:
        return "bool" if key in FLAGS else "text" if key in TEXTS else "number"

    def across(self, key: str) -> Across:
        raise KeyError(key)

    def bound(self, axis: str) -> str:
        raise KeyError(axis)

    def column(self, table: str, field: str) -> str:
        return f"VIAGENS_{field.upper()}"

    def rows(self, table: str) -> str:
        return "VIAGENS_META"


class Grower:
    """Grows random formulas of a given kind; the seed makes them the same in every run."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def number(self, depth: int) -> str:
        pick = self.random.choice
        if depth == 0:
            return pick((*NUMBERS, "2", "0.5"))
        one, two, three = (self.number(depth - 1) for _ in range(3))
        yes = self.truth(depth - 1)
        return str(
            pick(
                (
                    f"({one} + {two})",
                    f"({one} - {two}) * {three}",
                    f"{one} / ({two})",
                    f"-({one})",
                    f"ABS({one})",
                    f"MAX({one}, {two})",
                    f"MIN({one}, {two}, {three})",
                    f"COALESCE({one}, {two}, {three})",
                    f"NULLIF({one}, {two})",
                    f"IF({yes}, {one}, {two})",
                    f"ROUND({one}, 1)",
                    f"CASE WHEN {yes} THEN {one} WHEN {self.truth(depth - 1)} THEN {two} END",
                    f"SAFE_DIV({one}, {two}, {three})",
                    f"PERCENT({one}, {two})",
                    f"({one}) - ({two} - ({three}))",
                )  # fmt: skip
            )
        )

    def truth(self, depth: int) -> str:
        pick = self.random.choice
        if depth == 0:
            return pick((*FLAGS, "TRUE", "FALSE"))
        one, two, three = (self.number(depth - 1) for _ in range(3))
        yes, no = self.truth(depth - 1), self.truth(depth - 1)
        op = pick(("=", "<>", "<", "<=", ">", ">="))
        return str(
            pick(
                (
                    f"({one}) {op} ({two})",
                    f"({yes} AND {no})",
                    f"({yes} OR {no})",
                    f"NOT ({yes})",
                    f"({one}) BETWEEN ({two}) AND ({three})",
                    f"({one}) NOT BETWEEN ({two}) AND ({three})",
                    f"({one}) IN ({two}, {three})",
                    f"({one}) NOT IN ({two}, {three})",
                    f"({one}) IS NULL",
                    f"({one}) IS NOT NULL",
                    f"{pick(TEXTS)} = 'Água \"doce\"'",
                    f"{pick(TEXTS)} <> 'água'",
                    f"{pick(TEXTS)} IS NULL",
                    f"{pick(FLAGS)} IS NOT NULL",
                )  # fmt: skip
            )
        )


def _formulas() -> list[str]:
    grower = Grower(2025)
    grown = [grower.number(1 + at % 3) for at in range(400)] + [grower.truth(1 + at % 3) for at in range(400)]
    return [*AGGREGATES, *STANDING_AS_VALUES, *grown]


def test_another_program_gives_the_value_of_the_evaluator(tmp_path: Path) -> None:
    standing = [(text, root) for text in _formulas() if (root := _checked(text)) is not None]
    assert len(standing) > 600
    book = recalculated(_workbook([root for _, root in standing]), tmp_path)
    found = [row[0].value for row in book["Contas"].iter_rows()]
    expected = [_expected(root) for _, root in standing]
    wrong = [
        (text, shown, wanted)
        for (text, _), shown, wanted in zip(standing, found, expected, strict=True)
        if not _agree(shown, wanted)
    ]
    assert wrong == []
    assert {type(value) for value in expected} == {Decimal, bool, Missing}


def _checked(text: str) -> Node | None:
    """The checked tree; None for what the language itself refuses (a constant zero divisor, say)."""
    from engines.formula import FormulaError

    try:
        return check(parse(text), CATALOG, text).root
    except FormulaError:
        return None


def _expected(root: Node) -> Value:
    value = evaluate(root, Here())
    return round_half_away(value, 6) if isinstance(value, Decimal) else value


def _agree(shown: Any, wanted: Value) -> bool:
    if isinstance(wanted, Missing):
        return bool(shown == MISSING_TEXT)
    if isinstance(wanted, bool):
        return shown is wanted
    return (
        isinstance(shown, int | float)
        and not isinstance(shown, bool)
        and abs(Decimal(str(shown)) - wanted) < Decimal("1.5E-6")
    )  # type: ignore[operator]


def _workbook(roots: Sequence[Node]) -> bytes:
    book = Workbook()
    sums = book.worksheets[0]
    sums.title = "Contas"
    values, trips = book.create_sheet("Valores"), book.create_sheet("Viagens")
    for row, (key, value) in enumerate(VALUES.items(), start=1):
        values.cell(row, 1).value = key
        values.cell(row, 2).value = _cell(value)
    for column, field in enumerate(("dia", "tipo", "km", "meta"), start=1):
        for row, trip in enumerate(ROWS, start=1):
            trips.cell(row, column).value = _cell(trip[field])
        name, letter = f"VIAGENS_{field.upper()}", "ABCD"[column - 1]
        book.defined_names[name] = DefinedName(name, attr_text=f"Viagens!${letter}$1:${letter}${len(ROWS)}")
    for row, root in enumerate(roots, start=1):
        sums.cell(row, 1).value = excel_formula(root, There(), 6)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(value: Value) -> Any:
    return MISSING_TEXT if isinstance(value, Missing) else value
