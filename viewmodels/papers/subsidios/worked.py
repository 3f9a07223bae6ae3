"""The band that is paid most, worked out step by step: POF, trips times tariff, penalty, value, and the identities."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from engines.report.blocks import Block, Hero, Paragraph, Step, StepTable
from storage.auditoria.report_bands import EqualTrips, WorkedBand
from storage.auditoria.report_queries import ServiceDay
from viewmodels.operations.subsidios.report_figures import ZERO
from viewmodels.papers.subsidios.words import Telling

Told = tuple[str, str, str, str, str]
"""Name, formula in words, formula with values, result, explanation."""


def worked_band(told: Telling, worked: WorkedBand) -> Iterator[Block]:
    """The band's value with the words of where it is, and its steps."""
    band = worked.band
    place = {"servico": band.service, "sentido": band.way or told.say("SUB_RELATORIO.OS_DOIS"), "data": band.day}
    hours = told.say("SUB_RELATORIO.HORAS", de=band.start, ate=band.end)
    caption = told.say("SUB_RELATORIO.FAIXA_DE", horas=hours, consorcio=told.consortium(band.consortium), **place)
    yield Hero(told.amount(band.payable), "R$", caption)
    yield _table(told, _steps(told, worked))


def worked_day(told: Telling, day: ServiceDay) -> Iterator[Block]:
    """A service's day, where no band is paid by itself."""
    yield Paragraph(told.say("SUB_RELATORIO.DIA_DE", servico=day.service, data=day.day))
    yield _table(
        told,
        [
            _earned(told, day.earned),
            _penalty(told, day.penalty, ""),
            _total(told, day.earned, day.penalty, day.payable),
        ],
    )


def _table(told: Telling, steps: "list[Told] | Iterator[Told]") -> StepTable:
    return StepTable(
        told.say("RELATORIO.PASSO"),
        told.say("RELATORIO.FORMULA_E_VALORES"),
        told.say("RELATORIO.RESULTADO"),
        tuple(Step(number, *each) for number, each in enumerate(steps, start=1)),
    )


def _steps(told: Telling, worked: WorkedBand) -> Iterator[Told]:
    band = worked.band
    yield _pof(told, worked)
    for group in merged(worked.groups):
        yield _group(told, group)
    yield _earned(told, band.earned)
    yield _penalty(told, band.penalty, worked.tier)
    yield _total(told, band.earned, band.penalty, band.payable)
    yield from _identities(told, worked)


def _pof(told: Telling, worked: WorkedBand) -> Told:
    band = worked.band
    values = told.say("SUB_RELATORIO.PASSO.POF_VALORES", contada=worked.counted_km, planejada=band.planned_km)
    gate = "PAGA" if (band.pof or ZERO) >= worked.least_pof else "NAO_PAGA"
    why = told.say(f"SUB_RELATORIO.PASSO.POF_{gate}", minimo=worked.least_pof)
    result = told.texts.numbers.percent(band.pof or ZERO, 2)
    return told.say("SUB_RELATORIO.PASSO.POF"), told.say("SUB_RELATORIO.PASSO.POF_FORMULA"), values, result, why


def merged(groups: Sequence[EqualTrips]) -> tuple[EqualTrips, ...]:
    """Trips of one type, place and tariff as one, with the technologies they were paid as; none without trips."""
    together: dict[tuple[object, ...], list[EqualTrips]] = {}
    for group in groups:
        if group.trips:
            together.setdefault((group.kind, group.inside, group.tariff), []).append(group)
    return tuple(_one(many) for many in together.values())


def _one(many: Sequence[EqualTrips]) -> EqualTrips:
    names = ", ".join(dict.fromkeys(group.technology for group in many if group.technology))
    trips, km = sum((group.trips for group in many), ZERO), sum((group.km for group in many), ZERO)
    known = [group.earned for group in many if group.earned is not None]
    return replace(many[0], technology=names, trips=trips, km=km, earned=sum(known, ZERO) if known else None)


def _group(told: Telling, group: EqualTrips) -> Told:
    name = told.say("SUB_RELATORIO.PASSO.GRUPO", n=int(group.trips), tipo=told.kind(group.kind))
    why = "" if group.inside else told.say("SUB_RELATORIO.PASSO.FORA")
    tariff = told.say("SUB_RELATORIO.NADA") if group.tariff is None else told.texts.figure_text(group.tariff, "BRL/km")
    values = told.say("SUB_RELATORIO.PASSO.GRUPO_VALORES", km=group.km, tarifa=tariff)
    explained = " ".join(part for part in (group.technology, why) if part)
    return name, told.say("SUB_RELATORIO.PASSO.GRUPO_FORMULA"), values, _exact(told, group.earned), explained


def _earned(told: Telling, value: Decimal | None) -> Told:
    return (
        told.say("SUB_RELATORIO.PASSO.APURADO"),
        told.say("SUB_RELATORIO.PASSO.APURADO_FORMULA"),
        "",
        _exact(told, value),
        "",
    )


def _penalty(told: Telling, value: Decimal | None, tier: str) -> Told:
    name, formula = told.say("SUB_RELATORIO.PASSO.PENALIDADE"), told.say("SUB_RELATORIO.PASSO.PENALIDADE_FORMULA")
    return name, formula, tier, _exact(told, value), ""


def _total(told: Telling, earned: Decimal | None, penalty: Decimal | None, payable: Decimal | None) -> Told:
    values = f"{_exact(told, earned)} + {_exact(told, penalty)}"
    name, formula = told.say("SUB_RELATORIO.PASSO.A_PAGAR"), told.say("SUB_RELATORIO.PASSO.A_PAGAR_FORMULA")
    return name, formula, values, _exact(told, payable), ""


def _identities(told: Telling, worked: WorkedBand) -> Iterator[Told]:
    """What the city's other columns are made of, and the identity that holds among them."""
    band = worked.band
    if None in (band.payable, band.without_glosa, band.over_cap, band.penalty):
        return
    payable, clean, over, penalty = (x or ZERO for x in (band.payable, band.without_glosa, band.over_cap, band.penalty))
    glosa, gross = payable - clean, over + penalty + clean
    yield _identity(told, "GLOSADO", (payable, -clean), glosa)
    yield _identity(told, "TOTAL_APURADO", (over, penalty, clean), gross)
    yield _identity(told, "IDENTIDADE", (gross, -over, glosa, -penalty), gross - over + glosa - penalty)


def _identity(told: Telling, code: str, parts: tuple[Decimal, ...], result: Decimal) -> Told:
    values = " + ".join(_exact(told, part) for part in parts)
    base = f"SUB_RELATORIO.PASSO.{code}"
    return told.say(base), told.say(f"{base}_FORMULA"), values, _exact(told, result), told.say(f"{base}_PORQUE")


def _exact(told: Telling, value: Decimal | None) -> str:
    """R$ with every place it has, two at least."""
    return told.say("SUB_RELATORIO.NADA") if value is None else told.texts.numbers.money(value)
