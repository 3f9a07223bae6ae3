"""Every page of the desktop, area by area, in the order of their tabs."""

from ui.desktop import administracao, ajuda, ajustes, documentos, mes, metas, subsidios
from ui.desktop.shell.page import Page
from viewmodels.desk import Desk


def all_pages(desk: Desk) -> list[Page]:
    """The pages of a signed-in person's window."""
    goals = [*metas.pages(desk), *documentos.pages(desk), *mes.pages(desk)]
    return [*goals, *subsidios.pages(desk), *ajustes.pages(desk), *administracao.pages(desk), *ajuda.pages(desk)]
