"""Numbers that screens add to a run, told for the dock: typed by hand, registered, compared, a cause of a bridge."""

from dataclasses import replace

from engines.figure import Figure, Missing
from engines.goals.approval import GoalKey
from engines.sheet.proof import figure as figure_of
from viewmodels.desk import Desk
from viewmodels.memory import FormulaLine, MemoryView, RuleLine, Step, TypedValue
from viewmodels.operations.metas.explaining import Address
from viewmodels.operations.metas.registered import Registered
from viewmodels.operations.metas.results import GoalRow, RunView
from viewmodels.papers.names import criterion_name, criterion_of
from viewmodels.papers.narration import Narrator
from viewmodels.screens import goal_words as words
from viewmodels.screens.bridge import Bridged, bridge_of
from viewmodels.screens.comparison import Compared, Comparison
from viewmodels.screens.goal_words import Adjusted
from viewmodels.screens.memory_view import Addressing, Figures, label_path, steps_of

REGISTERED = ("meta_anterior", "realizado")
REPEATED = {
    "meta_do_setor": "meta",
    "anterior_do_setor": "meta_anterior",
    "realizado_do_setor": "realizado",
    "saldo_do_setor": "saldo",
}
"""Lines of the comparison that repeat a given value, and the value they repeat."""


class ScreenFigures:
    """Tells the numbers of one run that are no cell of it."""

    def __init__(self, desk: Desk, view: RunView) -> None:
        self._desk = desk
        self._run_view = view

    def tell(self, address: Compared | Adjusted | Bridged) -> MemoryView | None:
        """What the dock says of a number; None for a goal whose adjustment was taken back."""
        view = self._run_view
        if isinstance(address, Adjusted):
            return self._adjusted(view, address)
        if isinstance(address, Bridged):
            return self._cause(view, address)
        if address.line in REGISTERED and address.sector:
            return self._registered(view, address)
        return self._compared(view, address)

    def _adjusted(self, view: RunView, address: Adjusted) -> MemoryView | None:
        """A goal typed by the director: who, when and why, with what had been calculated."""
        goal = goal_in(view, (address.criterion, address.sector))
        taken = goal.decision
        if taken is None or not words.is_adjusted(goal):
            return None
        say, numbers = self._desk.say, self._desk.house.texts.numbers
        who = view.names.get(taken.decided_by, taken.decided_by)
        when = numbers.instant(taken.decided, self._desk.house.texts.zone)
        calculated = words.quantity(self._desk, taken.calculated, goal.unit)
        rules = (RuleLine(say("TELA.CALCULADO"), calculated), RuleLine(say("TELA.CALCULO"), str(view.run.id)))
        return MemoryView(
            address=address,
            path=self._goal_path(view, goal),
            value=words.number(self._desk, taken.value),
            unit=words.unit_word(self._desk, goal.unit),
            unit_first=words.is_money(goal.unit),
            sentence=say("TELA.AJUSTADA", calculado=calculated, quem=who, motivo=taken.justification),
            rules=rules,
            typed=TypedValue(who, when, taken.justification),
        )

    def _registered(self, view: RunView, address: Compared) -> MemoryView:
        """A goal or a spending of the month before: what is registered, by whom and from where."""
        goal = goal_in(view, (address.criterion, address.sector))
        assert view.previous is not None
        held: Registered = self._desk.ask("metas.registrado", vigencia=str(view.previous), key=goal.key)
        say, numbers = self._desk.say, self._desk.house.texts.numbers
        is_goal = address.line == "meta_anterior"
        value = held.target if is_goal else held.realized
        title = say("TELA.META_REGISTRADA" if is_goal else "TELA.GASTO_REGISTRADO")
        return MemoryView(
            address=address,
            path=(
                say("AREA.metas"),
                title,
                criterion_of(self._desk.house.texts, goal),
                goal.sector_label,
                numbers.month(view.previous),
            ),
            value=words.number(self._desk, value),
            unit=words.unit_word(self._desk, goal.unit),
            unit_first=words.is_money(goal.unit),
            typed=self._who_registered(held) if is_goal else self._who_spent(held),
        )

    def _who_registered(self, held: Registered) -> TypedValue:
        texts = self._desk.house.texts
        when = "" if held.written is None else texts.numbers.instant(held.written, texts.zone)
        return TypedValue(held.author or texts.say("TELA.SEM_AUTOR"), when, held.reason)

    def _who_spent(self, held: Registered) -> TypedValue:
        texts = self._desk.house.texts
        until = "" if held.until is None else texts.say("TELA.ATE_O_DIA", dia=held.until)
        return TypedValue(texts.say("TELA.GASTO_DE", fonte=held.source), until, "")

    def _compared(self, view: RunView, address: Compared) -> MemoryView:
        """A number of the results screen: its own small sheet, whose terms lead to the run's cells."""
        texts = self._desk.house.texts
        evaluation = Comparison(view).evaluation(address.criterion)
        narrator = Narrator.of(texts, evaluation)
        found = figure_of(evaluation, address.line, address.members)
        told = Figures(texts, narrator, evaluation)
        value, unit, first = told.hero(found)
        criterion = next(criterion_name(texts, c) for c in view.book.rules.criteria if c.key == address.criterion)
        name, *members = label_path(narrator, found.name, found.member)
        month = texts.numbers.month(view.vigencia)
        row = narrator.steps(found)
        return MemoryView(
            address=address,
            path=(texts.say("AREA.metas"), name, criterion, *members, month),
            value=value,
            unit=unit,
            unit_first=first,
            sentence=narrator.sentence(found),
            formula=told.formula(found),
            steps=(_without_repeats(steps_of(row, _OfComparison(view, address.criterion), name)),),
            rules=(RuleLine(texts.say("TELA.CALCULO"), str(view.run.id)),),
        )

    def _cause(self, view: RunView, address: Bridged) -> MemoryView:
        """One bar of the bridge: the goal before and after its cause."""
        goal = goal_in(view, (address.criterion, address.sector))
        bridge = bridge_of(self._desk, view, goal)
        assert bridge is not None and view.previous is not None
        cause = next(each for each in bridge.causes if each.key == address.cause)
        say, name = self._desk.say, self._desk.say(f"TELA.CAUSA.{cause.key}")
        before, after = (words.quantity(self._desk, value, goal.unit) for value in (cause.before, cause.after))
        signed = words.number(self._desk, cause.value, sign=True)
        why = say(f"TELA.PORQUE.{cause.key}", mes=self._desk.house.texts.numbers.month_in_words(view.previous))
        parts = (Step("0.0", say("TELA.PONTE_DEPOIS"), after), Step("0.1", say("TELA.PONTE_ANTES"), before))
        return MemoryView(
            address=address,
            path=(*self._goal_path(view, goal), name),
            value=signed,
            unit=words.unit_word(self._desk, goal.unit),
            unit_first=words.is_money(goal.unit),
            sentence=f"{say('TELA.PONTE_FRASE', causa=name, antes=before, depois=after)} {why}",
            formula=(FormulaLine(f"{signed} = {after} − {before}"),),
            steps=(Step("0", name, signed, "", None, parts),),
            rules=(RuleLine(say("TELA.CALCULO"), str(view.run.id)),),
        )

    def _goal_path(self, view: RunView, goal: GoalRow) -> tuple[str, ...]:
        month = self._desk.house.texts.numbers.month(view.vigencia)
        return (self._desk.say("AREA.metas"), criterion_of(self._desk.house.texts, goal), goal.sector_label, month)


class _OfComparison(Addressing):
    """Figures of the comparison lead to the goal, to what is registered, or to another number of the screen."""

    def __init__(self, view: RunView, criterion: str) -> None:
        super().__init__(view.run.id, view.evaluation)
        self._view, self._criterion = view, criterion

    def __call__(self, figure: Figure) -> object:
        """Address of a term of the comparison."""
        name = REPEATED.get(figure.name, figure.name)
        sector = figure.member.get("setor", "")
        if isinstance(figure.value, Missing):
            return None
        if name == "meta":
            return words.goal_address(self._view, goal_in(self._view, (self._criterion, sector)))
        if name == "saldo":
            return Address(self.run, words.debt_line(self._view), (sector, self._criterion))
        return Compared(self.run, self._criterion, name, sector)


def _without_repeats(step: Step) -> Step:
    """A line that only repeats a given value is that value: one row of the tree, not two."""
    children = tuple(_without_repeats(child) for child in step.children)
    if len(children) == 1 and children[0].value == step.value and children[0].address == step.address:
        return replace(step, note=children[0].note, children=children[0].children)
    return replace(step, children=children)


def goal_in(view: RunView, key: GoalKey) -> GoalRow:
    """The goal of a run with that key."""
    return next(g for g in view.goals if g.key == key)
