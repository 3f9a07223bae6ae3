"""Each error code at its exact place, in the three languages, and its sentence."""

import pytest

from engines.formula import Catalog, FormulaError, Unit, check, parse
from storage.texts.sentences import Texts
from tests.engines.formula.setting import CATALOG, refusal

LEXICAL: list[tuple[str, str, str, str | None]] = [
    ("en", "   ", "EMPTY", ""),
    ("en", "(SLA_Total * 100", "UNCLOSED_LPAR", "("),
    ("en", "SUM(custos.valor", "UNCLOSED_LPAR", "("),
    ("en", "IF((1 > 2, 1, 2)", "UNCLOSED_LPAR", "("),
    ("en", "CASE WHEN (1 > 2 THEN 1 END", "UNCLOSED_LPAR", "("),
    ("en", "SLA_Total)", "EXTRA_RPAR", ")"),
    ("en", "CASE WHEN 1 = 1 )", "EXTRA_RPAR", ")"),
    ("en", "SLA_Total /", "UNEXPECTED_END", ""),
    ("en", "custos.", "UNEXPECTED_END", ""),
    ("en", "1 + )", "EXTRA_RPAR", ")"),
    ("en", "(1 + )", "MISSING_OPERAND", ")"),
    ("en", "()", "MISSING_OPERAND", ")"),
    ("en", "CASE 1 WHEN", "MISSING_OPERAND", "1"),
    ("en", "1 2", "MISSING_OPERATOR", "2"),
    ("en", "1 END", "MISSING_OPERATOR", "END"),
    ("en", "1 NOT 2", "MISSING_OPERATOR", "2"),
    ("en", "(CASE WHEN 1 = 1 THEN 2)", "MISSING_OPERATOR", ")"),
    ("en", "2 ^", "NO_POWER", "^"),
    ("en", "2 + ;", "MISSING_OPERAND", ";"),
    ("en", "2 (3)", "MISSING_OPERATOR", "("),
    ("pt", "CONT.SE(chamados)", "MISSING_OPERATOR", "("),
    ("en", "1 ; 2", "BAD_CHAR", ";"),
    ("en", "1 . 2", "BAD_CHAR", "."),
    ("en", "x.y.z", "BAD_CHAR", "."),
    ("en", "1 & 2", "BAD_CHAR", "&"),
    ("en", "SLA_Total %", "BAD_CHAR", "%"),
    ("en", "@ 1", "BAD_CHAR", "@"),
    ("en", "1 +\u00a02", "BAD_CHAR", "\u00a0"),
    ("en", "1 +\u200b2", "BAD_CHAR", "\u200b"),
    ("en", "'a' = “b”", "BAD_CHAR", "“"),
    ("en", "1.2.3", "BAD_NUM", "1.2.3"),
    ("en", "12abc", "BAD_NUM", "12abc"),
    ("en", "1 + .5", "BAD_NUM", ".5"),
    ("en", "5.", "BAD_NUM", "5."),
    ("en", "1e5", "BAD_NUM", "1e5"),
    ("pt", "1,2,3", "BAD_NUM", "1,2,3"),
    ("en", "1" * 39, "BAD_NUM", "1" * 39),
    ("pt", "1.500", "NUM_SEP", "1.500"),
    ("pt", "1.5", "NUM_SEP", "1.5"),
    ("es", "1.500,00", "NUM_SEP", "1.500,00"),
    ("en", "1,5 + 1", "NUM_SEP", "1,5"),
    ("en", "1,234.5", "NUM_SEP", "1,234.5"),
    ("pt", "SOMA(1, 5)", "COMMA_SEP", ","),
    ("es", "MÁX(SLA_Total, 5)", "COMMA_SEP", ","),
    ("pt", "ARRED(2,345, 2)", "COMMA_SEP", ","),
    ("en", "1 == 1", "USE_SINGLE_EQ", "=="),
    ("en", "1 = 1 || 2 = 2", "USE_WORD_OP", "||"),
    ("en", "2 ^ 3", "NO_POWER", "^"),
    ("en", "2 ** 3", "NO_POWER", "**"),
    ("en", "95 % + 1", "PCT_LITERAL", "95 %"),
    ("en", "`abc", "UNTERMINATED", "`abc"),
    ("en", "[SLA-001", "UNTERMINATED", "[SLA-001"),
    ("en", '"abc', "UNTERMINATED", '"abc'),
    ("en", "[SLA-001, 1]", "BAD_OFFSET", "[SLA-001, 1]"),
    ("en", "[SLA-001, x]", "BAD_OFFSET", "[SLA-001, x]"),
]
MEANING: list[tuple[str, str, str, str | None]] = [
    ("en", "custo.valor", "UNKNOWN_TABLE", "custo"),
    ("en", "SUM(SLA_Total * custo.valor)", "UNKNOWN_TABLE", "custo"),
    ("en", "SUM(contratos.valor_mensa)", "UNKNOWN_FIELD", "valor_mensa"),
    ("en", "SUM(valor_mensal)", "UNKNOWN_NAME", "valor_mensal"),
    ("en", "@setor = 1", "UNKNOWN_NAME", "@setor"),
    ("en", "foo(1)", "UNKNOWN_FUNC", "foo"),
    ("en", "foo(1 WHERE 2)", "UNKNOWN_FUNC", "foo"),
    ("en", "[SLA-01]", "UNKNOWN_KPI", "[SLA-01]"),
    ("en", "contratos.valor_mensal * 2", "ROW_OUTSIDE_AGG", "contratos.valor_mensal"),
    ("en", "Custos_Mensais * 2", "ROW_OUTSIDE_AGG", "Custos_Mensais"),
    ("en", "contratos * 2", "TABLE_NEEDS_FIELD", "contratos"),
    ("en", "COUNT(DISTINCT contratos)", "TABLE_NEEDS_FIELD", "contratos"),
    ("en", "SUM(contratos.valor_mensal * custos.valor)", "MIXED_TABLES", "custos.valor"),
    ("en", "COUNT(contratos WHERE Custos_Mensais > 1)", "MIXED_TABLES", "Custos_Mensais"),
    ("en", "COUNT(chamados WHERE COUNT(ativos) > 1)", "NESTED_AGG", "COUNT(ativos)"),
    ("en", "SUM([SLA-001])", "NOT_ROWS", "[SLA-001]"),
    ("en", "SUM(SLA_Total * 2)", "NOT_ROWS", "SLA_Total * 2"),
    ("en", "ABS(contratos.id WHERE 1 = 1)", "NOT_ROWS", "contratos.id"),
    ("en", "MAX(1, 2 WHERE 1 = 1)", "ARITY", "MAX(1, 2 WHERE 1 = 1)"),
    ("en", "ROUND()", "ARITY", "ROUND()"),
    ("en", "IF(1 = 1, 2)", "ARITY", "IF(1 = 1, 2)"),
    ("en", "SUM(custos.valor, 1)", "ARITY", "SUM(custos.valor, 1)"),
    ("en", "SQRT(1, 2)", "ARITY", "SQRT(1, 2)"),
    ("en", "NOT 1", "TYPE", "1"),
    ("en", "-'a'", "TYPE", "'a'"),
    ("en", "1 AND 1 = 1", "TYPE", "1"),
    ("en", "1 = 1 OR 2", "TYPE", "2"),
    ("en", "'a' + 1", "TYPE", "'a'"),
    ("en", "TODAY() * 2", "TYPE", "TODAY()"),
    ("en", "'a' = 1", "TYPE", "1"),
    ("en", "(1 = 1) < (2 = 2)", "TYPE", "(1 = 1)"),
    ("en", "(1 = 1) BETWEEN 1 AND 2", "TYPE", "(1 = 1)"),
    ("en", "SLA_Total IN (1, 'a')", "TYPE", "'a'"),
    ("en", "AVG(chamados.dentro_prazo)", "TYPE", "chamados.dentro_prazo"),
    ("en", "SUM(contratos.vencimento)", "TYPE", "contratos.vencimento"),
    ("en", "SUM(custos.valor WHERE valor)", "TYPE", "valor"),
    ("en", "ABS('x')", "TYPE", "'x'"),
    ("en", "DAYS(Orçamento)", "TYPE", "Orçamento"),
    ("en", "MAX(1 = 1, 2 = 2)", "TYPE", "1 = 1"),
    ("en", "MAX(1, 'a')", "TYPE", "'a'"),
    ("en", "MAX(Orçamento, SLA_Meta_Horas)", "UNITS", "MAX(Orçamento, SLA_Meta_Horas)"),
    ("en", "SAFE_DIV(Orçamento, 1 / Orçamento)", "UNITS", "SAFE_DIV(Orçamento, 1 / Orçamento)"),
    ("en", "SQRT(Orçamento)", "UNITS", "SQRT(Orçamento)"),
    ("en", "Orçamento * Orçamento", "UNITS", "Orçamento * Orçamento"),
    ("en", "Orçamento * SLA_Meta_Horas", "UNITS", "Orçamento * SLA_Meta_Horas"),
    ("en", "(Orçamento + SLA_Meta_Horas) * 2", "UNITS", "Orçamento + SLA_Meta_Horas"),
    ("en", "TODAY() + 90", "UNITS", "TODAY() + 90"),
    ("en", "TODAY() + TODAY()", "UNITS", "TODAY() + TODAY()"),
    ("en", "[SLA-001] + SLA_Total", "UNITS", "[SLA-001] + SLA_Total"),
    ("en", "SUM(contratos.valor_mensal) + SUM(contratos.valor_usd)", "UNITS", None),
    ("en", "COALESCE(SLA_Total, 'x')", "BRANCH_TYPES", "'x'"),
    ("en", "SAFE_DIV(SLA_Total, Zero, 'x')", "BRANCH_TYPES", "'x'"),
    ("en", "CASE WHEN 1 = 1 THEN Orçamento WHEN 1 = 2 THEN SLA_Total END", "BRANCH_TYPES", "SLA_Total"),
    ("en", "SLA_Total / (2 - 2)", "DIV_ZERO_CONST", "(2 - 2)"),
    ("en", "SLA_Meta_Horas / HOURS(0)", "DIV_ZERO_CONST", "HOURS(0)"),
    ("en", "PERCENT(SLA_Total, 0)", "DIV_ZERO_CONST", "0"),
]


@pytest.mark.parametrize(("locale", "formula", "code", "marked"), LEXICAL + MEANING)
def test_code_and_place(locale: str, formula: str, code: str, marked: str | None) -> None:
    assert refusal(formula, locale) == (code, formula if marked is None else marked)


@pytest.mark.parametrize(("locale", "formula", "code", "marked"), LEXICAL + MEANING)
@pytest.mark.parametrize("reader", ["pt", "en", "es"])
def test_every_error_has_its_sentence(reader: str, locale: str, formula: str, code: str, marked: str | None) -> None:
    with pytest.raises(FormulaError) as caught:
        check(parse(formula, locale), CATALOG, formula, locale)
    sentence = Texts(reader).say_with(caught.value.text_code, caught.value.text_args)
    assert {"pt": "Linha", "en": "Line", "es": "Línea"}[reader] in sentence


def test_sentence_says_what_where_and_how_to_mend() -> None:
    with pytest.raises(FormulaError) as caught:
        check(parse("SLA_Resolvidos / SLA_Totl"), CATALOG, "SLA_Resolvidos / SLA_Totl")
    error = caught.value
    said = Texts("pt").say_with(error.text_code, error.text_args)
    assert said == "Campo SLA_Totl não existe. Linha 1, coluna 18. Você quis dizer SLA_Total?"


def test_units_are_said_with_symbols() -> None:
    with pytest.raises(FormulaError) as caught:
        check(parse("Orçamento + SLA_Meta_Horas"), CATALOG, "Orçamento + SLA_Meta_Horas")
    assert (caught.value.text_args["left"], caught.value.text_args["right"]) == ("R$", "h")


def test_cycle_is_said_as_a_path() -> None:
    with pytest.raises(FormulaError) as caught:
        check(parse("[CICLO-B] + 1"), CATALOG, "[CICLO-B] + 1", kpi="ciclo-a")
    assert caught.value.text_args["path"] == "CICLO-A → CICLO-B → CICLO-C → CICLO-A"


def test_long_marked_text_is_shortened_in_the_sentence() -> None:
    formula = f"'{'x' * 100}"
    with pytest.raises(FormulaError) as caught:
        parse(formula)
    assert caught.value.text_args["text"] == f"'{'x' * 58}…"


def test_positions_count_lines_and_utf16_units() -> None:
    formula = "'😀' = 'a' OR\r\n  Foo > 1"
    with pytest.raises(FormulaError) as caught:
        check(parse(formula), CATALOG, formula)
    error = caught.value
    assert (error.line, error.col, error.span.start, error.start_utf16, error.end_utf16) == (2, 3, 16, 17, 20)


def test_depth_limits() -> None:
    assert refusal("(" * 64 + "1" + ")" * 64) == ("", "")
    with pytest.raises(FormulaError) as caught:
        parse("(" * 65 + "1" + ")" * 65)
    assert (caught.value.code, caught.value.span.start, caught.value.span.end) == ("TOO_DEEP", 64, 65)
    assert refusal("CASE WHEN 1 = 1 THEN " * 65 + "1" + " END" * 65)[0] == "TOO_DEEP"
    assert refusal("-" * 500 + "1")[0] == "TOO_DEEP"


def test_length_limit() -> None:
    assert refusal("1" + "+1" * 1999 + " ") == ("", "")
    assert refusal("1" + "+1" * 2000)[0] == "TOO_LONG"


def test_result_must_fit_the_indicator() -> None:
    assert refusal("SUM(custos.valor)", kpi="SLA-001", result=CATALOG.kpis["SLA-001"][0])[0] == "RESULT_UNIT"
    assert refusal("SLA_Total / Zero", kpi="SLA-001", result=CATALOG.kpis["SLA-001"][0]) == ("", "")
    assert refusal("1", result=CATALOG.kpis["CUSTO-TI"][0]) == ("", "")


def test_cycles_follow_bare_codes_and_stop_at_offsets() -> None:
    assert refusal("[CICLO-B, -1] + 1", kpi="CICLO-A") == ("", "")
    assert refusal("TENDENCIA + 1", kpi="TENDENCIA") == ("CYCLE", "TENDENCIA")
    assert refusal("[CICLO-C] + [CICLO-B]", kpi="CICLO-A") == ("CYCLE", "[CICLO-C]")
    assert refusal("[SLA-001]", kpi="CICLO-A") == ("", "")


def test_cycles_over_bare_codes_and_broken_stored_formulas() -> None:
    number = Unit.parse("number")
    catalog = Catalog(
        names={"x": number},
        kpis={
            "A": (number, "1"),
            "B": (number, "x + A + D"),
            "C": (number, "1 +"),
            "D": (number, "[C] + B + B + [GONE]"),
        },
    )
    assert refusal("C + x", catalog=catalog, kpi="A") == ("", "")
    assert refusal("x + [D]", catalog=catalog, kpi="A") == ("CYCLE", "[D]")
    assert refusal("x + [D]", catalog=catalog, kpi="NEW") == ("", "")


@pytest.mark.parametrize(
    ("formula", "locale", "suggested"),
    [
        ("SUMM(custos.valor)", "en", "SUM"),
        ("SOMAA(custos.valor)", "pt", "SOMA"),
        ("SOMA(custos.valor)", "en", "SUM"),
        ("SUMA(custos.valor)", "pt", "SOMA"),
        ("status", "en", "chamados.status"),
        ("orcamento", "pt", "Orçamento"),
        ("SLA - 1", "en", "[SLA-001]"),
        ("[CUSTO-T1]", "en", "CUSTO-TI"),
    ],
)
def test_suggestion(formula: str, locale: str, suggested: str) -> None:
    with pytest.raises(FormulaError) as caught:
        check(parse(formula, locale), CATALOG, formula, locale)
    assert caught.value.args_shown["suggest"] == suggested
