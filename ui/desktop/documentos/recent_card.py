"""Arquivos recentes: files opened lately on this machine; one that is gone is grey and says so."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.labels import ElidedLabel, label
from viewmodels.desk import Desk
from viewmodels.screens.documents_lists import recents


class RecentCard(Card):
    """Each file with when it was opened and the button that opens it again."""

    def __init__(self, desk: Desk) -> None:
        """Files of the desk's machine."""
        super().__init__(padded=True)
        self.set_title(self.tr("Arquivos recentes"))
        self._desk = desk
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addLayout(self._rows)
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        while item := self._rows.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        listed = recents(self._desk.house)
        texts = self._desk.house.texts
        if not listed:
            self._rows.addWidget(
                label(self.tr("Os arquivos .prova que você abrir aparecem aqui."), "body", "t2", wrap=True)
            )
        for each in listed:
            when = texts.numbers.instant(each.at, texts.zone)
            told = when if each.here else self._desk.say("DOCUMENTOS.RECENTE_SUMIU")
            self._rows.addWidget(self._row(str(each.path), each.path.name, told, each.here))

    def _row(self, path: str, name: str, told: str, here: bool) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        shown = ElidedLabel(name, "body", "t1" if here else "dis")
        shown.setToolTip(path)
        row.addWidget(shown, 1)
        row.addWidget(label(told, "caption", "t3"))
        opened = buttons.outlined(self.tr("Abrir"), partial(self._desk.file_wanted.emit, path), small=True)
        opened.setEnabled(here)
        opened.setAccessibleName(self.tr("Abrir {0}").replace("{0}", name))
        opened.setAccessibleDescription("" if here else told)
        row.addWidget(opened)
        return made
