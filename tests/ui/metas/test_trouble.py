"""Dialogs of what went wrong: code, what, what to do, all of it copyable."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton

from ui.desktop.trouble import TroubleDialog, bug_dialog, refusal_dialog, show_refusal
from viewmodels.operations.faces import KnownError, Texts

TEXTS = Texts()


def test_a_refusal_says_code_what_and_what_to_do() -> None:
    dialog = refusal_dialog(TEXTS, KnownError("CPE_002"))
    dialog.copy()
    assert QGuiApplication.clipboard().text().splitlines() == [
        "Não foi possível continuar (CPE_002)",
        "A vigência não existe",
        "Abra a vigência antes de calcular.",
    ]
    dialog.deleteLater()


def test_a_refusal_without_advice_says_what_happened() -> None:
    dialog = refusal_dialog(TEXTS, KnownError("METAS.CALCULO_MUDOU", calculo=7))
    assert dialog.copied.splitlines()[1].startswith("O cálculo 7 mudou")
    dialog.deleteLater()


def test_a_fault_of_ours_says_where_its_report_is() -> None:
    dialog = bug_dialog(TEXTS, "pasta/falha-1.txt")
    assert "pasta/falha-1.txt" in dialog.copied and "O erro é nosso" in dialog.copied
    assert [b.text() for b in dialog.findChildren(QPushButton)] == ["Copiar", "Abrir a pasta", "Fechar"]
    dialog.deleteLater()


@pytest.mark.shows_trouble
def test_showing_waits_until_it_is_read() -> None:
    seen: list[str] = []

    def read() -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, TroubleDialog) and window.isVisible():
                seen.append(window.windowTitle())
                window.leave.click()

    QTimer.singleShot(50, read)
    show_refusal(TEXTS, KnownError("CPE_002"))
    assert seen == ["Não foi possível continuar"]


def test_what_nobody_would_read_in_a_test_is_kept_for_it(trouble: list[str]) -> None:
    show_refusal(TEXTS, KnownError("CPE_002"))
    assert trouble.pop().startswith("Não foi possível continuar (CPE_002)") and not trouble
