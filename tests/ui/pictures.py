"""Pictures of every main screen of the real window on the sample company: `python -m tests.ui.pictures OUT [name…]`.

Four of each: 1366x768 and 1920x1080, light and dark, in the bundled face; then the first page of the report and the
sheet Conferência of the workbook. Only those whose name begins with one of the names given, when any is; with
`auditoria` alone, only the window on the sample audit is opened.

`python -m tests.ui.pictures OUT --idioma en` draws the pages of the wizard alone, small and light, in that language.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PROVA_FONTE"] = "embutida"

from PySide6.QtCore import QBuffer  # noqa: E402
from PySide6.QtGui import QPixmap  # noqa: E402

from storage.exports.pdf_pages import page_count, page_text, render_page  # noqa: E402
from tests.sample_house import VIGENCIA  # noqa: E402
from tests.ui.audit_scene import AUDIT_SCENES, NAME, audit_studio  # noqa: E402
from tests.ui.palette import few_colours  # noqa: E402
from tests.ui.sheet import component_sheet  # noqa: E402
from tests.ui.stages import Stage, stage  # noqa: E402
from tests.ui.studio import SCENES, settle, studio_of  # noqa: E402
from ui.desktop.app import application  # noqa: E402
from ui.desktop.entrance.dialog import EntranceDialog  # noqa: E402
from ui.desktop.kit.focus import follow_focus  # noqa: E402
from ui.desktop.kit.theme import Mode, install, theme  # noqa: E402
from viewmodels.entrance import Entrance  # noqa: E402
from viewmodels.opening import Surroundings, open_house  # noqa: E402
from viewmodels.operations.house import House  # noqa: E402
from viewmodels.operations.registry import load_all, perform  # noqa: E402

SIZES = ((1366, 768), (1920, 1080))
MODES = (Mode.CLARO, Mode.ESCURO)
SHEET_WIDTH = 1000
WIZARD, LANGUAGE = "mes", "--idioma"
"""How the names of the wizard's pictures begin; the option that asks for them in a language."""
PAPER_DPI = 110
CHECKS = "· Conferencia"
"""In the footer of the pages of that sheet."""
IN_PORTUGUESE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>pt-BR</value></prop></item></oor:items>
"""


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


def components() -> dict[str, QPixmap]:
    """Every part of the kit in all its states, on one sheet."""
    drawn = component_sheet()
    drawn.resize(SHEET_WIDTH, drawn.sizeHint().height())
    drawn.show()
    settle()
    taken = {"componentes": drawn.grab()}
    drawn.close()
    drawn.deleteLater()
    return taken


def papers() -> dict[str, QPixmap]:
    """The first page of the report of the published month, and the sheet Conferência of its workbook."""
    with tempfile.TemporaryDirectory() as name, stage(Stage.PUBLISHED, Path(name)) as (house, scope):
        folder = Path(name)
        run = perform(house, scope, "metas.resultados", vigencia=VIGENCIA).run.id
        perform(house, scope, "metas.relatorio", run=run, path=folder / "relatorio.pdf")
        perform(house, scope, "metas.planilha", run=run, path=folder / "planilha.xlsx")
        taken = {"relatorio-pagina1": _page((folder / "relatorio.pdf").read_bytes(), 0)}
        sheets = _printed(folder / "planilha.xlsx")
        if sheets is None:
            print("planilha-conferencia: sem LibreOffice, sem figura", file=sys.stderr)
            return taken
        titles = (page_text(sheets, index) for index in range(page_count(sheets)))
        taken["planilha-conferencia"] = _page(sheets, next(at for at, text in enumerate(titles) if CHECKS in text))
        return taken


def _printed(workbook: Path) -> bytes | None:
    """The workbook as LibreOffice prints it; None on a machine without it."""
    program = shutil.which("soffice")
    if program is None:
        return None
    settings = workbook.parent / "perfil" / "user"
    settings.mkdir(parents=True)
    (settings / "registrymodifications.xcu").write_text(IN_PORTUGUESE, encoding="utf-8")
    profile = f"-env:UserInstallation={settings.parent.as_uri()}"
    words = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(workbook.parent), str(workbook)]
    subprocess.run(words, check=True, capture_output=True, timeout=110)
    return workbook.with_suffix(".pdf").read_bytes()


def _page(pdf: bytes, index: int) -> QPixmap:
    picture = QPixmap()
    picture.loadFromData(render_page(pdf, index, PAPER_DPI).png())
    return picture


def wizard_in(out: Path, language: str) -> None:
    """The eight pages of the wizard as a person reads them in a language."""
    for reached, scene in SCENES:
        if reached is not Stage.SILENT:
            with studio_of(reached, SIZES[0], language=language) as studio:
                scene(studio)
                taken = {f"{language}-{name}": picture for name, picture in studio.taken.items()}
                _keep(out, "", taken, (f"{language}-{WIZARD}",))


def main(arguments: Sequence[str]) -> int:
    """Draws everything into a folder."""
    out, names = Path(arguments[0]), tuple(arguments[1:])
    out.mkdir(parents=True, exist_ok=True)
    load_all()
    app = application(["figuras"])
    install(app, Mode.CLARO, 100)
    follow_focus(app)
    if LANGUAGE in names:
        wizard_in(out, names[-1])
        return 0
    if not names or not all(name.startswith(NAME) for name in names):
        months(out, names)
    if not names or any(NAME.startswith(name) or name.startswith(NAME) for name in names):
        audits(out, names)
    return 0


def months(out: Path, names: tuple[str, ...]) -> None:
    """The sample company, from a month nobody touched to its papers."""
    _keep(out, "", papers(), names)
    for mode in MODES:
        theme().apply(mode)
        _keep(out, f"-{mode.value}", {**doors(), **components()}, names)
        for size in SIZES:
            for reached, scene in SCENES:
                with studio_of(reached, size) as studio:
                    scene(studio)
                    _keep(out, f"-{size[0]}-{mode.value}", studio.taken, names)


def audits(out: Path, names: tuple[str, ...]) -> None:
    """The sample audit through its tabs, and the way of tables into a new one."""
    for mode in MODES:
        theme().apply(mode)
        for size in SIZES:
            for empty, scene in AUDIT_SCENES:
                with audit_studio(size, empty) as studio:
                    scene(studio)
                    _keep(out, f"-{size[0]}-{mode.value}", studio.taken, names)


def _keep(out: Path, ending: str, taken: dict[str, QPixmap], names: tuple[str, ...]) -> None:
    """Saved in 256 colours: the folder stays small."""
    for name, picture in taken.items():
        if not names or name.startswith(names):
            buffer = QBuffer()
            picture.save(buffer, "PNG")
            few_colours(BytesIO(buffer.data().data())).save(out / f"{name}{ending}.png", optimize=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
