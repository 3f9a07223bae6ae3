"""The area Subsídios: the list of audits in a company's window, and the pages of the audit in an audit's own window.

How a page of the audit is added (Comparação, Quanto custou, Regras no tempo, Verificações, Achados, Importação):

1. Viewmodel in `viewmodels/screens/subsidios/<page>.py`: a QObject made with `(audit: AuditViewModel)`, reading only
   through `audit.desk.ask("subsidios.…")`. It refreshes itself on `audit.desk.changes.subscribe(method, …)` with the
   kinds of `viewmodels/screens/subsidios/audit.py`: SOURCE ("subsidios.fonte": tables were brought in), CALCULATION
   ("subsidios.calculo": another calculation stands on the bench) and FINDINGS ("subsidios.achados").
   `audit.laid` is None until something was calculated: show what will be there, never an error.
2. Widget in `ui/desktop/subsidios/<page>.py`: a subclass of `AuditPage` (`audit_page.py`), made with
   `(desk, audit)`. Fill `self.body`; the frame gives title, situation, the buttons and the strip of the calculation.
   Buttons of the page itself go to `self.set_own_actions(…)`, the primary last; `self.acts`, `self.hints` and
   `self.proof` as in any page of the shell; `shown()` is called each time it comes to the front.
3. One line in `ui/desktop/subsidios/pages.py` (`TABS`): key, label, factory. A tab nobody built is not there.
4. Numbers: give cells a `figure_address` of a type of your own and teach it to the dock once,
   `memory.teach(YourAddress, teller)` where `memory = desk.findChild(MemorySource)`; connect the table with
   `serve_numbers(table, desk)` of `audit_page.py`, and the dock, F1 and the copied sentence work. An address of
   `viewmodels/operations/subsidios/explaining.py::StageCell` is already told: a cell of a stage by key and column.
5. To go to another page: `desk.shell.go("subsidios", key)`; what it should show first is a method of its viewmodel,
   reached by a signal of the AuditViewModel or by a callable given to the factory, never by importing its widget.
6. Writes go through `desk.act("subsidios.…", KIND, …)`, long work through `desk.work(…)`, or `desk.work_on_bench(…)`
   when it changes the tables of the session. A sealed audit refuses writes: say `desk.reason(id)` beside the button.
"""

from functools import partial

from PySide6.QtCore import QCoreApplication

from ui.desktop import ajuda, ajustes
from ui.desktop.shell.areas import AREAS, AreaSpec
from ui.desktop.shell.page import Page
from ui.desktop.shell.window import ShellWindow
from ui.desktop.subsidios.audits_page import AuditsPage
from ui.desktop.subsidios.pages import TABS
from ui.desktop.subsidios.sealed_strip import put_sealed_strip
from viewmodels.desk import Desk
from viewmodels.screens.memory_source import MemorySource
from viewmodels.screens.subsidios.audit import AuditViewModel

AREA = "subsidios"
IN_AN_AUDIT = (AREA, "ajuda", "ajustes")
"""Places of the rail that make sense in the file of an audit."""


def pages(desk: Desk) -> list[Page]:
    """The area in a company's window, or beside a carried file: the audits of this machine."""
    return [Page(AREA, "auditorias", _tr("Auditorias"), partial(AuditsPage, desk))]


def audit_pages(desk: Desk) -> list[Page]:
    """Every page of an audit's own window: its tabs, help, and how the screen looks where that can be kept."""
    MemorySource(desk)
    audit = AuditViewModel(desk, desk)
    listed = [Page(AREA, tab.key, tab.title, partial(tab.factory, desk, audit)) for tab in TABS]
    return [*listed, *ajuda.pages(desk), *(ajustes.pages(desk)[:1] if audit.is_open else ())]


def audit_areas(desk: Desk) -> tuple[AreaSpec, ...]:
    """The rail of an audit's window; a sealed one keeps no preference."""
    audit = desk.findChild(AuditViewModel)
    sealed = audit is not None and not audit.is_open
    return tuple(area for area in AREAS if area.key in IN_AN_AUDIT and not (sealed and area.key == "ajustes"))


def serve_audit(window: ShellWindow, desk: Desk) -> None:
    """Says over a sealed audit that it is only read, and puts the last calculation on the bench."""
    audit = desk.findChild(AuditViewModel)
    assert audit is not None
    if audit.sealed_words:
        put_sealed_strip(window, audit.sealed_words)
    audit.prepare()


def _tr(text: str) -> str:
    return QCoreApplication.translate("AuditPages", text)
