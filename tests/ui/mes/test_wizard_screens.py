"""Every page of the wizard on screen: everything focusable has a name, no word is cut at 130 %."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.mes.looking import cut, nameless
from tests.ui.mes.window import Hands, calculated, window_on
from ui.desktop.kit.theme import Mode, Theme
from viewmodels.screens import month_pages as pages

LONG = "Nossa Senhora da Conceição de São Sebastião do Paranoá Norte, ponto facultativo do GDF"


def visit(hands: Hands) -> Iterator[str]:
    """Every page in front, one after the other, whatever it asks for."""
    hands.window.go("metas", "preparar")
    wizard = hands.wizard
    contents = wizard._wizard.state
    for at, key in enumerate(pages.KEYS):
        wizard._wizard.state = replace(contents, trail=pages.KEYS[: at + 1])
        wizard.refresh()
        for _ in range(3):
            QApplication.processEvents()
        yield key


def test_everything_focusable_is_named_for_who_may_only_look(tmp_path: Path) -> None:
    with window_on(calculated(), tmp_path / "casa", "auditor") as hands:
        found = {key: nameless(hands.window) for key in visit(hands)}
    assert found == {key: [] for key in pages.KEYS}


def test_no_long_name_is_cut_at_130(dressed: Theme, tmp_path: Path) -> None:
    dressed.apply(Mode.ESCURO, 130)
    with window_on(calculated(), tmp_path / "casa") as hands:
        hands.desk.act(
            "metas.acrescentar_dia", "metas.feriados", vigencia="2025-08", day=date(2025, 8, 15), name=LONG, kind=None
        )
        found = {key: cut(hands.page.frame) for key in visit(hands)}
    assert found == {key: [] for key in pages.KEYS}


def test_who_may_only_look_sees_reasons_beside_closed_buttons(tmp_path: Path) -> None:
    with window_on(calculated(), tmp_path / "casa", "auditor") as hands:
        said = {}
        for key in visit(hands):
            labels = [child.text() for child in hands.page.steps[key].findChildren(QLabel) if child.isVisible()]
            said[key] = any("precisa do direito de" in text for text in labels)
    assert {key for key, told in said.items() if told} == {"preparacao", "parametros", "dados", "calculo", "aprovacao"}
