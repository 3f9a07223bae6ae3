"""The wizard that brings tables into an audit, from an Oracle of this machine: its steps, and what goes wrong."""

from storage.auditoria.sources import SourceKind
from tests.storage.erp.oracle_script import PASSWORD, USER
from tests.ui.studio import Studio, settle
from tests.viewmodels.subsidios.database_sources import SERVICE, oracle_erp
from ui.desktop.subsidios.import_database import DatabaseForm
from ui.desktop.subsidios.import_origin import OriginStep
from ui.desktop.subsidios.import_page import ImportPage
from viewmodels.screens.subsidios.import_way import ORIGIN
from viewmodels.state import State

LAST_READ = "FROM smtr.valor_km_tipo_viagem"
"""The table whose reading is slowed, so that the page is seen while it reads."""


def import_pages(studio: Studio, name: str) -> None:
    """From the empty page to the tables brought, each picture's name beginning with `name`."""
    page = studio.window.page
    assert isinstance(page, ImportPage)
    studio.take(f"{name}-vazia")
    page.begin(SourceKind.INPUT)
    studio.take(f"{name}-trazer-origem")
    with oracle_erp() as (script, origin):
        form = _form_of(page)
        studio.take(f"{name}-oracle")
        form.show_names()
        studio.take(f"{name}-oracle-nomes")
        form.show_names()
        _typed(form, str(origin.place.port), "outra senha")  # type: ignore[union-attr]
        form.test.setFocus()
        form.test.click()
        _answered(studio, page)
        studio.take(f"{name}-oracle-recusado")
        form.password.set_text(PASSWORD)
        form.test.click()
        _answered(studio, page)
        studio.take(f"{name}-oracle-conectado")
        form.model.next()
        _answered(studio, page)
        studio.take(f"{name}-oracle-colunas")
        script.pause = {LAST_READ: 1.0}
        form.model.next()
        studio.until(lambda: any(row.cell("situacao").state is State.EM_CURSO for row in form.model.reading.rows[3:]))
        studio.take(f"{name}-oracle-lendo")
        _answered(studio, page)
        studio.take(f"{name}-oracle-trazido")
        assert page.wizard is not None
        page.wizard.frame.save.click()
        settle()
        studio.take(f"{name}-trazida")


def _form_of(page: ImportPage) -> DatabaseForm:
    assert page.wizard is not None
    step = page.wizard.steps[ORIGIN]
    assert isinstance(step, OriginStep)
    step.connect_to.click()
    settle()
    assert step.form is not None
    return step.form


def _typed(form: DatabaseForm, port: str, password: str) -> None:
    texts = ("127.0.0.1", port, SERVICE, USER, password, "smtr")
    fields = (form.host, form.port, form.service, form.user, form.password, form.owner)
    for field, text in zip(fields, texts, strict=True):
        field.set_text(text)


def _answered(studio: Studio, page: ImportPage) -> None:
    studio.until(lambda: page.model.wizard is not None and not page.model.wizard.running)
    settle()
