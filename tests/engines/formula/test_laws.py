"""Laws that hold for any text: never a crash, positions inside the text, and texts that read back."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from engines.figure import Missing
from engines.formula import FormulaError, canonical, check, evaluate, localized, parse
from engines.formula.locales import vocabulary
from engines.formula.tree import Aggregate, Call, Node, same, walk
from tests.engines.formula.setting import CATALOG, DOCUMENT, FACTS
from tests.engines.formula.test_sql import condition, divided, exact

LOCALES = st.sampled_from(["pt", "en", "es"])
WORDS = st.sampled_from(
    """
    SUM( SOMA( MÉDIA( COUNT( IF( SE( CASE( CASE CASO WHEN QUANDO THEN ENTÃO ELSE SENÃO END FIM WHERE ONDE DISTINCT AND
    E OR
    OU NOT NÃO IN EM BETWEEN ENTRE IS É NULL NULO TRUE ROUND( COALESCE( PERCENT( DAYS( TODAY() SQRT( MAX( @x [SLA-001]
    [CUSTO-TI,-1] chamados contratos.valor_mensal custos.valor SLA_Total Zero Orçamento status 'a' 'Vigente' `centro
    de custo`
    1 2 0 1,5 1.5 1.234,5 95% 12a ( ) + - * / = <> < >= ; , . == && ^ “ − # 😀 \u00a0 c\u0327
    """.split()
)
SOUP = st.lists(st.one_of(WORDS, WORDS, WORDS, st.text(max_size=3)), max_size=14).map(" ".join)
VECTORS = st.sampled_from([vector["formula"] for vector in DOCUMENT["vectors"]])


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A published formula with a piece cut out or pasted in."""
    text = draw(VECTORS)
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 6)))
    return text[:start] + draw(st.one_of(st.just(""), WORDS)) + text[end:]


@settings(max_examples=600, deadline=None)
@given(text=st.one_of(SOUP, damaged(), st.text()), locale=LOCALES)
@example(text="CASE WHEN", locale="en")
@example(text="[", locale="en")
@example(text="- " * 70 + "1", locale="en")
def test_any_text_is_a_value_or_a_positioned_error(text: str, locale: str) -> None:
    try:
        found = check(parse(text, locale), CATALOG, text, locale, kpi="CICLO-A")
    except FormulaError as error:
        assert 0 <= error.span.start <= error.span.end <= len(text)
        assert error.line >= 1
        assert error.col >= 1
        assert error.start_utf16 >= error.span.start
        return
    for node in walk(found.root):
        assert 0 <= node.span.start <= node.span.end <= len(text)
    first = evaluate(found.root, FACTS)
    again = evaluate(check(parse(canonical(found.root)), CATALOG).root, FACTS)
    assert isinstance(again, Missing) if isinstance(first, Missing) else again == first


@settings(max_examples=300, deadline=None)
@given(text=st.one_of(exact("t."), condition("t.", 2), divided("t."), damaged()), locale=LOCALES)
def test_localized_text_reads_back_as_the_same_tree(text: str, locale: str) -> None:
    try:
        tree = parse(text)
    except FormulaError:
        return
    if not all(_known(node) for node in walk(tree)):
        return
    shown = localized(tree, locale)
    assert same(parse(shown, locale), tree)
    assert canonical(parse(shown, locale)) == canonical(tree)


def _known(node: Node) -> bool:
    """A function unknown in one language may be a word of another: only known ones are ever shown."""
    return not isinstance(node, Call | Aggregate) or vocabulary("en").function(node.func) == node.func
