"""Differences between two calculations told for the dock: the cause, what it was before and after, in which order."""

from decimal import Decimal

from engines.goals.attribution import Cause
from viewmodels.memory import FormulaLine, MemoryView, RuleLine, Step
from viewmodels.screens import goal_words as words
from viewmodels.screens.compared_runs import COLUMNS, Difference, Pair, PairTable
from viewmodels.screens.comparing import CompareViewModel
from viewmodels.screens.memory_source import MemorySource, Told


class CompareMemory:
    """Teaches the dock the differences of a comparison."""

    def __init__(self, model: CompareViewModel, memory: MemorySource) -> None:
        """Differences of `model` shown through `memory`."""
        self._model, self._desk = model, model.desk
        memory.teach(Difference, self.tell)

    def tell(self, address: Difference) -> Told | None:
        """A difference whole, or one cause of it; None once other calculations are in front."""
        pair = self._pair(address)
        if pair is None or pair.bridge is None:
            return None
        wanted = COLUMNS.get(address.cause, (address.cause,)) if address.cause else None
        causes = tuple(c for c in pair.bridge.causes if wanted is None or c.key in wanted)
        value = pair.bridge.of(*(c.key for c in causes))
        told = self._view(address, pair, causes, value)
        return Told(told)

    def _pair(self, address: Difference) -> Pair | None:
        runs, model = self._model.pair, self._model
        if runs is None or (runs.first.run.id, runs.second.run.id) != (address.run, address.second):
            return None
        goal = next(p for p in model.pairs if (p.criterion, p.sector) == (address.criterion, address.sector))
        if goal.line == address.line:
            return goal
        lines = PairTable(self._desk, runs).lines(goal)
        return next((p for p in lines if p.line == address.line), None)

    def _view(self, address: Difference, pair: Pair, causes: tuple[Cause, ...], value: Decimal) -> MemoryView:
        say, runs = self._desk.say, self._model.pair
        assert runs is not None
        name = self._model.name_of(pair.criterion, pair.sector)
        line = () if "/" in pair.key else (pair.label,)
        cause = (say(f"TELA.CAUSA.{address.cause}"),) if address.cause else ()
        both = f"{address.run} → {address.second}"
        signed = words.number(self._desk, value, pair.places, sign=True)
        sentence = PairTable(self._desk, runs).sentence(pair)
        if address.cause:
            sentence = " ".join(say(f"COMPARAR.PORQUE.{c.key}") for c in causes) or say("COMPARAR.IGUAL")
        return MemoryView(
            address=address,
            path=(say("AREA.metas"), name, *line, both, *cause),
            value=signed,
            unit=words.unit_word(self._desk, pair.unit),
            unit_first=words.is_money(pair.unit),
            sentence=sentence,
            formula=self._formula(pair, causes, signed, whole=not address.cause),
            steps=(self._steps(address, pair, causes, signed),),
            rules=(RuleLine(say("TELA.CALCULO"), both), RuleLine(say("COMPARAR.ORDEM_NOME"), say("COMPARAR.ORDEM"))),
        )

    def _formula(self, pair: Pair, causes: tuple[Cause, ...], signed: str, whole: bool) -> tuple[FormulaLine, ...]:
        """`−965,12 = 40.501,63 − 41.466,75`, and the sum of its causes."""
        assert pair.bridge is not None
        ends = (pair.bridge.end, pair.bridge.start) if whole else (None, None)
        lines = []
        if ends[0] is not None and ends[1] is not None:
            lines.append(f"{signed} = {self._number(ends[0], pair)} − {self._number(ends[1], pair)}")
        elif len(causes) == 1:
            lines.append(f"{signed} = {self._number(causes[0].after, pair)} − {self._number(causes[0].before, pair)}")
        parts = [self._number(cause.value, pair, sign=True) for cause in causes if cause.value]
        if len(parts) > 1:
            lines.append(f"{signed} = {' '.join(parts)}")
        return tuple(FormulaLine(line) for line in lines)

    def _steps(self, address: Difference, pair: Pair, causes: tuple[Cause, ...], signed: str) -> Step:
        """The causes in order, each with the number before and after it."""
        say = self._desk.say
        children = tuple(
            Step(
                f"0.{at}",
                say(f"TELA.CAUSA.{cause.key}"),
                self._number(cause.value, pair, sign=True),
                say("SIMULADOR.DE_PARA", de=self._number(cause.before, pair), para=self._number(cause.after, pair)),
                self._cause_address(address, cause),
            )
            for at, cause in enumerate(causes)
        )
        return Step("0", say("TELA.COLUNA.DIFERENCA"), signed, "", None, children)

    def _cause_address(self, address: Difference, cause: Cause) -> Difference:
        return Difference(
            address.run, address.second, address.criterion, address.sector, address.line, address.members, cause.key
        )

    def _number(self, value: Decimal, pair: Pair, sign: bool = False) -> str:
        return words.number(self._desk, value, pair.places, sign=sign)
