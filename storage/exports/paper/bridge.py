"""The bridge: from one total to another by causes whose bars add up to the cent."""

from decimal import Decimal

from reportlab.platypus import Flowable

from engines.report.blocks import Bridge, BridgeStep
from storage.exports.paper.styles import MEDIUM, REGULAR, ink, style, words

_PLOT = 104.0
_LABELS = 30.0
_TITLE = 20.0


class BridgeDrawing(Flowable):  # type: ignore[misc]
    """Totals in the context colour, what adds solid, what takes hatched; value above, cause below."""

    def __init__(self, block: Bridge) -> None:
        super().__init__()
        self.block = block

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Size taken: title, plot, causes and, where the axis is cut, the line that says so."""
        self.note = 13.0 if self.block.axis_note else 0.0
        self.width, self.height = available_width, _TITLE + _PLOT + _LABELS + self.note
        return self.width, self.height

    def draw(self) -> None:
        """Ink title, each bar with its connector, and the note on the axis."""
        canvas = self.canv
        canvas.setFont(MEDIUM, 10)
        canvas.setFillColor(ink("t1"))
        canvas.drawString(0, self.height - 11, self.block.title)
        if self.block.axis_note:
            canvas.setFont(REGULAR, 8)
            canvas.setFillColor(ink("t2"))
            canvas.drawString(0, 3, self.block.axis_note)
        spans = _spans(self.block.steps)
        self.low, self.high = self._limits(spans)
        slot = self.width / max(1, len(spans))
        for index, (step, start, end) in enumerate(spans):
            self._bar(step, start, end, index * slot, slot, index + 1 < len(spans))

    def _limits(self, spans: list[tuple[BridgeStep, Decimal, Decimal]]) -> tuple[Decimal, Decimal]:
        """Values at the foot and the top of the plot; a cut axis leaves room under the lowest bar."""
        levels = [end for _, _, end in spans]
        low, high = min(levels, default=Decimal(0)), max(levels, default=Decimal(1))
        room = (high - low) or Decimal(1)
        if self.block.axis_note:
            return low - room * Decimal("0.45"), high + room * Decimal("0.18")
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
        return low, high + (high - low) * Decimal("0.12")

    def _up(self, value: Decimal) -> float:
        share = float((value - self.low) / (self.high - self.low)) if self.high > self.low else 0.0
        return self.note + _LABELS + share * (_PLOT - 12)

    def _bar(self, step: BridgeStep, start: Decimal, end: Decimal, left: float, slot: float, connect: bool) -> None:
        canvas, width = self.canv, slot * 0.62
        inset = left + (slot - width) / 2
        foot, head = sorted((self._up(max(start, self.low)), self._up(end)))
        colour = ink("context" if step.total else "ac" if step.value >= 0 else "takes")
        canvas.setStrokeColor(colour)
        canvas.setFillColor(colour)
        canvas.setLineWidth(0.8)
        canvas.rect(inset, foot, width, max(head - foot, 0.8), stroke=1, fill=0 if step.value < 0 else 1)
        if step.value < 0:
            self._hatch(inset, foot, width, head - foot)
        if step.total and self.block.axis_note:
            self._zigzag(inset, width)
        if connect:
            self._connector(inset + width, self._up(end), slot - width)
        self._words(step, left, slot, head)

    def _hatch(self, left: float, low: float, width: float, height: float) -> None:
        canvas = self.canv
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(left, low, width, max(height, 0.8))
        canvas.clipPath(path, stroke=0, fill=0)
        for step in range(-int(height) - 4, int(width) + 4, 4):
            canvas.line(left + step, low, left + step + height, low + height)
        canvas.restoreState()

    def _zigzag(self, left: float, width: float) -> None:
        canvas, base = self.canv, self.note + _LABELS + 9
        canvas.saveState()
        canvas.setStrokeColor(ink("paper"))
        canvas.setLineWidth(2.2)
        path = canvas.beginPath()
        path.moveTo(left - 2, base)
        teeth = 6
        for tooth in range(1, teeth + 1):
            path.lineTo(left - 2 + (width + 4) * tooth / teeth, base + (4 if tooth % 2 else 0))
        canvas.drawPath(path, stroke=1, fill=0)
        canvas.restoreState()

    def _connector(self, left: float, height: float, length: float) -> None:
        canvas = self.canv
        canvas.saveState()
        canvas.setStrokeColor(ink("b3"))
        canvas.setLineWidth(0.6)
        canvas.setDash(1, 2)
        canvas.line(left, height, left + length, height)
        canvas.restoreState()

    def _words(self, step: BridgeStep, left: float, slot: float, head: float) -> None:
        canvas = self.canv
        canvas.setFont(MEDIUM, 8)
        canvas.setFillColor(ink("t1"))
        canvas.drawCentredString(left + slot / 2, head + 3.5, step.text)
        label = words(step.label, "dense")
        label.style = style("dense").clone("bridge", alignment=1)
        _, height = label.wrap(slot - 6, _LABELS)
        label.drawOn(canvas, left + 3, self.note + _LABELS - 4 - height)


def _spans(steps: tuple[BridgeStep, ...]) -> list[tuple[BridgeStep, Decimal, Decimal]]:
    """Each bar with the level it starts from and the level it ends at; totals start at zero."""
    spans: list[tuple[BridgeStep, Decimal, Decimal]] = []
    level = Decimal(0)
    for step in steps:
        start = Decimal(0) if step.total else level
        level = step.value if step.total else level + step.value
        spans.append((step, start, level))
    return spans
