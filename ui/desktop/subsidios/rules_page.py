"""Regras no tempo: a rule on two axes, what changes between two dates, where numbers come from, the source."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ui.desktop.kit.labels import ElidedLabel
from ui.desktop.kit.segmented import Segmented
from ui.desktop.subsidios.audit_page import AuditPage
from ui.desktop.subsidios.lineage_picture_section import LineageSection
from ui.desktop.subsidios.rules_page_changes import ChangesSection
from ui.desktop.subsidios.rules_page_timeline import TimelineSection
from ui.desktop.subsidios.source_page import SourceSection
from viewmodels.desk import Desk
from viewmodels.screens.subsidios.audit import AuditViewModel
from viewmodels.shell import KeyHint

TIMELINE, CHANGES, LINEAGE, SOURCE = "tempo", "mudancas", "linhagem", "fonte"


class RulesPage(AuditPage):
    """Four sections behind one choice; each is made the first time it is shown."""

    def __init__(self, desk: Desk, audit: AuditViewModel) -> None:
        """A page of the audit on the desk."""
        super().__init__(desk, audit, scrolls=False)
        options = (
            (TIMELINE, self.tr("Linha do tempo")),
            (CHANGES, self.tr("O que muda")),
            (LINEAGE, self.tr("Linhagem")),
            (SOURCE, self.tr("Fonte")),
        )
        self.sections = Segmented(self.tr("Seção"), options, TIMELINE)
        self.words = ElidedLabel("", "body", "t3")
        self._made: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.sections)
        row.addWidget(self.words, 1)
        self.body.addLayout(row)
        self.body.addWidget(self._stack, 1)
        self.sections.chosen.connect(self.show_section)
        self.hints = (
            KeyHint(("F1",), self.tr("Memória do que está escolhido")),
            KeyHint(("Alt T",), self.tr("Ver como tabela")),
            KeyHint(("Ctrl F",), self.tr("Procurar")),
        )
        self.acts["filter"] = self.search_here
        self.show_section(TIMELINE)

    def show_section(self, key: str) -> QWidget:
        """Bring a section to the front and return it."""
        makers: dict[str, Callable[[], QWidget]] = {
            TIMELINE: lambda: TimelineSection(self.desk, self.audit),
            CHANGES: lambda: ChangesSection(self.desk, self.audit, self.show_rule),
            LINEAGE: lambda: LineageSection(self.desk, self.audit),
            SOURCE: lambda: SourceSection(self.desk, self.audit),
        }
        if key not in self._made:
            self._made[key] = makers[key]()
            self._stack.addWidget(self._made[key])
        said = {
            TIMELINE: self.tr("Cada regra pela data da viagem e pelo dia em que se soube dela."),
            CHANGES: self.tr("As regras dos dias desta auditoria em duas datas de conhecimento."),
            LINEAGE: self.tr("De onde vem cada etapa e cada coluna, até as tabelas de entrada."),
            SOURCE: self.tr("O que o órgão mudou no código, que cláusula toca e quanto move aqui."),
        }
        self.sections.set_value(key)
        self.words.set_text(said[key])
        self._stack.setCurrentWidget(self._made[key])
        return self._made[key]

    def show_rule(self, rule: str) -> None:
        """The timeline of a rule asked for elsewhere."""
        section = self.show_section(TIMELINE)
        assert isinstance(section, TimelineSection)
        section.model.search("")
        section.model.choose(rule)

    def search_here(self) -> None:
        """Put the cursor where the section in front is searched."""
        search = getattr(self._stack.currentWidget(), "search", None)
        if isinstance(search, QWidget):
            search.setFocus()
