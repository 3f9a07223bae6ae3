"""The calculations of a vigência and the undoing of the one in force."""

import pytest

from engines.goals.approval import Decision
from storage.errors import KnownError
from storage.exports.pdf_pages import page_count, page_text
from viewmodels.desk import Desk
from viewmodels.jobs import drive
from viewmodels.screens.history import HistoryViewModel, UndoViewModel, refusal_of
from viewmodels.screens.print_outs import PrintOuts
from viewmodels.screens.publishing import Publication
from viewmodels.screens.recording import record
from viewmodels.screens.results import ResultsViewModel
from viewmodels.state import State


def publish(desk: Desk) -> None:
    view = desk.ask("metas.resultados", vigencia="2025-08")
    assert record(desk, view, {g.key: Decision(True) for g in view.goals}) is None
    assert Publication(desk, desk.ask("metas.resultados", run=view.run.id)).publish() is None


def test_nothing_in_force_has_nothing_to_undo(desk: Desk) -> None:
    history = HistoryViewModel(desk)
    assert history.title == "Histórico de agosto de 2025"
    assert history.line == "Um cálculo, que não está em vigor."
    assert history.undo_reason == "Nenhum cálculo desta vigência está em vigor"
    row = history.table.rows[0]
    assert row.cell("situacao").text == "Calculado, com avisos"
    assert history.usable(row.key) == 1


def test_the_run_in_force_is_named(desk: Desk) -> None:
    publish(desk)
    history = HistoryViewModel(desk)
    assert history.line == "Um cálculo, o 1 está em vigor."
    row = history.table.rows[0]
    assert (row.cell("situacao").state, row.cell("vigor").text, row.cell("decididas").raw) == (State.OK, "Sim", 12)
    assert history.undo_reason == ""


def test_undoing_shows_before_and_after_then_writes_a_receipt(desk: Desk) -> None:
    publish(desk)
    undo = UndoViewModel(desk, 1)
    danger = undo.danger
    assert danger.title == "Reverter o cálculo 1 de agosto de 2025?"
    assert (danger.typed, danger.confirm, danger.keep) == ("2025-08", "Reverter 12 metas", "Manter as metas")
    rows = {row.key: row for row in danger.rows}
    assert rows["COMBUSTIVEL/4"].cell("hoje").text == "40.501,63\u00a0L"
    assert rows["COMBUSTIVEL/4"].cell("depois").text == "sem meta"
    assert [state for state, _ in danger.effects] == [State.OK]
    said = undo.undo("Gasto de julho lançado em dobro")
    assert said.startswith("12 metas revertidas. Recibo ")
    results = ResultsViewModel(desk)
    assert results.view is None
    results.show_run(1)
    assert results.view is not None and results.situation.endswith("Este cálculo foi revertido.")


def test_a_run_that_is_not_in_force_tells_the_window_why(desk: Desk) -> None:
    heard: list[KnownError] = []
    desk.refused.connect(heard.append)
    assert refusal_of(desk, 1) is None
    assert [error.code for error in heard] == ["METAS.NAO_REVERSIVEL"]
    with pytest.raises(KnownError):
        UndoViewModel(desk, 1)


def test_an_auditor_has_nothing_to_undo(auditor_desk: Desk) -> None:
    assert HistoryViewModel(auditor_desk).undo_reason


def test_another_vigencia_has_no_calculation(desk: Desk) -> None:
    history = HistoryViewModel(desk)
    desk.choose("2025-07")
    assert history.title == "Histórico de julho de 2025"
    assert history.runs == ()


def test_the_receipt_says_by_whom_when_and_why_once_it_is_done(desk: Desk) -> None:
    publish(desk)
    undo = UndoViewModel(desk, 1)
    assert undo.undo("Gasto de julho lançado em dobro")
    pdf = PrintOuts(desk).receipt(undo)
    said = " ".join(" ".join(page_text(pdf, at).split()) for at in range(page_count(pdf)))
    assert "por Diretor Silva, registro" in said and "Motivo: Gasto de julho lançado em dobro" in said
    assert [column.title for column in undo.columns(done=True)] == ["Meta", "Antes", "Agora"]


def test_the_chain_of_a_correction_is_shown_on_both_runs(desk: Desk) -> None:
    publish(desk)
    why = "Gasto de peças lançado em dobro"
    assert drive(desk.ask("metas.recalcular", run=1, reason=why)) == 2
    history = HistoryViewModel(desk)
    told = {row.key: row.cell("recalculo").text for row in history.table.rows}
    assert told == {"2": f"Corrige o cálculo 1: {why}", "1": "Corrigido pelo cálculo 2"}
    assert (history.in_force.run.id if history.in_force else 0, history.redo_reason) == (1, "")
