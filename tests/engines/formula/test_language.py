"""What a person types in Portuguese, Spanish or English means the same tree."""

from decimal import Decimal

import pytest

from engines.formula import FormulaError, canonical, localized, parse
from engines.formula.tree import same
from tests.engines.formula.setting import DOCUMENT

SAME = [
    ("pt", "SE(a > 1,5; 1; 0)", "IF(a > 1.5, 1, 0)"),
    ("es", "SI(a > 1,5; 1; 0)", "IF(a > 1.5, 1, 0)"),
    ("pt", "if(a > 1,5; 1; 0)", "IF(a > 1.5, 1, 0)"),
    ("pt", "soma(t.x) + MEDIA(t.x) + média(t.x)", "SUM(t.x) + AVG(t.x) + AVG(t.x)"),
    ("pt", "CONT.NÚM(t.x) + CONT(t) + CONTAR(t) + CONT.VALORES(t.x)", "COUNT(t.x) + COUNT(t) + COUNT(t) + COUNT(t.x)"),
    ("pt", "MÍNIMO(1; 2) + MAXIMO(1; 2) + MÁX(t.x)", "MIN(1, 2) + MAX(1, 2) + MAX(t.x)"),
    ("pt", "ARRED(x; 2) + ARREDONDAR(x)", "ROUND(x, 2) + ROUND(x)"),
    ("es", "SUMA(t.x) + PROMEDIO(t.x) + CONTAR(t) + REDONDEAR(x; 2)", "SUM(t.x) + AVG(t.x) + COUNT(t) + ROUND(x, 2)"),
    ("pt", "CASO QUANDO x > 1 ENTAO 1 SENÃO 2 FIM", "IF(x > 1, 1, 2)"),
    ("es", "CASO CUANDO x > 1 ENTONCES 1 SINO 2 FIN", "IF(x > 1, 1, 2)"),
    ("pt", "CASO(x > 1; 1; x > 0; 2; 3)", "CASE WHEN x > 1 THEN 1 WHEN x > 0 THEN 2 ELSE 3 END"),
    ("en", "CASE(x > 1, 1, x > 0, 2)", "CASE WHEN x > 1 THEN 1 WHEN x > 0 THEN 2 END"),
    ("pt", "x É NULO OU w NÃO É NULO E NÃO z", "x IS NULL OR w IS NOT NULL AND NOT z"),
    ("pt", "x E NULO OU w E NÃO NULO", "x IS NULL OR w IS NOT NULL"),
    ("es", "x ES NULO O w NO ES NULO Y NO z", "x IS NULL OR w IS NOT NULL AND NOT z"),
    ("pt", "x EM (1; 2) E w NÃO ENTRE 1 E 3", "x IN (1, 2) AND w NOT BETWEEN 1 AND 3"),
    ("es", "x NO EN (1; 2) Y w ENTRE 1 Y 3", "x NOT IN (1, 2) AND w BETWEEN 1 AND 3"),
    ("pt", "CONTAR(DISTINTO t.x ONDE t.w = VERDADEIRO)", "COUNT(DISTINCT t.x WHERE t.w = TRUE)"),
    ("es", "CONTAR(DISTINTO t.x DONDE t.w = FALSO)", "COUNT(DISTINCT t.x WHERE t.w = FALSE)"),
    ("pt", "HOJE() + DIAS(1) + HORAS(2)", "TODAY() + DAYS(1) + HOURS(2)"),
    ("es", "HOY() + DÍAS(1) + HORAS(2)", "TODAY() + DAYS(1) + HOURS(2)"),
    ("pt", "INÍCIO_PERÍODO() - FIM_PERIODO()", "PERIOD_START() - PERIOD_END()"),
    ("es", "INICIO_PERIODO() - FIN_PERÍODO()", "PERIOD_START() - PERIOD_END()"),
    (
        "pt",
        "DIV_SEGURA(a; b; 0) + PERCENTUAL(a; b) + NULO_SE(a; 0)",
        "SAFE_DIV(a, b, 0) + PERCENT(a, b) + NULLIF(a, 0)",
    ),
    ("pt", "RAIZ(a) + INV.NORMP(0,95) + LIMITAR(a; 0; 1)", "SQRT(a) + NORMSINV(0.95) + CLAMP(a, 0, 1)"),
    ("pt", "t.e + e.x + `e` + t.ou", "t.`e` + `e`.x + `e` + t.`ou`"),
    ("en", "a ≠ 1 AND b ≤ 2 AND c ≥ 3 AND d != 4", "a <> 1 AND b <= 2 AND c >= 3 AND d <> 4"),
    ("en", "a ÷ b × c", "a / b * c"),
    ("en", "\"it's\" = 'it''s'", "'it''s' = 'it''s'"),
    ("en", "[SLA-001, -1] + [SLA-001;-2] + [ SLA-001 ]", "[SLA-001, -1] + [SLA-001, -2] + [SLA-001]"),
    ("en", "@setor = t.setor", "@setor = t.setor"),
    ("en", "a - (b - c) - (d + 1)", "a - (b - c) - (d + 1)"),
    ("en", "(a * b) / (c / d)", "a * b / (c / d)"),
    ("en", "-(a + b) * --c", "-(a + b) * --c"),
    ("en", "NOT (a = 1 OR b = 2) AND (c = 1 OR d = 2)", "NOT (a = 1 OR b = 2) AND (c = 1 OR d = 2)"),
    ("en", "(a = b) = (c = d)", "a = b = (c = d)"),
    ("en", "(a IS NULL) IS NOT NULL", "a IS NULL IS NOT NULL"),
    ("en", "`a``b` + `centro de custo`", "`a``b` + `centro de custo`"),
    ("en", "MAX(1,234) + IF(a=1,100,200)", "MAX(1, 234) + IF(a = 1, 100, 200)"),
    ("en", "a IN (100,200)", "a IN (100, 200)"),
    ("en", "QUADFORM(v, m)", "QUADFORM(v, m)"),
]


@pytest.mark.parametrize(("locale", "typed", "stored"), SAME)
def test_canonical_text(locale: str, typed: str, stored: str) -> None:
    tree = parse(typed, locale)
    assert canonical(tree) == stored
    assert same(tree, parse(stored))


@pytest.mark.parametrize("reader", ["pt", "en", "es"])
@pytest.mark.parametrize(("locale", "typed", "stored"), SAME)
def test_localized_text_reads_back_as_the_same_tree(reader: str, locale: str, typed: str, stored: str) -> None:
    tree = parse(typed, locale)
    shown = localized(tree, reader)
    assert same(parse(shown, reader), tree)
    assert localized(parse(shown, reader), reader) == shown


def test_every_vector_reads_back() -> None:
    for vector in DOCUMENT["vectors"]:
        try:
            tree = parse(vector["formula"], vector["locale"])
        except FormulaError:
            continue
        for reader in ("pt", "en", "es"):
            assert same(parse(localized(tree, reader), reader), tree), vector["id"]


def test_portuguese_reads_naturally() -> None:
    tree = parse("IF(AVG(t.x) > 1.5 AND t IS NOT NULL, 'a', 'b')")
    assert localized(tree, "pt_BR") == "SE(MÉDIA(t.x) > 1,5 E t NÃO É NULO; 'a'; 'b')"


def test_an_absence_after_and_keeps_its_meaning_in_portuguese() -> None:
    tree = parse("a AND NULL = 1 AND NOT NULL")
    assert localized(tree, "pt") == "a E (NULO = 1) E (NÃO NULO)"
    assert same(parse(localized(tree, "pt"), "pt"), tree)


def test_same_sees_differences() -> None:
    assert not same(parse("a + b"), parse("a - b"))
    assert not same(parse("a"), parse("'a'"))
    assert not same(parse("MAX(1, 2)"), parse("MAX(1, 2, 3)"))
    assert not same(parse("COUNT(t)"), parse("COUNT(t WHERE a)"))
    assert same(parse("a+( b )"), parse("(a) + b"))


def test_number_keeps_its_digits() -> None:
    assert canonical(parse("1,50", "pt")) == "1.50"
    assert parse("0001,50", "pt").value == Decimal("1.50")  # type: ignore[attr-defined]


def test_unknown_locale_is_our_fault() -> None:
    with pytest.raises(KeyError):
        parse("1", "fr")


def test_vocabulary_words_lead_one_way() -> None:
    from engines.formula.locales import _FUNCTIONS, _KEYWORDS, LOCALES, vocabulary

    for locale in LOCALES:
        for canonical_name in _FUNCTIONS:
            assert vocabulary(locale).function(vocabulary(locale).function_word(canonical_name)) == canonical_name
        for kind in _KEYWORDS:
            assert vocabulary(locale).keyword(vocabulary(locale).keyword_word(kind)) == kind
