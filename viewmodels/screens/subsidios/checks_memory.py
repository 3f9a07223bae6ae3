"""What the dock says of the numbers of Verificações: cases and R$ of a check, and numbers of its rows."""

from viewmodels.memory import MemoryView, RuleLine
from viewmodels.screens.memory_source import MemorySource, Told
from viewmodels.screens.subsidios.checks import ChecksViewModel
from viewmodels.screens.subsidios.checks_words import CheckFigure
from viewmodels.screens.subsidios.findings_evidence import EvidenceCellAt

EFFECT = "efeito"


class ChecksMemory:
    """Teaches the dock the numbers of the page."""

    def __init__(self, model: ChecksViewModel, memory: MemorySource) -> None:
        """Numbers of the viewmodel, shown through `memory`."""
        self._model, self._say = model, model.desk.say
        memory.teach(CheckFigure, self.figure)
        memory.teach(EvidenceCellAt, model.evidence.tell)

    def figure(self, address: CheckFigure) -> Told | None:
        """How many cases a check found, or the R$ they move; None once the checks were made again without it."""
        model, say = self._model, self._say
        outcome = next((each for each in model.outcomes if each.check.name == address.check), None)
        if outcome is None:
            return None
        numbers, check = model.desk.house.texts.numbers, outcome.check
        title, days, money = model.words.title(check), model.words.days(outcome), address.column == EFFECT
        count = numbers.number(outcome.count, 0)
        told = {"titulo": title, "n": outcome.count, "total": count, "dias": days}
        sentence = say("SUB_ACHADO.FRASE_EFEITO", titulo=title) if money else say("SUB_ACHADO.FRASE_CASOS", **told)
        path = (say("AREA.subsidio"), say("SUB_ACHADO.PAGINA_VERIFICACOES"), check.short)
        rules = (
            RuleLine(say("SUB_ACHADO.COLUNA_CODIGO"), check.short, mono=True),
            RuleLine(say("SUB_ACHADO.COLUNA_DIAS"), days),
            RuleLine(say("SUB_ACHADO.COLUNA_LINHAS"), count),
        )
        value, unit = (model.words.effect(outcome), numbers.unit("BRL")) if money else (count, "")
        return Told(MemoryView(address, path, value, unit, unit_first=money, sentence=sentence, rules=rules))
