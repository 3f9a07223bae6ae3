"""The month at a glance: steps, what asks for a decision, totals, and the one thing to do next."""

import pytest

from engines.goals.approval import Decision
from viewmodels.desk import Desk
from viewmodels.operations.metas.explaining import Address
from viewmodels.screens.cockpit import CockpitViewModel
from viewmodels.screens.comparison import Compared
from viewmodels.screens.header_feed import HeaderFeed
from viewmodels.screens.next_act import NextStep
from viewmodels.screens.print_outs import PrintOuts
from viewmodels.screens.publishing import Publication
from viewmodels.screens.recording import approve_clean, record
from viewmodels.screens.routine_rows import routine_csv
from viewmodels.state import State

DUE = "Prazo da diretoria: terça, 05/08."


def test_before_the_data_is_read_the_month_asks_to_be_prepared(empty_desk: Desk) -> None:
    month = CockpitViewModel(empty_desk)
    assert (month.title, month.line) == ("Agosto de 2025", f"Prepare o mês para calcular as metas. {DUE}")
    assert (month.next_act.step, month.next_act.text) == (NextStep.PREPARE, "Preparar o mês")
    assert month.asks == () and month.table.rowCount() == 0
    assert [step.state for step in month.steps[:4]] == [State.OK, State.OK, State.EM_CURSO, State.OK]


def test_a_calculated_month_asks_for_the_exceptions_and_offers_the_calm_ones(desk: Desk) -> None:
    month = CockpitViewModel(desk)
    assert month.progress == ("11 de 21 itens feitos", 11 / 21)
    assert month.line == f"Faltam 12 decisões para publicar as 12 metas. {DUE}"
    assert month.next_act.text == "Decidir as 12 metas"
    assert {ask.row_key for ask in month.asks} == {"PNEUS/3", "PECAS/1", "PECAS/4"}
    first = next(ask for ask in month.asks if ask.row_key == "PECAS/4")
    assert first.title == "Peças, SÃO SEBASTIÃO: saldo devedor de R$\u00a00,01"
    assert first.note == "Gasto de R$\u00a094.284,01 passou do teto de R$\u00a094.284,00."
    assert month.calm == 9


def test_the_goals_and_their_totals_have_addresses(desk: Desk) -> None:
    month = CockpitViewModel(desk)
    rows = {row.key: row for row in month.table.rows}
    fuel = rows["4"].cell("COMBUSTIVEL")
    assert (fuel.text, fuel.figure_address) == ("40.501,63", Address(1, "meta_litros", ("4",)))
    assert rows["3"].cell("PNEUS").state is State.ATENCAO
    total = rows["total"].cell("PECAS")
    assert (total.text, total.figure_address) == ("651.237,40", Compared(1, "PECAS", "soma_meta"))


def test_decided_and_published_months_ask_for_the_next_thing(desk: Desk) -> None:
    month = CockpitViewModel(desk)
    assert month.view is not None
    assert approve_clean(desk, month.view) is None
    month.refresh()
    assert (month.calm, month.counts) == (0, ((State.OK, "9 decididas"), (State.ATENCAO, "3 a decidir")))
    assert record(desk, month.view, {g.key: Decision(True) for g in month.view.pending}) is None
    month.refresh()
    assert (month.next_act.step, month.next_act.text) == (NextStep.PUBLISH, "Publicar as 12 metas")
    assert month.line == f"As 12 metas estão decididas. Falta publicar. {DUE}"
    assert Publication(desk, month.view).publish() is None
    month.refresh()
    assert (month.next_act.step, month.line) == (NextStep.REPORT, "As 12 metas estão publicadas.")
    assert month.progress[0] == "16 de 21 itens feitos"


def test_who_may_not_decide_is_told_why(auditor_desk: Desk) -> None:
    act = CockpitViewModel(auditor_desk).next_act
    assert act.step is NextStep.DECIDE
    assert "aprovar metas" in act.reason


def test_the_header_tells_freshness_bell_and_proof(desk: Desk) -> None:
    feed = HeaderFeed(desk, CockpitViewModel(desk, desk))
    shell = desk.shell
    assert shell.sync is not None and shell.sync.state is State.OK
    assert shell.sync.text == "ERP lido às 09:00"
    assert shell.bell == 3
    assert [item.label for item in shell.proof] == ["Cálculo", "Motor", "Regras", "Retrato do ERP", "Vigia"]
    snapshot, watched = shell.proof[-2:]
    assert watched.value.startswith("OK ")
    assert len(snapshot.copied) == 64 and snapshot.value.replace(" ", "") == snapshot.copied[:8]
    assert [hit.title for hit in feed.search("seba")] == [
        "Combustível, SÃO SEBASTIÃO", "Pneus, SÃO SEBASTIÃO", "Peças, SÃO SEBASTIÃO",
    ]  # fmt: skip
    assert [hit.title for hit in feed.search("1")] == ["Cálculo 1"]
    assert [hit.title for hit in feed.search("saldo_devedor")] == ["SALDO_DEVEDOR"] * 3


def test_the_header_says_when_the_erp_was_never_read(empty_desk: Desk) -> None:
    HeaderFeed(empty_desk, CockpitViewModel(empty_desk, empty_desk))
    sync = empty_desk.shell.sync
    assert sync is not None and (sync.state, sync.text) == (State.SEM_DADOS, "ERP ainda não lido")
    assert [item.label for item in empty_desk.shell.proof] == ["Vigia"] and empty_desk.shell.bell == 0


def test_a_closed_vigencia_says_why_nothing_can_be_done(desk: Desk) -> None:
    month = CockpitViewModel(desk)
    desk.choose("2025-07")
    assert (month.title, month.line) == ("Julho de 2025", "")
    assert month.next_act.reason == "A vigência está fechada, e metas só se calculam em planejamento."


def test_the_list_shows_the_group_in_course_open_and_the_rest_as_heads(desk: Desk) -> None:
    month = CockpitViewModel(desk)
    heads = {row.key: (row.state, row.note, row.opened) for row in month.rows if row.is_group}
    assert heads["PREPARACAO"] == (State.OK, "3 de 3", False)
    assert heads["EXECUCAO"] == (State.EM_CURSO, "2 de 4", True)
    assert [row.key for row in month.rows if not row.is_group] == [
        "CALCULAR",
        "CONCLUIR",
        "RESULTADOS",
        "TRANSPARENCIA",
    ]
    month.toggle_group("PREPARACAO")
    assert [row.opened for row in month.rows if row.key in ("PREPARACAO", "EXECUCAO")] == [True, True]
    desk.choose("2025-07")
    assert [row.key for row in month.rows if row.opened] == ["PREPARACAO"]


def test_a_person_ticks_and_unticks(desk: Desk) -> None:
    month = CockpitViewModel(desk)
    assert next(line for line in month.steps if line.key == "PRECO").ticked is False
    month.tick("PRECO", True)
    month.refresh()
    line = next(line for line in month.steps if line.key == "PRECO")
    assert (line.ticked, line.who, line.state) == (True, "Diretor Silva", State.OK)
    month.tick("PRECO", False)
    month.refresh()
    assert month.progress[0] == "11 de 21 itens feitos"


@pytest.mark.parametrize(
    ("chosen", "line", "bell"),
    [
        ("nenhum", "Faltam 12 decisões para publicar as 12 metas.", 3),
        ("dia_2", "Faltam 12 decisões para publicar as 12 metas. Prazo da diretoria: sábado, 02/08.", 4),
        ("dia_1", "Faltam 12 decisões para publicar as 12 metas. O prazo da diretoria venceu em 01/08.", 4),
    ],
)
def test_the_deadline_stands_in_the_line_and_rings_on_its_day(desk: Desk, chosen: str, line: str, bell: int) -> None:
    given = {"limit_key": "prazo_diretoria", "limit_value": chosen, "reason": "Combinado com a diretoria"}
    desk.act("limites.mudar", "metas.rotina", **given)
    month = CockpitViewModel(desk, desk)
    HeaderFeed(desk, month)
    assert (month.line, desk.shell.bell) == (line, bell)


def test_the_list_leaves_as_a_table_and_on_paper(desk: Desk) -> None:
    month = CockpitViewModel(desk)
    text = routine_csv(desk, month.steps).decode("utf-8-sig")
    assert text.splitlines()[0] == "Parte;Item;Nota;Quem prova;Situação;Quem;Quando"
    assert len(text.splitlines()) == 22
    assert "marcado por pessoa" in text and "provado pelo programa" in text
    assert PrintOuts(desk).routine(month).startswith(b"%PDF")
