"""Figures told in words: the sentences people quote, the formula with its terms marked, reasons of what is missing."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from engines.figure import Figure, Missing, Value
from engines.formula.words import plain
from engines.sheet import Evaluation, Facts, Member
from engines.sheet.facts import InputKey
from engines.sheet.proof import figure
from storage.metas.rulebook import shipped
from storage.texts.sentences import LOCALES, Texts
from viewmodels.papers.narration import Narrator

SECTOR = (Member("4", "SÃO SEBASTIÃO"),)
MONTHS = (("128000", "42100"), ("126000", "41500"), ("126000", "41400"))


def narrator(
    inputs: Mapping[InputKey, Value] | None = None,
    given: Mapping[InputKey, Value] | None = None,
    locale: str = "pt",
    km: str = "125000.00",
) -> Narrator:
    """A narrator of the shipped sheet on the seed's example, with other inputs or whole lines given."""
    book = shipped()
    rules = book.rules
    rows = tuple(
        {"mes": f"2025-0{5 + at}", "setor": "4", "km": Decimal(km), "litros": Decimal(litres)}
        for at, (km, litres) in enumerate(MONTHS)
    )
    axes = {
        "setor": SECTOR,
        "tipo": tuple(Member(k.key, k.label) for k in rules.day_kinds),
        "criterio": tuple(Member(c.key, c.label) for c in rules.costs),
    }
    limits: dict[InputKey, Value] = {(key, ()): value for key, value in rules.limits.items()}
    seed: dict[InputKey, Value] = {("fator_reducao", ()): Decimal("0.015"), ("piso_sempre", ()): False}
    facts = Facts(axes, {"meses": rows}, {**limits, **seed, **(inputs or {})})
    lines: dict[InputKey, Value] = {("km_prevista", ("4",)): Decimal(km)} if km else {}
    lines.update(given or {})
    return Narrator.of(Texts(locale), Evaluation(book.sheet, facts, lines))


def told(of: Narrator, line: str, *members: str) -> Figure:
    """A figure of the narrator's evaluation."""
    return figure(of.evaluation, line, members)


def spaced(text: str) -> str:
    """Text with plain spaces, as these tests write it."""
    return text.replace("\u00a0", " ")


COSTS: dict[InputKey, Value] = {
    ("retencao", ("PECAS",)): Decimal("0.03"),
    ("tolerancia", ()): Decimal("0.08"),
    ("meta_anterior", ("4", "PECAS")): Decimal("100000.00"),
    ("gasto_anterior", ("4", "PECAS")): Decimal("115000.00"),
}
KM: dict[InputKey, Value] = {
    ("km_prevista", ("4",)): Decimal("220731.45"),
    ("custo_km", ("4", "PECAS")): Decimal("0.860000"),
}


def test_the_fuel_goal_in_one_line() -> None:
    seed = narrator()
    assert spaced(seed.sentence(told(seed, "meta_litros", "4"))) == (
        "40.501,64 L = 125.000 km ÷ 3,04 km/L, menos 1,5 %. É 1.165,03 L abaixo da média mensal."
    )


def test_above_the_monthly_mean() -> None:
    more = narrator(given={("km_prevista", ("4",)): Decimal("150000.00")})
    assert spaced(more.sentence(told(more, "meta_litros", "4"))).endswith("É 6.935,31 L acima da média mensal.")


def test_a_cost_goal_with_debt_and_without() -> None:
    owing = narrator(COSTS, KM)
    assert spaced(owing.sentence(told(owing, "meta_final", "4", "PECAS"))) == (
        "R$ 177.134,18 = 220.731,45 km × R$ 0,86/km, menos 3 %, menos o saldo devedor de R$ 7.000,00."
    )
    even = narrator({**COSTS, ("gasto_anterior", ("4", "PECAS")): Decimal("108000.00")}, KM)
    assert spaced(even.sentence(told(even, "meta_final", "4", "PECAS"))) == (
        "R$ 184.134,18 = 220.731,45 km × R$ 0,86/km, menos 3 %."
    )


def test_a_goal_at_the_floor_says_what_it_would_have_been() -> None:
    deep = narrator({**COSTS, ("gasto_anterior", ("4", "PECAS")): Decimal("400000.00")}, KM)
    assert spaced(deep.sentence(told(deep, "meta_final", "4", "PECAS"))) == (
        "R$ 18.413,42 = 10 % da meta-base de R$ 184.134,18: o saldo devedor de R$ 292.000,00 deixaria a meta em "
        "R$ −107.865,82."
    )


def test_a_line_nobody_wrote_a_sentence_for_is_told_by_its_formula() -> None:
    seed = narrator()
    assert spaced(seed.sentence(told(seed, "reducao", "4"))) == "616,78 L = 41.118,42 L × 1,5 %"


def test_words_lower_the_labels_inside_and_values_stand_in_their_places() -> None:
    seed = narrator()
    goal = told(seed, "meta_litros", "4")
    assert plain(seed.words(goal)) == "Meta de consumo = litros previstos − redução"
    assert spaced(plain(seed.values(goal))) == "40.501,64 L = 41.118,42 L − 616,78 L"
    assert (
        plain(seed.words(told(seed, "litros_previstos", "4"))) == "Litros previstos = KM prevista ÷ média de eficiência"
    )


def test_each_term_keeps_the_place_of_its_figure() -> None:
    seed = narrator()
    goal = told(seed, "meta_litros", "4")
    children = {child.span: child.name for child in goal.inputs if isinstance(child, Figure)}
    for segments in (seed.words(goal), seed.values(goal)):
        marked = {(s.term.start, s.term.end): spaced(s.text) for s in segments if s.term is not None}
        assert {children[span] for span in marked} == {"litros_previstos", "reducao"}


def test_a_sum_over_members_shows_its_parts() -> None:
    parts: dict[InputKey, Value] = {
        ("projecao", ("4", kind)): Decimal(value)
        for kind, value in (("UTIL", "101307.68"), ("SABADO", "14100.70"), ("DOMINGO_FERIADO", "9591.71"))
    }
    book = narrator(given=parts, km="")
    km = told(book, "km_prevista", "4")
    assert spaced(plain(book.values(km))) == "125.000,09 km = 101.307,68 km + 14.100,70 km + 9.591,71 km"


def test_rows_are_counted_not_listed() -> None:
    seed = narrator()
    km = told(seed, "km_3m", "4")
    assert (
        plain(seed.words(km)) == "Km de 3 meses = soma de km em meses da janela de 3 meses, com setor = SÃO SEBASTIÃO"
    )
    assert spaced(plain(seed.values(km))) == "380.000 km = soma de 3 linhas de meses da janela de 3 meses"
    assert seed.note(km) == "3 linhas da origem"


def test_a_missing_value_says_why() -> None:
    bare = narrator()
    goal = told(bare, "meta_final", "4", "PECAS")
    assert isinstance(goal.value, Missing)
    assert bare.value(goal) == "Falta um dos valores da conta"
    assert "Valor não informado" in plain(bare.values(told(bare, "teto", "4", "PECAS")))
    no_rows = told(bare, "media_3m", "4", "UTIL")
    assert bare.value(no_rows) == "Nenhuma linha na origem"


def test_notes_of_given_values_and_of_steps() -> None:
    seed = narrator(COSTS, KM)
    assert seed.note(told(seed, "fator_reducao")) == "Parâmetro em vigor"
    assert seed.note(told(seed, "meta_anterior", "4", "PECAS")) == "Valor dado"
    assert seed.note(told(seed, "litros_previstos", "4")) == "KM prevista ÷ média de eficiência"
    assert seed.note(told(seed, "excedente", "4", "PECAS")) == "Gasto realizado anterior − teto de gasto"


def test_the_note_of_the_km_counts_the_days() -> None:
    days = {("dias_mes", (kind,)): Decimal(n) for kind, n in (("UTIL", 21), ("SABADO", 5), ("DOMINGO_FERIADO", 1))}
    book = narrator(given=dict(days))
    assert book.note(told(book, "km_prevista", "4")) == "21 úteis, 5 sábados, um domingo"


def test_labels_name_their_members_and_steps_only_the_new_ones() -> None:
    seed = narrator(COSTS)
    label = seed.label("meta_final", {"setor": "4", "criterio": "PECAS"})
    assert (label.text, label.members, str(label)) == ("Meta", ("SÃO SEBASTIÃO", "Peças"), "Meta, SÃO SEBASTIÃO, Peças")
    tree = seed.steps(told(seed, "meta_litros", "4"))
    assert tree.label == "Meta de consumo, SÃO SEBASTIÃO"
    assert [(child.label, spaced(child.value)) for child in tree.children] == [
        ("Litros previstos", "41.118,42 L"),
        ("Redução", "616,78 L"),
    ]
    assert [child.label for child in tree.children[1].children] == ["Litros previstos", "Fator de redução"]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_line_can_be_told_in_every_language(locale: str) -> None:
    book = narrator(COSTS, KM, locale)
    for cell in book.evaluation.cells():
        each = told(book, cell.line, *cell.members)
        assert plain(book.words(each)).count(" = ") >= 1, cell
        assert plain(book.values(each)), cell
        assert book.note(each), cell


def test_the_source_language_repeats_the_sheet_itself() -> None:
    """The translations of labels are kept against these: a label changed in the sheet must be translated again."""
    book, texts = shipped(), Texts()
    named = {**book.sheet.inputs, **book.sheet.lines}
    assert {key: texts.say_with(f"LINHA.metas.{key}", {}) for key in named} == {k: e.label for k, e in named.items()}
    tables = book.sheet.tables
    assert {key: texts.say_with(f"TABELA.metas.{key}", {}) for key in tables} == {k: t.label for k, t in tables.items()}
    rules = book.rules.parameters
    assert [texts.say_with(f"PARAMETRO.{p.key}", {}) for p in rules] == [p.label for p in rules]


def test_in_english_no_label_stays_portuguese() -> None:
    english = narrator(locale="en")
    assert plain(english.words(told(english, "meta_litros", "4"))) == "Consumption goal = forecast litres − reduction"
    assert spaced(english.sentence(told(english, "meta_litros", "4"))) == (
        "40,501.64 L = 125,000 km ÷ 3.04 km/L, less 1.5%. It is 1,165.03 L below the monthly mean."
    )
