"""Theme, faces and drawings: one switch changes everything, figures are tabular, shapes are drawn."""

import pytest
from PySide6.QtGui import QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.desktop.kit import buttons, drawings, fonts
from ui.desktop.kit.theme import Mode, Theme
from ui.desktop.kit.tokens import DARK, LIGHT, TYPE
from viewmodels.state import State


def test_figures_of_the_face_in_use_are_tabular(dressed: Theme) -> None:
    for style in TYPE:
        metrics = QFontMetricsF(dressed.font(style))
        assert metrics.horizontalAdvance("11111") == metrics.horizontalAdvance("88888")


def test_the_bundled_face_is_alone_in_tests(dressed: Theme) -> None:
    assert fonts.families(bundled=True) == ["Roboto"]
    assert dressed.font("body").families() == ["Roboto"]


def test_the_bundled_face_is_always_last() -> None:
    assert fonts.families(bundled=False)[-1] == "Roboto"


@pytest.mark.parametrize(("percent", "body", "hero"), [(90, 12, 25), (100, 13, 28), (115, 15, 32), (130, 17, 36)])
def test_text_size_scales_the_whole_scale(dressed: Theme, percent: int, body: int, hero: int) -> None:
    dressed.apply(percent=percent)
    assert dressed.font("body").pixelSize() == body
    assert dressed.font("hero").pixelSize() == hero


def test_a_size_not_offered_is_refused(dressed: Theme) -> None:
    with pytest.raises(ValueError, match="107"):
        dressed.apply(percent=107)


def test_switching_changes_palette_and_style_sheet(dressed: Theme, qapp: QApplication) -> None:
    dressed.apply(Mode.ESCURO)
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.colors["s1"]
    assert DARK.colors["s0"] in qapp.styleSheet()
    dressed.apply(Mode.CLARO)
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == LIGHT.colors["s1"]
    assert DARK.colors["s0"] not in qapp.styleSheet()


def test_disabled_text_has_its_own_colour(dressed: Theme, qapp: QApplication) -> None:
    dead = qapp.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert dead.name().upper() == LIGHT.colors["dis"]


def test_icons_follow_the_theme(dressed: Theme, qtbot: QtBot) -> None:
    button = buttons.outlined("Imprimir", icon="printer")
    qtbot.addWidget(button)
    before = button.icon().cacheKey()
    dressed.apply(Mode.ESCURO)
    drawings.refresh_icons()
    assert button.icon().cacheKey() != before


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("size", [12, 13, 18])
def test_every_state_has_a_drawing(dressed: Theme, state: State, size: int) -> None:
    pixmap = drawings.state_pixmap(state, size, 1.5)
    image = pixmap.toImage()
    drawn = sum(image.pixelColor(x, y).alpha() > 0 for x in range(image.width()) for y in range(image.height()))
    assert pixmap.width() == round(size * 1.5)
    assert drawn > image.width()


def test_shapes_differ_without_colour(dressed: Theme) -> None:
    """In grey, no two states have the same picture."""
    seen = set()
    for state in State:
        image = drawings.state_pixmap(state, 18).toImage()
        alphas = [image.pixelColor(x, y).alpha() > 127 for x in range(18) for y in range(18)]
        marks = [image.pixelColor(x, y).lightness() > 127 for x in range(18) for y in range(18)]
        seen.add((tuple(alphas), tuple(marks)))
    assert len(seen) == len(State)


def test_light_colours_come_back_after_the_alternative_set(dressed: Theme) -> None:
    dressed.apply(alternative=True)
    alternative = dressed.state("ok").shape
    dressed.apply(alternative=False)
    assert alternative != dressed.state("ok").shape == LIGHT.states["ok"].shape
