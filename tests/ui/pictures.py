"""Pictures of every main screen of the real window on the sample company: `python -m tests.ui.pictures OUT [name…]`.

Four of each: 1366x768 and 1920x1080, light and dark, in the bundled face; then the first page of the report and the
sheet Conferência of the workbook. Only those whose name begins with one of the names given, when any is.
"""

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PROVA_FONTE"] = "embutida"

from PySide6.QtGui import QPixmap  # noqa: E402

from tests.ui.stages import Stage, stage  # noqa: E402
from tests.ui.studio import SCENES, settle, studio_of  # noqa: E402
from ui.desktop.app import application  # noqa: E402
from ui.desktop.entrance.dialog import EntranceDialog  # noqa: E402
from ui.desktop.kit.focus import follow_focus  # noqa: E402
from ui.desktop.kit.theme import Mode, install, theme  # noqa: E402
from viewmodels.entrance import Entrance  # noqa: E402
from viewmodels.opening import Surroundings, open_house  # noqa: E402
from viewmodels.operations.house import House  # noqa: E402
from viewmodels.operations.registry import load_all  # noqa: E402

SIZES = ((1366, 768), (1920, 1080))
MODES = (Mode.CLARO, Mode.ESCURO)


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
