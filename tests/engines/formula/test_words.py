"""A formula said in words: signs, parentheses where they are needed, negations, branches and lists."""

from collections.abc import Mapping

import pytest

from engines.formula import Catalog, check, parse
from engines.formula.tree import Name, Node, Number, Span
from engines.formula.units import BOOL, NUMBER
from engines.formula.words import Segment, plain, say

CATALOG = Catalog(names={"a": NUMBER, "b": NUMBER, "c": NUMBER, "sim": BOOL})
LABELS = {"a": "km", "b": "litros", "c": "meta", "sim": "aprovada"}
PORTUGUESE = {
    "IF": "se", "ELSE": "senão", "AND": "e", "OR": "ou", "NOT": "não", "IS NULL": "não existe",
    "IS NOT NULL": "existe", "BETWEEN": "entre", "IN": "em", "MAX": "máximo",
    "COALESCE": "o primeiro que houver entre",
}  # fmt: skip


def term(node: Node) -> str | None:
    """Names by their label, numbers as typed."""
    if isinstance(node, Name):
        return LABELS[node.name]
    return str(node.value) if isinstance(node, Number) else None


def told(text: str, phrases: Mapping[str, str] = PORTUGUESE) -> str:
    """The sentence of a checked formula."""
    return plain(say(check(parse(text), CATALOG, text).root, term, phrases))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a * (b + c) / 2", "km × (litros + meta) ÷ 2"),
        ("a - (b - c)", "km − (litros − meta)"),
        ("-a + b", "−km + litros"),
        ("-(a + b)", "−(km + litros)"),
        ("NOT sim", "não aprovada"),
        ("NOT (a > b AND sim)", "não (km > litros e aprovada)"),
        ("(sim OR a >= b) AND c <> 0", "(aprovada ou km ≥ litros) e meta ≠ 0"),
        ("a IS NULL", "km não existe"),
        ("a + b IS NOT NULL", "km + litros existe"),
        ("a BETWEEN 1 AND b", "km entre 1; litros"),
        ("a NOT BETWEEN 1 AND b", "km não entre 1; litros"),
        ("a IN (1, 2, c)", "km em 1; 2; meta"),
        ("a NOT IN (1, 2)", "km não em 1; 2"),
        ("MAX(a - b, 0)", "máximo(km − litros; 0)"),
        ("COALESCE(a, b, 0)", "o primeiro que houver entre km, litros e 0"),
        ("COALESCE(a, b + c) / 2", "(o primeiro que houver entre km e litros + meta) ÷ 2"),
        ("IF(a > b, c, 0)", "se km > litros: meta; senão: 0"),
        ("CASE WHEN a > b THEN 1 WHEN sim THEN 2 END", "se km > litros: 1; se aprovada: 2"),
    ],
)
def test_the_sentence_of_a_formula(text: str, sentence: str) -> None:
    assert told(text) == sentence


def test_a_word_nobody_gave_is_the_formulas_own() -> None:
    assert told("IF(NOT sim OR a IS NULL, MAX(a, 1), b)", {}) == (
        "IF NOT aprovada OR km IS NULL: MAX(km; 1); ELSE: litros"
    )
    assert told("a NOT IN (1, 2) AND b IS NOT NULL", {}) == "km NOT IN 1; 2 AND litros IS NOT NULL"


def test_only_named_terms_keep_their_place() -> None:
    text = "a NOT BETWEEN 1 AND -b"
    assert say(check(parse(text), CATALOG, text).root, term, PORTUGUESE) == (
        Segment("km", Span(0, 1)),
        Segment(" não entre "),
        Segment(""),
        Segment("1"),
        Segment("; "),
        Segment("−"),
        Segment("litros", Span(21, 22)),
    )
