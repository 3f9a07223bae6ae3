"""The theme in use: colours, fonts and sizes that every widget asks for, and the switch between them."""

import sys
from enum import StrEnum

import qtawesome
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui.desktop.kit import fonts, tokens
from ui.desktop.kit.qss import stylesheet

TEXT_SIZES = (90, 100, 115, 130)


class Mode(StrEnum):
    """Which theme: light, dark or whatever the system has."""

    CLARO = "claro"
    ESCURO = "escuro"
    AUTOMATICO = "automatico"


class Theme(QObject):
    """Colours, fonts and measures in use; `changed` fires after palette and QSS were replaced."""

    changed = Signal()

    def __init__(self, app: QApplication, bundled: bool) -> None:
        """Load the faces and take Fusion once; nothing is coloured before `apply`."""
        super().__init__(app)
        self._app = app
        self._bundled = bundled
        self._mode = Mode.CLARO
        self._percent = 100
        self._alternative = False
        self._scheme = tokens.LIGHT
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, int], QFont] = {}
        fonts.load_bundled()
        self._base_font = fonts.application_font(bundled, 13)
        self._mono = fonts.mono_family()
        app.setStyle("Fusion")
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def dark(self) -> bool:
        """True while the dark colours are shown."""
        return self._scheme.dark

    @property
    def mode(self) -> Mode:
        """What the user chose, which may be `automatico`."""
        return self._mode

    @property
    def percent(self) -> int:
        """Text size in per cent: one of TEXT_SIZES."""
        return self._percent

    def apply(self, mode: Mode | None = None, percent: int | None = None, alternative: bool | None = None) -> None:
        """Change theme, text size or state set and repaint everything; raises ValueError for a size not offered."""
        if percent is not None and percent not in TEXT_SIZES:
            raise ValueError(f"text size {percent} is not one of {TEXT_SIZES}")
        self._mode = self._mode if mode is None else mode
        self._percent = self._percent if percent is None else percent
        self._alternative = self._alternative if alternative is None else alternative
        self._refresh()

    def _refresh(self) -> None:
        self._scheme = self._chosen_scheme()
        self._colors.clear()
        self._fonts.clear()
        qtawesome.reset_cache()
        self._app.setFont(self.font("body"))
        self._app.setPalette(self._palette())
        self._app.setStyleSheet(stylesheet(self._scheme, self._percent, self._mono))
        charts = sys.modules.get("pyqtgraph")
        if charts is not None:  # brought in by the first big chart, never at start-up
            charts.setConfigOptions(background=self.color("s2"), foreground=self.color("t2"), antialias=True)
        self.changed.emit()

    def _chosen_scheme(self) -> tokens.Scheme:
        hints = QGuiApplication.styleHints()
        dark = self._mode == Mode.ESCURO
        if self._mode == Mode.AUTOMATICO:
            dark = hints.colorScheme() == Qt.ColorScheme.Dark
        chosen = tokens.scheme(dark, self._alternative)
        contrast = hints.accessibility().contrastPreference()
        return tokens.high_contrast(chosen) if contrast == Qt.ContrastPreference.HighContrast else chosen

    def _system_changed(self) -> None:
        if self._mode == Mode.AUTOMATICO:
            self._refresh()

    def color(self, token: str) -> QColor:
        """Colour of a plain token (`t1`, `ac`, `c3`…); raises KeyError for a name not in the mapping."""
        found = self._colors.get(token)
        if found is None:
            found = self._colors[token] = QColor(self._scheme.colors[token])
        return found

    def state(self, state: str) -> tokens.StateColors:
        """Shape, text, wash, outline and mark colours of a state, as text."""
        return self._scheme.states[state]

    def state_color(self, state: str, part: str) -> QColor:
        """One colour of a state: part is shape, text, wash, outline or mark."""
        key = f"{state}.{part}"
        found = self._colors.get(key)
        if found is None:
            found = self._colors[key] = QColor(getattr(self._scheme.states[state], part))
        return found

    def font(self, style: str, weight: int | None = None) -> QFont:
        """Font of a step of the type scale at the user's text size; cached, do not change it in place."""
        key = (style, weight or 0)
        found = self._fonts.get(key)
        if found is None:
            step = tokens.TYPE[style]
            found = QFont(self._base_font)
            found.setPixelSize(self.px(step.size))
            found.setWeight(QFont.Weight(weight or step.weight))
            self._fonts[key] = found
        return found

    def mono(self) -> QFont:
        """Monospaced font at caption size, for codes and hashes."""
        font = QFont(self._mono)
        font.setPixelSize(self.px(tokens.TYPE["caption"].size))
        return font

    def px(self, pixels: float) -> int:
        """A measure that follows the text size, in logical px, rounded half up."""
        return int(pixels * self._percent / 100 + 0.5)

    def height(self, name: str) -> int:
        """Height of a part (`row_compact`, `button`…) at the user's text size."""
        return self.px(tokens.HEIGHT[name])

    def _palette(self) -> QPalette:
        palette = QPalette()
        role = QPalette.ColorRole
        for target, token in _PALETTE.items():
            palette.setColor(target, self.color(token))
        for target in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
            palette.setColor(QPalette.ColorGroup.Disabled, target, self.color("dis"))
        palette.setColor(role.Button, self.color("s3" if self.dark else "s2"))
        return palette


_ROLE = QPalette.ColorRole
_PALETTE = {
    _ROLE.Window: "s1",
    _ROLE.WindowText: "t1",
    _ROLE.Base: "s2",
    _ROLE.AlternateBase: "sunk",
    _ROLE.Text: "t1",
    _ROLE.ButtonText: "t1",
    _ROLE.BrightText: "onac",
    _ROLE.Highlight: "sel",
    _ROLE.HighlightedText: "t1",
    _ROLE.Link: "act",
    _ROLE.LinkVisited: "act",
    _ROLE.Accent: "ac",
    _ROLE.Mid: "b2",
    _ROLE.Dark: "b3",
    _ROLE.Midlight: "b1",
    _ROLE.Light: "s2",
    _ROLE.Shadow: "b3",
    _ROLE.ToolTipBase: "s3",
    _ROLE.ToolTipText: "t1",
    _ROLE.PlaceholderText: "t3",
}

_installed: list[Theme] = []


def install(app: QApplication, mode: Mode = Mode.CLARO, percent: int = 100, bundled: bool | None = None) -> Theme:
    """Give the application its theme once; `bundled` None means as the environment asks (see fonts)."""
    if not _installed:
        _installed.append(Theme(app, fonts.bundled_asked() if bundled is None else bundled))
    _installed[0].apply(mode, percent)
    return _installed[0]


def theme() -> Theme:
    """The installed theme; raises RuntimeError before `install`."""
    if not _installed:
        raise RuntimeError("the theme is not installed: call theme.install(app) first")
    return _installed[0]
