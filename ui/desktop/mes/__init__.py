"""The month wizard on screen: one full page whose steps are pages."""

from functools import partial

from PySide6.QtCore import QCoreApplication

from ui.desktop.mes.month_page import MonthPage
from ui.desktop.shell.page import Page
from viewmodels.desk import Desk


def pages(desk: Desk) -> list[Page]:
    """The wizard, reached from the cockpit and from the search; it has no tab of its own."""
    title = QCoreApplication.translate("MonthPages", "Preparar o mês")
    return [Page("metas", "preparar", title, partial(MonthPage, desk), tab=False)]
