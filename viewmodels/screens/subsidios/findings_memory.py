"""What the dock says of the numbers of Achados: R$ and rows of a finding, and numbers of its evidence."""

from viewmodels.memory import MemoryView, RuleLine
from viewmodels.screens.memory_source import MemorySource, Told
from viewmodels.screens.subsidios.findings import FindingsViewModel
from viewmodels.screens.subsidios.findings_evidence import FrozenCellAt
from viewmodels.screens.subsidios.findings_rows import FindingFigure


class FindingsMemory:
    """Teaches the dock the numbers of the page."""

    def __init__(self, model: FindingsViewModel, memory: MemorySource) -> None:
        """Numbers of the viewmodel, shown through `memory`."""
        self._model, self._say = model, model.desk.say
        memory.teach(FindingFigure, self.figure)
        memory.teach(FrozenCellAt, model.evidence.tell)

    def figure(self, address: FindingFigure) -> Told | None:
        """The R$ a finding was opened with, or how many rows prove it."""
        model, say = self._model, self._say
        found = next((each for each in model.board.findings if each.id == address.finding), None)
        if found is None:
            return None
        numbers, money = model.desk.house.texts.numbers, address.column == "efeito"
        told = {"numero": found.id, "titulo": found.title}
        sentence = say("SUB_ACHADO.FRASE_ACHADO" if money else "SUB_ACHADO.FRASE_LINHAS", **told)
        rules = (
            RuleLine(say("SUB_ACHADO.COLUNA_CODIGO"), model.words.code(found), mono=True),
            RuleLine(say("SUB_ACHADO.COLUNA_SITUACAO"), model.words.standing(found.standing)),
            RuleLine(say("SUB_ACHADO.COLUNA_QUEM"), model.board.names.get(found.created_by, "")),
            RuleLine(say("SUB_ACHADO.COLUNA_POR_QUE"), found.note),
        )
        path = (say("AREA.subsidio"), say("SUB_ACHADO.PAGINA"), say("SUB_ACHADO.NUMERO", numero=found.id))
        value = model.words.effect(found.effect) if money else numbers.number(found.evidence_rows, 0)
        unit = numbers.unit("BRL") if money else ""
        shown = tuple(rule for rule in rules if rule.value)
        return Told(MemoryView(address, path, value, unit, unit_first=money, sentence=sentence, rules=shown))
