"""Pictures of every main screen of the real window on the sample company: `python -m tests.ui.pictures OUT [name…]`.

Four of each: 1366x768 and 1920x1080, light and dark, in the bundled face; then the first page of the report and the
sheet Conferência of the workbook. Only those whose name begins with one of the names given, when any is.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PROVA_FONTE"] = "embutida"

from PySide6.QtCore import QEvent, QPoint  # noqa: E402
from PySide6.QtGui import QColor, QPainter, QPixmap  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog, QWidget  # noqa: E402

from tests.ui.stages import Stage, stage  # noqa: E402
from ui.desktop.app import application, open_window  # noqa: E402
from ui.desktop.entrance.dialog import EntranceDialog  # noqa: E402
from ui.desktop.kit.focus import follow_focus  # noqa: E402
from ui.desktop.kit.table import FigureTable  # noqa: E402
from ui.desktop.kit.theme import Mode, install, theme  # noqa: E402
from ui.desktop.mes.month_page import MonthPage  # noqa: E402
from ui.desktop.metas.pdf_window import PdfWindow  # noqa: E402
from ui.desktop.shell.window import ShellWindow  # noqa: E402
from viewmodels.desk import Desk  # noqa: E402
from viewmodels.entrance import Entrance  # noqa: E402
from viewmodels.opening import Surroundings, open_house  # noqa: E402
from viewmodels.operations.house import House  # noqa: E402
from viewmodels.operations.registry import load_all  # noqa: E402

SIZES = ((1366, 768), (1920, 1080))
MODES = (Mode.CLARO, Mode.ESCURO)
PATIENCE = 15.0


class Studio:
    """A window on a house, and the pictures taken of it."""

    def __init__(self, house: House, window: ShellWindow, desk: Desk) -> None:
        """A studio for one window."""
        self.house, self.window, self.desk = house, window, desk
        self.taken: dict[str, QPixmap] = {}

    def go(self, area: str, page: str = "") -> None:
        """A place of the window, and a moment for its layout."""
        self.window.go(area, page)
        settle()

    def take(self, name: str) -> None:
        """The window as it is."""
        settle()
        self.taken[name] = self.window.grab()

    def take_dialog(self, name: str) -> None:
        """The window with its dialog over it, the way a window manager would centre it, then the dialog closed."""
        settle()
        dialog = front_dialog()
        self.taken[name] = over(self.window.grab(), dialog)
        dialog.close()
        settle()

    def until(self, done: Callable[[], object]) -> None:
        """Let the program work; raises TimeoutError when it does not get there."""
        limit = time.monotonic() + PATIENCE
        while not done():
            if time.monotonic() > limit:
                raise TimeoutError("the screen did not come to what it should show")
            QTest.qWait(20)

    @property
    def wizard(self) -> MonthPage:
        """The page of the month wizard, brought to the front."""
        self.go("metas", "preparar")
        page = self.window.page
        assert isinstance(page, MonthPage)
        return page


def settle() -> None:
    """Carry out what was posted, layouts of layouts too."""
    for _ in range(4):
        QTest.qWait(15)


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
    for page in ("aparencia", "erp", "usuarios", "diario"):
        studio.go("ajustes", page)
        studio.take(f"ajustes-{page}")
    for page in ("mes", "teclado", "metodo"):
        studio.go("ajuda", page)
        studio.take(f"ajuda-{page}")


def read(studio: Studio) -> None:
    """The ERP read: holidays with the effect of a day, parameters, data, the calculation to be made."""
    page = studio.wizard
    page.wizard.next()
    settle()
    holidays = page.steps["feriados"]
    lines = holidays.model.lines
    holidays.model.select(lines[-1].day)
    studio.take("mes2-feriados")
    page.wizard.next()
    studio.take("mes3-parametros")
    page.steps["parametros"].model.look(True)
    page.wizard.next()
    studio.take("mes4-dados")
    page.wizard.next()
    studio.take("mes5-calculo")


def silent(studio: Studio) -> None:
    """The ERP asked again and not answering, with what is kept."""
    page = studio.wizard
    page.wizard.next()
    page.wizard.next()
    page.steps["parametros"].model.look(True)
    page.wizard.next()
    page.data.read()
    studio.until(lambda: page.data.error is not None)
    studio.take("mes4-erp-calado")


def calculated(studio: Studio) -> None:
    """Twelve goals waiting: cockpit, results with and without the dock, the decision, pages 6 and 7."""
    studio.go("metas", "mes")
    studio.take("cockpit")
    studio.go("metas", "resultados")
    table = next(one for one in studio.window.findChildren(FigureTable) if one.isVisible())
    table.setFocus()
    table.setCurrentIndex(table.figures.index(4, 1))
    studio.window.dock.set_open(False)
    studio.take("resultados-sem-doca")
    studio.window.dock.set_open(True)
    studio.take("resultados")
    studio.window.page.do_next()
    studio.take_dialog("decisao")
    page = studio.wizard
    _to_the_goals(page)
    studio.take("mes6-resultados")
    page.wizard.next()
    studio.take("mes7-aprovacao")


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
    studio.wizard
    studio.take("mes8-registro")
    studio.go("metas", "historico")
    studio.take("historico")
    studio.window.page.undo()
    studio.take_dialog("reverter")
    studio.go("metas", "resultados")
    studio.window.page.open_report()
    studio.until(lambda: any(isinstance(one, PdfWindow) for one in QApplication.topLevelWidgets()))
    studio.take_dialog("previa")


SCENES: tuple[tuple[Stage, Callable[[Studio], None]], ...] = (
    (Stage.UNTOUCHED, untouched),
    (Stage.READ, read),
    (Stage.SILENT, silent),
    (Stage.CALCULATED, calculated),
    (Stage.PUBLISHED, published),
)


@contextmanager
def studio_of(reached: Stage, size: tuple[int, int]) -> Iterator[Studio]:
    """A studio on a house of its own at a stage of the month."""
    with tempfile.TemporaryDirectory() as folder, stage(reached, Path(folder)) as (house, scope):
        window, desk = open_window(house, scope)
        window.resize(*size)
        window.show()
        window.activateWindow()
        settle()
        try:
            yield Studio(house, window, desk)
        finally:
            desk.close()
            window.close()
            window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def doors() -> dict[str, QPixmap]:
    """The way in: somebody to be asked, and a store with nobody yet."""
    taken = {}
    with tempfile.TemporaryDirectory() as folder, stage(Stage.UNTOUCHED, Path(folder)) as (house, _):
        taken["entrada"] = _door(house)
    with tempfile.TemporaryDirectory() as folder, _new_store(Path(folder)) as house:
        taken["primeira-vez"] = _door(house)
    return taken


def _door(house: House) -> QPixmap:
    dialog = EntranceDialog(house, Entrance(house))
    dialog.show()
    settle()
    taken = dialog.grab()
    dialog.close()
    dialog.deleteLater()
    return taken


@contextmanager
def _new_store(folder: Path) -> Iterator[House]:
    from storage.secrets import SessionSecrets
    from storage.store import Store
    from tests.sample_house import real_clock

    around = Surroundings(real_clock(), SessionSecrets(), folder, "figuras")
    Store.create(folder / "nova.prova-loja", around.clock).close()
    with open_house(around, folder / "nova.prova-loja") as house:
        yield house


def main(arguments: Sequence[str]) -> int:
    """Draws everything into a folder."""
    out, names = Path(arguments[0]), tuple(arguments[1:])
    out.mkdir(parents=True, exist_ok=True)
    load_all()
    app = application(["figuras"])
    install(app, Mode.CLARO, 100)
    follow_focus(app)
    for mode in MODES:
        theme().apply(mode)
        _keep(out, f"100-{mode.value}", doors(), names)
        for size in SIZES:
            for reached, scene in SCENES:
                with studio_of(reached, size) as studio:
                    scene(studio)
                    _keep(out, f"{size[0]}-{mode.value}", studio.taken, names)
    return 0


def _keep(out: Path, ending: str, taken: dict[str, QPixmap], names: tuple[str, ...]) -> None:
    for name, picture in taken.items():
        if not names or name.startswith(names):
            picture.save(str(out / f"{name}-{ending}.png"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
