"""What the dock Memória de cálculo says of the numbers of Quanto custou: a bar, an end, a part, a point of a curve."""

from decimal import Decimal

from engines.subsidy.cost import Cost, CostBar, CostPart
from storage.texts.numbers import NO_VALUE
from viewmodels.memory import FormulaLine, MemoryView, RuleLine, Step
from viewmodels.operations.subsidios import cost_words as words
from viewmodels.operations.subsidios.template import stage_title
from viewmodels.screens.memory_source import MemorySource, Told
from viewmodels.screens.subsidios.cost import CostViewModel
from viewmodels.screens.subsidios.cost_bars import CostBarAt, CostEndAt
from viewmodels.screens.subsidios.cost_curve import CurvePointAt, CurveViewModel
from viewmodels.screens.subsidios.cost_tables import REAIS, CostPartAt


class CostMemory:
    """Teaches the dock the numbers of the page."""

    def __init__(self, model: CostViewModel, curve: CurveViewModel, memory: MemorySource) -> None:
        """Numbers of the two viewmodels, shown through `memory`."""
        self._model, self._curve = model, curve
        self._texts, self._say = model.texts, model.desk.say
        memory.teach(CostBarAt, self.bar)
        memory.teach(CostEndAt, self.end)
        memory.teach(CostPartAt, self.part)
        memory.teach(CurvePointAt, self.point)

    def bar(self, address: CostBarAt) -> Told | None:
        """A bar: its changes with their clauses and acts, and what it moves in each consórcio."""
        cost = self._cost(address.serial)
        if cost is None:
            return None
        bars = [cost.bars[at] for at in address.places]
        value = sum((bar.delta for bar in bars), Decimal(0))
        name = self._model.words.bar(bars[0].bar) if len(bars) == 1 else ""
        name = name or self._say("SUBSIDIO_CUSTO.OUTRAS", n=len(bars))
        sentence = self._say("SUBSIDIO_CUSTO.FRASE_DA_BARRA", nome=name, valor=self._money(value))
        rules = tuple(self._rules(bars))
        steps = (self._by_consortium(name, value, bars),)
        return Told(self._view(address, (name,), self._signed(value), sentence, steps=steps, rules=rules))

    def end(self, address: CostEndAt) -> Told | None:
        """The payment under A or under B, by consórcio."""
        cost, sides = self._cost(address.serial), self._model.costed
        if cost is None or sides is None:
            return None
        paid, known = (cost.after, sides.b) if address.after else (cost.before, sides.a)
        sentence = self._say("SUBSIDIO_CUSTO.EM_A", regras=self._model.words.known(known))
        side = "B" if address.after else "A"
        shown = self._amount(paid.total)
        parts = tuple(
            Step(f"0.{at}", words.part_name(self._texts, name), self._amount(value))
            for at, (name, value) in enumerate(paid.by_consortium.items())
        )
        return Told(self._view(address, (side,), shown, sentence, steps=(Step("0", side, shown, children=parts),)))

    def part(self, address: CostPartAt) -> Told | None:
        """A number of the table: A, B and the difference of a member; of a consórcio, what each bar moves in it."""
        cost, sides = self._cost(address.serial), self._model.costed
        if cost is None or sides is None:
            return None
        part, name = self._part(cost, address), words.part_name(self._texts, address.key)
        shown = {"a": part.before, "b": part.after}.get(address.column)
        value = self._signed(part.difference) if shown is None else self._amount(shown)
        known = {"a": self._model.words.known(sides.a), "b": self._model.words.known(sides.b)}
        sentence = self._say("SUBSIDIO_CUSTO.FRASE_DA_PARTE", nome=name, antes=part.before, depois=part.after, **known)
        difference = f"{self._signed(part.difference)} = {self._amount(part.after)} − {self._amount(part.before)}"
        steps = (self._by_bar(cost, address, part),)
        return Told(self._view(address, (name,), value, sentence, (FormulaLine(difference),), steps))

    def point(self, address: CurvePointAt) -> Told | None:
        """What the days pay with one value of a threshold."""
        marks = self._curve.marks()
        if address.serial != self._curve.serial or address.place >= len(marks):
            return None
        mark = marks[address.place]
        code = "SUBSIDIO_CUSTO.EM_VIGOR" if mark.standing else "SUBSIDIO_CUSTO.PONTO_DA_CURVA"
        sentence = self._say(code, valor=mark.value_text, pago=mark.paid)
        return Told(self._view(address, (self._curve.axis, mark.value_text), mark.paid_text, sentence))

    # --- inside

    def _cost(self, serial: int) -> Cost | None:
        return self._model.cost if serial == self._model.serial else None

    def _part(self, cost: Cost, address: CostPartAt) -> CostPart:
        if address.key is None:
            return cost.total
        return next(part for part in cost.parts[address.dimension] if part.key == address.key)

    def _by_consortium(self, name: str, value: Decimal, bars: list[CostBar]) -> Step:
        names = sorted({each for bar in bars for each in bar.by_consortium})
        parts = ((each, sum((bar.by_consortium.get(each, Decimal(0)) for bar in bars), Decimal(0))) for each in names)
        children = tuple(
            Step(f"0.{at}", words.part_name(self._texts, each), self._signed(moved))
            for at, (each, moved) in enumerate(parts)
        )
        return Step("0", name, self._signed(value), children=children)

    def _by_bar(self, cost: Cost, address: CostPartAt, part: CostPart) -> Step:
        """The difference; of a consórcio and of the total, bar by bar."""
        name, key = words.part_name(self._texts, address.key), address.key
        moved: list[tuple[int, Decimal]] = []
        if key is None:
            moved = [(at, bar.delta) for at, bar in enumerate(cost.bars)]
        elif address.dimension == "consorcio":
            moved = [(at, bar.by_consortium.get(str(key), Decimal(0))) for at, bar in enumerate(cost.bars)]
        children = tuple(
            Step(
                f"0.{at}",
                self._model.words.bar(cost.bars[at].bar),
                self._signed(value),
                words.bar_day(self._texts, cost.bars[at].bar),
                CostBarAt(address.serial, (at,)),
            )
            for at, value in moved
            if value
        )
        return Step("0", name, self._signed(part.difference), children=children)

    def _rules(self, bars: list[CostBar]) -> list[RuleLine]:
        """Clauses, acts, day and commit behind a bar, and the steps that ran again."""
        texts, say = self._texts, self._say
        clauses = [each for bar in bars for each in (*bar.bar.ids, *(() if bar.bar.ids else bar.bar.rules))]
        known = [words.bar_day(texts, bar.bar) for bar in bars]
        ran = dict.fromkeys(stage_title(texts, step) for bar in bars for step in bar.steps)
        lines = [
            RuleLine(say("SUBSIDIO_CUSTO.CLAUSULAS"), words.few(texts, clauses), mono=True),
            RuleLine(say("SUBSIDIO_CUSTO.ATO"), words.few(texts, (act for bar in bars for act in bar.bar.acts))),
            RuleLine(say("SUB_TEMPO.CONHECIDA_EM"), words.few(texts, known)),
            RuleLine(
                say("SUBSIDIO_CUSTO.COMMIT"),
                words.few(texts, (bar.bar.commit for bar in bars if bar.bar.commit)),
                mono=True,
            ),
            RuleLine(say("SUBSIDIO_CUSTO.ETAPAS"), words.few(texts, ran) if ran else say("SUBSIDIO_CUSTO.SEM_ETAPA")),
        ]
        return [line for line in lines if line.value != NO_VALUE]

    def _view(
        self,
        address: object,
        path: tuple[str, ...],
        value: str,
        sentence: str,
        formula: tuple[FormulaLine, ...] = (),
        steps: tuple[Step, ...] = (),
        rules: tuple[RuleLine, ...] = (),
    ) -> MemoryView:
        place = (self._say("AREA.subsidio"), self._say("SUBSIDIO_CUSTO.PAGINA"), *path)
        return MemoryView(
            address, place, value, REAIS, unit_first=True, sentence=sentence, formula=formula, steps=steps, rules=rules
        )

    def _amount(self, value: Decimal) -> str:
        return words.amount(self._texts, value)

    def _money(self, value: Decimal) -> str:
        return self._texts.numbers.money(value, words.PLACES, sign=True)

    def _signed(self, value: Decimal) -> str:
        return words.amount(self._texts, value, sign=True)
