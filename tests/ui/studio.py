"""The real window on the sample company taken through every main screen: pictured by `pictures`, judged by tests."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from engines.goals.approval import Decision
from storage.texts.sentences import SOURCE_LOCALE
from tests.sample_house import calculated as calculated_run
from tests.ui.planilha_scene import spreadsheet_and_bonus
from tests.ui.stages import Stage, stage
from ui.desktop.app import application, open_window
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import theme
from ui.desktop.language import speak
from ui.desktop.mes.month_page import MonthPage
from ui.desktop.metas.pdf_window import PdfWindow
from ui.desktop.shell.window import ShellWindow
from viewmodels.desk import Desk
from viewmodels.operations.house import House
from viewmodels.operations.scope import Scope
from viewmodels.preferences import in_language

PATIENCE = 60.0
ALBUM = {"aparencia", "erp", "usuarios", "papeis", "diario", "manual", "teclado", "cenarios"}
"""Pages of settings and help worth a picture; the others tell folders of the machine, or are text like these."""


class Studio:
    """A window on a house, and the pictures taken of it."""

    def __init__(self, house: House, window: ShellWindow, desk: Desk) -> None:
        """A studio for one window."""
        self.house, self.window, self.desk = house, window, desk
        self.size = (window.width(), window.height())
        self.taken: dict[str, QPixmap] = {}

    def go(self, area: str, page: str = "") -> None:
        """A place of the window, and a moment for its layout."""
        self.window.go(area, page)
        settle()

    def take(self, name: str) -> None:
        """The window as it is."""
        settle()
        self.picture(name)

    def look(self, name: str) -> None:
        """A screen that is judged and not pictured."""
        settle()

    def take_dialog(self, name: str) -> None:
        """The window with its dialog over it, the way a window manager would centre it, then the dialog closed."""
        settle()
        dialog = front_dialog()
        self.picture(name, dialog)
        dialog.close()
        settle()

    def picture(self, name: str, dialog: QDialog | None = None) -> None:
        """What is made of a screen worth seeing: here a picture, with its dialog over it."""
        shown = self.window.grab()
        self.taken[name] = shown if dialog is None else over(shown, dialog)

    def until(self, done: Callable[[], object]) -> None:
        """Let the program work; raises TimeoutError when it does not get there."""
        limit = time.monotonic() + PATIENCE
        while not done():
            if time.monotonic() > limit:
                raise TimeoutError("the screen did not come to what it should show")
            breathe()

    def pages_of(self, area: str) -> list[str]:
        """Keys of the pages an area has for this person."""
        return [page.key for page in self.window._pages if page.area == area]

    @property
    def wizard(self) -> MonthPage:
        """The page of the month wizard, brought to the front."""
        self.go("metas", "preparar")
        page = self.window.page
        assert isinstance(page, MonthPage)
        return page


def settle() -> None:
    """Carry out what was posted, layouts of layouts too."""
    for _ in range(6):
        breathe()


def breathe() -> None:
    """Let windows and threads work: `QTest.qWait` would keep the interpreter's lock, and starve the threads."""
    QApplication.processEvents()
    time.sleep(0.008)


def front_dialog() -> QDialog:
    """The dialog on the screen."""
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible())


def over(below: QPixmap, dialog: QWidget) -> QPixmap:
    """A dialog painted over the middle of a picture."""
    shown = dialog.grab()
    made = QPixmap(below)
    corner = QPoint((made.width() - shown.width()) // 2, max(0, (made.height() - shown.height()) // 2))
    painter = QPainter(made)
    painter.fillRect(made.rect(), QColor(0, 0, 0, 90))
    painter.drawPixmap(corner, shown)
    painter.setPen(theme().color("b2"))
    painter.drawRect(corner.x(), corner.y(), shown.width() - 1, shown.height() - 1)
    painter.end()
    return made


S = TypeVar("S", bound=Studio)

# --- the scenes, by stage of the month


def untouched(studio: Studio) -> None:
    """Nothing done yet: cockpit, first page of the wizard, results that are not there, places not built, house."""
    studio.go("metas", "mes")
    studio.take("cockpit-antes")
    studio.go("metas", "resultados")
    studio.take("resultados-vazio")
    studio.wizard.wizard.go("preparacao")
    studio.take("mes1-preparacao")
    studio.go("subsidios")
    studio.take("area-vazia")
    for area in ("ajustes", "ajuda"):
        for page in studio.pages_of(area):
            studio.go(area, page)
            kept = studio.take if page in ALBUM else studio.look
            kept(f"{area}-{page}")
    studio.go("ajustes", "usuarios")
    studio.window.page.head_buttons[-1].click()
    studio.take_dialog("novo-usuario")


def read(studio: Studio) -> None:
    """The ERP read: holidays with the effect of a day, parameters, data, the calculation to be made."""
    page = studio.wizard
    page.wizard.next()
    settle()
    holidays = page.steps["feriados"]
    lines = holidays.model.lines
    holidays.model.select(lines[-1].day)
    studio.take("mes2-feriados")
    holidays.add_button.click()
    studio.take_dialog("acrescentar-dia")
    page.wizard.next()
    studio.take("mes3-parametros")
    page.steps["parametros"].model.look(True)
    page.wizard.next()
    studio.take("mes4-dados")
    page.wizard.next()
    studio.take("mes5-calculo")


def silent(studio: Studio) -> None:
    """The ERP asked again and not answering, then what is kept, with the effect of a partial month."""
    page = studio.wizard
    page.wizard.next()
    page.wizard.next()
    page.steps["parametros"].model.look(True)
    page.wizard.next()
    page.data.read()
    studio.until(lambda: page.data.error is not None)
    studio.take("mes4-erp-calado")
    page.data.use_kept()
    page.data.ask_month(("1", "2025-07"))
    studio.take("mes4-mes-parcial")


def calculated(studio: Studio) -> None:
    """Twelve goals waiting: cockpit, results with and without the dock, the decision, pages 6 and 7."""
    studio.go("metas", "mes")
    studio.take("cockpit")
    studio.go("metas", "cadastros")
    studio.take("cadastros")
    for section in ("parametros", "gastos"):
        studio.window.page.show_section(section)
        studio.take(f"cadastros-{section}")
    studio.go("metas", "resultados")
    table = next(one for one in studio.window.findChildren(FigureTable) if one.isVisible())
    table.setFocus()
    table.setCurrentIndex(table.figures.index(4, 1))
    studio.window.dock.set_open(False)
    studio.take("resultados-sem-doca")
    studio.window.dock.set_open(True)
    studio.take("resultados")
    studio.window.dock.panel.rows_requested.emit(None)
    studio.take_dialog("linhas")
    studio.window.page.do_next()
    studio.take_dialog("decisao")
    _tried(studio)
    page = studio.wizard
    _to_the_goals(page)
    studio.take("mes6-resultados")
    page.wizard.next()
    studio.take("mes7-aprovacao")
    view = page.wizard.facts.view
    chosen = {goal.key: Decision(True) for goal in view.goals}
    studio.desk.act("metas.decidir", "metas.decisoes", run=view.run.id, digest=view.digest, chosen=chosen)
    settle()
    page.steps["aprovacao"].publish.click()
    studio.take_dialog("publicar")


def _tried(studio: Studio) -> None:
    """The simulator with two scenarios and what applying one asks; nothing to compare yet."""
    studio.go("metas", "simulador")
    page = studio.window.page
    page.parameters["FATOR_REDUCAO_COMBUSTIVEL"].slider.setValue(25)
    settle()
    page.model.rename("Redução maior")
    page.model.show_scenario("B")
    page.model.copy_from("A")
    page.parameters["PERCENTUAL_TOLERANCIA_SALDO"].slider.setValue(150)
    settle()
    studio.take("simulador")
    page.apply()
    studio.take_dialog("simulador-aplicar")
    page.discard()
    studio.go("metas", "comparar")
    studio.look("comparar-vazio")


def _to_the_goals(page: MonthPage) -> None:
    page.wizard.next()
    page.wizard.next()
    page.steps["parametros"].model.look(True)
    page.wizard.next()
    page.wizard.next()
    assert page.wizard.facts is not None and page.wizard.facts.view is not None
    page.wizard.calculated(page.wizard.facts.view.run.id)
    page.wizard.next()
    settle()


def published(studio: Studio) -> None:
    """The month done: cockpit, record, history, what undoing asks, the report on screen."""
    studio.go("metas", "mes")
    studio.take("cockpit-publicado")
    studio.go("metas", "preparar")
    studio.take("mes8-registro")
    studio.go("metas", "historico")
    studio.take("historico")
    studio.window.page.undo()
    studio.take_dialog("reverter")
    studio.go("metas", "documentos")
    studio.take("documentos")
    spreadsheet_and_bonus(studio)
    studio.go("metas", "resultados")
    studio.window.page.open_report()
    studio.until(lambda: any(isinstance(one, PdfWindow) for one in QApplication.topLevelWidgets()))
    studio.take_dialog("previa")
    told = {"name": "FATOR_REDUCAO_COMBUSTIVEL", "value": "0.02", "justification": "Acordo da diretoria"}
    studio.desk.act("metas.editar_parametro", "metas.parametros", vigencia=studio.desk.vigencia, **told)
    calculated_run(studio.house, studio.desk.scope)
    studio.go("metas", "comparar")
    studio.window.page.model.refresh()
    studio.window.page.acts["next_difference"]()
    studio.take("comparar")


SCENES: tuple[tuple[Stage, Callable[[Studio], None]], ...] = (
    (Stage.UNTOUCHED, untouched),
    (Stage.READ, read),
    (Stage.SILENT, silent),
    (Stage.CALCULATED, calculated),
    (Stage.PUBLISHED, published),
)


@contextmanager
def studio_of(
    reached: Stage,
    size: tuple[int, int],
    kind: type[S] = Studio,  # type: ignore[assignment]
    language: str = SOURCE_LOCALE,
) -> Iterator[S]:
    """A studio of a kind on a house of its own at a stage of the month, read in a language."""
    with (
        tempfile.TemporaryDirectory() as folder,
        stage(reached, Path(folder)) as (house, scope),
        studio_at(house, scope, size, kind, language) as studio,
    ):
        yield studio


@contextmanager
def studio_at(
    house: House,
    scope: Scope,
    size: tuple[int, int],
    kind: type[S] = Studio,  # type: ignore[assignment]
    language: str = SOURCE_LOCALE,
) -> Iterator[S]:
    """A studio of a kind on a house that is open, read in a language."""
    app = application(())
    speak(app, language)
    window, desk = open_window(in_language(house, language), scope)
    window.resize(*size)
    window.show()
    window.activateWindow()
    settle()
    try:
        yield kind(house, window, desk)
    finally:
        desk.close()
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        speak(app, SOURCE_LOCALE)
