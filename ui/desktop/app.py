"""The desktop face: theme, entrance and the main window with the pages of every area."""

import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from ui.desktop.ajuda import serve_guide, serve_help
from ui.desktop.documentos.carried import carried_pages, put_strip
from ui.desktop.documentos.files import serve_files
from ui.desktop.entrance import enter
from ui.desktop.entrance.lock import Idleness, lock
from ui.desktop.kit import theme as theming
from ui.desktop.kit.drawings import drawing
from ui.desktop.kit.focus import follow_focus
from ui.desktop.language import speak
from ui.desktop.metas.memory_dock import serve_memory
from ui.desktop.pages import all_pages
from ui.desktop.shell.staying import Stay
from ui.desktop.shell.window import ShellWindow
from ui.desktop.subsidios import AREA as AUDIT
from ui.desktop.subsidios import audit_areas, audit_pages, serve_audit
from ui.desktop.trouble import show_bug, show_refusal
from ui.desktop.waiting import show_waiting
from viewmodels.desk import Desk
from viewmodels.entrance import Returning
from viewmodels.operations.faces import House, KnownError, Scope, Texts
from viewmodels.preferences import Preferences, in_language, preferences_of
from viewmodels.screens.contacts_page import whom_for, whom_for_faults
from viewmodels.screens.documents_proofs import ProofsViewModel
from viewmodels.shell import ShellViewModel

SIZE = (1366, 768)
WHOM = "quem_chamar"
"""Property of the application with whom to call, as last known: a fault of ours may have no desk to ask."""
FRAME = 40
"""What the system draws around a window, at the most."""

REOPEN = 2
"""What the event loop ends with when the window must be made again."""

SWITCH = 3
"""What it ends with when another sample company is wanted."""

CARRIED = ".prova"

OpenHouse = Callable[[], AbstractContextManager[House]]
OpenScenario = Callable[[str], AbstractContextManager[House]]
"""Opens a fresh sample company with a switch on, or a carried file by its path."""
Report = Callable[[BaseException], str]
"""Writes a crash report without values and returns where it is."""


def run(
    arguments: Sequence[str],
    open_house: OpenHouse,
    report: Report,
    texts: Texts,
    open_scenario: OpenScenario | None = None,
) -> int:
    """Opens the house, lets a person in, shows the window until it is closed; 1 when the house refused to open."""
    app = application(arguments)
    theming.install(app, theming.Mode.AUTOMATICO)
    app.setWindowIcon(QIcon(drawing("marca.svg", 64, 64)))
    follow_focus(app)
    speak(app, texts.locale)
    _catch_bugs(report, texts)
    try:
        wanted: str | None = ""
        while wanted is not None:
            with open_scenario(wanted) if wanted and open_scenario else open_house() as house:
                found = enter(house)
                if isinstance(found, Path):
                    wanted = str(found)
                else:
                    wanted = None if found is None else _work(app, house, found, can_return=bool(wanted))
                if wanted is not None:
                    show_waiting(file=wanted.lower().endswith(CARRIED))
    except KnownError as error:
        show_refusal(texts, error)
        return 1
    return 0


def application(arguments: Sequence[str]) -> QApplication:
    """The one QApplication; a new one speaks the language the program is written in."""
    held = QApplication.instance()
    app = held if isinstance(held, QApplication) else QApplication(list(arguments))
    if held is None:
        app.setApplicationName("Prova Real")
        speak(app, "pt")
    return app


def open_window(house: House, scope: Scope, can_return: bool = False) -> tuple[ShellWindow, Desk]:
    """The main window of a signed-in person, built and not shown, with the desk it works at."""
    shell = ShellViewModel()
    desk = Desk(house, scope, shell)
    desk.can_return = can_return
    desk.refresh_context()
    shell.set_user(desk.user_name())
    window = _window_of(house, desk, shell)
    serve_files(window, desk)
    serve_memory(window.dock.panel, desk, window)
    serve_help(desk, window)
    window.resize(*SIZE)
    application(()).setProperty(WHOM, list(whom_for_faults(desk)))
    desk.refused.connect(lambda error: show_refusal(house.texts, error, window, whom_for(desk, error.code)))
    desk.failed.connect(_raise)
    window.go("inicio" if house.audit is None else AUDIT)
    return window, desk


def _window_of(house: House, desk: Desk, shell: ShellViewModel) -> ShellWindow:
    """The window for what is open: an audit, a carried file, or a company."""
    if house.audit is not None:
        listed = audit_pages(desk)
        window = ShellWindow(shell, listed, audit_areas(desk))
        serve_audit(window, desk)
        return window
    shell.set_company(desk.company())
    if house.workspace is None:
        return ShellWindow(shell, all_pages(desk))
    proofs = ProofsViewModel(desk)
    window = ShellWindow(shell, carried_pages(desk, proofs))
    put_strip(window, proofs)
    return window


def wear(app: QApplication, kept: Preferences) -> None:
    """Theme and text size as the person left them."""
    theming.install(app, theming.Mode(kept.theme), kept.text_size)


def _work(app: QApplication, house: House, scope: Scope, can_return: bool) -> str | None:
    """One window after another: the next one opens when the person chose another language.

    Returns the switch of the sample company to open next ("": the clean one), None when the program is left.
    """
    status, wanted, stay = REOPEN, "", Stay()
    while status == REOPEN:
        kept = preferences_of(house, scope)
        wear(app, kept)
        spoken = in_language(house, kept.language)
        speak(app, spoken.texts.locale)
        status, wanted = _sit(app, spoken, scope, stay, can_return)
    return wanted if status == SWITCH else None


def _sit(app: QApplication, house: House, scope: Scope, stay: Stay, can_return: bool) -> tuple[int, str]:
    """Shows a window until it is closed; REOPEN when it asked to be made again, SWITCH with the switch it wants."""
    window, desk = open_window(house, scope, can_return)
    if house.sample:
        serve_guide(desk, window)
    wanted: list[str] = []
    desk.switching.connect(wanted.append)
    desk.switching.connect(lambda _key: app.exit(SWITCH))
    desk.reopening.connect(lambda: stay.leave(window))
    desk.reopening.connect(lambda: app.exit(REOPEN))
    if stay.come(window):
        window.show()
    else:
        _show(window)
    unasked = house.sample or house.workspace is not None or house.audit is not None
    idleness = None if unasked else lock_when_idle(app, house, scope)
    try:
        return app.exec(), wanted[-1] if wanted else ""
    finally:
        if idleness is not None:
            idleness.stop()
            idleness.deleteLater()
        desk.close()
        window.close()
        window.deleteLater()
        desk.deleteLater()


def _show(window: ShellWindow) -> None:
    """As large as it was made; on a small screen, where its frame would not fit, the whole screen."""
    room = window.screen().availableSize()
    if room.width() < SIZE[0] + FRAME or room.height() < SIZE[1] + FRAME:
        window.showMaximized()
    else:
        window.show()


def lock_when_idle(app: QApplication, house: House, scope: Scope) -> Idleness:
    """The desk of a real company locks itself; the sample company has no secret to keep and is never asked."""
    idleness = Idleness(app)

    def away() -> None:
        idleness.stop()
        if lock(house.texts, Returning(house, scope)):
            idleness.count()
        else:
            app.quit()

    idleness.passed.connect(away)
    return idleness


def _raise(error: BaseException) -> None:
    """A bug of a job's thread, raised where the hook of bugs hears it."""
    raise error


def _catch_bugs(report: Report, texts: Texts) -> None:
    """Our own faults are loud: a report without values, and a dialog that says where it is."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        app = QApplication.instance()
        show_bug(texts, report(error), app.property(WHOM) or () if app is not None else ())

    sys.excepthook = hook
