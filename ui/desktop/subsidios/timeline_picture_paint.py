"""Painting a rule in time: fillings, veil, days, edges, words, axes, each in its turn."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF

from ui.desktop.kit.theme import theme
from ui.desktop.subsidios.timeline_picture_axes import Plane
from ui.desktop.subsidios.timeline_picture_fills import fill_days, fill_value
from ui.desktop.subsidios.timeline_picture_legend import draw_legend
from viewmodels.screens.subsidios.rules_timeline_marks import DEFAULT, Mark

MonthWords = Callable[[int, int], str]
VEIL, VEIL_ROWS = 165, 6
LEAST = 88
"""Width below which words inside a rectangle say nothing."""
_CENTER = Qt.AlignmentFlag.AlignCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class TimelinePainter:
    """Paints one plane with one painter."""

    def __init__(self, painter: QPainter, plane: Plane, month: MonthWords) -> None:
        """`month` writes the months of the axes."""
        self.painter, self.plane, self.month = painter, plane, month

    def all(self, area: QRectF) -> None:
        """The whole picture, from what lies deepest."""
        draw_legend(self.painter, self.plane, area)
        self.fills()
        self.veil()
        self.band()
        self.edges()
        self.axes()
        self.names()
        if self.plane.view.known_on is not None:
            self.known(self.plane.view.known_on)

    def fills(self) -> None:
        """What each clause fills."""
        self.painter.fillRect(self.plane.area, theme().color("sunk"))
        for at, mark in enumerate(self.plane.view.marks):
            fill_value(self.painter, self.plane.rect(at), mark.fill)

    def veil(self) -> None:
        """The part before the trip, and its edge."""
        shown, line, points = theme(), self.plane.diagonal(), self.plane.veil()
        self.painter.save()
        self.painter.setClipRect(self.plane.area)
        veil = QColor(shown.color("s2"))
        veil.setAlpha(VEIL)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(veil)
        self.painter.drawPolygon(QPolygonF(points))
        if line is not None:
            self.painter.setPen(QPen(shown.color("b3"), 1, Qt.PenStyle.DashLine))
            self.painter.drawLine(*line)
        self.painter.restore()

    def band(self) -> None:
        """The days of the audit."""
        band = self.plane.band()
        if band is not None:
            fill_days(self.painter, band)

    def edges(self) -> None:
        """Edges of the clauses and of the plane."""
        self.painter.setPen(QPen(theme().color("b3"), 1))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        for at, mark in enumerate(self.plane.view.marks):
            if mark.fill != DEFAULT:
                self.painter.drawRect(self.plane.rect(at))
        self.painter.drawRect(self.plane.area)

    def names(self) -> None:
        """Act and value inside the rectangles with room for them; words never lie on other words."""
        shown, taken = theme(), list[QRectF]()
        line = shown.px(16)
        band = self.plane.band()
        for at, mark in enumerate(self.plane.view.marks):
            room = self.plane.rect(at).adjusted(6, 3, -6, -3)
            if room.width() < shown.px(LEAST) or room.height() < line:
                continue
            place = self._words_of(mark, room, taken, line)
            if place is None:
                continue
            taken.append(place)
            words = (mark.title, mark.value) if place.height() > line else (mark.title,)
            for row, text in enumerate(words):
                self.painter.setFont(shown.font("caption" if row else "header"))
                self.painter.setPen(shown.color("t2" if row else "t1"))
                cut = self.painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(place.width()))
                self.painter.drawText(QRectF(place.left(), place.top() + row * line, place.width(), line), _LEFT, cut)
        self._veil_words([*taken, *([band] if band is not None else [])], line)

    def _words_of(self, mark: Mark, room: QRectF, taken: list[QRectF], line: int) -> QRectF | None:
        """Room for the words of a rectangle at its lower left, else at its upper left."""
        widths = (
            QFontMetrics(theme().font("header")).horizontalAdvance(mark.title) + 4,
            QFontMetrics(theme().font("caption")).horizontalAdvance(mark.value) + 4,
        )
        for lines in (2, 1):
            height = line * lines
            width = min(room.width(), float(max(widths[:lines])))
            places = (room.bottom() - height, room.top())
            for top in places if room.height() >= height else ():
                place = QRectF(room.left(), top, width, height)
                if not any(place.intersects(other) for other in taken):
                    return place
        return None

    def _veil_words(self, taken: list[QRectF], line: int) -> None:
        """`antes da viagem…` at the lower right, off the edges of clauses, where there is room for it."""
        words, area = self.plane.view.words["veil"], self.plane.area
        self.painter.setFont(theme().font("caption"))
        width = self.painter.fontMetrics().horizontalAdvance(words) + 8
        rects = [self.plane.rect(at) for at in range(len(self.plane.view.marks))]
        edges = [y for rect in rects for y in (rect.top(), rect.bottom()) if rect.right() > area.right() - width]
        veil = QPolygonF(self.plane.veil())
        for row in range(VEIL_ROWS):
            place = QRectF(area.right() - width - 6, area.bottom() - 6 - line * (row + 1), width, line)
            inside = veil.containsPoint(place.topLeft(), Qt.FillRule.OddEvenFill)
            crossed = any(place.top() < y < place.bottom() for y in edges)
            if inside and not crossed and not any(place.intersects(other) for other in taken):
                self.painter.setPen(theme().color("t3"))
                self.painter.drawText(place, _RIGHT, words)
                return

    def known(self, known_on: date) -> None:
        """The day the calculation stands on, with its disc over the days."""
        shown, y, band = theme(), self.plane.y(known_on), self.plane.band()
        self.painter.setPen(QPen(shown.color("ac"), 2))
        self.painter.drawLine(QPointF(self.plane.area.left(), y), QPointF(self.plane.area.right(), y))
        if band is not None:
            self.painter.setPen(QPen(shown.color("s2"), 2))
            self.painter.setBrush(shown.color("ac"))
            self.painter.drawEllipse(QPointF(band.center().x(), y), 6, 6)
        self.painter.setFont(shown.font("header"))
        self.painter.setPen(shown.color("act"))
        line = shown.px(16)
        place = QRectF(0, y - line / 2, self.plane.area.left() - 6, line)
        self.painter.drawText(place, _RIGHT, self.plane.view.words["known"])

    def axes(self) -> None:
        """Months along both axes, and what the lower one is."""
        shown, area, line = theme(), self.plane.area, theme().px(16)
        self.painter.setFont(shown.font("caption"))
        known = self.plane.view.known_on
        width = self.painter.fontMetrics().horizontalAdvance(self.month(2026, 12)) + 18
        for x, day in self.plane.x_ticks(width):
            self.painter.setPen(QPen(shown.color("b3"), 1))
            self.painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 4))
            self.painter.setPen(shown.color("t2"))
            place = QRectF(x - width / 2, area.bottom() + 5, width, line)
            self.painter.drawText(place, _CENTER, self.month(day.year, day.month))
        for y, day in self.plane.y_ticks(line * 2):
            self.painter.setPen(QPen(shown.color("b3"), 1))
            self.painter.drawLine(QPointF(area.left() - 4, y), QPointF(area.left(), y))
            if known is None or abs(self.plane.y(known) - y) > line:
                self.painter.setPen(shown.color("t2"))
                place = QRectF(0, y - line / 2, area.left() - 7, line)
                self.painter.drawText(place, _RIGHT, self.month(day.year, day.month))
        self.painter.setFont(shown.font("header"))
        self.painter.setPen(shown.color("t2"))
        foot = QRectF(area.left(), area.bottom() + 5 + line, area.width(), line)
        self.painter.drawText(foot, _RIGHT, self.plane.view.words["x"])
