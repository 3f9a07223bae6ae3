"""The dock: formula with its term marked, steps, rows, rules, acts, pin, and the wizard frame beside it."""

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import sample
from ui.desktop.kit.memory_panel import MemoryPanel
from ui.desktop.kit.wizard import StepItem, WizardFrame
from viewmodels.memory import MemoryView, TypedValue
from viewmodels.state import State
from viewmodels.wizard_frame import WizardStep


@pytest.fixture
def panel(qtbot: QtBot) -> MemoryPanel:
    made = MemoryPanel()
    qtbot.addWidget(made)
    made.resize(440, 900)
    made.show()
    return made


def test_without_a_number_one_line_says_what_to_select(panel: MemoryPanel) -> None:
    words = panel._blank_words
    assert words.isVisible()
    assert words.text() == "Selecione um número para ver como ele foi calculado."
    assert not panel._foot.isVisible()


def test_selecting_a_step_marks_its_term_and_tells_its_address(panel: MemoryPanel) -> None:
    panel.set_view(sample.memory())
    told: list[object] = []
    panel.step_selected.connect(told.append)
    panel.steps.setFocus()
    panel.steps.setCurrentIndex(panel.steps.model().index(0, 0))
    QTest.keyClick(panel.steps, Qt.Key.Key_Down)
    assert told == ["a", "b"]
    assert panel.formula._marked == "previstos"


@pytest.mark.parametrize(
    ("words", "signal"),
    [
        ("Copiar frase", "sentence_requested"),
        ("Abrir no Excel", "excel_requested"),
        ("Imprimir", "print_requested"),
        ("Reproduzir", "reproduce_requested"),
        ("Abrir as 92 linhas diárias", "rows_requested"),
    ],
)
def test_acts_go_out_with_the_address(panel: MemoryPanel, qtbot: QtBot, words: str, signal: str) -> None:
    panel.set_view(sample.memory())
    button = next(one for one in panel.findChildren(QPushButton) if one.text() == words)
    with qtbot.waitSignal(getattr(panel, signal)) as asked:
        button.click()
    assert asked.args == ["combustivel/SÃO SEBASTIÃO/meta"]


def test_a_pinned_number_stays(panel: MemoryPanel) -> None:
    panel.set_view(sample.memory())
    panel.pin.click()
    panel.set_view(MemoryView("other", ("x",), "1"))
    assert panel.view is not None
    assert panel.view.address == "combustivel/SÃO SEBASTIÃO/meta"
    panel.pin.click()
    panel.set_view(MemoryView("other", ("x",), "1"))
    assert panel.view.address == "other"


def test_a_typed_value_shows_who_when_and_why_instead_of_steps(panel: MemoryPanel) -> None:
    typed = TypedValue("Ana Prado", "02/08/2025 às 09:14", "Nota fiscal 1.204")
    panel.set_view(MemoryView("p", ("Parâmetros",), "4,46193", "R$/L", typed=typed))
    assert panel._typed_words.isVisible()
    assert panel._typed_words.text() == "Ana Prado, 02/08/2025 às 09:14\nNota fiscal 1.204"
    assert not panel.steps.isVisible()


def test_the_tree_is_as_high_as_what_is_unfolded(panel: MemoryPanel) -> None:
    panel.set_view(sample.memory())
    before = panel.steps.height()
    panel.steps.collapse(panel.steps.model().index(0, 0))
    assert panel.steps.height() < before


def test_at_320_the_proof_goes_under_the_value(panel: MemoryPanel) -> None:
    panel.set_view(sample.memory())
    panel.resize(320, 700)
    proof = panel.hero._proof
    assert proof.mapTo(panel, proof.rect().bottomRight()).x() <= 320


class _Wizard(QObject):
    """A wizard's viewmodel that remembers what it was asked."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title, self.current, self.saved = "Preparar novembro de 2025", "feriados", "Rascunho salvo às 09:14."
        self.steps: tuple[WizardStep, ...] = (
            WizardStep("preparacao", "Preparação", State.OK, "4 de 4 condições"),
            WizardStep("feriados", "Feriados", State.EM_CURSO, "1 a classificar"),
            WizardStep("parametros", "Parâmetros", State.OK, "5 conferidos", stale=True),
            WizardStep("calculo", "Cálculo"),
        )
        self.can_next, self.can_back = False, True
        self.reason, self.reason_state = "Falta classificar 20/11", State.ATENCAO
        self.next_title = "Próximo: parâmetros"
        self.asked: list[str] = []

    def go(self, key: str) -> None:
        self.asked.append(f"go {key}")

    def next(self) -> None:
        self.asked.append("next")

    def back(self) -> None:
        self.asked.append("back")

    def save_and_leave(self) -> None:
        self.asked.append("save")


@pytest.fixture
def wizard(qtbot: QtBot) -> tuple[_Wizard, WizardFrame]:
    model = _Wizard()
    frame = WizardFrame(model, {step.key: QWidget() for step in model.steps})
    qtbot.addWidget(frame)
    frame.resize(1000, 600)
    frame.show()
    return model, frame


def items(frame: WizardFrame) -> list[StepItem]:
    """The steps shown."""
    return [item for item in frame.findChildren(StepItem) if item.isVisible()]


def test_done_steps_are_links_and_those_ahead_are_not(wizard: tuple[_Wizard, WizardFrame]) -> None:
    model, frame = wizard
    assert [item.isEnabled() for item in items(frame)] == [True, True, True, False]
    assert items(frame)[2].accessibleName() == "3. Parâmetros, a refazer"
    items(frame)[0].click()
    assert model.asked == ["go preparacao"]


def test_a_closed_way_says_why_beside_the_button(wizard: tuple[_Wizard, WizardFrame]) -> None:
    model, frame = wizard
    assert not frame.next.isEnabled()
    assert frame.reason.text() == "Falta classificar 20/11"
    assert frame.next.accessibleDescription() == "Falta classificar 20/11"
    model.can_next = True
    model.changed.emit()
    assert frame.next.isEnabled()
    assert frame.reason.text() == ""


def test_alt_p_and_alt_v_walk(wizard: tuple[_Wizard, WizardFrame], qtbot: QtBot) -> None:
    model, frame = wizard
    model.can_next = True
    model.changed.emit()
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    QTest.keyClick(frame, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: model.asked == ["next"])  # Qt presses the button for a tenth of a second
    QTest.keyClick(frame, Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: model.asked == ["next", "back"])
    frame.save.click()
    assert model.asked == ["next", "back", "save"]


def test_the_key_of_a_closed_way_writes_nowhere(wizard: tuple[_Wizard, WizardFrame], qtbot: QtBot) -> None:
    model, frame = wizard
    field = QLineEdit("8", frame)
    field.show()
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    field.setFocus()
    QTest.keyEvent(QTest.KeyAction.Click, frame.windowHandle(), "p", Qt.KeyboardModifier.AltModifier)
    assert (field.text(), model.asked) == ("8", [])


def test_the_page_follows_the_viewmodel(wizard: tuple[_Wizard, WizardFrame], qtbot: QtBot) -> None:
    model, frame = wizard
    model.current = "calculo"
    with qtbot.waitSignal(frame.page_shown) as told:
        model.changed.emit()
    assert told.args == ["calculo"]
