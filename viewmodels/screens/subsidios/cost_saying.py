"""What is said of a cost as a whole: whether it adds up, whether anything differs, whether an amount is missing."""

from dataclasses import dataclass
from decimal import Decimal

from engines.subsidy.cost import DIMENSIONS, Cost
from engines.subsidy.cost_payment import ZERO
from storage.texts.sentences import Texts
from viewmodels.operations.subsidios.cost_words import RuleWords, part_name
from viewmodels.screens.subsidios.cost_sides import Sides
from viewmodels.state import State


@dataclass(frozen=True, slots=True)
class Said:
    """A state and its sentence, "" where there is nothing to say."""

    state: State
    text: str


def said_of(words: RuleWords, cost: Cost, sides: Sides, stale: bool) -> Said:
    """What warns of a cost, or that nothing came of it; `stale` when other sides were picked since."""
    warned = [_former(words, sides)] if stale else []
    if cost.before.missing or cost.after.missing:
        told = {"a": cost.before.missing, "b": cost.after.missing}
        warned.append(words.texts.say("SUBSIDIO_CUSTO.FALTAM", **told))
    sentences = [*warned, _verdict(words.texts, cost)]
    return Said(State.ATENCAO if warned else State.OK, " ".join(each for each in sentences if each))


def checked(texts: Texts, cost: Cost) -> Said:
    """Whether the bars add up to B minus A to the cent, in each consórcio and in all, and each dimension to both."""
    for name in sorted(cost.before.by_consortium.keys() | cost.after.by_consortium.keys()):
        before, after = (paid.by_consortium.get(name, ZERO) for paid in (cost.before, cost.after))
        rest = after - before - sum((bar.by_consortium.get(name, ZERO) for bar in cost.bars), ZERO)
        if rest:
            return _amiss(texts, part_name(texts, name), rest)
    rest = cost.total.difference - sum((bar.delta for bar in cost.bars), ZERO)
    rest = rest or next((missed for each in DIMENSIONS if (missed := _missed(cost, each))), ZERO)
    if rest:
        return _amiss(texts, texts.say("SUBSIDIO_CUSTO.TOTAL"), rest)
    if not cost.bars:
        return Said(State.OK, texts.say("SUBSIDIO_CUSTO.SEM_PARCELAS"))
    return Said(State.OK, texts.say("SUBSIDIO_CUSTO.SOMAM", n=len(cost.bars)))


def _former(words: RuleWords, sides: Sides) -> str:
    return words.texts.say("SUBSIDIO_CUSTO.DE_ANTES", a=words.known(sides.a), b=words.known(sides.b))


def _verdict(texts: Texts, cost: Cost) -> str:
    if any(bar.delta for bar in cost.bars):
        return ""
    code = "NADA_CUSTOU" if cost.bars else "NADA_DIFERE"
    return texts.say(f"SUBSIDIO_CUSTO.{code}", n=len(cost.bars))


def _missed(cost: Cost, dimension: str) -> Decimal:
    """What the parts of a dimension lack of A, else of B."""
    parts = cost.parts[dimension]
    before = cost.before.total - sum((part.before for part in parts), ZERO)
    return before or cost.after.total - sum((part.after for part in parts), ZERO)


def _amiss(texts: Texts, where: str, rest: Decimal) -> Said:
    return Said(State.ERRO, texts.say("SUBSIDIO_CUSTO.NAO_SOMAM", onde=where, resto=rest))
