"""The language of the screens: our labels and Qt's own words, changed for the whole program at once."""

from collections.abc import Mapping

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from viewmodels.labels import labels_of

LOCALES = {
    "pt": QLocale(QLocale.Language.Portuguese, QLocale.Country.Brazil),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedStates),
    "es": QLocale(QLocale.Language.Spanish, QLocale.Country.Spain),
}

KEYCAPS = {"Ctrl", "Shift"}
"""Written on the keys themselves, and on the hints of every language: Qt would spell them out in some."""


MISSING = {
    "pt": {"&Look in:": "&Procurar em:", "Files of &type:": "&Tipo:"},
    "es": {"&Look in:": "&Buscar en:", "Files of &type:": "&Tipo:"},
}
"""Words of Qt's file dialog that its own translation does not have."""


class FileDialogWords(QTranslator):
    """What Qt's translation of the file dialog leaves in English."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        """Words of one language."""
        super().__init__(parent)
        self._words: Mapping[str, str] = MISSING.get(language, {})

    def isEmpty(self) -> bool:  # noqa: N802
        """False: Qt drops a translator that says it is empty."""
        return False

    def translate(self, context: str, label: str, disambiguation: str | None = None, n: int = -1) -> str:
        """The word of the file dialog; None leaves it to the next translator."""
        found = self._words.get(label) if context == "QFileDialog" else None
        return found  # type: ignore[return-value]  # None is Qt's null text: not mine


class Labels(QTranslator):
    """Our labels: what `tr` asks for, found by the Portuguese it was written in.

    A label nobody translated stays in Portuguese on the screen; tests read every `tr` and refuse that.
    """

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        """Labels of one language."""
        super().__init__(parent)
        self._labels: Mapping[str, str] = labels_of(language)

    def isEmpty(self) -> bool:  # noqa: N802
        """False: Qt drops a translator that says it is empty."""
        return False

    def translate(self, context: str, label: str, disambiguation: str | None = None, n: int = -1) -> str:
        """The label of that class in this language, else of any class; None leaves it to the next translator."""
        if context == "QShortcut" and label in KEYCAPS:
            return label
        found = self._labels.get(f"{context}|{label}") or self._labels.get(label)
        return found  # type: ignore[return-value]  # None is Qt's null text: not mine


def speak(app: QApplication, language: str) -> None:
    """Everything built from now on speaks `language`; what is already on screen keeps its words."""
    for worn in app.findChildren(QTranslator):
        app.removeTranslator(worn)
        worn.deleteLater()
    locale = LOCALES[language]
    QLocale.setDefault(locale)
    words = QTranslator(app)
    if words.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(words)
    app.installTranslator(FileDialogWords(language, app))
    if labels_of(language):
        app.installTranslator(Labels(language, app))
