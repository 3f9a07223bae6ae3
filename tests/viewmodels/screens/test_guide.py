"""The guided month follows the month itself, step by step, and can be put away."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from engines.goals.approval import Decision
from tests.viewmodels.screens.sample_desk import MONTH, desk_on, templates
from viewmodels.desk import Desk
from viewmodels.screens.guide import STEPS, Guide, Step


def walked(desk: Desk, *pages: str) -> None:
    """What the wizard keeps once these pages were reached."""
    desk.act("metas.rascunho", vigencia=MONTH, content={"trilha": list(pages), "conteudo": {}})


@pytest.fixture
def guide(empty_desk: Desk) -> Guide:
    return Guide(empty_desk)


def test_pages_left_behind_are_steps_done(guide: Guide, empty_desk: Desk) -> None:
    assert guide.shown and guide.step is Step.OPEN and guide.view.count == "Passo 1 de 8"
    way = ("preparacao", "feriados", "parametros", "dados", "calculo")
    for reached, step in enumerate((Step.OPEN, Step.HOLIDAYS, Step.PARAMETERS, Step.DATA, Step.CALCULATE), 1):
        walked(empty_desk, *way[:reached])
        guide.look()
        assert guide.step is step
    assert guide.view.place == ("metas", "preparar")


def test_a_calculated_month_asks_for_a_number_then_to_publish(qapp: QApplication, tmp_path: Path) -> None:
    with desk_on(templates().calculated, tmp_path / "casa") as desk:
        guide = Guide(desk)
        assert guide.step is Step.EXPLAIN and guide.view.place == ("metas", "resultados")
        desk.shell.explain("um número")
        assert guide.step is Step.PUBLISH
        view = desk.ask("metas.resultados", vigencia=MONTH)
        chosen = {goal.key: Decision(True) for goal in view.goals}
        desk.act("metas.decidir", run=view.run.id, digest=view.digest, chosen=chosen)
        walked(desk, "preparacao", "registro")
        desk.act("metas.aprovar", run=view.run.id, digest=view.digest)
        guide.look()
        assert guide.step is Step.RECORD
        desk.act("metas.descartar_rascunho", vigencia=MONTH)
        guide.look()
        assert guide.step is None and guide.view.done and guide.view.place == ("ajuda", "cenarios")


def test_put_away_it_stays_away_until_asked_back(guide: Guide, empty_desk: Desk) -> None:
    guide.set_shown(False)
    assert not Guide(empty_desk).shown
    guide.set_shown(True)
    assert Guide(empty_desk).shown


def test_every_step_has_words(guide: Guide, empty_desk: Desk) -> None:
    for step in STEPS:
        guide.step = step
        assert guide.view.words.endswith(".")
