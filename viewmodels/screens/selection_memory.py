"""Several numbers selected, told for the dock: how many, their sum, the least and the greatest; or not addable."""

from storage.texts.sentences import Texts
from viewmodels.memory import MemoryView, RuleLine
from viewmodels.table_rows import Summary

PLACES = 2


def selection_view(texts: Texts, summary: Summary) -> MemoryView:
    """What the dock says of a selection; numbers of different units are counted and nothing more."""
    path = (texts.say("TELA.SELECAO", n=summary.count),)
    count = RuleLine(texts.say("TELA.SELECAO.QUANTOS"), str(summary.count))
    if summary.unit is None:
        words = texts.say("TELA.SELECAO.UNIDADES")
        return MemoryView(None, path, texts.say("TELA.SELECAO.NAO_SOMAVEL"), sentence=words, rules=(count,))
    total, least, greatest = (
        texts.numbers.number(value, PLACES) for value in (summary.total, summary.least, summary.greatest)
    )
    money = summary.unit == texts.numbers.unit("BRL")
    said = f"{summary.unit}\u00a0{total}" if money else f"{total}\u00a0{summary.unit}".rstrip("\u00a0")
    return MemoryView(
        address=None,
        path=path,
        value=total,
        unit=summary.unit,
        unit_first=money,
        sentence=texts.say("TELA.SELECAO.FRASE", n=summary.count, soma=said),
        rules=(
            RuleLine(texts.say("TELA.SELECAO.SOMA"), total),
            count,
            RuleLine(texts.say("TELA.SELECAO.MENOR"), least),
            RuleLine(texts.say("TELA.SELECAO.MAIOR"), greatest),
        ),
    )
