"""The closed set of states a screen may show, each with the word that goes with its shape."""

from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication


class State(StrEnum):
    """A state drawn as shape and word; the value is the key of its colours and of its drawing."""

    OK = "ok"
    ATENCAO = "atencao"
    CRITICO = "critico"
    SEM_DADOS = "sem_dados"
    ERRO = "erro"
    EM_CURSO = "em_curso"
    A_FAZER = "a_fazer"
    ESPERA = "espera"


class Tag(StrEnum):
    """An outlined mark without shape: the content is not the published one."""

    SIMULADO = "simulado"
    RASCUNHO = "rascunho"


_CONTEXT = "State"
_WORDS = {
    State.OK: str(QT_TRANSLATE_NOOP("State", "Sem alertas")),
    State.ATENCAO: str(QT_TRANSLATE_NOOP("State", "Atenção")),
    State.CRITICO: str(QT_TRANSLATE_NOOP("State", "Crítico")),
    State.SEM_DADOS: str(QT_TRANSLATE_NOOP("State", "Sem dados")),
    State.ERRO: str(QT_TRANSLATE_NOOP("State", "Erro")),
    State.EM_CURSO: str(QT_TRANSLATE_NOOP("State", "Em curso")),
    State.A_FAZER: str(QT_TRANSLATE_NOOP("State", "A fazer")),
    State.ESPERA: str(QT_TRANSLATE_NOOP("State", "Espera outro passo")),
}


def default_word(state: State) -> str:
    """Word of a state where the screen gives no other (Na meta, Aprovada, Ajustada, Revertida are also allowed)."""
    return QCoreApplication.translate(_CONTEXT, _WORDS[state])
