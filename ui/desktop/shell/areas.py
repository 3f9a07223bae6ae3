"""The places of the rail, and the honest paragraph of those that are not built yet."""

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.desktop.kit.empty_state import EmptyState

_CONTEXT = "Areas"


@dataclass(frozen=True, slots=True)
class AreaSpec:
    """One place of the rail: key, title, icon, whether it stands at the foot, what it will do while not built."""

    key: str
    title: str
    icon: str
    foot: bool = False
    promise: str = ""

    @property
    def shown_title(self) -> str:
        """The title in the language of the screen."""
        return QCoreApplication.translate(_CONTEXT, self.title)


AREAS = (
    AreaSpec("inicio", str(QT_TRANSLATE_NOOP("Areas", "Início")), "house"),
    AreaSpec("metas", str(QT_TRANSLATE_NOOP("Areas", "Metas")), "target"),
    AreaSpec(
        "subsidios",
        str(QT_TRANSLATE_NOOP("Areas", "Subsídios")),
        "bus",
        promise=str(
            QT_TRANSLATE_NOOP(
                "Areas",
                "Aqui você vai trazer as tabelas que o órgão usou para pagar o subsídio. O Prova Real vai"
                " refazer cada etapa com as regras conhecidas na data escolhida e mostrar onde, por quê e"
                " quanto o pagamento se afasta delas. Nada sairá deste computador.",
            )
        ),
    ),
    AreaSpec(
        "indicadores",
        str(QT_TRANSLATE_NOOP("Areas", "Indicadores")),
        "gauge",
        promise=str(
            QT_TRANSLATE_NOOP(
                "Areas",
                "Aqui você vai escrever indicadores com fórmulas próprias, testá-los com os dados "
                "guardados e acompanhá-los por período, com meta, limites e histórico. Cada valor terá "
                "numerador, denominador e as linhas por trás.",
            )
        ),
    ),
    AreaSpec(
        "prudencial",
        str(QT_TRANSLATE_NOOP("Areas", "Prudencial")),
        "scales",
        promise=str(
            QT_TRANSLATE_NOOP(
                "Areas",
                "Aqui a comercializadora de energia vai declarar portfólio e contrapartes da semana e "
                "simular o fator de alavancagem antes do envio, com cada passo do cálculo e a metodologia"
                " usada escritos ao lado do número.",
            )
        ),
    ),
    AreaSpec(
        "tempo_real",
        str(QT_TRANSLATE_NOOP("Areas", "Tempo real")),
        "broadcast",
        promise=str(
            QT_TRANSLATE_NOOP(
                "Areas",
                "Aqui a distribuidora de energia vai preparar os dados em tempo real que a ANEEL pede, "
                "ver o que já está pronto e o que falta, e conferir cada valor publicado contra a origem "
                "antes do prazo.",
            )
        ),
    ),
    AreaSpec("ajuda", str(QT_TRANSLATE_NOOP("Areas", "Ajuda")), "question", foot=True),
    AreaSpec("ajustes", str(QT_TRANSLATE_NOOP("Areas", "Ajustes")), "gear-six", foot=True),
)


def unbuilt_page(area: AreaSpec) -> QWidget:
    """What an area without pages shows: what will be there, in one paragraph, and no button."""
    title = QCoreApplication.translate(_CONTEXT, "%s ainda não está nesta versão").replace("%s", area.shown_title)
    return EmptyState(title, QCoreApplication.translate(_CONTEXT, area.promise))
