"""What every chart shares: marks reachable by arrows and pointer, a table view by Alt+T, copy as picture."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QMimeData, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QStackedWidget, QToolButton, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.focus import draws_ring
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import theme
from viewmodels.table import TableModel
from viewmodels.table_spec import ColumnSpec, Row


class Chart(QWidget):
    """A painted chart with marks. Subclasses give `paint`, `mark_rects`, `mark_texts`, `mark_addresses`, `as_table`."""

    figure_selected = Signal(object)
    explain_requested = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """A chart called `name` by screen readers; the name carries title and unit."""
        super().__init__(parent)
        self._name = name
        self.current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        theme().changed.connect(self.update)

    # --- what a chart is asked

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Draw the whole chart in `area`."""
        raise TypeError(f"{type(self).__name__} does not paint")

    def mark_rects(self) -> Sequence[QRectF]:
        """Where each mark is, for pointer and ring."""
        return ()

    def mark_texts(self) -> Sequence[str]:
        """What a screen reader says of each mark."""
        return ()

    def mark_addresses(self) -> Sequence[object]:
        """Figure address of each mark, None for a mark that is no figure."""
        return ()

    def as_table(self) -> tuple[Sequence[ColumnSpec], Sequence[Row]]:
        """The same content as columns and rows."""
        return (), ()

    # --- what every chart does

    def select(self, at: int) -> None:
        """Put the selection on a mark and tell its figure."""
        marks = len(self.mark_texts())
        if not marks:
            return
        self.current = max(0, min(at, marks - 1))
        self.setAccessibleName(f"{self._name}: {self.mark_texts()[self.current]}")
        self.update()
        address = self.mark_addresses()[self.current]
        if address is not None:
            self.figure_selected.emit(address)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows walk the marks, Enter and F1 explain, Ctrl+C copies the picture."""
        last = len(self.mark_texts()) - 1
        moves = {
            Qt.Key.Key_Right: self.current + 1,
            Qt.Key.Key_Down: self.current + 1,
            Qt.Key.Key_Left: self.current - 1,
            Qt.Key.Key_Up: self.current - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in moves:
            self.select(moves[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F1):
            self._explain()
        elif key == Qt.Key.Key_C and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.copy_picture()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep F1 and Ctrl+C for the mark selected."""
        ours = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_F1, Qt.Key.Key_C)
        if ours and event.type() == QEvent.Type.ShortcutOverride and self.current >= 0:
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Select the mark under the pointer."""
        at = self._mark_at(event.position())
        if at >= 0:
            self.select(at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Explain the mark under the pointer."""
        if self._mark_at(event.position()) >= 0:
            self._explain()

    def _mark_at(self, point: QPointF) -> int:
        hits = (at for at, rect in enumerate(self.mark_rects()) if rect.contains(point))
        return next(hits, -1)

    def _explain(self) -> None:
        addresses = self.mark_addresses()
        if 0 <= self.current < len(addresses) and addresses[self.current] is not None:
            self.explain_requested.emit(addresses[self.current])

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the chart and the ring of the mark selected."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter, QRectF(self.rect()))
        rects = self.mark_rects()
        if 0 <= self.current < len(rects) and self.hasFocus():
            painter.setPen(QPen(theme().color("ac"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rects[self.current].adjusted(-3, -3, 3, 3), 4, 4)
        elif draws_ring(self):
            painter.setPen(QPen(theme().color("ac"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def picture(self) -> QPixmap:
        """The chart on the surface of cards, at twice the size on screen."""
        pixmap = QPixmap(self.size() * 2)
        pixmap.setDevicePixelRatio(2)
        pixmap.fill(theme().color("s2"))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter, QRectF(self.rect()))
        painter.end()
        return pixmap

    def svg(self) -> bytes:
        """The chart as an SVG document."""
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(self.size())
        generator.setViewBox(self.rect())
        painter = QPainter(generator)
        self.paint(painter, QRectF(self.rect()))
        painter.end()
        buffer.close()
        return bytes(data.data())

    def copy_picture(self) -> None:
        """Put the chart on the clipboard as PNG and as SVG."""
        mime = QMimeData()
        mime.setImageData(self.picture().toImage())
        mime.setData("image/svg+xml", QByteArray(self.svg()))
        QGuiApplication.clipboard().setMimeData(mime)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Room below which the chart says nothing."""
        return QSize(220, 120)


class ChartCard(Card):
    """A card around a chart, with its table view behind Alt+T and a copy button."""

    def __init__(self, chart: Chart, title: str, caption: str = "", parent: QWidget | None = None) -> None:
        """A card called `title`; the caption says unit and, where the axis is cut, where."""
        super().__init__(title, caption, dense=True, parent=parent)
        self.chart = chart
        self._model = TableModel()
        self.table = FigureTable(self._model, self.tr("%s, em tabela").replace("%s", title))
        self.table.explain_requested.connect(chart.explain_requested)
        self.table.figure_selected.connect(chart.figure_selected)
        self._stack = QStackedWidget()
        padded = QWidget()
        column = QVBoxLayout(padded)
        column.setContentsMargins(14, 10, 14, 10)
        column.addWidget(chart)
        self._stack.addWidget(padded)
        self._stack.addWidget(self.table)
        self.body.addWidget(self._stack)
        self.as_table: QToolButton = buttons.icon_button("table", self.tr("Ver como tabela"), self.toggle_table)
        self.as_table.setCheckable(True)
        self.add_to_header(self.as_table)
        self.add_to_header(buttons.icon_button("copy", self.tr("Copiar o gráfico"), chart.copy_picture))

    def toggle_table(self) -> None:
        """Swap chart and table; the table is read from the chart each time."""
        table_now = self._stack.currentIndex() == 0
        if table_now:
            columns, rows = self.chart.as_table()
            self._model.set_columns(columns)
            self._model.set_rows(rows)
        self._stack.setCurrentIndex(1 if table_now else 0)
        self.as_table.setChecked(table_now)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Alt+T from anywhere inside the card."""
        if event.key() == Qt.Key.Key_T and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.toggle_table()
            return
        super().keyPressEvent(event)
