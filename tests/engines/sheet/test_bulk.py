"""A sheet evaluated as SELECTs over nested axes equals the interpreter, cell by cell, absences included."""

from decimal import Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.figure import Missing, Value
from engines.formula import NoSqlForm
from engines.sheet import Evaluation, Facts, Member, SheetError, load_sheet
from engines.sheet.bulk import Bulk, bulk_select

SHEET = {
    "sheet": "prova",
    "version": 1,
    "axes": {"faixa": "Faixa", "grupo": {"label": "Grupo", "within": "faixa"}},
    "tables": {"viagem": {"columns": {"grupo": "text", "faixa": "text", "km": "km", "dentro": "bool"}}},
    "inputs": [
        {"key": "tarifa", "unit": "BRL/km", "per": ["grupo"]},
        {"key": "minimo", "unit": "%", "per": ["faixa"]},
        {"key": "planejada", "unit": "km", "per": ["faixa"]},
    ],
    "lines": [
        {"key": key, "per": [axis], "unit": unit, "places": places, "formula": formula}
        for key, axis, unit, places, formula in (
            ("km_faixa", "faixa", "km", 9, "SUM(viagem.km WHERE viagem.faixa = @faixa)"),
            ("pof", "faixa", "%", 9, "PERCENT64(km_faixa, planejada)"),
            ("viagens", "grupo", "count", None, "COUNT(viagem WHERE viagem.grupo = @grupo AND dentro)"),
            ("km", "grupo", "km", 9, "SUM(viagem.km WHERE viagem.grupo = @grupo AND dentro)"),
            ("valor", "grupo", "BRL", 9, "IF(pof >= minimo, km * tarifa, 0)"),
            ("total", "faixa", "BRL", 9, "SUM(valor)"),
            ("preco", "faixa", "BRL/km", 9, "SAFE_DIV(total, km_faixa)"),
            ("maior", "faixa", "BRL", 9, "MAX(viagem.km WHERE viagem.faixa = @faixa) * preco"),
            ("grupos", "faixa", "count", None, "COUNT(valor)"),
        )
    ],
}  # fmt: skip
TOTALS = ("total", "preco", "maior", "grupos")
money = st.none() | st.decimals(0, 9, places=2)
kilometres = st.none() | st.decimals(0, 30, places=3)
trips = st.lists(st.tuples(st.integers(0, 3), kilometres, st.none() | st.booleans()), max_size=12)
BANDS = {"1": ("10", "11"), "2": ("20", "21"), "3": ()}


def evaluated(rows: list[tuple[int, Decimal | None, bool | None]], tariffs: list[Decimal | None]) -> dict[str, object]:
    """Every cell by the interpreter: line[member] -> value, None where missing."""
    groups = [group for members in BANDS.values() for group in members]
    parent = {group: band for band, members in BANDS.items() for group in members}
    table = [
        {"grupo": groups[n], "faixa": parent[groups[n]], "km": _value(km), "dentro": _value(inside)}
        for n, km, inside in rows
    ]
    facts = Facts(
        {
            "faixa": tuple(Member(band, band) for band in BANDS),
            "grupo": tuple(Member(group, group, parent[group]) for group in groups),
        },
        {"viagem": table},
        {
            **{("tarifa", (group,)): _value(tariff) for group, tariff in zip(groups, tariffs, strict=True)},
            **{("minimo", (band,)): Decimal(80) for band in BANDS},
            **{("planejada", (band,)): Decimal(40) for band in BANDS},
        },
    )
    cells = Evaluation(load_sheet(SHEET), facts).cells()
    return {f"{c.line}{list(c.members)}": None if isinstance(c.value, Missing) else c.value for c in cells}


def _value(value: Decimal | bool | None) -> Value:
    return Missing("NULL_INPUT") if value is None else value


def selected(rows: list[tuple[int, Decimal | None, bool | None]], tariffs: list[Decimal | None]) -> dict[str, object]:
    """Every cell by the SELECTs, one per axis and layer."""
    sheet = load_sheet(SHEET)
    groups = [group for members in BANDS.values() for group in members]
    found: dict[str, object] = {}
    with duckdb.connect() as connection:
        run = connection.execute
        run("CREATE TABLE viagem (grupo VARCHAR, faixa VARCHAR, km DECIMAL(18, 9), dentro BOOLEAN)")
        run("CREATE TABLE faixa (faixa VARCHAR, minimo DECIMAL(18, 9), planejada DECIMAL(18, 9))")
        run("CREATE TABLE grupo (grupo VARCHAR, faixa VARCHAR, tarifa DECIMAL(38, 9))")
        for n, km, inside in rows:
            run("INSERT INTO viagem VALUES (?, ?, ?, ?)", [groups[n], groups[n][0], km, inside])
        for band in BANDS:
            run("INSERT INTO faixa VALUES (?, 80, 40)", [band])
        for group, tariff in zip(groups, tariffs, strict=True):
            run("INSERT INTO grupo VALUES (?, ?, ?)", [group, group[0], tariff])
        parts = (
            (
                "pof_da_faixa",
                Bulk("faixa", ("km_faixa", "pof"), "faixa", {"viagem": "viagem"}, ("minimo", "planejada")),
            ),
            ("grupos", Bulk("grupo", ("viagens", "km", "valor"), "membros", {"viagem": "viagem"}, ("faixa",))),
            (
                "faixas",
                Bulk("faixa", TOTALS, "pof_da_faixa", {"grupo": "grupos", "viagem": "viagem"}),
            ),
        )
        for name, part in parts:
            if name == "grupos":
                run(
                    "CREATE TABLE membros AS SELECT g.*, p.pof, p.minimo FROM grupo g JOIN pof_da_faixa p USING (faixa)"
                )
            text, binds = bulk_select(sheet, part, 9)
            run(f"CREATE TABLE {name} AS {text}", binds or None)
            for row in run(f"SELECT {part.axis}, {', '.join(part.lines)} FROM {name}").fetchall():
                found |= {f"{line}{[row[0]]}": value for line, value in zip(part.lines, row[1:], strict=True)}
    return found


@settings(max_examples=40, deadline=None)
@given(trips, st.lists(money, min_size=4, max_size=4))
def test_every_cell_is_the_interpreters(
    rows: list[tuple[int, Decimal | None, bool | None]], tariffs: list[Decimal | None]
) -> None:
    assert selected(rows, tariffs) == evaluated(rows, tariffs)


@pytest.mark.parametrize("formula", ["km_faixa * (planejada / planejada)", "SAFE_DIV(pof * km_faixa, minimo)"])
def test_a_line_of_as_many_places_as_the_select_rounds_once(formula: str) -> None:
    line = {"key": "dupla", "per": ["faixa"], "unit": "km", "places": 9, "formula": formula}
    sheet = load_sheet({**SHEET, "lines": [*SHEET["lines"], line]})  # type: ignore[misc]
    bulk = Bulk("faixa", ("km_faixa", "pof", "dupla"), "faixa", {"viagem": "viagem"}, ("minimo", "planejada"))
    with pytest.raises(NoSqlForm, match="dupla rounds twice at 9 places"):
        bulk_select(sheet, bulk, 9)
    assert bulk_select(sheet, bulk, 12)


def test_an_aggregate_that_names_no_member_cannot_be_grouped() -> None:
    line = {"key": "tudo", "per": ["faixa"], "unit": "km", "formula": "SUM(viagem.km)"}
    sheet = load_sheet({**SHEET, "lines": [*SHEET["lines"], line]})  # type: ignore[misc]
    with pytest.raises(NoSqlForm, match="names no member"):
        bulk_select(sheet, Bulk("faixa", ("tudo",), "faixa", {"viagem": "viagem"}))


@pytest.mark.parametrize(
    ("formula", "below", "said"),
    [
        ("SUM(viagem.km WHERE viagem.faixa = @faixa)", {}, "SUM over viagem cannot be grouped"),
        ("AVG(viagem.km WHERE viagem.faixa = @faixa)", {"viagem": "viagem"}, "divide a SUM by a COUNT"),
    ],
)
def test_what_has_no_grouped_form_says_so(formula: str, below: dict[str, str], said: str) -> None:
    line = {"key": "parte", "per": ["faixa"], "unit": "km", "formula": formula}
    sheet = load_sheet({**SHEET, "lines": [*SHEET["lines"], line]})  # type: ignore[misc]
    with pytest.raises(NoSqlForm, match=said):
        bulk_select(sheet, Bulk("faixa", ("parte",), "faixa", below))


def test_two_conditions_beside_the_member_are_both_asked_of_each_row() -> None:
    formula = "SUM(viagem.km WHERE viagem.faixa = @faixa AND dentro AND viagem.km > 1)"
    line = {"key": "longe", "per": ["faixa"], "unit": "km", "formula": formula}
    sheet = load_sheet({**SHEET, "lines": [*SHEET["lines"], line]})  # type: ignore[misc]
    text, binds = bulk_select(sheet, Bulk("faixa", ("longe",), "faixa", {"viagem": "viagem"}))
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE faixa AS SELECT 'a' AS faixa")
        connection.execute(
            "CREATE TABLE viagem AS SELECT * FROM (VALUES ('a', 3.5, TRUE), ('a', 0.5, TRUE), ('a', 9, FALSE))"
            " AS v(faixa, km, dentro)"
        )
        assert connection.execute(text, binds).fetchall() == [("a", Decimal("3.5"))]


def test_members_gathered_from_the_rows_below_carry_their_columns_and_sums() -> None:
    text, binds = bulk_select(
        load_sheet(SHEET), Bulk("grupo", ("viagens", "km"), "viagem", {"viagem": "viagem"}, ("faixa",))
    )
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE viagem AS SELECT * FROM (VALUES ('10', '1', 3.5, TRUE), ('10', '1', 2, FALSE),"
            " ('11', '1', 4, FALSE), (NULL, '2', 9, TRUE)) AS v(grupo, faixa, km, dentro)"
        )
        found = sorted(connection.execute(text, binds).fetchall())
    assert found == [("10", "1", Decimal(1), Decimal("3.5")), ("11", "1", Decimal(0), Decimal(0))]


def test_a_line_reads_its_own_band_and_no_line_of_another_axis() -> None:
    line = {"key": "solta", "per": ["faixa"], "unit": "BRL", "formula": "valor"}
    with pytest.raises(SheetError, match="runs over"):
        load_sheet({**SHEET, "lines": [*SHEET["lines"], line]})  # type: ignore[misc]
