"""The Excel-2007 text of formulas: exact texts, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.formula.catalog import Catalog
from engines.formula.check import check
from engines.formula.excel import MISSING_TEXT, Across, Kind, NotInExcel, excel_formula
from engines.formula.parser import parse
from engines.formula.tree import Span
from engines.formula.units import BOOL, COUNT, DATE, NUMBER, TEXT, Unit

KM, LITRES = Unit.parse("km"), Unit.parse("L")
CATALOG = Catalog(
    tables={
        "dias": {"data": DATE, "setor": TEXT, "tipo": TEXT, "km": KM, "meta": KM, "feriado": BOOL},
        "calendario": {"data": DATE, "tipo": TEXT},
    },
    names={"a": NUMBER, "b": NUMBER, "c": NUMBER, "km": KM, "flag": BOOL, "nome": TEXT, "corte": DATE, "n": COUNT},
    lines={"projecao": KM, "meta": KM},
    bound={"setor": TEXT, "tipo": TEXT},
    kpis={"SLA-001": (NUMBER, "1")},
)
KINDS: dict[str, Kind] = {"flag": "bool", "nome": "text"}


class Cells:
    """Every name in a cell of its own; columns as defined names."""

    places = {"a": "B2", "b": "C2", "c": "D2", "km": "E2", "flag": "F2", "nome": "G2", "corte": "CORTE", "n": "H2"}

    def name(self, key: str) -> str:
        return self.places.get(key, key.upper())

    def kind(self, key: str) -> Kind:
        return KINDS.get(key, "number")

    def across(self, key: str) -> Across:
        return Across(("I2", "J2", "K2"), 3) if key == "projecao" else Across(("L2:L61",), 60)

    def bound(self, axis: str) -> str:
        return {"setor": "$A2", "tipo": "I$1"}[axis]

    def column(self, table: str, field: str) -> str:
        return {"dias": "DIA_", "calendario": "CAL_"}[table] + field.upper()

    def rows(self, table: str) -> str:
        return self.column(table, "data")


def excel(text: str, places: int | None = None) -> str:
    return excel_formula(check(parse(text), CATALOG, text).root, Cells(), places)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("a + b - c", "B2+C2-D2"),
        ("a - (b - c)", "B2-(C2-D2)"),
        ("a * (b + c) / 2", "B2*(C2+D2)/2"),
        ("a / (b * c)", "B2/(C2*D2)"),
        ("-a * b", "(-B2)*C2"),
        ("a - -b", "B2-(-C2)"),
        ("ABS(a - b) / b", "ABS(B2-C2)/C2"),
        ("MAX(a - b, 0)", "MAX(B2-C2,0)"),
        ("MIN(a, b)", "MIN(B2+0,C2+0)"),
        ("ROUND(a / 3, 2)", "ROUND(B2/3,2)"),
        ("SQRT(a)", "SQRT(B2+0)"),
        ("NORMSINV(0.99)", "NORMSINV(0.99)"),
        ("CLAMP(a, 0, 1)", "MAX(0,MIN(1,B2+0))"),
        ("COALESCE(a, b, 0)", "IF(ISNUMBER(B2),B2,IF(ISNUMBER(C2),C2,0))"),
        ("COALESCE(NULLIF(n, 0), 3)", "IFERROR(IF(IFERROR(H2+0=0,FALSE),NA(),H2+0),3)"),
        ("SAFE_DIV(a, b)", "(B2/C2)"),
        ("SAFE_DIV(a, b, 0)", "IF(IFERROR(C2+0=0,FALSE),0,(B2/C2))"),
        ("PERCENT(a, b)", "((B2/C2)*100)"),
        ("IF(a < 0, b, c)", "IF(IFERROR(B2+0<0,FALSE),C2+0,D2+0)"),
        ("IF(flag, a, 0)", "IF(IFERROR(F2=TRUE,FALSE),B2+0,0)"),
        ("IF(a > 0, b, NULL)", "IF(IFERROR(B2+0>0,FALSE),C2+0,NA())"),
        (
            "CASE WHEN a > 1 THEN 1 WHEN a > 0 THEN 2 END",
            "IF(IFERROR(B2+0>1,FALSE),1,IF(IFERROR(B2+0>0,FALSE),2,NA()))",
        ),
        ("IF(NOT (a > 1 OR flag), 1, 2)", "IF(AND(IFERROR(B2+0<=1,FALSE),IFERROR(F2=FALSE,FALSE)),1,2)"),
        ("IF(a BETWEEN 1 AND 2, 1, 2)", "IF(AND(IFERROR(B2+0>=1,FALSE),IFERROR(B2+0<=2,FALSE)),1,2)"),
        ("IF(a IN (1, 2), 1, 2)", "IF(OR(IFERROR(B2+0=1,FALSE),IFERROR(B2+0=2,FALSE)),1,2)"),
        ("IF(a IS NULL, 1, 2)", "IF(NOT(ISNUMBER(B2)),1,2)"),
        ("IF(a = NULL, 1, 2)", "IF(FALSE,1,2)"),
        ("COALESCE(NULL, a)", "IFERROR(NA(),B2+0)"),
        (
            "IF(COALESCE(a > b, flag), 1, 2)",
            "IF(IFERROR(IFERROR(IF(IFERROR(B2+0>C2+0,FALSE),TRUE,IF(IFERROR(B2+0<=C2+0,FALSE),FALSE,NA())),"
            f'IF(F2="{MISSING_TEXT}",NA(),F2))=TRUE,FALSE),1,2)',
        ),
        ("IF(nome = 'D\"Água', 1, 2)", f'IF(IFERROR(AND(EXACT(G2,"D""Água"),G2<>"{MISSING_TEXT}"),FALSE),1,2)'),
        ("IF(@setor = '1', 1, 2)", 'IF(IFERROR(EXACT($A2,"1"),FALSE),1,2)'),
        ("SUM(projecao)", "(I2+J2+K2)"),
        ("SUM(meta)", "IF(COUNT(L2:L61)=60,SUM(L2:L61),NA())"),
        ("MAX(projecao)", "IF(COUNT(I2,J2,K2)=3,MAX(I2,J2,K2),NA())"),
    ],
)
def test_values(text: str, inside: str) -> None:
    assert excel(text, 2) == f'=IFERROR(ROUND({inside},2),"{MISSING_TEXT}")'


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("SUM(dias.km)", "SUM(DIA_KM)"),
        (
            "SUM(dias.km WHERE setor = @setor AND tipo = 'UTIL')",
            'SUMIFS(DIA_KM,DIA_SETOR,$A2,DIA_TIPO,"UTIL")',
        ),
        (
            "AVG(dias.km WHERE setor = @setor AND tipo = @tipo)",
            "AVERAGEIFS(DIA_KM,DIA_SETOR,$A2,DIA_TIPO,I$1)",
        ),
        ("COUNT(calendario)", "COUNTA(CAL_DATA)"),
        ("COUNT(calendario WHERE tipo = 'UTIL')", 'COUNTIFS(CAL_TIPO,"UTIL")'),
        ("COUNT(dias.km WHERE tipo = 'UTIL')", 'COUNTIFS(DIA_KM,"<>",DIA_KM,"<>–",DIA_TIPO,"UTIL")'),
        ("SUM(dias.km WHERE data < corte)", 'SUMIFS(DIA_KM,DIA_DATA,IF(CORTE="–","=––","<"&CORTE))'),
        ("SUM(dias.km WHERE dias.km >= 10.5)", 'SUMIFS(DIA_KM,DIA_KM,">=10.5")'),
        ("SUM(dias.km WHERE tipo = 'a*?~')", 'SUMIFS(DIA_KM,DIA_TIPO,"a~*~?~~")'),
        ("SUM(dias.km WHERE tipo = '>x')", 'SUMIFS(DIA_KM,DIA_TIPO,"=>x")'),
        ("SUM(dias.km WHERE tipo <> 'UTIL')", 'SUMIFS(DIA_KM,DIA_TIPO,"<>UTIL",DIA_TIPO,"<>–",DIA_TIPO,"<>")'),
        ("SUM(dias.km WHERE 10 <= dias.km)", 'SUMIFS(DIA_KM,DIA_KM,">=10")'),
        ("COUNT(dias WHERE feriado = TRUE)", "COUNTIFS(DIA_FERIADO,TRUE)"),
        (
            "SUM(dias.km WHERE tipo = 'A' OR tipo = 'B')",
            'SUMPRODUCT((((DIA_TIPO=("A"))+(DIA_TIPO=("B")))>0)*ISNUMBER(DIA_KM)*1,DIA_KM)',
        ),
        (
            "SUM(dias.km - dias.meta WHERE tipo = 'A')",
            '(SUMPRODUCT((DIA_TIPO=("A"))*ISNUMBER(DIA_KM)*ISNUMBER(DIA_META)*1,DIA_KM)'
            '-SUMPRODUCT((DIA_TIPO=("A"))*ISNUMBER(DIA_KM)*ISNUMBER(DIA_META)*1,DIA_META))',
        ),
    ],
)
def test_aggregates(text: str, inside: str) -> None:
    assert excel(text, 2) == f'=IFERROR(ROUND({inside},2),"{MISSING_TEXT}")'


def test_a_line_without_places_is_not_rounded() -> None:
    assert excel("a / b") == '=IFERROR(B2/C2,"–")'
    assert excel("a") == '=IFERROR(B2+0,"–")'


def test_a_condition_has_three_outcomes() -> None:
    assert excel("a > b") == '=IF(IFERROR(B2+0>C2+0,FALSE),TRUE,IF(IFERROR(B2+0<=C2+0,FALSE),FALSE,"–"))'
    assert excel("a IS NOT NULL") == "=ISNUMBER(B2)"
    assert excel("flag") == '=IFERROR(F2,"–")'
    assert excel("IF(flag, TRUE, FALSE)") == '=IFERROR(IF(IFERROR(F2=TRUE,FALSE),TRUE,FALSE),"–")'


def test_a_text_is_written_as_it_stands() -> None:
    assert excel("nome") == '=IFERROR(G2,"–")'
    assert excel("IF(flag, nome, 'x')") == '=IFERROR(IF(IFERROR(F2=TRUE,FALSE),IF(G2="–",NA(),G2),"x"),"–")'


@pytest.mark.parametrize(
    ("text", "reason", "span"),
    [
        ("COUNT(DISTINCT dias.tipo)", "DISTINCT", Span(0, 25)),
        ("1 + [SLA-001]", "NO_FORM", Span(4, 13)),
        ("IF(nome > 'a', 1, 2)", "TEXT_ORDER", Span(3, 13)),
        ("MAX(dias.km WHERE tipo = 'A')", "FILTER", Span(0, 29)),
        ("SUM(dias.km / dias.meta)", "ROW_EXPRESSION", Span(4, 23)),
        ("COUNT(dias.km + dias.meta)", "COUNT_EXPRESSION", Span(6, 25)),
        ("MAX(dias.km - dias.meta)", "AGGREGATE", Span(0, 24)),
        ("SUM(ABS(dias.km))", "ROW_EXPRESSION", Span(4, 16)),
        ("SUM(dias.km WHERE ABS(dias.km) > 1)", "ROW_EXPRESSION", Span(18, 30)),
        ("SUM(dias.km WHERE tipo = 'A' OR dias.meta < dias.km * 2)", "ROW_EXPRESSION", Span(44, 55)),
        ("COUNT(dias WHERE feriado <> TRUE)", "FILTER", Span(28, 32)),
        ("SUM(dias.km WHERE flag OR tipo = 'A')", "FILTER", Span(18, 22)),
        ("IF(corte > DATE(n; 1; 1), 1, 2)", "FUNCTION", Span(11, 15)),
        ("IF(corte > TODAY(), 1, 2)", "FUNCTION", Span(11, 16)),
        ("IF(nome = '" + "x" * 256 + "', 1, 2)", "TEXT_TOO_LONG", Span(10, 268)),
    ],
)
def test_what_has_no_form_is_refused_with_its_place(text: str, reason: str, span: Span) -> None:
    with pytest.raises(NotInExcel) as refused:
        excel(text)
    assert (refused.value.reason, refused.value.span) == (reason, span)


@pytest.mark.parametrize("func", ["SUM", "AVG", "COUNT", "MIN", "MAX"])
def test_a_line_over_no_member_has_no_cells_to_add(func: str) -> None:
    class Empty(Cells):
        def across(self, key: str) -> Across:
            return Across((), 0)

    with pytest.raises(NotInExcel, match="AGGREGATE"):
        excel_formula(check(parse(f"{func}(projecao)"), CATALOG).root, Empty())


def test_a_formula_past_the_limit_is_refused() -> None:
    class Far(Cells):
        def name(self, key: str) -> str:
            return "'Uma folha de nome bastante comprido'!$AAA$1048576"

    root = check(parse(" + ".join(["a"] * 200)), CATALOG).root
    assert len(excel_formula(root, Cells(), 2)) < 1000
    with pytest.raises(NotInExcel, match="TOO_LONG"):
        excel_formula(root, Far(), 2)


@given(st.text(max_size=40))
def test_any_text_stays_inside_its_quotes(text: str) -> None:
    from engines.formula.excel_parts import quoted

    written = quoted(text, Span(0, 0))
    assert written[0] == written[-1] == '"'
    assert '"' not in written[1:-1].replace('""', "")
    assert written[1:-1].replace('""', '"') == text
