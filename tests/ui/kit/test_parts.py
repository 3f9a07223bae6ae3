"""The small parts: fields, choices, banners, progress, toast, danger, calendar, coverage, charts, binding."""

import gc
from decimal import Decimal
from weakref import ref

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import sheet
from ui.desktop.kit import binding, buttons, focus
from ui.desktop.kit.banner import Banner, BannerStack
from ui.desktop.kit.chip import Chip
from ui.desktop.kit.fields import FormField, parse_decimal
from ui.desktop.kit.progress import ProgressStrip
from ui.desktop.kit.segmented import Segmented
from ui.desktop.kit.toast import Toast
from viewmodels.banner import BannerView
from viewmodels.state import State

NONE = Qt.KeyboardModifier.NoModifier


# --- fields


@pytest.mark.parametrize(
    ("typed", "value"),
    [("4,46193", "4.46193"), ("-1,5", "-1.5"), ("−1,5", "-1.5"), (" 8 ", "8"), ("12\u00a0000", "12000")],
)
def test_decimal_comma_is_read(typed: str, value: str) -> None:
    assert parse_decimal(typed).value == Decimal(value)


def test_an_empty_field_has_no_value_and_no_error() -> None:
    assert (parse_decimal("  ").value, parse_decimal("").error) == (None, "")


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("4.46", "Use a vírgula para os decimais, sem ponto: 4,46"),
        ("1.234,50", "Use a vírgula para os decimais, sem ponto: 1234,50"),
        ("1.234.567", "Use a vírgula para os decimais, sem ponto: 1234567"),
        ("abc", "Precisa ser um número, como 4,46"),
        ("NaN", "Precisa ser um número, como 4,46"),
        ("1e9999999", "Precisa ser um número, como 4,46"),
        ("9" * 31, "Precisa ser um número, como 4,46"),
    ],
)
def test_what_is_refused_says_how_to_mend_it(typed: str, error: str) -> None:
    assert parse_decimal(typed).error == error


@pytest.fixture
def field(qtbot: QtBot) -> FormField:
    made = FormField("Fator de redução", sheet.below_hundred, "%", "Vale para o mês todo.")
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_field_is_checked_on_leaving_and_then_at_each_key(field: FormField) -> None:
    QTest.keyClicks(field.edit, "150")
    assert field.error == ""
    field.edit.left.emit()
    assert field.error == "Precisa ser menor que 100 %. Quis dizer 1,5 %?"
    assert field.edit.accessibleDescription() == field.error
    QTest.keyClick(field.edit, Qt.Key.Key_Backspace)
    assert field.error == ""
    assert field.message.text() == "Vale para o mês todo."
    assert field.value == Decimal(15)


def test_a_field_tells_each_good_value_once(field: FormField) -> None:
    told: list[object] = []
    field.changed.connect(told.append)
    field.edit.setText("8,5")
    assert field.check()
    assert field.check()
    assert told == [Decimal("8.5")]


def test_optional_fields_say_so_and_inputs_are_named(qtbot: QtBot) -> None:
    field = FormField("Observação", optional=True)
    qtbot.addWidget(field)
    assert field.title.text() == "Observação (opcional)"
    assert field.edit.accessibleName() == "Observação"
    field.show_error("O ERP recusou este valor.")
    assert field.error == "O ERP recusou este valor."


# --- choices and buttons


def test_segmented_by_keyboard_and_pointer(qtbot: QtBot) -> None:
    choice = Segmented("Dia", [("U", "Útil"), ("S", "Sábado"), ("D", "Domingo")])
    qtbot.addWidget(choice)
    choice.show()
    chosen: list[str] = []
    choice.chosen.connect(chosen.append)
    assert choice.accessibleName() == "Dia: nada escolhido"
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Right):
        QTest.keyClick(choice, key)
    assert chosen == ["U", "S", "D", "U"]
    assert choice.accessibleName() == "Dia: Útil"
    width = choice.sizeHint().width()
    choice.set_value("D")
    assert choice.sizeHint().width() == width
    assert chosen[-1] == "U"
    with pytest.raises(ValueError, match="two to four"):
        Segmented("Um", [("a", "A")])


def test_an_icon_alone_has_name_and_tooltip(qtbot: QtBot) -> None:
    close = buttons.icon_button("x", "Fechar a memória")
    qtbot.addWidget(close)
    assert close.accessibleName() == close.toolTip() == "Fechar a memória"


def test_the_ring_comes_with_the_keyboard_only(qtbot: QtBot) -> None:
    box = QWidget()
    column = QVBoxLayout(box)
    one, other = buttons.outlined("Um"), buttons.outlined("Outro")
    column.addWidget(one)
    column.addWidget(other)
    qtbot.addWidget(box)
    box.show()
    box.activateWindow()
    qtbot.waitUntil(box.isActiveWindow)
    one.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not focus.draws_ring(one)
    rings = len(box.findChildren(QWidget))
    other.setFocus(Qt.FocusReason.TabFocusReason)
    assert focus.draws_ring(other)
    assert len(box.findChildren(QWidget)) == rings + 1
    one.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not focus.draws_ring(other)


def test_the_ring_leaves_with_its_button(qtbot: QtBot) -> None:
    box = QWidget()
    column = QVBoxLayout(box)
    one, other = buttons.outlined("Um"), buttons.outlined("Outro")
    column.addWidget(one)
    column.addWidget(other)
    qtbot.addWidget(box)
    box.resize(300, 200)
    box.show()
    box.activateWindow()
    qtbot.waitUntil(box.isActiveWindow)
    before = len(box.children())
    other.setFocus(Qt.FocusReason.TabFocusReason)
    assert len(box.children()) == before + 1
    other.deleteLater()
    qtbot.waitUntil(lambda: len(box.children()) == before - 1)
    box.resize(320, 200)


# --- banners, progress, toast


def test_banner_acts_and_explains(qtbot: QtBot) -> None:
    view = BannerView(
        State.ERRO, "O ERP não respondeu", "ORG_001", "Onde: erp", "Outubro não foi lido",
        (("again", "Tentar de novo"), ("file", "Trazer de um arquivo")), explained=True, key="k",
    )  # fmt: skip
    banner = Banner(view)
    qtbot.addWidget(banner)
    acts = {button.text(): button for button in banner.findChildren(QPushButton)}
    assert list(acts) == ["Tentar de novo", "Trazer de um arquivo", "O que pode ser?"]
    with qtbot.waitSignal(banner.action_requested) as asked:
        acts["Trazer de um arquivo"].click()
    assert asked.args == ["k", "file"]
    with qtbot.waitSignal(banner.explain_requested) as causes:
        acts["O que pode ser?"].click()
    assert causes.args == ["ORG_001"]
    assert banner.accessibleName() == "O ERP não respondeu, ORG_001, Onde: erp, Outubro não foi lido"


def test_the_stack_shows_the_two_gravest_and_counts_the_rest(qtbot: QtBot) -> None:
    stack = BannerStack()
    qtbot.addWidget(stack)
    states = [State.ATENCAO, State.SEM_DADOS, State.CRITICO, State.ATENCAO, State.ERRO, State.ATENCAO]
    stack.set_banners([BannerView(state, f"{at}") for at, state in enumerate(states)])
    stack.show()

    def shown() -> list[str]:
        return [banner.view.title for banner in stack.findChildren(Banner) if banner.isVisible()]

    qtbot.waitUntil(lambda: shown() == ["4", "2"])
    more = next(button for button in stack.findChildren(QPushButton))
    assert more.text() == "mais 4 achados"
    more.click()
    qtbot.waitUntil(lambda: shown() == ["4", "2", "0", "3", "5", "1"])
    stack.set_banners([])
    assert not stack.isVisible()


def test_progress_counts_stops_and_stays_as_result(qtbot: QtBot) -> None:
    strip = ProgressStrip("Lendo 12 meses de custos do ERP")
    qtbot.addWidget(strip)
    strip.show()
    strip.advance("3 de 4 setores, 62 %", 0.62)
    assert strip.bar.accessibleName() == "Lendo 12 meses de custos do ERP, 62 %"
    strip.advance("18.204 linhas lidas")
    assert strip.bar.accessibleName() == "Lendo 12 meses de custos do ERP"
    with qtbot.waitSignal(strip.cancelled):
        strip.cancel.click()
    strip.finish("Interrompido a pedido. Nada foi gravado.", State.SEM_DADOS)
    assert strip.isVisible()
    assert not strip.cancel.isVisible()


def test_enter_presses_the_button_in_focus(qtbot: QtBot) -> None:
    pressed: list[str] = []
    button = buttons.outlined("Ler o ERP", lambda: pressed.append("lido"))
    qtbot.addWidget(button)
    button.show()
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert pressed == ["lido", "lido"]


def test_a_toast_never_lies_on_the_way_on_of_a_wizard(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(600, 400)
    footer = QWidget(host)
    footer.setObjectName("pe_assistente")
    footer.setGeometry(0, 340, 600, 60)
    host.show()
    toast = Toast(host, "Feriado acrescentado")
    assert toast.geometry().bottom() < 340
    toast.leave()


def test_toast_sits_in_the_corner_and_leaves_when_acted_on(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(800, 600)
    host.show()
    opened: list[bool] = []
    toast = Toast(host, "Relatório salvo em Documentos", "Abrir", lambda: opened.append(True))
    assert toast.geometry().bottomRight().x() == 800 - 21
    host.resize(1000, 700)
    assert toast.geometry().right() == 1000 - 21
    toast.findChild(QPushButton).click()  # type: ignore[union-attr]
    assert opened == [True]
    assert not toast.isVisible()


# --- danger


def test_danger_starts_on_the_reason_and_opens_only_when_both_are_given(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.show()
    asked = sheet.danger(host)
    asked.show()
    asked.activateWindow()
    qtbot.waitUntil(lambda: asked.focusWidget() is not None)
    assert asked.focusWidget() is asked.reason_field.edit
    assert not asked.confirm.isEnabled()
    assert not asked.confirm.isDefault()
    asked.reason_field.edit.setText("Gasto lançado em dobro")
    assert asked.confirm.accessibleDescription() == "Falta digitar 2025-08"
    asked.typed_field.edit.setText("2025-07")
    assert not asked.confirm.isEnabled()
    asked.typed_field.edit.setText("2025-08")
    assert asked.confirm.isEnabled()
    asked.typed_field.edit.setText("2025-0")
    assert not asked.confirm.isEnabled()


def test_danger_shows_five_and_then_all_and_escape_keeps(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    asked = sheet.danger(host)
    asked.show()
    assert asked.table.figures.rowCount() == 5
    assert asked.more.text() == "Mostrar as outras 7"
    asked.more.click()
    assert asked.table.figures.rowCount() == 12
    with qtbot.waitSignal(asked.rejected):
        QTest.keyClick(asked, Qt.Key.Key_Escape)


def test_enter_in_the_danger_dialog_confirms_nothing(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    asked = sheet.danger(host)
    asked.show()
    with qtbot.assertNotEmitted(asked.accepted):
        QTest.keyClick(asked.reason_field.edit, Qt.Key.Key_Return)


# --- binding


class _Model(QObject):
    """A viewmodel with one property."""

    name_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name = "início"

    @property
    def name(self) -> str:
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self._name = value
        self.name_changed.emit()


def test_binding_goes_both_ways_without_an_echo(qtbot: QtBot) -> None:
    model, edit = _Model(), QLineEdit()
    qtbot.addWidget(edit)
    binding.show(model, "name", edit.setText)
    binding.tell(edit.textChanged, model, "name")
    assert edit.text() == "início"
    echoes: list[str] = []
    edit.textChanged.connect(echoes.append)
    model.name = "meio"
    assert (edit.text(), echoes) == ("meio", [])
    edit.setText("fim")
    assert model.name == "fim"


def test_binding_keeps_neither_alive(qtbot: QtBot) -> None:
    model, edit = _Model(), QLineEdit()
    qtbot.addWidget(edit)
    binding.show(model, "name", edit.setText)
    binding.tell(edit.textChanged, model, "name")
    gone = ref(model)
    del model
    gc.collect()
    assert gone() is None
    edit.setText("sozinho")

    other, label = _Model(), QLabel()
    binding.show(other, "name", label.setText)
    label.deleteLater()
    QApplication.sendPostedEvents(label, 0)
    del label
    gc.collect()
    other.name = "sem ninguém"


def test_binding_refuses_what_it_cannot_tie(qtbot: QtBot) -> None:
    model, edit = _Model(), QLineEdit()
    qtbot.addWidget(edit)
    with pytest.raises(TypeError):
        binding.show(model, "name", print)
    with pytest.raises(AttributeError):
        binding.tell(edit.textChanged, model, "nome")


def test_a_chip_says_its_word(qtbot: QtBot) -> None:
    chip = Chip(State.OK, "Aprovada")
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "Aprovada"
    chip.set_state(State.CRITICO)
    assert chip.text() == "Crítico"
