"""Text on a screen: labels by step of the type scale, hairlines, and text cut in the middle when there is no room."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.desktop.kit.theme import theme


def label(text: str = "", style: str = "body", token: str = "t1", wrap: bool = False) -> QLabel:
    """A label in a step of the type scale (`page`, `card`, `caption`…) and a text token (t1 t2 t3 act or a state)."""
    made = QLabel(text)
    made.setProperty("tipo", style)
    made.setProperty("cor", token)
    made.setWordWrap(wrap)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


class Paragraph(QLabel):
    """Wrapped text of a width of its own, as high as its lines wherever it is placed."""

    def __init__(self, text: str, style: str = "body", token: str = "t2", width: int = 520) -> None:
        """A paragraph `width` logical px wide at 100 %."""
        super().__init__(text)
        self._width = width
        self.setProperty("tipo", style)
        self.setProperty("cor", token)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:  # noqa: N802
        """The width asked for and the height of the lines in it."""
        width = theme().px(self._width)
        return QSize(width, self.heightForWidth(width))

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Its width is its own: a layout must not ask the height for another."""
        return False

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Never less than the whole text."""
        return self.sizeHint()


def code_label(text: str = "") -> QLabel:
    """A label in the monospaced face: codes of findings, hashes. Its text can be selected."""
    made = label(text)
    made.setProperty("mono", True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def recolor(widget: QLabel, token: str) -> None:
    """Give a label another text token."""
    widget.setProperty("cor", token)
    restyle(widget)


def restyle(widget: QWidget) -> None:
    """Apply the application's QSS again after a property it selects on has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def hairline() -> QFrame:
    """A horizontal line of 1 px in b1."""
    line = QFrame()
    line.setProperty("linha", True)
    line.setFixedHeight(1)
    return line


def column_line(height: int = 20) -> QFrame:
    """A short vertical line in b2 between parts of a bar."""
    line = QFrame()
    line.setProperty("coluna", True)
    line.setFixedSize(1, height)
    return line


class ElidedLabel(QWidget):
    """One line of text cut in the middle when it does not fit; the whole of it stays in the tooltip and spoken name."""

    def __init__(self, text: str = "", style: str = "body", token: str = "t1", parent: QWidget | None = None) -> None:
        """A line of text in a step of the type scale and a plain colour token."""
        super().__init__(parent)
        self._text, self._style, self._token = text, style, token
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        theme().changed.connect(self.updateGeometry)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the whole text."""
        metrics = self._metrics()
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Room for a few letters: the rest is elided."""
        return QSize(min(self.sizeHint().width(), theme().px(48)), self._metrics().height())

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(theme().font(self._style))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw as much as fits."""
        painter = QPainter(self)
        painter.setFont(theme().font(self._style))
        painter.setPen(theme().color(self._token))
        shown = painter.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideMiddle, self.width())
        self.setToolTip(self._text if shown != self._text else "")
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
