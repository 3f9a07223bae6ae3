"""The face in use: the system's where it is one of ours, the bundled one otherwise and always in tests."""

import os
import sys
from pathlib import Path

import font_roboto
from PySide6.QtGui import QFont, QFontDatabase

BUNDLED = "Roboto"
_WINDOWS = ("Segoe UI",)
_LINUX = ("Inter", "Noto Sans", "Ubuntu", "Cantarell")
_MONO = ("Cascadia Mono", "DejaVu Sans Mono")
_WEIGHTS = ("Regular", "Medium", "Bold")
ENVIRONMENT = "PROVA_FONTE"


def bundled_asked() -> bool:
    """True when the environment asks for the bundled face (PROVA_FONTE=embutida)."""
    return os.environ.get(ENVIRONMENT, "") == "embutida"


def load_bundled() -> None:
    """Register the three weights of the bundled face with Qt; raises RuntimeError when a file cannot be used."""
    for weight in _WEIGHTS:
        path = Path(font_roboto.font_directory) / f"{BUNDLED}-{weight}.ttf"
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise RuntimeError(f"bundled face not usable: {path}")


def families(bundled: bool) -> list[str]:
    """Families in order of preference: the first face of the stack this machine has, then the bundled one."""
    if bundled:
        return [BUNDLED]
    present = set(QFontDatabase.families())
    stack = _WINDOWS if sys.platform == "win32" else _LINUX
    return [family for family in stack if family in present][:1] + [BUNDLED]


def application_font(bundled: bool, pixels: int) -> QFont:
    """The body font at `pixels` height, with tabular figures asked for (faces with proportional digits obey)."""
    font = QFont()
    font.setFamilies(families(bundled))
    font.setPixelSize(pixels)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def mono_family() -> str:
    """The first monospaced face of the stack present, else the system's."""
    present = set(QFontDatabase.families())
    for family in _MONO:
        if family in present:
            return family
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
