"""The main window: puts rail, header, content, dock and status line together and answers the keys of the house."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ui.desktop.kit.drawings import drawing, refresh_icons
from ui.desktop.kit.help_event import HelpAsked, hints_of
from ui.desktop.kit.theme import theme
from ui.desktop.kit.toast import Toast
from ui.desktop.shell import panes
from ui.desktop.shell.area_frame import AreaFrame
from ui.desktop.shell.areas import AREAS, AreaSpec, unbuilt_page
from ui.desktop.shell.dock import DockStrip, MemoryDock
from ui.desktop.shell.header import Header
from ui.desktop.shell.keymap import MENUS, PAGE_KEYS, SHELL_KEYS, Key
from ui.desktop.shell.page import Page, PageWidget
from ui.desktop.shell.rail import Rail
from ui.desktop.shell.status_line import StatusLine
from viewmodels.shell import Hit, KeyHint, ShellViewModel, found_in

LEAST = (1024, 640)


class ShellWindow(QMainWindow):
    """The frame around every area: pages are registered, none is known."""

    file_requested = Signal()
    """Somebody wants to open a carried file."""

    def __init__(
        self, viewmodel: ShellViewModel, pages: Sequence[Page] = (), areas: Sequence[AreaSpec] = AREAS
    ) -> None:
        """A window on the shell's viewmodel with these pages; areas without pages say what they will do."""
        super().__init__()
        self.viewmodel = viewmodel
        self._areas = {area.key: area for area in areas}
        self._frames: dict[str, QWidget] = {}
        self._pages: list[Page] = []
        self._actions: dict[str, QAction] = {}
        self._alt_alone = False
        self.area = ""
        self.setWindowTitle("Prova Real")
        self.setMinimumSize(*LEAST)
        self.rail, self.header = Rail(areas), Header(viewmodel)
        self.strip, self.status = DockStrip(), StatusLine(viewmodel)
        self.content = QStackedWidget()
        self.content.setObjectName("tela")
        self.content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._inner = QMainWindow()
        self._inner.setWindowFlags(Qt.WindowType.Widget)
        self._inner.setCentralWidget(self.content)
        self.dock = MemoryDock(self._inner, self.strip)
        self._assemble()
        self._make_menus()
        self._connect()
        viewmodel.add_provider(self._pages_found)
        for page in pages:
            self.register(page)
        self._themed()

    # --- putting together

    def _assemble(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._inner, 1)
        middle.addWidget(self.strip)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.header)
        right.addLayout(middle, 1)
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self.rail)
        top.addLayout(right, 1)
        self._center = center = QWidget()
        column = QVBoxLayout(center)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top, 1)
        column.addWidget(self.status)
        self.setCentralWidget(center)

    def _connect(self) -> None:
        model, panel = self.viewmodel, self.dock.panel
        self.rail.chosen.connect(partial(self.go, page=""))
        model.page_requested.connect(self.go)
        model.memory_changed.connect(lambda: panel.set_view(model.memory))
        model.explain_requested.connect(lambda _address: self.dock.set_open(True))
        model.toast_requested.connect(self._toast)
        panel.step_opened.connect(model.select)
        theme().changed.connect(self._themed)

    def _themed(self) -> None:
        refresh_icons()
        self.setWindowIcon(QIcon(drawing("marca.svg", 64, 64)))

    def _make_menus(self) -> None:
        bar = self.menuBar()
        bar.setNativeMenuBar(False)
        self.menus = menus = {name: bar.addMenu(QCoreApplication.translate("Keymap", name)) for name in MENUS}
        for at, area in enumerate(one for one in self._areas.values() if not one.foot):
            key = Key(f"area_{area.key}", "Ir", area.title, (f"Ctrl+{at + 1}",) if at < 6 else ())
            menus["Ir"].addAction(self._action(key, partial(self.go, area.key, ""), area.shown_title))
        for key in SHELL_KEYS:
            menus[key.menu].addAction(self._action(key, partial(self._shell_act, key.act), key.words))
        for key in PAGE_KEYS:
            menus[key.menu].addAction(self._action(key, partial(self._page_act, key.act), key.words))
        bar.hide()

    def _action(self, key: Key, act: Callable[[], object], words: str) -> QAction:
        """An action of menu and window at once: its shortcut works while the menu bar is hidden."""
        action = QAction(words, self)
        action.setShortcuts([QKeySequence(text) for text in key.sequences])
        action.triggered.connect(lambda _=False: act())
        self.addAction(action)
        self._actions[key.act] = action
        return action

    # --- pages

    def register(self, page: Page) -> None:
        """Add a page to its area; raises KeyError for an area the rail does not have, ValueError for a key twice."""
        if page.area not in self._areas:
            raise KeyError(page.area)
        if any((one.area, one.key) == (page.area, page.key) for one in self._pages):
            raise ValueError(f"page {page.area}/{page.key} registered twice")
        self._pages.append(page)

    def go(self, area: str, page: str = "") -> None:
        """Bring an area and one of its pages to the front; raises KeyError for a place that does not exist."""
        spec = self._areas[area]
        if area not in self._frames:
            self._frames[area] = self._make_frame(spec)
            self.content.addWidget(self._frames[area])
        frame = self._frames[area]
        self.area = area
        self.rail.set_current(area)
        self.content.setCurrentWidget(frame)
        self.dock.enter_area(area)
        if isinstance(frame, AreaFrame):
            frame.show_page(page)
        else:
            self._page_shown(None)

    def _make_frame(self, spec: AreaSpec) -> QWidget:
        pages = [page for page in self._pages if page.area == spec.key]
        if not pages:
            return unbuilt_page(spec)
        frame = AreaFrame(pages)
        frame.page_shown.connect(self._page_shown)
        return frame

    @property
    def page(self) -> PageWidget | None:
        """The page in front, None in an area not built."""
        frame = self._frames.get(self.area)
        return frame.current if isinstance(frame, AreaFrame) else None

    @property
    def place(self) -> tuple[str, str]:
        """Area in front and the key of its page ("" in an area not built)."""
        frame = self._frames.get(self.area)
        return self.area, frame.current_key if isinstance(frame, AreaFrame) else ""

    def _page_shown(self, page: PageWidget | None) -> None:
        """Offer the acts of the page in front: its keys in the status line, its actions in the menu."""
        for key in PAGE_KEYS:
            self._actions[key.act].setEnabled(page is not None and key.act in page.acts)
        hints = page.hints if page is not None and page.hints else (KeyHint(("Ctrl K",), self.tr("Ir para")),)
        self.status.set_page(page.proof if page is not None else (), hints)

    def _pages_found(self, typed: str) -> list[Hit]:
        """Screens whose title has what was typed, with or without its accents: the first provider of the search."""
        hits = [
            Hit(page.title, self._areas[page.area].shown_title, partial(self.go, page.area, page.key))
            for page in self._pages
            if found_in(page.title, typed)
        ]
        areas = [
            Hit(area.shown_title, "", partial(self.go, area.key, ""))
            for area in self._areas.values()
            if found_in(area.shown_title, typed)
        ]
        return areas + hits

    # --- acts of keys

    def _page_act(self, act: str) -> None:
        if self.page is not None and act in self.page.acts:
            self.page.acts[act]()

    def _shell_act(self, act: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            "search": self.header.open_search,
            "next_tab": partial(self._step_tab, 1),
            "previous_tab": partial(self._step_tab, -1),
            "next_pane": partial(self._step_pane, 1),
            "previous_pane": partial(self._step_pane, -1),
            "dock": self.dock.toggle,
            "visited_back": self.dock.panel.back.click,
            "visited_forward": self.dock.panel.forward.click,
            "help_focus": self._help,
            "open_file": self.file_requested.emit,
            "quit": self.close,
        }
        acts[act]()

    def _step_tab(self, by: int) -> None:
        frame = self._frames.get(self.area)
        if isinstance(frame, AreaFrame):
            frame.tabs.step(by)

    def _step_pane(self, by: int) -> None:
        panes.step([self.rail, self.header, self.content, self.strip, self.dock.panel], by)

    def _help(self) -> None:
        """Help of what has the focus: what it is about, the terms under it, the screen it stands on."""
        frame = self._frames.get(self.area)
        screen = f"{self.area}/{frame.current_key}" if isinstance(frame, AreaFrame) else self.area
        self.viewmodel.ask_help(*hints_of(QApplication.focusWidget() or self.focusWidget()), screen, self.area)

    def _toast(self, text: str, act: str, on_act: Callable[[], object] | None) -> None:
        for before in self.content.findChildren(Toast):
            before.leave()
        Toast(self.content, text, act, on_act)  # over the page: never on the dock's own buttons

    # --- window

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Let the header follow the width."""
        super().resizeEvent(event)
        self.header.adapt(self.width())

    def event(self, event: QEvent) -> bool:
        """A shortcut takes its key before the window is told: Alt with it was not alone. Help asked below opens."""
        if isinstance(event, HelpAsked):
            event.accept()
            self.viewmodel.ask_help(*event.hints)
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            self._alt_alone = self._alt_alone and event.key() == Qt.Key.Key_Alt
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Remember that Alt went down alone."""
        self._alt_alone = event.key() == Qt.Key.Key_Alt
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Alt alone shows or hides the menu bar."""
        if event.key() == Qt.Key.Key_Alt and self._alt_alone:
            self.menuBar().setVisible(not self.menuBar().isVisible())
            if self.menuBar().isVisible():
                self.menuBar().setFocus(Qt.FocusReason.MenuBarFocusReason)
        self._alt_alone = False
        super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Forget a half-pressed Alt when the window loses the desk."""
        if event.type() == QEvent.Type.ActivationChange:
            self._alt_alone = False
        super().changeEvent(event)
