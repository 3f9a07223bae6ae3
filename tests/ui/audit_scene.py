"""The window on an audit taken through its tabs, its dialogs and its import: what `pictures` draws as `auditoria-*`."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog

from storage.auditoria.workspace import create_audit
from storage.texts.sentences import SOURCE_LOCALE
from tests.sample_house import scope_of
from tests.ui.audit_import_scene import import_pages
from tests.ui.studio import S, Studio, settle, studio_at
from tests.viewmodels.subsidios.audits import around
from viewmodels.audit_house import audit_scope
from viewmodels.carried_house import open_any
from viewmodels.jobs import drive
from viewmodels.opening import open_house
from viewmodels.operations.registry import perform
from viewmodels.operations.subsidios.sample_audit import sample_audit_of
from viewmodels.screens.subsidios.audit import AuditViewModel
from viewmodels.screens.subsidios.cost_sides import Other

NAME = "auditoria"
"""How the names of these pictures begin."""
AREA, PERSON = "subsidios", "ana"
THRESHOLD = "pof_minimo"
PERIOD = "SPPO, jan/2026, 1ª quinzena"


@cache
def _made() -> Path:
    """The file of the sample company's audit, made the first time it is asked for."""
    folder = Path(tempfile.mkdtemp(prefix="prova-real-auditoria-"))
    with open_house(around(folder), None) as house:
        drive(perform(house, scope_of(house), "subsidios.criar_exemplo", os_user=PERSON))
        made = sample_audit_of(house)
    assert made is not None
    return made


@contextmanager
def audit_studio(
    size: tuple[int, int],
    empty: bool = False,
    kind: type[S] = Studio,  # type: ignore[assignment]
    language: str = SOURCE_LOCALE,
) -> Iterator[S]:
    """A studio on a copy of the sample audit, its calculation on the bench; on a new one when it is to be empty."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = _new(folder) if empty else Path(shutil.copy(_made(), folder))
        with (
            open_any(around(folder, PERSON), path) as house,
            studio_at(house, audit_scope(house), size, kind, language) as studio,
        ):
            audit = studio.desk.findChild(AuditViewModel)
            assert audit is not None
            studio.until(lambda: not audit.running)
            settle()
            yield studio


def _new(folder: Path) -> Path:
    return create_audit(folder / "auditoria.prova", around(folder).clock, PERIOD, PERSON, "Ana Auditora")


def audit_pages(studio: Studio) -> None:
    """Every tab, with the work of each done."""
    for scene in (_brought, _stages, _compared, _cost, _rules, _checks, _findings):
        scene(studio)


def _brought(studio: Studio) -> None:
    studio.go(AREA, "importacao")
    studio.take(f"{NAME}-importacao")
    _beside_the_dock(studio, "importacao")


def _stages(studio: Studio) -> None:
    studio.go(AREA, "etapas")
    page = studio.window.page
    studio.take(f"{NAME}-etapas")
    _over(studio, f"{NAME}-etapas-filtro", page.ask_filter())
    _explained(studio, page.table, "valor_a_pagar")
    studio.take(f"{NAME}-etapas-memoria")
    _close_dock(studio)


def _compared(studio: Studio) -> None:
    studio.go(AREA, "comparacao")
    page = studio.window.page
    studio.until(lambda: page.model.ready and not page.model.running)
    settle()
    studio.take(f"{NAME}-comparacao-sem-doca")
    _explained(studio, page.rows.table, "nosso", row=4)
    studio.take(f"{NAME}-comparacao")
    _close_dock(studio)
    _over(studio, f"{NAME}-conhecimento", page.ask_knowledge())


def _cost(studio: Studio) -> None:
    studio.go(AREA, "custo")
    page = studio.window.page
    studio.take(f"{NAME}-custo-antes")
    page.model.calculate()
    studio.until(lambda: page.model.cost is not None and not page.model.running)
    page.curve_model.choose(THRESHOLD)
    page.curve_model.calculate()
    studio.until(lambda: page.curve_model.sensed is not None and not page.curve_model.running)
    studio.take(f"{NAME}-custo")
    page.model.pick(kind=Other.VALUE, parameter=THRESHOLD)
    settle()
    page.sides.value.setText("60")
    page.sides.value.editingFinished.emit()
    page.model.calculate()
    studio.until(lambda: not page.model.running)
    studio.take(f"{NAME}-custo-valor")
    _beside_the_dock(studio, "custo")


def _rules(studio: Studio) -> None:
    studio.go(AREA, "regras")
    page = studio.window.page
    for key in ("tempo", "mudancas", "linhagem", "fonte"):
        page.show_section(key)
        settle()
        studio.take(f"{NAME}-regras-{key}")
        _beside_the_dock(studio, f"regras-{key}")


def _checks(studio: Studio) -> None:
    studio.go(AREA, "verificacoes")
    page = studio.window.page
    studio.until(lambda: bool(page.model.outcomes) and not page.model.running)
    page.model.choose(page.model.names[1])
    settle()
    studio.take(f"{NAME}-verificacoes")
    _beside_the_dock(studio, "verificacoes")
    _over(studio, f"{NAME}-abrir-achado", page.detail.open_finding())


def _findings(studio: Studio) -> None:
    page = studio.window.page
    studio.go(AREA, "achados")
    studio.take(f"{NAME}-achados-vazio")
    for name in page.model.names[1:5]:
        page.model.choose(name)
        dialog = page.detail.open_finding()
        if dialog is not None:
            dialog.submit()
            settle()
    studio.go(AREA, "achados")
    studio.take(f"{NAME}-achados")
    _beside_the_dock(studio, "achados")
    _over(studio, f"{NAME}-lacrar", studio.window.page.menu.confirm(Path("auditoria-lacrada.prova")))


def _over(studio: Studio, name: str, dialog: QDialog | None) -> None:
    assert dialog is not None, name
    studio.take_dialog(name)


def _explained(studio: Studio, table: Any, column: str, row: int = 0) -> None:
    keys = [spec.key for spec in table.figures.columns]
    table.setFocus()
    table.setCurrentIndex(table.figures.index(row, keys.index(column)))
    studio.window.dock.set_open(True)
    studio.until(lambda: studio.desk.shell.memory is not None)
    settle()


def _beside_the_dock(studio: Studio, name: str) -> None:
    """The page with less room: judged, not pictured."""
    studio.window.dock.set_open(True)
    studio.look(f"{NAME}-{name}-doca")
    _close_dock(studio)


def _close_dock(studio: Studio) -> None:
    studio.window.dock.set_open(False)
    settle()


def audit_import(studio: Studio) -> None:
    """An audit into which nothing was brought, and the way from an Oracle into it."""
    studio.go(AREA, "importacao")
    import_pages(studio, NAME)


AUDIT_SCENES: tuple[tuple[bool, Callable[[Studio], None]], ...] = ((False, audit_pages), (True, audit_import))
"""Each with whether it begins on an audit that is empty."""
