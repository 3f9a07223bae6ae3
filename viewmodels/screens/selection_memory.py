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
    money = summary.unit == texts.numbers.unit("BRL")
    total = texts.numbers.number(summary.total, PLACES)
    said, least, greatest = (
        f"{summary.unit}\u00a0{number}" if money else f"{number}\u00a0{summary.unit}".rstrip("\u00a0")
        for number in (total, *(texts.numbers.number(value, PLACES) for value in (summary.least, summary.greatest)))
    )
    return MemoryView(
        address=None,
        path=path,
        value=total,
        unit=summary.unit,
        unit_first=money,
        sentence=texts.say("TELA.SELECAO.FRASE", n=summary.count, soma=said),
        rules=(
            RuleLine(texts.say("TELA.SELECAO.SOMA"), said),
            count,
            RuleLine(texts.say("TELA.SELECAO.MENOR"), least),
            RuleLine(texts.say("TELA.SELECAO.MAIOR"), greatest),
        ),
    )
