"""Numbers the payment sheet does not make: what the stage does, the columns behind them, the rules read."""

from collections.abc import Iterator
from decimal import Decimal

from engines.subsidy.column_lineage import Ancestor
from engines.subsidy.steps import INPUT_PREFIX
from storage.errors import KnownError
from viewmodels.desk import Desk
from viewmodels.memory import MemoryView, RuleLine, Step
from viewmodels.operations.subsidios.origin import Origin, OriginCell
from viewmodels.screens.memory_source import MemorySource, Told
from viewmodels.screens.subsidios.rule_lines import rule_line
from viewmodels.screens.subsidios.stage_cells import column_title, shown

UNTOLD = ("AUDITORIA_SEM_MEMORIA", "AUDITORIA_SEM_CALCULO")
MOST_STEPS = 24


class OriginMemory:
    """Teaches the dock where the numbers of the stages come from."""

    def __init__(self, desk: Desk, memory: MemorySource) -> None:
        """Numbers shown through `memory`."""
        self._desk = desk
        memory.teach(OriginCell, self.tell)

    def tell(self, address: OriginCell) -> Told | None:
        """A number with the columns it is made of; None for one that is not there."""
        try:
            found: Origin = self._desk.ask("subsidios.origem", address=address)
        except KnownError as error:
            if error.code in UNTOLD:
                return None
            raise
        return Told(self._view(found))

    def _view(self, found: Origin) -> MemoryView:
        address, texts, say = found.address, self._desk.house.texts, self._desk.say
        title, stage = column_title(texts, address.column), say(f"SUB_ETAPA.{address.stage}")
        told = shown(address.column)
        unit = str(told.get("unidade", ""))
        value = texts.numbers.number(_number(found.value), int(told["casas"]))
        key = tuple(
            texts.figure_text(each) for _, each in address.key if each is not None and not isinstance(each, int)
        )
        rules = tuple(rule_line(self._desk, rule) for rule in found.rules)
        known = RuleLine(say("SUBSIDIO_TELA.CONHECIDA_EM"), texts.numbers.day(found.known_on))
        return MemoryView(
            address=address,
            path=(stage, *key, title),
            value=value,
            unit=texts.numbers.unit(unit),
            unit_first=unit == "BRL",
            sentence=say(f"SUB_ETAPA.{address.stage}.EXPLICA"),
            steps=(Step("0", title, value, stage, None, tuple(self._steps(found))),),
            rules=(*rules, known),
        )

    def _steps(self, found: Origin) -> Iterator[Step]:
        """Columns on the way, each with its stage; those of the tables brought in come last, where the data begins."""
        behind = [each for each in found.ancestors if each.distance][:MOST_STEPS]
        for at, each in enumerate(
            sorted(behind, key=lambda each: (each.relation.startswith(INPUT_PREFIX), each.distance))
        ):
            yield Step(f"0.{at}", column_title(self._desk.house.texts, each.column), "", self._where(each))

    def _where(self, each: Ancestor) -> str:
        texts = self._desk.house.texts
        if each.relation.startswith(INPUT_PREFIX):
            return self._desk.say("SUBSIDIO_TELA.TABELA_TRAZIDA", tabela=each.relation.removeprefix(INPUT_PREFIX))
        code = f"SUB_ETAPA.{each.relation}"
        return texts.say(code) if texts.knows(code) else each.relation


def _number(value: object) -> Decimal:
    assert isinstance(value, Decimal | int)
    return Decimal(value)
