"""The third origin of an import as a person uses it: the database typed, tried, read, and read again by one click."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from storage.auditoria.sources import SourceKind
from tests.storage.erp.oracle_script import PASSWORD, USER, Script
from tests.ui.subsidios.windows import window_on
from tests.viewmodels.screens.waiting import until
from tests.viewmodels.subsidios.audits import new_audit
from tests.viewmodels.subsidios.database_sources import SERVICE, oracle_erp
from ui.desktop.subsidios.import_database import DatabaseForm
from ui.desktop.subsidios.import_origin import OriginStep
from ui.desktop.subsidios.import_page import ImportPage
from viewmodels.operations.subsidios.from_database import ErpOrigin
from viewmodels.screens.subsidios.import_way import COLUMNS, ORIGIN
from viewmodels.state import State

Oracle = tuple[Script, ErpOrigin]


@pytest.fixture(scope="module")
def oracle() -> Iterator[Oracle]:
    """An Oracle of this machine with four tables of a worked case."""
    with oracle_erp() as found:
        yield found


@pytest.fixture
def page(tmp_path: Path) -> Iterator[ImportPage]:
    """The page of an audit into which nothing was brought, its wizard on the first step."""
    with window_on(new_audit(tmp_path), tmp_path) as (window, _desk):
        window.go("subsidios", "importacao")
        shown = window.page
        assert isinstance(shown, ImportPage)
        shown.begin(SourceKind.INPUT)
        yield shown


def first_step(page: ImportPage) -> OriginStep:
    assert page.wizard is not None
    step = page.wizard.steps[ORIGIN]
    assert isinstance(step, OriginStep)
    return step


def form_of(page: ImportPage) -> DatabaseForm:
    step = first_step(page)
    step.connect_to.click()
    assert step.form is not None
    return step.form


def answered(page: ImportPage) -> None:
    until(lambda: page.model.wizard is not None and not page.model.wizard.running)


def write(page: ImportPage, *texts: str) -> None:
    """Each text in the field that has the keyboard, and on to the next one."""
    for text in texts:
        edit = page.window().focusWidget()
        assert isinstance(edit, QWidget)
        QTest.keyClicks(edit, text)
        QTest.keyClick(edit, Qt.Key.Key_Tab)


def test_a_database_is_typed_tried_and_read_by_keyboard(page: ImportPage, oracle: Oracle) -> None:
    form, wizard = form_of(page), page.wizard
    assert wizard is not None
    assert (first_step(page).choices.isVisible(), wizard.frame.reason.text()) == (
        False, "Diga o nome ou o número do servidor",
    )  # fmt: skip
    assert page.window().focusWidget() is form.host.edit
    form.port.edit.selectAll()
    write(page, "127.0.0.1", str(_port(oracle)), SERVICE, USER)
    assert wizard.frame.reason.text() == "Diga a senha desse usuário"
    assert not form.test.isEnabled()
    write(page, PASSWORD, "smtr")
    form.test.setFocus()
    QTest.keyClick(form.test, Qt.Key.Key_Space)
    answered(page)
    assert wizard.model.result == f"Conectado a {SERVICE}@127.0.0.1 como {USER}: encontradas 4 das 28 tabelas."
    assert (wizard.model.current, form.password.edit.text(), wizard.frame.next.isEnabled()) == (ORIGIN, "", True)
    assert page.window().focusWidget() is form.test
    QTest.keyClick(form.owner.edit, Qt.Key.Key_Return)
    assert wizard.model.current == COLUMNS
    wizard.frame.next.click()
    answered(page)
    assert wizard.model.result == "Tudo entrou: 4 tabelas, 328 linhas, um dia a apurar, 12/11/2025."
    wizard.frame.save.click()
    held = page.model.tables[SourceKind.INPUT].rows
    assert [row.cell("arquivo").text for row in held if row.key == "viagem_completa"] == ["smtr.viagem_completa"]
    assert page.window().focusWidget() is page.cards[SourceKind.INPUT].bring
    page.begin(SourceKind.INPUT)
    step = first_step(page)
    assert (step.again.isVisible(), step.connect_to.text()) == (True, "Mudar")
    step.again.click()
    answered(page)
    assert page.model.wizard is not None
    assert (page.model.wizard.current, page.model.wizard.can_next) == (COLUMNS, True)


def test_a_wrong_password_is_said_with_what_to_do_and_gone_when_it_is_typed_again(
    page: ImportPage, oracle: Oracle
) -> None:
    form = form_of(page)
    texts = ("127.0.0.1", str(_port(oracle)), SERVICE, USER, "outra")
    for field, text in zip((form.host, form.port, form.service, form.user, form.password), texts, strict=True):
        field.edit.setText(text)
    form.test.click()
    answered(page)
    step, model = first_step(page), form.model
    assert (model.result, model.result_state) == (f"O ERP recusou o usuário {USER} ou a senha", State.ERRO)
    assert step.advice.isVisible()
    assert step.advice.text().startswith("Digite a senha de novo com cuidado.")
    form.password.edit.setText("mais uma")
    assert (model.result, step.advice.isVisible(), model.trouble) == ("", False, "")


def test_what_is_typed_wrong_closes_the_way_and_another_origin_opens_it(page: ImportPage) -> None:
    form = form_of(page)
    for field, text in ((form.host, "um servidor"), (form.service, SERVICE), (form.user, USER)):
        field.edit.setText(text)
    assert "host" in form.model.reason
    form.host.edit.setText("banco")
    form.port.edit.setText("99999")
    assert form.model.reason == "Uma porta de 1 a 65535; a do Oracle costuma ser 1521"
    form.port.edit.setText("1521")
    form.password.edit.setText(PASSWORD)
    form.since.edit.setText("2025")
    assert form.model.reason == "Escreva a data como 20/01/2026"
    form.since.edit.setText("12/11/2025")
    form.until.edit.setText("11/11/2025")
    assert form.model.reason == "O último dia vem antes do primeiro"
    form.until.edit.setText("")
    form.names.click()
    form.renamed["viagem_completa"].setText("vw; drop")
    assert "viagem_completa" in form.model.reason
    form.renamed["viagem_completa"].setText("VW_VIAGENS")
    assert (form.model.reason, form.database.renamed) == ("", {"viagem_completa": "vw_viagens"})
    form.other.click()
    assert first_step(page).choices.isVisible()
    assert not form.renaming.isVisible()
    assert form.model.reason == "Escolha de onde vêm as tabelas"


def test_a_reading_that_is_stopped_half_way_brings_nothing(page: ImportPage, oracle: Oracle) -> None:
    form = form_of(page)
    texts = ("127.0.0.1", str(_port(oracle)), SERVICE, USER, PASSWORD, "smtr")
    fields = (form.host, form.port, form.service, form.user, form.password, form.owner)
    for field, text in zip(fields, texts, strict=True):
        field.edit.setText(text)
    form.model.next()
    answered(page)
    assert (form.model.current, form.model.next_title) == (COLUMNS, "Ler 4 tabelas")
    oracle[0].pause = {"FROM smtr.valor_km_tipo_viagem": 1.0}
    form.model.next()
    until(lambda: form.model.counts == "Lendo Tarifa por km e tipo de viagem")
    done = [row.cell("situacao").text for row in form.model.reading.rows]
    form.model.cancel()
    answered(page)
    oracle[0].pause = {}
    assert done == ["Lida", "Lida", "Lida", "Lendo"]
    assert (form.model.current, form.model.result, page.model.is_blank) == (
        COLUMNS, "Interrompido a pedido. Nada foi gravado.", True,
    )  # fmt: skip


def _port(oracle: Oracle) -> int:
    place = oracle[1].place
    assert not isinstance(place, Path)
    return place.port
