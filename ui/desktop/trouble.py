"""Dialogs of what went wrong outside any field: a known refusal of the world, and a fault of our own."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.desktop.ajuda.help_dialog import HelpDialog
from ui.desktop.kit import buttons
from ui.desktop.kit.chip import StateShape
from ui.desktop.kit.labels import code_label, hairline, label
from viewmodels.operations.faces import KnownError, Texts
from viewmodels.state import State

WIDTH = 520


class TroubleDialog(QDialog):
    """Code, what happened and where, what to do; the whole of it can be copied."""

    def __init__(
        self, title: str, code: str, lines: Sequence[str], acts: Sequence[QPushButton], parent: QWidget | None = None
    ) -> None:
        """A dialog whose first line of `lines` is what happened and the others what to do."""
        super().__init__(parent)
        self.copied = "\n".join(part for part in (f"{title} ({code})" if code else title, *lines) if part)
        self.setWindowTitle(title)
        self.setAccessibleName(self.copied)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(14)
        column.addLayout(self._make_words(title, code, lines))
        column.addWidget(hairline())
        column.addLayout(self._make_foot(acts))

    def _make_words(self, title: str, code: str, lines: Sequence[str]) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(title, "dialog"))
        head.addStretch(1)
        if code:
            head.addWidget(code_label(code))
        words.addLayout(head)
        for line in lines:
            sentence = label(line, "body", "t2", wrap=True)
            sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.addWidget(sentence)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(StateShape(State.ERRO, 20), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _make_foot(self, acts: Sequence[QPushButton]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(buttons.ghost(_tr("Copiar"), self.copy, icon="copy"))
        row.addStretch(1)
        for act in acts:
            row.addWidget(act)
        self.leave = buttons.primary(_tr("Fechar"), self.accept)
        self.leave.setDefault(True)
        row.addWidget(self.leave)
        return row

    def copy(self) -> None:
        """Put everything the dialog says on the clipboard."""
        QGuiApplication.clipboard().setText(self.copied)


def refusal_dialog(
    texts: Texts, error: KnownError, parent: QWidget | None = None, whom: Sequence[str] = ()
) -> TroubleDialog:
    """The dialog of a known failure: its sentence, what to do where the textos say it, and whom to call."""
    lines = [texts.say_error(error)]
    advice = f"ACAO.{error.code}"
    if texts.knows(advice):
        lines.append(texts.say_with(advice, error.args_shown))
    lines += whom
    asked = buttons.link(_tr("O que pode ser?"))
    made = TroubleDialog(texts.say("TELA.RECUSA"), error.code, lines, (asked,), parent)
    asked.clicked.connect(lambda: HelpDialog(texts, (error.code,), made).open())
    return made


def bug_dialog(
    texts: Texts, report_path: str, parent: QWidget | None = None, whom: Sequence[str] = ()
) -> TroubleDialog:
    """The dialog of a fault of ours: nothing was half written, where the report without values is, whom to call."""
    lines = [texts.say("TELA.FALHA.TEXTO"), texts.say("TELA.FALHA.RELATO", arquivo=report_path), *whom]
    folder = buttons.outlined(_tr("Abrir a pasta"), lambda: _open_folder(report_path), icon="folder-open")
    return TroubleDialog(texts.say("TELA.FALHA"), "PROVA_000", lines, (folder,), parent)


def show_refusal(texts: Texts, error: KnownError, parent: QWidget | None = None, whom: Sequence[str] = ()) -> None:
    """Says a known failure and waits until it is read."""
    _show(refusal_dialog(texts, error, parent, whom))


def show_bug(texts: Texts, report_path: str, whom: Sequence[str] = ()) -> None:
    """Says that the fault is ours and where its report is, and waits until it is read."""
    _show(bug_dialog(texts, report_path, None, whom))


def _show(dialog: TroubleDialog) -> None:
    dialog.exec()
    dialog.deleteLater()


def _open_folder(path: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(path).parent)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Trouble", text)
