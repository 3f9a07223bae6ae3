"""A PDF inside the app: its pages painted, zoom, print and save; no outside viewer needed."""

from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QPageLayout, QPageSize, QPainter, QPaintEvent, QPixmap, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.labels import label
from ui.desktop.kit.theme import theme
from viewmodels.screens.papers_desk import page_count, render_page

ZOOMS = (50, 75, 100, 125, 150, 200)
GAP = 16
SCREEN_DPI = 96
PRINT_DPI = 200
KEPT = 12
"""Pages kept drawn: those in sight and their neighbours."""


def page_image(pdf: bytes, index: int, dpi: int) -> QImage:
    """Page `index` (from 0) drawn at `dpi`."""
    drawn = render_page(pdf, index, dpi)
    image = QImage(drawn.rgb, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB888)
    return image.copy()


def print_pdf(pdf: bytes, printer: QPrinter) -> int:
    """Draws every page on a printer and returns how many; raises RuntimeError when the printer takes none."""
    printer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait,
                                      QMarginsF(0, 0, 0, 0)))  # fmt: skip
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise RuntimeError("the printer did not begin")
    pages = page_count(pdf)
    for index in range(pages):
        if index:
            printer.newPage()
        painter.drawImage(painter.viewport(), page_image(pdf, index, PRINT_DPI))
    painter.end()
    return pages


class PageStack(QWidget):
    """The pages one under the other; only those in sight are drawn."""

    def __init__(self, pdf: bytes, parent: QWidget | None = None) -> None:
        """The pages of a PDF at 100 %."""
        super().__init__(parent)
        self._pdf = pdf
        self.pages = page_count(pdf)
        self._zoom = 100
        self._drawn: dict[int, QPixmap] = {}
        first = render_page(pdf, 0, 24)
        self._shape = QSize(first.width * SCREEN_DPI // 24, first.height * SCREEN_DPI // 24)
        self._measure()

    def set_zoom(self, percent: int) -> None:
        """Draws the pages larger or smaller."""
        self._zoom = percent
        self._drawn.clear()
        self._measure()

    def _page(self) -> QSize:
        return QSize(self._shape.width() * self._zoom // 100, self._shape.height() * self._zoom // 100)

    def _measure(self) -> None:
        page = self._page()
        self.setMinimumSize(page.width() + 2 * GAP, (page.height() + GAP) * self.pages + GAP)
        self.setAccessibleName(self.tr("%s páginas").replace("%s", str(self.pages)))
        self.update()

    def page_at(self, top: int) -> int:
        """Which page (from 0) is at a height."""
        return min(self.pages - 1, max(0, (top + GAP) // (self._page().height() + GAP)))

    def top_of(self, index: int) -> int:
        """Where a page begins."""
        return GAP + index * (self._page().height() + GAP)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the pages that the event touches."""
        painter, page = QPainter(self), self._page()
        left = max(GAP, (self.width() - page.width()) // 2)
        first, last = self.page_at(event.rect().top()), self.page_at(event.rect().bottom())
        for index in range(first, last + 1):
            rect = QRect(QPoint(left, self.top_of(index)), page)
            painter.drawPixmap(rect, self._pixmap(index))
            painter.setPen(theme().color("b2"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _pixmap(self, index: int) -> QPixmap:
        if index not in self._drawn:
            ratio = self.devicePixelRatioF()
            if len(self._drawn) >= KEPT:
                self._drawn.pop(next(iter(self._drawn)))
            dpi = round(SCREEN_DPI * self._zoom / 100 * ratio)
            self._drawn[index] = QPixmap.fromImage(page_image(self._pdf, index, dpi))
        return self._drawn[index]


class PdfWindow(QDialog):
    """A window with a paper; Ctrl+ and Ctrl− zoom, Ctrl+P prints, Esc closes."""

    printed = Signal()
    """Every page went to a printer."""

    def __init__(self, pdf: bytes, title: str, save: Callable[[], object] | None = None, parent: QWidget | None = None):
        """A window on a PDF; `save` is what "Salvar como" does."""
        super().__init__(parent)
        self._pdf = pdf
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.stack = PageStack(pdf)
        self._area = QScrollArea()
        self._area.setWidget(self.stack)
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName(title)
        self._area.verticalScrollBar().valueChanged.connect(self._tell)
        self._counted = label("", "body", "t2")
        self._zoomed = label("", "body", "t2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_bar(title, save))
        column.addWidget(self._area, 1)
        for keys, step in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1)):
            QShortcut(QKeySequence(keys), self, lambda step=step: self.zoom(step))
        QShortcut(QKeySequence("Ctrl+P"), self, self.print)
        self._at = ZOOMS.index(100)
        self.resize(900, 780)
        self._tell()

    def _make_bar(self, title: str, save: Callable[[], object] | None) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 8, 12, 8)
        bar.setSpacing(8)
        bar.addWidget(label(title, "card"), 1)
        bar.addWidget(self._counted)
        bar.addSpacing(12)
        bar.addWidget(buttons.icon_button("minus", self.tr("Diminuir"), lambda: self.zoom(-1)))
        bar.addWidget(self._zoomed)
        bar.addWidget(buttons.icon_button("plus", self.tr("Aumentar"), lambda: self.zoom(1)))
        bar.addSpacing(12)
        if save is not None:
            bar.addWidget(buttons.outlined(self.tr("Salvar como"), save, icon="floppy-disk"))
        bar.addWidget(buttons.primary(self.tr("Imprimir"), self.print, icon="printer"))
        return bar

    @property
    def pages(self) -> int:
        """How many pages the paper has."""
        return self.stack.pages

    def zoom(self, step: int) -> None:
        """One step larger or smaller, the same page in sight."""
        bar = self._area.verticalScrollBar()
        page = self.stack.page_at(bar.value() + GAP)
        self._at = max(0, min(self._at + step, len(ZOOMS) - 1))
        self.stack.set_zoom(ZOOMS[self._at])
        self.stack.adjustSize()
        bar.setValue(self.stack.top_of(page) - GAP)
        self._tell()

    def print(self) -> None:
        """Asks which printer, then prints every page."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(PRINT_DPI)
        printer.setDocName(self.windowTitle())
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(self.tr("Imprimir"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            print_pdf(self._pdf, printer)
            self.printed.emit()

    def _tell(self) -> None:
        page = self.stack.page_at(self._area.verticalScrollBar().value() + self._area.height() // 2) + 1
        words = self.tr("página {0} de {1}").replace("{0}", str(page)).replace("{1}", str(self.pages))
        self._counted.setText(words)
        self._zoomed.setText(f"{ZOOMS[self._at]} %")
