"""Buttons of the house: primary, outlined, ghost, danger, link and icon alone."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton

from ui.desktop.kit.drawings import set_icon
from ui.desktop.kit.theme import theme

_TOKENS = {"primario": "onac", "perigo": "ondanger", "link": "act"}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Act(QPushButton):
    """A button that Enter presses too, as Space does: the one in focus, never another."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() not in _ENTER:
            super().keyReleaseEvent(event)


def _button(kind: str, text: str, on_click: Callable[[], object] | None, icon: str, small: bool) -> QPushButton:
    made = _Act(text)
    made.setProperty("tipo", kind)
    made.setProperty("pequeno", small)
    made.setAutoDefault(False)
    made.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
    if icon:
        set_icon(made, icon, _TOKENS.get(kind, "t2"))
    if on_click is not None:
        made.clicked.connect(lambda: on_click())
    return made


def primary(text: str, on_click: Callable[[], object] | None = None, icon: str = "") -> QPushButton:
    """The one filled button of a screen: verb + object + count ("Decidir as 3 metas")."""
    return _button("primario", text, on_click, icon, small=False)


def outlined(
    text: str, on_click: Callable[[], object] | None = None, icon: str = "", small: bool = False
) -> QPushButton:
    """Every other act; `small` (28 px) inside card headers and rows."""
    return _button("contorno", text, on_click, icon, small)


def ghost(text: str, on_click: Callable[[], object] | None = None, icon: str = "") -> QPushButton:
    """A way of leaving: no edge until the pointer is on it."""
    return _button("fantasma", text, on_click, icon, small=False)


def danger(text: str, on_click: Callable[[], object] | None = None) -> QPushButton:
    """The red button, only inside a danger dialog."""
    return _button("perigo", text, on_click, "", small=False)


def link(text: str, on_click: Callable[[], object] | None = None) -> QPushButton:
    """Text that acts ("O que pode ser?", "Abrir as 92 linhas diárias"), reachable by Tab."""
    return _button("link", text, on_click, "", small=True)


def icon_button(icon: str, name: str, on_click: Callable[[], object] | None = None, size: int = 16) -> QToolButton:
    """An icon alone (close, pin, back, forward, bell): `name` is both its accessible name and its tooltip."""
    made = QToolButton()
    set_icon(made, icon, "t2", size)
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setFixedSize(QSize(theme().px(size + 10), theme().px(size + 10)))
    if on_click is not None:
        made.clicked.connect(lambda: on_click())
    return made
