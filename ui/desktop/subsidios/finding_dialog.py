"""Opening a finding: title, weight, R$ and note; and the note asked for when one is moved or reviewed."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.desktop.entrance.add_dialog import AddDialog
from ui.desktop.entrance.form_page import asks
from ui.desktop.kit.fields import FormField, Parsed, parse_decimal
from ui.desktop.kit.labels import label
from ui.desktop.kit.segmented import Segmented
from ui.desktop.kit.theme import theme
from viewmodels.screens.subsidios.findings_new import FindingDraft

NOTE = 96
LARGEST = Decimal(10) ** 15


class FindingDialog(AddDialog):
    """Asks what is to be said of a finding; what refuses it is said here and nothing typed is lost."""

    def __init__(self, draft: FindingDraft, parent: QWidget) -> None:
        """A dialog that opens `draft`; one by hand asks for the R$ too."""
        tr = parent.tr
        self._draft = draft
        self.title = FormField(tr("Título do achado"), asks(tr("Dê um título ao achado")))
        if draft.new.title:
            self.title.set_text(draft.new.title)
        self.severity = Segmented(tr("Gravidade"), draft.severities, draft.new.severity.value)
        self.effect = _effect_field(tr) if draft.by_hand else None
        self.note = note_edit(tr("Nota"), draft.new.note)
        asked: list[QWidget] = [self.title, label(tr("Gravidade"), "label"), self.severity]
        if self.effect is not None:
            asked.append(self.effect)
        asked += [label(tr("Nota"), "label"), self.note]
        if draft.rows_said:
            asked.append(label(draft.rows_said, "caption", "t2", wrap=True))
        super().__init__(tr("Abrir um achado"), asked, tr("Abrir achado"), parent)

    def submit(self) -> None:
        """Opens the finding and leaves."""
        right = [self.title.check(), self.effect is None or self.effect.check()]
        if not all(right):
            self.adjustSize()
            return
        severity = self.severity.value or self._draft.new.severity.value
        typed = self._draft.new.effect if self.effect is None else self.effect.value
        effect = typed if isinstance(typed, Decimal) else None
        refused = self._draft.open(str(self.title.value), severity, self.note.toPlainText(), effect)
        if refused:
            self.refuse(refused)
        else:
            self.accept()


class NoteDialog(AddDialog):
    """Asks for one note and hands it on; what refuses it is said here."""

    def __init__(self, title: str, words: str, submit: str, then: Callable[[str], str], parent: QWidget) -> None:
        """A dialog whose note goes to `then`, which answers with the sentence of what refused it."""
        self._then = then
        self.note = note_edit(parent.tr("Nota"), "")
        asked: list[QWidget] = [label(words, "body", "t2", wrap=True), label(parent.tr("Nota"), "label"), self.note]
        super().__init__(title, asked, submit, parent)
        self.note.setFocus()

    def submit(self) -> None:
        """Hands the note on and leaves."""
        refused = self._then(self.note.toPlainText().strip())
        if refused:
            self.refuse(refused)
        else:
            self.accept()


def _effect_field(tr: Callable[[str], str]) -> FormField:
    hint = tr("Deixe em branco quando não se sabe.")
    return FormField(tr("Efeito em reais"), _amount(tr), unit="R$", hint=hint, optional=True)


def note_edit(name: str, text: str) -> QPlainTextEdit:
    """Room for some lines; Tab leaves it."""
    made = QPlainTextEdit(text)
    made.setAccessibleName(name)
    made.setTabChangesFocus(True)
    made.setFixedHeight(theme().px(NOTE))
    return made


def _amount(tr: Callable[[str], str]) -> Callable[[str], Parsed]:
    """Reais as they are typed; an empty text is nothing known."""
    too_large = tr("Precisa ser menor que um quatrilhão de reais")

    def parse(text: str) -> Parsed:
        parsed = parse_decimal(text)
        if isinstance(parsed.value, Decimal) and abs(parsed.value) >= LARGEST:
            return Parsed(error=too_large)
        return parsed

    return parse
