"""The legend of the graph: the shape of each kind of node, and its word."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.kit.theme import theme
from ui.desktop.subsidios.lineage_picture_paint import INPUT, RULE, SOURCE, STAGE, STEP, draw_shape

SHAPE, GAP, BETWEEN = (24, 13), 6, 14


class Legend(QWidget):
    """Shapes and words in a line."""

    def __init__(self) -> None:
        """The five kinds."""
        super().__init__()
        self._words = {
            STAGE: self.tr("etapa publicada"),
            INPUT: self.tr("entrada"),
            STEP: self.tr("passo"),
            RULE: self.tr("regra"),
            SOURCE: self.tr("tabela da fonte"),
        }
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(self._words.values()))
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Every shape with its word."""
        metrics = QFontMetrics(theme().font("caption"))
        words = sum(metrics.horizontalAdvance(word) for word in self._words.values())
        return QSize(words + len(self._words) * (SHAPE[0] + GAP + BETWEEN), theme().height("chip"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw them."""
        painter, left = QPainter(self), 0.0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme().font("caption"))
        metrics = painter.fontMetrics()
        for kind, word in self._words.items():
            draw_shape(painter, kind, QRectF(left + 1, (self.height() - SHAPE[1]) / 2, SHAPE[0] - 2, SHAPE[1]), False)
            left += SHAPE[0] + GAP
            painter.setPen(theme().color("t2"))
            width = metrics.horizontalAdvance(word)
            painter.drawText(QRectF(left, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, word)
            left += width + BETWEEN
