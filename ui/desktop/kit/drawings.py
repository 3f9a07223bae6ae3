"""Drawings of our own (state shapes, the mark) and Phosphor icons, coloured from the tokens and cached as pixmaps."""

from functools import lru_cache
from pathlib import Path
from string import Template

import qtawesome
from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton

from ui.desktop.kit.theme import theme

ICONS = Path(__file__).resolve().parents[3] / "resources" / "icons"
BESIDE_WORDS = 6
"""Room that an icon beside words takes for itself: Qt alone leaves 4 px between the two."""

_ICON = "icone"
_TOKEN = "icone_cor"


@lru_cache(maxsize=32)
def _source(name: str) -> Template:
    return Template((ICONS / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=256)
def _pixmap(name: str, colors: tuple[tuple[str, str], ...], width: int, height: int, ratio: float) -> QPixmap:
    text = _source(name).substitute(dict(colors))
    renderer = QSvgRenderer(QByteArray(text.encode()))
    pixmap = QPixmap(QSize(round(width * ratio), round(height * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def state_pixmap(state: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The shape of a state, `size` logical px wide and high, for a device ratio."""
    one = theme().state(state)
    colors = (("shape", one.shape), ("outline", one.outline), ("mark", one.mark))
    return _pixmap(f"estados/{state}.svg", colors, size, size, ratio)


def paint_state(painter: QPainter, state: str, x: float, y: float, size: int) -> None:
    """Draw the shape of a state with its top left corner at x, y (logical px)."""
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(round(x), round(y), state_pixmap(state, size, ratio))


def drawing(name: str, width: int, height: int, ratio: float = 1.0) -> QPixmap:
    """A drawing of resources/icons (`marca.svg`, `vazio.svg`…) in the colours of the theme."""
    shown = theme()
    colors = {token: shown.color(token).name() for token in ("ac", "onac", "acs", "s2", "b2", "t2", "context")}
    return _pixmap(name, tuple(sorted(colors.items())), width, height, ratio)


def icon(name: str, token: str = "t2") -> QIcon:
    """A Phosphor icon (`printer`, `house-fill`) in the colour of a token, greyed when disabled."""
    shown = theme()
    normal, disabled = shown.color(token), shown.color("dis")
    return qtawesome.icon(f"ph.{name}", color=normal, color_disabled=disabled)


def paint_icon(painter: QPainter, name: str, x: float, y: float, size: int, token: str = "t2") -> None:
    """Draw a Phosphor icon with its top left corner at x, y (logical px)."""
    painter.drawPixmap(round(x), round(y), icon(name, token).pixmap(QSize(size, size)))


def set_icon(button: QAbstractButton, name: str, token: str = "t2", size: int = 16) -> None:
    """Give a button an icon that follows the theme from now on."""
    button.setProperty(_ICON, name)
    button.setProperty(_TOKEN, token)
    button.setIcon(icon(name, token))
    beside = theme().px(BESIDE_WORDS) if isinstance(button, QPushButton) and button.text() else 0
    button.setIconSize(QSize(theme().px(size) + beside, theme().px(size)))


def refresh_icons() -> None:
    """Colour again the icons of every button given one by `set_icon`; called when the theme changes."""
    for widget in QApplication.allWidgets():
        name = widget.property(_ICON)
        if isinstance(widget, QAbstractButton) and name:
            widget.setIcon(icon(str(name), str(widget.property(_TOKEN))))
