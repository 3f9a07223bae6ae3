"""Page 2, Feriados: the list, the month painted by type, and what each choice does to the goals."""

from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.banner import BannerStack
from ui.desktop.kit.card import Card
from ui.desktop.kit.labels import label
from ui.desktop.kit.month_calendar import MonthCalendar
from ui.desktop.kit.number_chip import NumberChip
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import theme
from ui.desktop.mes.add_day_dialog import AddDayDialog
from ui.desktop.mes.holiday_list import HolidayList
from ui.desktop.mes.holiday_sources import HolidaySourceButtons
from ui.desktop.mes.job_strip import JobStrip
from ui.desktop.mes.step_page import StepPage
from viewmodels.banner import BannerView
from viewmodels.charts import Day
from viewmodels.screens.data_page import DataPage
from viewmodels.screens.holiday_sources import HolidaySources
from viewmodels.screens.holidays_page import TYPE_OF, TYPE_OF_KEY, HolidaysPage
from viewmodels.state import State

STACKED = 940
SWATCH = 14
_WORDS = {
    Day.UTIL: str(QT_TRANSLATE_NOOP("HolidayStep", "U útil")),
    Day.SABADO: str(QT_TRANSLATE_NOOP("HolidayStep", "S sábado")),
    Day.DOMINGO: str(QT_TRANSLATE_NOOP("HolidayStep", "D domingo e feriado")),
    Day.A_CLASSIFICAR: str(QT_TRANSLATE_NOOP("HolidayStep", "? a classificar")),
}
_TOKENS = {Day.UTIL: "util", Day.SABADO: "sabado", Day.DOMINGO: "domingo"}


class Swatch(QWidget):
    """The wash of one day type, for the legend."""

    def __init__(self, day: Day) -> None:
        super().__init__()
        self._day = day
        self.setFixedSize(theme().px(SWATCH), theme().px(SWATCH))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the wash as the calendar does."""
        painter, shown = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        waiting = self._day is Day.A_CLASSIFICAR
        edge = shown.state_color(State.ATENCAO, "outline") if waiting else shown.color("b2")
        wash = shown.state_color(State.ATENCAO, "wash") if waiting else shown.color(_TOKENS[self._day])
        painter.setPen(QPen(edge, 1))
        painter.setBrush(wash)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)


class HolidayStep(StepPage):
    """The page of holidays (mock b)."""

    def __init__(self, model: HolidaysPage, data: DataPage) -> None:
        """Holidays of the month; `data` offers to read the ERP where there is nothing to price a day with."""
        words = self.tr("Diga como cada dia vai rodar. O efeito nas metas aparece na hora.")
        super().__init__(self.tr("Feriados"), words)
        self.model, self._data = model, data
        self.sources = HolidaySources(model.desk, self)
        self.outside = HolidaySourceButtons(self.sources, self)
        for each in (self.outside.compare, self.outside.bring):
            self.add_action(each)
            each.setEnabled(not model.reason)
        self.add_button = self.add_action(buttons.outlined(self.tr("Acrescentar dia"), self._ask_day, icon="plus"))
        self.add_button.setEnabled(not model.reason)
        self.banners = BannerStack()
        self.list = HolidayList()
        self.list.setAccessibleName(self.tr("Feriados do mês e da janela"))
        self.calendar = MonthCalendar()
        self._columns = QHBoxLayout()
        self._columns.setSpacing(12)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.list)
        left.addWidget(self._make_empty())
        left.addWidget(self._make_effect())
        left.addStretch(1)
        self._columns.addLayout(left, 1)
        self._columns.addWidget(self._make_calendar(), 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.banners)
        self.body.addWidget(JobStrip(self.sources, self.tr("Comparar calendários")))
        self.body.addLayout(self._columns)
        self.body.addStretch(1)
        self._connect()
        self.refresh()

    def _make_empty(self) -> QWidget:
        self.empty = Card(padded=True)
        self.empty.body.addWidget(label(self.tr("Nenhum feriado no mês nem na janela"), "total"))
        words = self.tr("Se um dia vai rodar diferente, como uma emenda ou um evento, acrescente-o.")
        self.empty.body.addWidget(label(words, "body", "t2", wrap=True))
        return self.empty

    def _make_effect(self) -> QWidget:
        self.effect = Card(self.tr("Efeito do dia"), self.tr("efeito no mês"))
        self.table = FigureTable(self.model.effect, self.tr("Efeito do dia por setor"))
        self.table.set_fit_height(True)
        self.effect.body.addWidget(self.table)
        whole = label(self.model.desk.say("ESTRANHO.FERIADO_POR_SETOR"), "caption", "t3", wrap=True)
        whole.setContentsMargins(14, 8, 14, 10)
        self.effect.body.addWidget(whole)
        self.no_effect = QWidget()
        row = QHBoxLayout(self.no_effect)
        row.setContentsMargins(14, 10, 14, 12)
        self._no_effect_words = label("", "body", "t2", wrap=True)
        self.read = buttons.outlined(self.tr("Ler o ERP"), self._data.read, small=True)
        row.addWidget(self._no_effect_words, 1)
        row.addWidget(self.read)
        self.effect.body.addWidget(self.no_effect)
        return self.effect

    def _make_calendar(self) -> QWidget:
        self.month = Card(" ")
        before, after = self.tr("Mês anterior da janela"), self.tr("Mês seguinte da janela")
        self.before = buttons.icon_button("caret-left", before, lambda: self.model.step_month(-1))
        self.after = buttons.icon_button("caret-right", after, lambda: self.model.step_month(1))
        self.month.add_to_header(self.before)
        self.month.add_to_header(self.after)
        holder = QVBoxLayout()
        holder.setContentsMargins(12, 10, 12, 14)
        holder.setSpacing(10)
        holder.addWidget(self.calendar)
        holder.addLayout(self._make_legend())
        self.month.body.addLayout(holder)
        return self.month

    def _make_legend(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        self._counts = {}
        for at, day in enumerate(Day):
            words = QHBoxLayout()
            words.setSpacing(6)
            words.addWidget(Swatch(day))
            words.addWidget(label(self.tr(_WORDS[day]), "caption", "t2"))
            count = NumberChip("", "0", None)
            count.figure_selected.connect(self.model.desk.shell.select)
            count.explain_requested.connect(self.model.desk.shell.explain)
            words.addWidget(count)
            words.addStretch(1)
            grid.addLayout(words, at // 2, at % 2)
            self._counts[day] = count
        return grid

    def _connect(self) -> None:
        model = self.model
        model.changed.connect(self.refresh)
        model.selected_changed.connect(self._show_selected)
        model.add_requested.connect(self._ask_this_day)
        self._data.changed.connect(self._show_effect)
        self.list.chosen.connect(lambda day, kind: model.choose(day, TYPE_OF_KEY[kind]))
        self.list.selected.connect(model.select)
        self.list.removed.connect(model.remove)
        self.calendar.day_selected.connect(model.select)
        self.calendar.classified.connect(lambda day, letter: model.choose(day, TYPE_OF[letter]))
        self.table.figure_selected.connect(model.desk.shell.select)
        self.table.explain_requested.connect(model.desk.shell.explain)

    # --- showing

    def refresh(self) -> None:
        """Read the viewmodel again."""
        model = self.model
        if model.wizard.facts is None:
            return
        lines = model.lines
        self.outside.compare.setVisible(self.sources.offered)
        self.list.set_lines(lines, model.selected, model.reason)
        self.list.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self.add_button.setAccessibleDescription(model.reason)
        self._show_selected()
        refusal = (BannerView(State.CRITICO, model.refusal),) if model.refusal else ()
        self.banners.set_banners(refusal)

    def _show_selected(self) -> None:
        model = self.model
        self.list.set_current(model.selected)
        self._show_month()
        self._show_effect()

    def _show_month(self) -> None:
        model = self.model
        month = model.shown_month
        if month is None:
            return
        self.month.set_title(model.month_title)
        self.calendar.set_month(month.year, month.month, model.calendar, model.desk.house.clock.today())
        if model.selected is not None:
            self.calendar.select(model.selected)
        at = model.months.index(month)
        self.before.setEnabled(at > 0)
        self.after.setEnabled(at < len(model.months) - 1)
        for day, count in model.counts:
            self._counts[day].show_number("", str(count), model.count_address(day), f"{self.tr(_WORDS[day])}, {count}")

    def _show_effect(self) -> None:
        model = self.model
        priced = bool(model.effect_title)
        self.effect.set_title(model.effect_title or self.tr("Efeito do dia"), self.tr("efeito no mês"))
        self.table.setVisible(priced)
        self.no_effect.setVisible(not priced)
        unread = model.wizard.facts is not None and not model.wizard.facts.usable_snapshot
        words = self.tr("Escolha um dia na lista ou no calendário.")
        if unread:
            words = self.tr("Leia o ERP para ver quantos km e litros cada escolha muda, setor por setor.")
        if self._data.running:
            words = self._data.counts
        self._no_effect_words.setText(words)
        leaving = not unread and self.window().focusWidget() is self.read
        self.read.setVisible(unread)
        if leaving:
            self.start()
        self.read.setEnabled(not self._data.reason)

    # --- acts

    def _ask_day(self) -> None:
        self._ask_this_day(None, None)

    def _ask_this_day(self, day: date | None, kind: object) -> None:
        AddDayDialog(self.model.add, day, str(kind) if kind else None, self).open()

    def start(self) -> None:
        """The keyboard starts on the first day to be typed."""
        waiting = self.list.waiting()
        target = waiting.choice if waiting is not None else self.calendar
        assert target is not None
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The calendar goes under the list where there is no room beside it."""
        super().resizeEvent(event)
        beside = self.width() >= theme().px(STACKED)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(way)
