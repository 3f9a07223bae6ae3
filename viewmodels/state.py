"""The closed set of states a screen may show, each with the Portuguese word that goes with its shape."""

from enum import StrEnum


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


DEFAULT_WORD: dict[State, str] = {
    State.OK: "Sem alertas",
    State.ATENCAO: "Atenção",
    State.CRITICO: "Crítico",
    State.SEM_DADOS: "Sem dados",
    State.ERRO: "Erro",
    State.EM_CURSO: "Em curso",
    State.A_FAZER: "A fazer",
    State.ESPERA: "Espera outro passo",
}
"""Word of each state where the screen gives no other (Na meta, Aprovada, Ajustada, Revertida are also allowed)."""
