"""Card: a surface with an edge and rounded corners, a header line and a body without gaps."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.kit.labels import hairline, label
from ui.desktop.kit.theme import theme
from ui.desktop.kit.tokens import RADIUS


class _Edge(QWidget):
    """Painted over the children of a card: no view is clipped by a radius, so the corners are covered here."""

    def __init__(self, card: "Card") -> None:
        super().__init__(card)
        self._card = card
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = RADIUS["card"]
        inside = QPainterPath()
        inside.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        outside = QPainterPath()
        outside.addRect(QRectF(self.rect()))
        painter.fillPath(outside - inside, theme().color(self._card.around))
        style = Qt.PenStyle.DashLine if self._card.draft else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme().color("b3" if self._card.draft else "b1"), 1, style))
        painter.drawPath(inside)


class Card(QWidget):
    """A surface for one subject: `body` is the layout to fill, `header` holds title, caption and small buttons.

    `draft` draws the dashed frame of drafts and simulations; `around` is the token of the surface behind the card.
    """

    def __init__(
        self,
        title: str = "",
        caption: str = "",
        dense: bool = False,
        padded: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """A card; without title and caption there is no header. `padded` gives the body the 14-16 px of a text card."""
        super().__init__(parent)
        self.around = "s1"
        self.draft = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self.title = label(title, "dense" if dense else "card")
        self.caption = label(caption, "caption", "t3")
        self.header = QHBoxLayout()
        self._header_box = self._make_header()
        outer.addWidget(self._header_box)
        self.body = QVBoxLayout()
        self.body.setSpacing(8 if padded else 0)
        self.body.setContentsMargins(*((14, 12, 14, 14) if padded else (0, 0, 0, 0)))
        outer.addLayout(self.body, 1)
        self._header_box.setVisible(bool(title or caption))
        if title:
            self.setAccessibleName(title)
        self._edge = _Edge(self)
        theme().changed.connect(self._measure)
        self._measure()

    def _make_header(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.header.setContentsMargins(14, 0, 14, 0)
        self.header.setSpacing(8)
        self.header.addWidget(self.title)
        self.header.addStretch(1)
        self.header.addWidget(self.caption)
        column.addLayout(self.header, 1)
        column.addWidget(hairline())
        return box

    def set_title(self, title: str, caption: str = "") -> None:
        """Change title and caption; the header shows while either has words."""
        self.title.setText(title)
        self.caption.setText(caption)
        self.setAccessibleName(title)
        self._header_box.setVisible(bool(title or caption))

    def add_to_header(self, widget: QWidget) -> None:
        """Put a chip or a small button at the right end of the header."""
        self.header.addWidget(widget)
        self._header_box.show()

    def set_draft(self, draft: bool) -> None:
        """Draw the dashed b3 frame of drafts and simulations."""
        self.draft = draft
        self._edge.update()

    def _measure(self) -> None:
        self._header_box.setMinimumHeight(theme().height("card_header"))
        self._edge.raise_()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the edge over everything."""
        super().resizeEvent(event)
        self._edge.setGeometry(self.rect())
        self._edge.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Fill the surface."""
        QPainter(self).fillRect(self.rect(), theme().color("s2"))
