"""Etapas: the stages of the calculation, each a table of any size."""

from ui.desktop.subsidios.audit_page import AuditPage
from viewmodels.desk import Desk
from viewmodels.screens.subsidios.audit import AuditViewModel


class StagesPage(AuditPage):
    """Stages at the left, the rows of the one in front at the right."""

    def __init__(self, desk: Desk, audit: AuditViewModel) -> None:
        """A page of the audit on the desk."""
        super().__init__(desk, audit, scrolls=False)
        self.body.addStretch(1)
