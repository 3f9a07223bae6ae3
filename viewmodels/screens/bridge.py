"""The bridge from last month's goal to this month's, as bars with words; each bar has an address of its own."""

from dataclasses import dataclass
from decimal import Decimal

from engines.goals.attribution import GoalBridge
from engines.goals.bridge import goal_bridge
from viewmodels.charts import Bar
from viewmodels.desk import Desk
from viewmodels.operations.metas.results import GoalRow, RunView
from viewmodels.screens import goal_words as words
from viewmodels.screens.comparison import Compared


@dataclass(frozen=True, slots=True)
class Bridged:
    """Address of one cause of a bridge."""

    run: int
    criterion: str
    sector: str
    cause: str


def bridge_of(desk: Desk, view: RunView, goal: GoalRow) -> GoalBridge | None:
    """The bridge of a goal, from last month's own calculation where it was published; None where a value is missing."""
    published = goal.before.target if goal.before else None
    decided = words.shown_value(goal)
    if published is None or decided is None or view.previous is None:
        return None
    before: RunView | None = desk.ask("metas.em_vigor", vigencia=str(view.previous))
    last = None if before is None else before.evaluation
    return goal_bridge(last, view.evaluation, (goal.line, goal.members), view.vigencia, published, decided)


@dataclass(frozen=True)
class BridgeChart:
    """The bars of one goal's bridge."""

    desk: Desk
    view: RunView
    goal: GoalRow

    @property
    def title(self) -> str:
        """`De julho a agosto: SÃO SEBASTIÃO`."""
        assert self.view.previous is not None
        months = (self.desk.house.texts.numbers.month_in_words(m) for m in (self.view.previous, self.view.vigencia))
        first, last = (name.split()[0] for name in months)
        return self.desk.say("TELA.PONTE", de=first, ate=last, setor=self.goal.sector_label)

    def bars(self, bridge: GoalBridge) -> tuple[Bar, ...]:
        """Totals at both ends, causes between them."""
        assert self.view.previous is not None
        numbers, say = self.desk.house.texts.numbers, self.desk.say
        before = Compared(self.view.run.id, self.goal.criterion, "meta_anterior", self.goal.sector)
        start = say("TELA.COLUNA.META", mes=numbers.month(self.view.previous))
        end = say("TELA.COLUNA.META", mes=numbers.month(self.view.vigencia))
        causes = (
            Bar(
                say(f"TELA.CAUSA.{cause.key}"),
                cause.value,
                words.number(self.desk, cause.value, sign=True),
                figure_address=Bridged(self.view.run.id, *self.goal.key, cause.key),
            )
            for cause in bridge.causes
        )
        return (
            Bar(start, bridge.start, words.number(self.desk, bridge.start), True, figure_address=before),
            *causes,
            Bar(
                end,
                bridge.end,
                words.number(self.desk, bridge.end),
                True,
                figure_address=words.goal_address(self.view, self.goal),
            ),
        )

    def cut(self, bridge: GoalBridge) -> Decimal | None:
        """Where the axis begins when the totals would hide the causes; None for an axis from zero."""
        return words.axis_cut(bridge)

    def caption(self, cut: Decimal | None) -> str:
        """`L, soma exata, eixo cortado em 40.250`."""
        unit = words.unit_word(self.desk, self.goal.unit)
        if cut is None:
            return self.desk.say("TELA.PONTE_EIXO", unidade=unit)
        return self.desk.say("TELA.PONTE_EIXO_CORTADO", unidade=unit, corte=words.number(self.desk, cut, 0))
