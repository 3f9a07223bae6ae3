"""What the page Comparação says: stages, totals, causes and orders, as plain data in words."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from engines.subsidy.checking.outcomes import Outcome
from engines.subsidy.comparing import Cause, Comparison, OrderTotal, StageDifference
from storage.texts.numbers import NO_VALUE
from storage.texts.sentences import Texts
from viewmodels.banner import BannerView
from viewmodels.operations.subsidios.cause_words import (
    NO_RULE,
    cause_in_short,
    cause_reason,
    cause_words,
    stage_in_short,
)
from viewmodels.operations.subsidios.rows import StageRows
from viewmodels.screens.subsidios.comparison_parts import CauseAt, CauseBar, Said, StageLine, TotalAt, TotalCard
from viewmodels.state import State

PLACES = 2
BRING = "importar"
"""What the button of a missing amount asks for."""


def amount(texts: Texts, value: Decimal | None, sign: bool = False) -> str:
    """R$ of a table or a bar, without the unit; a dash where there is none."""
    return NO_VALUE if value is None else texts.numbers.number(value, PLACES, sign)


def stage_lines(
    texts: Texts, rows: Sequence[StageRows], compared: Comparison, order: Sequence[str]
) -> tuple[StageLine, ...]:
    """Every stage of ours, and those only SMTR has, in the order of the chain, with how it compares."""
    found, ours = {each.stage: each for each in compared.stages}, {each.name: each for each in rows}
    first = compared.first.stage if compared.first else ""
    listed = [name for name in order if name in ours or name in compared.left_out]
    return tuple(
        _stage_line(texts, place, ours[name], found.get(name), name == first)
        if name in ours
        else _left_out(texts, place, name)
        for place, name in enumerate(listed, 1)
    )


def _left_out(texts: Texts, place: int, stage: str) -> StageLine:
    word = texts.say("SUB_COMPARA.NAO_RECALCULADA")
    return StageLine(place, stage, stage_in_short(texts, stage), word, NO_VALUE, State.SEM_DADOS, word, compared=False)


def _stage_line(texts: Texts, place: int, rows: StageRows, found: StageDifference | None, first: bool) -> StageLine:
    title = stage_in_short(texts, rows.name)
    counted = texts.say("SUB_COMPARA.LINHAS", n=rows.rows)
    if found is None:
        word = texts.say("SUB_COMPARA.NAO_PUBLICADA")
        return StageLine(place, rows.name, title, word, NO_VALUE, State.SEM_DADOS, word, compared=False)
    if found.equal:
        word = texts.say("SUB_COMPARA.IGUAL")
        return StageLine(place, rows.name, title, counted, NO_VALUE, State.OK, word)
    count = texts.numbers.number(found.differing_rows)
    word = texts.say("SUB_COMPARA.PRIMEIRA" if first else "SUB_COMPARA.DIFERE")
    return StageLine(place, rows.name, title, counted, count, State.ATENCAO, word, first)


def stage_told(texts: Texts, found: StageDifference) -> str:
    """What differs in a stage, in one line: rows of one side only, cells, where units first depart."""
    parts = [texts.say("SUB_COMPARA.CELULAS", n=found.cells)] if found.cells else []
    parts += [texts.say("SUB_COMPARA.SO_NOSSAS", n=found.ours_only)] if found.ours_only else []
    parts += [texts.say("SUB_COMPARA.SO_DELES", n=found.theirs_only)] if found.theirs_only else []
    parts += [texts.say("SUB_COMPARA.REPETIDAS", n=found.repeated)] if found.repeated else []
    parts += [texts.say("SUB_COMPARA.NASCEM", n=found.first_units)] if found.first_units else []
    return " · ".join(parts) or texts.say("SUB_COMPARA.IGUAL")


def total_cards(texts: Texts, compared: Comparison, orders: Said, serial: int, by_day: bool) -> tuple[TotalCard, ...]:
    """What they paid, what it comes to here, the difference: each with the line under it."""
    of = "_DIA" if by_day else ""
    some = compared.difference is not None
    differ = texts.say(f"SUB_COMPARA.DIFEREM{of}", n=compared.differing_units, total=compared.units) if some else ""
    units = texts.say(f"SUB_COMPARA.UNIDADES{of}", n=compared.units) if some else ""
    sides = (
        ("deles", compared.theirs, orders.text, False),
        ("nosso", compared.ours, units, False),
        ("efeito", compared.difference, differ, True),
    )
    return tuple(
        TotalCard(
            texts.say(f"SUB_COMPARA.TOTAL.{column}"), amount(texts, value, sign), caption, TotalAt(serial, column)
        )
        for column, value, caption, sign in sides
    )


def cause_bars(texts: Texts, causes: Iterable[Cause], serial: int, by_day: bool) -> tuple[CauseBar, ...]:
    """The causes, those that move most money first."""
    return tuple(_cause_bar(texts, cause, CauseAt(serial, at), by_day) for at, cause in enumerate(causes))


def _cause_bar(texts: Texts, cause: Cause, address: CauseAt, by_day: bool) -> CauseBar:
    label = cause_in_short(texts, cause.code, cause.theirs, cause.ours)
    whole = cause_words(texts, cause.code, cause.theirs, cause.ours)
    reason = cause_reason(texts, cause.code, cause.theirs, cause.ours)
    tooltip = "\n".join(part for part in (whole, reason, ground(texts, cause), reach(texts, cause, by_day)) if part)
    act = "" if cause.code in NO_RULE else cause.act
    return CauseBar(label, whole, act, cause.effect, amount(texts, cause.effect, sign=True), tooltip, address)


def ground(texts: Texts, cause: Cause) -> str:
    """Clause and act behind a cause; "" where there is none."""
    return texts.say("SUB_COMPARA.FUNDAMENTO", ato=cause.act, clausula=cause.clause) if cause.clause else ""


def reach(texts: Texts, cause: Cause, by_day: bool) -> str:
    """`23 viagens em 16 faixas`; before the bands, in days of services."""
    of = "_DIA" if by_day else ""
    if not cause.trips:
        return texts.say(f"SUB_COMPARA.ALCANCE{of}", faixas=cause.units)
    if not cause.units:
        return texts.say("SUB_COMPARA.ALCANCE_FORA", viagens=cause.trips)
    return texts.say(f"SUB_COMPARA.ALCANCE_VIAGENS{of}", viagens=cause.trips, faixas=cause.units)


def causes_checked(texts: Texts, compared: Comparison, paid: bool) -> Said:
    """Whether the causes add up to the difference, computed here; `paid` where SMTR's payment was brought."""
    if compared.difference is None:
        return Said(State.SEM_DADOS, texts.say(f"SUB_COMPARA.SEM_{'RECALCULO' if paid else 'PAGAMENTO'}"))
    rest = compared.difference - sum((cause.effect for cause in compared.causes), Decimal(0))
    if rest:
        return Said(State.ERRO, texts.say("SUB_COMPARA.NAO_SOMAM", resto=rest))
    if not compared.causes:
        return Said(State.OK, texts.say("SUB_COMPARA.NADA_DIFERE"))
    return Said(State.OK, texts.say("SUB_COMPARA.SOMAM", n=len(compared.causes)))


def orders_said(texts: Texts, orders: Sequence[OrderTotal]) -> Said:
    """The payment orders against ours, or that they cannot be verified."""
    if not orders:
        return Said(State.SEM_DADOS, texts.say("SUB_COMPARA.ORDENS_AUSENTES"))
    ordered = sum((each.ordered for each in orders), Decimal(0))
    differing = [each for each in orders if round(each.ours, PLACES) != round(each.ordered, PLACES)]
    if not differing:
        return Said(State.OK, texts.say("SUB_COMPARA.ORDENS_IGUAIS", total=ordered))
    return Said(State.ATENCAO, texts.say("SUB_COMPARA.ORDENS_DIFEREM", total=ordered, n=len(differing)))


def orders_told(texts: Texts, orders: Sequence[OrderTotal]) -> str:
    """The orders consórcio by consórcio, a line each."""
    return "\n".join(
        texts.say("SUB_COMPARA.ORDEM", consorcio=each.consortium or texts.say("SUB_COMPARA.TODOS"),
                  ordenado=each.ordered, nosso=each.ours, diferenca=each.ours - each.ordered)
        for each in orders
    )  # fmt: skip


def missing_banners(texts: Texts, found: Iterable[Outcome], bring: str) -> tuple[BannerView, ...]:
    """A banner for each amount that is missing: what, where, what it leaves without a value, and the way to mend it."""
    return tuple(
        BannerView(
            State.ATENCAO,
            texts.say(f"{outcome.check.code}.TITULO"),
            outcome.check.short,
            _told(texts, outcome),
            texts.say(f"{outcome.check.code}.ACERTO"),
            ((BRING, bring),),
            key=outcome.check.name,
        )
        for outcome in found
    )


def _told(texts: Texts, outcome: Outcome) -> str:
    finding = outcome.finding()
    return texts.say_finding(finding) if finding is not None else ""


def rule_of_clauses(clauses: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Key of the rule each clause belongs to."""
    return {clause: rule for rule, clause in clauses}
