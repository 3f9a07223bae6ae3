"""The tabs of an audit, in their order: Importação, Etapas, Comparação, Quanto custou, Regras no tempo, Verificações,
Achados. Whoever builds one adds its line in its place."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from ui.desktop.subsidios.audit_page import AuditPage
from ui.desktop.subsidios.checks_page import ChecksPage
from ui.desktop.subsidios.comparison_page import ComparisonPage
from ui.desktop.subsidios.cost_page import CostPage
from ui.desktop.subsidios.findings_page import FindingsPage
from ui.desktop.subsidios.import_page import ImportPage
from ui.desktop.subsidios.rules_page import RulesPage
from ui.desktop.subsidios.stages_page import StagesPage
from viewmodels.desk import Desk
from viewmodels.screens.subsidios.audit import AuditViewModel

_CONTEXT = "AuditPages"


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: key of the page, words in Portuguese, and what makes it the first time it is shown."""

    key: str
    text: str
    factory: Callable[[Desk, AuditViewModel], AuditPage]

    @property
    def title(self) -> str:
        """The words in the language of the screen."""
        return QCoreApplication.translate(_CONTEXT, self.text)


TABS: tuple[Tab, ...] = (
    Tab("importacao", str(QT_TRANSLATE_NOOP("AuditPages", "Importação")), ImportPage),
    Tab("etapas", str(QT_TRANSLATE_NOOP("AuditPages", "Etapas")), StagesPage),
    Tab("comparacao", str(QT_TRANSLATE_NOOP("AuditPages", "Comparação")), ComparisonPage),
    Tab("custo", str(QT_TRANSLATE_NOOP("AuditPages", "Quanto custou")), CostPage),
    Tab("regras", str(QT_TRANSLATE_NOOP("AuditPages", "Regras no tempo")), RulesPage),
    Tab("verificacoes", str(QT_TRANSLATE_NOOP("AuditPages", "Verificações")), ChecksPage),
    Tab("achados", str(QT_TRANSLATE_NOOP("AuditPages", "Achados")), FindingsPage),
)
