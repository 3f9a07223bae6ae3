"""Holidays: suggestions in words, the calendar painted, and prices equal to the engine's."""

from datetime import date

from engines.calendar import DayType, Month
from storage.texts.numbers import Numbers
from viewmodels.charts import Day
from viewmodels.desk import Desk
from viewmodels.screens.holidays_page import HolidaysPage
from viewmodels.screens.memory_source import MemorySource
from viewmodels.screens.month_facts import short_name
from viewmodels.screens.month_wizard import MonthWizard

FRIDAY = date(2025, 8, 15)


def page_on(desk: Desk) -> HolidaysPage:
    return HolidaysPage(MonthWizard(desk))


def test_lines_of_the_window(desk: Desk) -> None:
    page = page_on(desk)
    told = [(line.date_text, line.weekday, line.name, line.kind, line.note, line.in_month) for line in page.lines]
    assert told == [
        ("01/05", "qui", "Dia do Trabalhador", "Nacional", "Sugestão: domingo, como em 2024", False),
        ("19/06", "qui", "Corpus Christi", "Facultativo", "Sugestão: sábado, como em 2024", False),
    ]


def test_price_of_a_day_is_the_engines_own(desk: Desk) -> None:
    page = page_on(desk)
    page.select(FRIDAY)
    assert page.effect_title == "15/08 como domingo em vez de útil"
    facts = page.wizard.facts
    assert facts is not None
    engine = desk.ask(
        "metas.efeito_do_dia",
        vigencia="2025-08",
        snapshot=facts.snapshot,
        day=FRIDAY,
        kind=DayType.DOMINGO_FERIADO,
        instead_of=DayType.UTIL,
    )
    numbers = Numbers("pt")
    shown = [(row.cell("setor").text, row.cell("km").raw, row.cell("litros").raw) for row in page.effect.rows]
    assert shown[:-1] == [(e.sector, e.km, e.litres) for e in engine]
    assert shown[-1] == ("Total", sum(e.km for e in engine), sum(e.litres for e in engine))
    assert page.effect.rows[0].cell("km").text == numbers.number(engine[0].km, 0, sign=True) == "−4.735"


def test_price_is_really_the_difference_of_two_calculations(desk: Desk) -> None:
    """Typing the day moves the goal by exactly what the price tag said."""
    page = page_on(desk)
    page.select(FRIDAY)
    promised = page.effect.rows[0].cell("litros").raw
    before = desk.ask("metas.conferir_dados", vigencia="2025-08", snapshot=page.wizard.facts.snapshot).evaluation  # type: ignore[union-attr]
    page.add(FRIDAY, "Emenda", DayType.DOMINGO_FERIADO)
    after = desk.ask("metas.conferir_dados", vigencia="2025-08", snapshot=page.wizard.facts.snapshot).evaluation  # type: ignore[union-attr]
    assert after.value("meta_litros", ("1",)) - before.value("meta_litros", ("1",)) == promised


def test_no_price_before_the_erp_was_ever_read(empty_desk: Desk) -> None:
    page = page_on(empty_desk)
    page.select(FRIDAY)
    assert (page.effect_title, page.effect.rowCount()) == ("", 0)


def test_calendar_is_painted_by_type_and_counts_add_up(desk: Desk) -> None:
    page = page_on(desk)
    page.add(FRIDAY, "Emenda", None)
    kinds = {one.day: one.kind for one in page.calendar}
    assert (kinds[FRIDAY], kinds[date(2025, 8, 16)], kinds[date(2025, 8, 17)]) == (
        Day.A_CLASSIFICAR,
        Day.SABADO,
        Day.DOMINGO,
    )
    assert dict(page.counts) == {Day.UTIL: 20, Day.SABADO: 5, Day.DOMINGO: 5, Day.A_CLASSIFICAR: 1}
    page.choose(FRIDAY, DayType.SABADO)
    assert dict(page.counts) == {Day.UTIL: 20, Day.SABADO: 6, Day.DOMINGO: 5, Day.A_CLASSIFICAR: 0}


def test_months_of_the_window_can_be_looked_at_and_no_other(desk: Desk) -> None:
    page = page_on(desk)
    for _ in range(5):
        page.step_month(-1)
    assert page.shown_month == Month(2025, 5)
    for _ in range(9):
        page.step_month(1)
    assert page.shown_month == Month(2025, 8)


def test_typing_a_plain_day_asks_for_its_name_first(desk: Desk) -> None:
    page = page_on(desk)
    asked: list[tuple[object, object]] = []
    page.add_requested.connect(lambda day, kind: asked.append((day, kind)))
    page.choose(FRIDAY, DayType.SABADO)
    assert asked == [(FRIDAY, DayType.SABADO)]


def test_day_outside_the_window_is_refused_in_words(desk: Desk) -> None:
    refused = page_on(desk).add(date(2025, 1, 2), "Emenda", None)
    assert refused == "02/01/2025 fica fora do mês da vigência e da janela de 3 meses."


def test_short_names() -> None:
    assert short_name("Dia Nacional de Zumbi e da Consciência Negra") == "Consciência Negra"
    assert short_name("Dia do Evangélico (DF)") == "Evangélico"
    assert short_name("Tiradentes; Fundação de Brasília") == "Tiradentes"
    assert short_name("Finados") == "Finados"


def test_counts_and_effects_answer_in_the_dock(desk: Desk) -> None:
    memory, page = MemorySource(desk), page_on(desk)
    page.select(FRIDAY)
    assert dict(page.counts)[Day.UTIL] == 21
    memory.follow(page.count_address(Day.UTIL))
    view = desk.shell.memory
    assert view is not None and (view.value, view.path) == ("21", ("Agosto de 2025", "Dias no mês", "útil"))
    assert view.rows is not None and view.rows.caption == "12 de 21"
    assert page.count_address(Day.A_CLASSIFICAR) is None
    for row in page.effect.rows:
        for column in ("km", "litros"):
            memory.follow(row.cell(column).figure_address)
            view = desk.shell.memory
            assert view is not None and view.sentence and view.path[0] == "15/08 como domingo em vez de útil"
    memory.follow(page.effect.rows[0].cell("km").figure_address)
    view = desk.shell.memory
    assert view is not None and view.formula[0].text == "Efeito do dia = com o tipo escolhido − com o outro tipo"
    memory.follow(view.steps[0].children[0].address)
    month = desk.shell.memory
    assert month is not None and month.path[:2] == ("15/08 como domingo", "KM prevista") and month.steps[0].children
