"""What the page Quanto custou makes of a cost: bars that reach B, parts, the check, the choices of A and B."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from engines.subsidy.cost import Cost, CostBar, CostPart
from engines.subsidy.cost_changes import Bar, Change
from engines.subsidy.cost_payment import PENALTY, Paid
from engines.subsidy.rules import Known
from storage.texts.sentences import Texts
from viewmodels.operations.subsidios.cost_words import RuleWords
from viewmodels.operations.subsidios.costing import Choices, ClauseChoice, DayChoice, ParameterChoice
from viewmodels.screens.subsidios import cost_bars, cost_sides, cost_tables
from viewmodels.screens.subsidios.cost_saying import checked, said_of
from viewmodels.screens.subsidios.cost_sides import Other, Sides
from viewmodels.state import State

TEXTS = Texts("pt")
DAYS = (date(2025, 11, 20),)
THEN, NOW = date(2025, 11, 28), date(2026, 5, 26)
SIDES = Sides(THEN, NOW)


def clause(id: str, rule: str, known: date, withdrawn: date | None = None, value: object = True) -> ClauseChoice:
    return ClauseChoice(id, rule, "RES 1", date(2025, 1, 1), None, known, withdrawn, "abc", value)  # type: ignore[arg-type]


SUSPENDED = clause("temperatura.suspensa", "temperatura_suspensa", date(2025, 11, 27), date(2025, 12, 9))
CANCELLED = clause("infracao.cancelada", "infracao_cancelada_conta", date(2026, 1, 6), value=False)
WORDS = RuleWords(TEXTS, {one.id: one for one in (SUSPENDED, CANCELLED)}, {"pof_minimo": "%"})


def bar(delta: str, of: ClauseChoice = SUSPENDED, entered: bool = True) -> CostBar:
    change = Change(of.rule, of.id, entered, of.known, of.act, of.commit)
    return CostBar(Bar((change,)), Decimal(delta), {"Intersul": Decimal(delta)}, ())


def cost(first: str, *deltas: str, missing: int = 0, parts: Mapping[str, str] | None = None) -> Cost:
    before = Decimal(first)
    after = before + sum(map(Decimal, deltas))
    part = CostPart("Intersul", before, after)
    held = dict.fromkeys(("consorcio", "servico", "data", "tipo_viagem"), (part,))
    paid = (Paid(before, {"Intersul": before}, missing), Paid(after, {"Intersul": after}, missing))
    return Cost(*paid, held, tuple(bar(each) for each in deltas))


def test_bars_go_from_a_to_b_with_sign_day_and_commit() -> None:
    found = cost_bars.chart_bars(WORDS, cost("1000", "-484.505", "0"), cost_bars.ends(TEXTS, SIDES), 1)
    assert [(one.label, one.text, one.note, one.total) for one in found] == [
        ("Conhecidas em", "1.000,00", "28/11/2025", True),
        ("Glosa por temperatura suspensa", "−484,51", "27/11/2025\nabc", False),
        ("Glosa por temperatura suspensa", "0,00", "27/11/2025\nabc", False),
        ("Conhecidas em", "515,50", "26/05/2026", True),
    ]


def test_the_smallest_of_many_are_gathered_and_can_be_shown() -> None:
    deltas = [str(each) for each in (1, -50, 2, 0, 40, 3, -30, 20, 10, -4)]
    few = cost_bars.chart_bars(WORDS, cost("1000", *deltas), ("A", "B"), 1)
    assert [int(one.value) for one in few] == [1000, -50, 40, -30, 20, 10, 2, 992]
    assert (few[-2].label, few[-2].figure_address) == ("Outras 5 mudanças", cost_bars.CostBarAt(1, (0, 2, 3, 5, 9)))
    every = cost_bars.chart_bars(WORDS, cost("1000", *deltas), ("A", "B"), 1, every=True)
    assert [str(one.value) for one in every[1:-1]] == deltas


@pytest.mark.parametrize(
    ("first", "deltas", "cut"),
    [
        ("24812406.55", ("-684310.20", "70090.35"), "23700000"),
        ("-24812406.55", ("684310.20",), "-23700000"),
        ("100", ("-80",), None),
        ("-100", ("300",), None),
        ("0", (), None),
        ("5000", ("0",), "4900"),
    ],
)
def test_the_axis_is_cut_only_where_totals_would_hide_the_changes(
    first: str, deltas: tuple[str, ...], cut: str | None
) -> None:
    bars = cost_bars.chart_bars(WORDS, cost(first, *deltas), ("A", "B"), 1)
    found = cost_bars.axis_cut(bars)
    assert found == (None if cut is None else Decimal(cut))


def test_a_bar_is_called_by_its_rule_and_what_becomes_of_it() -> None:
    out = bar("1", SUSPENDED, entered=False).bar
    no = bar("1", CANCELLED).bar
    both = Bar((*no.changes, *out.changes))
    tried = Bar((Change("pof_minimo", value=Decimal("82.5")),))
    assert [WORDS.bar(one) for one in (out, no, both, tried)] == [
        "Sai: Glosa por temperatura suspensa",
        "Autuação cancelada conta: não",
        "Autuação cancelada conta: não e mais 1",
        "POF mínimo para pagar: 82,5\u00a0%",
    ]


def test_the_check_is_made_in_each_consorcio() -> None:
    right = cost("1000", "-10", "20")
    assert checked(TEXTS, right).state is State.OK
    wrong = Cost(right.before, right.after, right.parts, (right.bars[0], bar("20.01")))
    found = checked(TEXTS, wrong)
    assert (found.state, "Intersul" in found.text, "−0,01" in found.text) == (State.ERRO, True, True)
    lame = {**right.parts, "servico": ()}
    assert checked(TEXTS, Cost(right.before, right.after, lame, right.bars)).state is State.ERRO


def test_what_is_missing_what_is_old_and_what_cost_nothing_are_said() -> None:
    assert said_of(WORDS, cost("1", "2"), SIDES, stale=False).text == ""
    assert said_of(WORDS, cost("1"), SIDES, stale=False).text == TEXTS.say("SUBSIDIO_CUSTO.NADA_DIFERE")
    assert "nenhuma moveu" in said_of(WORDS, cost("1", "0"), SIDES, stale=False).text
    missing = said_of(WORDS, cost("1", "2", missing=3), SIDES, stale=False)
    assert (missing.state, "3 unidades" in missing.text) == (State.ATENCAO, True)
    assert "conhecidas em 28/11/2025" in said_of(WORDS, cost("1", "2"), SIDES, stale=True).text


def test_parts_have_a_total_and_their_names() -> None:
    found = cost("-100", "-25")
    rows = list(cost_tables.part_rows(TEXTS, found, "consorcio", 7))
    assert [[row.cell(key).text for key in ("parte", "a", "b", "diferenca", "percentual")] for row in rows] == [
        ["Intersul", "−100,00", "−125,00", "−25,00", "−25,00"],
        ["Total", "−100,00", "−125,00", "−25,00", "−25,00"],
    ]
    assert rows[0].cell("diferenca").figure_address == cost_tables.CostPartAt(7, "consorcio", "Intersul", "diferenca")
    assert cost_tables.percent_text(TEXTS, CostPart("x", Decimal(0), Decimal(3))) == "–"
    assert [cost_tables.part_name(TEXTS, key) for key in (PENALTY, "", DAYS[0])] == [
        "Penalidade",
        "(em branco)",
        "20/11/2025",
    ]


def test_the_choices_offered_are_those_that_matter() -> None:
    pof = ParameterChoice("pof_minimo", "%", False, (Decimal(80),))
    year = ParameterChoice("temperatura_ano_maximo", "", True, (2019,))
    dates = (DayChoice(date(2025, 11, 27), 2, ("temperatura_suspensa", "pof_media", "pof_grave")),)
    choices = Choices(DAYS, NOW, dates, (SUSPENDED, CANCELLED), (pof, year))
    assert cost_sides.proposed(choices) == Sides(DAYS[0], NOW)
    (day,) = cost_sides.day_options(TEXTS, choices)
    assert day.text.startswith("27/11/2025, 2 mudanças: Glosa por temperatura suspensa, ") and day.text.endswith(
        "mais 1"
    )
    assert [one.key for one in cost_sides.clause_options(TEXTS, choices, THEN)] == ["temperatura.suspensa"]
    assert [one.text for one in cost_sides.parameter_options(TEXTS, (pof, year))] == [
        "POF mínimo para pagar: 80\u00a0%",
        "Último ano de fabricação testado: 2019",
    ]
    assert cost_sides.value_fault(Decimal("2018.5"), year) == "SUBSIDIO_CUSTO.VALOR_INTEIRO"
    assert cost_sides.value_fault(Decimal(10) ** 9, pof) == "SUBSIDIO_CUSTO.VALOR_GRANDE"
    assert (cost_sides.value_fault(Decimal(2018), year), cost_sides.rule_value(Decimal(2018), year)) == ("", 2018)


@pytest.mark.parametrize(
    ("sides", "lacks", "b"),
    [
        (Sides(THEN, NOW), "", Known(NOW)),
        (Sides(THEN, NOW, Other.WITHOUT), "SUBSIDIO_CUSTO.ESCOLHA_CLAUSULA", None),
        (Sides(THEN, NOW, Other.WITHOUT, "x"), "", Known(THEN, frozenset({"x"}))),
        (Sides(THEN, NOW, Other.VALUE), "SUBSIDIO_CUSTO.ESCOLHA_LIMIAR", None),
        (Sides(THEN, NOW, Other.VALUE, parameter="pof_minimo"), "SUBSIDIO_CUSTO.ESCREVA_VALOR", None),
        (Sides(THEN, NOW, Other.VALUE, "", "pof_minimo", 85), "", Known(THEN, values={"pof_minimo": 85})),
    ],
)
def test_b_is_another_day_or_a_with_one_thing_changed(sides: Sides, lacks: str, b: Known | None) -> None:
    assert cost_sides.lacking(sides) == lacks
    assert b is None or sides.b == b
