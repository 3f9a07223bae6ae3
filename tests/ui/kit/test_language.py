"""Another language on screen: labels, Qt's own words, and the decimal mark people type."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from ui.desktop.kit.fields import parse_decimal
from ui.desktop.language import speak


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """The application, back in Portuguese afterwards."""
    yield qapp
    speak(qapp, "pt")


@pytest.mark.parametrize(("language", "label"), [("pt", "Metas"), ("en", "Goals"), ("es", "Metas"), ("pt", "Metas")])
def test_a_label_is_shown_in_the_language_spoken(app: QApplication, language: str, label: str) -> None:
    speak(app, language)
    assert QCoreApplication.translate("Areas", "Metas") == label


def test_a_label_nobody_translated_stays_as_it_was_written(app: QApplication) -> None:
    speak(app, "en")
    assert QCoreApplication.translate("Areas", "Sem tradução nenhuma") == "Sem tradução nenhuma"


@pytest.mark.parametrize(
    ("language", "typed", "value", "meant"),
    [
        ("pt", "4,46", Decimal("4.46"), ""),
        ("pt", "4.46", None, "4,46"),
        ("pt", "1.234,5", None, "1234,5"),
        ("es", "4,46", Decimal("4.46"), ""),
        ("en", "4.46", Decimal("4.46"), ""),
        ("en", "4,46", None, "4.46"),
        ("en", "1,234.5", None, "1234.5"),
    ],
)
def test_the_decimal_mark_is_the_one_of_the_language(
    app: QApplication, language: str, typed: str, value: Decimal | None, meant: str
) -> None:
    speak(app, language)
    parsed = parse_decimal(typed)
    assert parsed.value == value
    assert parsed.error.endswith(meant)


@pytest.mark.parametrize("language", ["pt", "en", "es"])
def test_a_key_is_called_what_is_written_on_it(app: QApplication, language: str) -> None:
    speak(app, language)
    assert QKeySequence("Ctrl+Shift+C").toString(QKeySequence.SequenceFormat.NativeText) == "Ctrl+Shift+C"


@pytest.mark.parametrize(("language", "asked"), [("pt", "&Procurar em:"), ("en", "&Look in:"), ("es", "&Buscar en:")])
def test_the_file_dialog_speaks_the_language_too(app: QApplication, language: str, asked: str) -> None:
    speak(app, language)
    assert QCoreApplication.translate("QFileDialog", "&Look in:") == asked
