"""Colours, type, spaces and heights of the product: the only file where a colour is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class StateColors:
    """Colours of one state: fill of the shape, text, wash behind, outline of the shape, mark inside the shape."""

    shape: str
    text: str
    wash: str
    outline: str
    mark: str


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """One step of the type scale in logical px at 100 %: size, line height and weight."""

    size: float
    line: int
    weight: int


@dataclass(frozen=True, slots=True)
class Scheme:
    """Every colour of one theme: plain tokens by name and the state colours by state key."""

    dark: bool
    colors: Mapping[str, str]
    states: Mapping[str, StateColors]


_LIGHT = {
    "s0": "#ECEEF2", "s1": "#F6F7F9", "s2": "#FFFFFF", "s3": "#FFFFFF", "sunk": "#F1F3F6",
    "hover": "#F2F5FA", "sel": "#E4ECFD",
    "t1": "#14181F", "t2": "#47505C", "t3": "#626C79", "dis": "#9AA3AE",
    "b1": "#E2E6EB", "b2": "#CDD3DB", "b3": "#7F8995",
    "ac": "#2B59D4", "acx": "#2249B3", "act": "#2450C0", "acs": "#E7EDFC", "onac": "#FFFFFF",
    "danger": "#A4161A", "dangerx": "#861114", "ondanger": "#FFFFFF",
    "c1": "#2B59D4", "c2": "#117A9E", "c3": "#B35C00", "c4": "#9C3D7A", "c5": "#5A6471", "context": "#7D8CBD",
    "util": "#FFFFFF", "sabado": "#DCE6FB", "domingo": "#B9CCF5", "shadow": "#14181F",
}  # fmt: skip

_DARK = {
    "s0": "#14171C", "s1": "#191D23", "s2": "#1F242B", "s3": "#282E37", "sunk": "#171B20",
    "hover": "#262C35", "sel": "#22305A",
    "t1": "#E8EBEF", "t2": "#B4BCC7", "t3": "#98A2AE", "dis": "#5F6975",
    "b1": "#2B323B", "b2": "#3B444F", "b3": "#7B8694",
    "ac": "#7AA0FF", "acx": "#9AB8FF", "act": "#8FB0FF", "acs": "#233153", "onac": "#0E1524",
    "danger": "#DD5A56", "dangerx": "#EE7A76", "ondanger": "#0E1524",
    "c1": "#7AA0FF", "c2": "#4FB3D9", "c3": "#F0984C", "c4": "#E08CC0", "c5": "#929CA9", "context": "#66789F",
    "util": "#1F242B", "sabado": "#27375E", "domingo": "#37508C", "shadow": "#000000",
}  # fmt: skip

_LIGHT_STATES = {
    "ok": StateColors("#00796B", "#00695C", "#E0F2EF", "#00796B", "#FFFFFF"),
    "atencao": StateColors("#F2A900", "#7A5000", "#FDF3DB", "#8F6200", "#3B2900"),
    "critico": StateColors("#A4161A", "#A4161A", "#FBE9E8", "#A4161A", "#FFFFFF"),
    "sem_dados": StateColors("#6B7480", "#5A6471", "#EEF0F3", "#6B7480", "#6B7480"),
    "erro": StateColors("#6A3FA0", "#6A3FA0", "#F1EAFA", "#6A3FA0", "#FFFFFF"),
    "em_curso": StateColors("#2B59D4", "#2450C0", "#E7EDFC", "#2B59D4", "#2B59D4"),
    "a_fazer": StateColors("#7F8995", "#5A6471", "#EEF0F3", "#7F8995", "#7F8995"),
    "espera": StateColors("#7F8995", "#5A6471", "#EEF0F3", "#7F8995", "#7F8995"),
}

_DARK_STATES = {
    "ok": StateColors("#4CC7B4", "#5ECBBA", "#15332F", "#4CC7B4", "#0E1524"),
    "atencao": StateColors("#F5BC42", "#F5C65C", "#392D10", "#F5BC42", "#2A1E00"),
    "critico": StateColors("#DD5A56", "#FF918C", "#42201F", "#DD5A56", "#0E1524"),
    "sem_dados": StateColors("#8E98A5", "#A9B2BD", "#2A313A", "#8E98A5", "#8E98A5"),
    "erro": StateColors("#B196EC", "#C3AEF3", "#30284A", "#B196EC", "#0E1524"),
    "em_curso": StateColors("#7AA0FF", "#8FB0FF", "#233153", "#7AA0FF", "#7AA0FF"),
    "a_fazer": StateColors("#7B8694", "#A9B2BD", "#2A313A", "#7B8694", "#7B8694"),
    "espera": StateColors("#7B8694", "#A9B2BD", "#2A313A", "#7B8694", "#7B8694"),
}

# The optional set for colour-blind readers: blue instead of green, brown-red instead of red.
_ALTERNATIVE_LIGHT = {
    **_LIGHT_STATES,
    "ok": StateColors("#0072B2", "#005C91", "#E1EFF7", "#0072B2", "#FFFFFF"),
    "atencao": StateColors("#E69F00", "#7A5000", "#FDF3DB", "#8F6200", "#3B2900"),
    "critico": StateColors("#8B1A1A", "#8B1A1A", "#F8E9E7", "#8B1A1A", "#FFFFFF"),
}
_ALTERNATIVE_DARK = {
    **_DARK_STATES,
    "ok": StateColors("#56B4E9", "#7CC6F0", "#16303F", "#56B4E9", "#0E1524"),
}


def _scheme(dark: bool, colors: dict[str, str], states: dict[str, StateColors]) -> Scheme:
    return Scheme(dark, MappingProxyType(colors), MappingProxyType(states))


LIGHT = _scheme(False, _LIGHT, _LIGHT_STATES)
DARK = _scheme(True, _DARK, _DARK_STATES)
LIGHT_ALTERNATIVE = _scheme(False, _LIGHT, _ALTERNATIVE_LIGHT)
DARK_ALTERNATIVE = _scheme(True, _DARK, _ALTERNATIVE_DARK)


def scheme(dark: bool, alternative: bool = False) -> Scheme:
    """The colours of a theme, with the usual or the alternative state set."""
    if alternative:
        return DARK_ALTERNATIVE if dark else LIGHT_ALTERNATIVE
    return DARK if dark else LIGHT


def high_contrast(base: Scheme) -> Scheme:
    """The same theme for a reader who asked the system for contrast: hairlines become b3 and washes go."""
    colors = {**base.colors, "b1": base.colors["b3"], "b2": base.colors["b3"]}
    states = {
        key: StateColors(one.shape, one.text, base.colors["s2"], one.outline, one.mark)
        for key, one in base.states.items()
    }
    return _scheme(base.dark, colors, states)


TYPE: Mapping[str, TypeStyle] = MappingProxyType(
    {
        "hero": TypeStyle(28, 34, 600),
        "stat": TypeStyle(22, 30, 600),
        "page": TypeStyle(20, 28, 600),
        "dialog": TypeStyle(16, 24, 600),
        "card": TypeStyle(15, 22, 600),
        "dense": TypeStyle(13, 20, 600),
        "body": TypeStyle(13, 20, 400),
        "label": TypeStyle(13, 20, 500),
        "total": TypeStyle(13, 20, 600),
        "caption": TypeStyle(12, 16, 400),
        "header": TypeStyle(12, 16, 600),
        "chip": TypeStyle(12, 16, 500),
        "rail": TypeStyle(11, 14, 400),
        "rail_active": TypeStyle(11, 14, 600),
        "note": TypeStyle(10.5, 13, 400),
    }
)

SPACE: Mapping[str, int] = MappingProxyType({"xs": 4, "s": 8, "m": 12, "l": 16, "xl": 20, "xxl": 24, "huge": 32})

RADIUS: Mapping[str, int] = MappingProxyType({"chip": 4, "input": 6, "card": 8, "dialog": 12})

HEIGHT: Mapping[str, int] = MappingProxyType(
    {
        "button": 32, "button_small": 28, "segmented": 28, "chip": 22, "table_header": 32,
        "row_compact": 26, "row_comfortable": 33, "tree_row": 26, "tree_row_note": 42,
        "tabs": 34, "card_header": 42, "wizard_footer": 56, "header": 48, "status": 26, "toast": 42,
    }
)  # fmt: skip

RAIL_WIDTH = 76
STRIP_WIDTH = 36
DOCK_NARROW = 352
DOCK_WIDE = 440
DOCK_LIMITS = (320, 560)
STEPS_WIDTH = 200
CONTENT_MAX_WIDTH = 1900
