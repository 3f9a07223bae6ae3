"""The transparency workbook of a run as content: the sheet's own formulas, tables and values (reference 7.1)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from engines.formula.words import plain
from engines.goals.rules import Parameter
from engines.money import ONE, ZERO
from engines.sheet import Input
from storage.exports.hashing import signs
from storage.exports.workbook_content import WORDS, Axis, Cover, Goal, View, WorkbookContent
from storage.exports.workbook_sheet import Guard, sheet_parts
from storage.texts.sentences import Texts
from viewmodels.operations.metas.results import GoalRow, RunView
from viewmodels.papers.amounts import reader_unit
from viewmodels.papers.basis import Basis
from viewmodels.papers.closing_pages import by_whom
from viewmodels.papers.leaves import axis_label
from viewmodels.papers.matter import Copy, Matter
from viewmodels.papers.narration import Narrator, capital
from viewmodels.papers.transparency import LANGUAGES
from viewmodels.papers.workbook_lists import listings
from viewmodels.papers.workbook_tables import tables

ROWS = "setor"
SALDO = (
    "meta_anterior",
    "tolerancia",
    "teto",
    "gasto_anterior",
    "excedente",
    "saldo_devedor",
    "parcelas",
    "parcela_do_mes",
    "parcelas_anteriores",
    "saldo_aplicado",
    "saldo_a_vencer",
    "saldo_perdoado",
)
KM = (
    "km_mesmo_mes",
    "km_ultimos_3",
    "km_ano_anterior_3",
    "ritmo_do_ano",
    "media_km_historica",
    "km_alternativo",
    "usar_km_alternativo",
    "km_prevista",
    "variacao_km",
)
READING = ("LER_FORMULAS", "LER_ARREDONDAMENTO", "LER_AUSENTE", "LER_CONTINGENCIA")
LARGEST = Decimal(10000)
"""decimal(10,6) keeps four digits before the comma."""


def workbook(texts: Texts, view: RunView, basis: Basis, copy: Copy) -> WorkbookContent:
    """Everything the workbook of a run shows."""
    matter = Matter(texts, view, basis, copy, Narrator.of(texts, view.evaluation))
    narrator = matter.narrator
    parts = sheet_parts(
        view.evaluation, ROWS, matter.unit, lambda key: capital(plain(narrator.formula(key))), _guards(matter)
    )
    return WorkbookContent(
        cover=_cover(matter),
        axes=tuple(_axis(matter, axis) for axis in parts.axes),
        inputs=tuple(replace(given, label=narrator.label(given.key).text) for given in parts.inputs),
        lines=tuple(replace(line, label=narrator.label(line.key).text) for line in parts.lines),
        values=parts.values,
        goals=tuple(_goal(matter, goal) for goal in view.goals),
        words={code: texts.say_with(f"PLANILHA.{code}", {}) for code in WORDS},
        created=copy.generated,
        tables=tuple(tables(matter)),
        views=tuple(_views(matter)),
        lists=tuple(listings(matter)),
        language=LANGUAGES[texts.locale],
    )


def _views(matter: Matter) -> Iterator[View]:
    """Saldo with its instalments, and km beside its alternative; lines the run's own sheet lacks stay out."""
    sheet, narrator = matter.view.book.sheet, matter.narrator
    known = sheet.inputs.keys() | sheet.lines.keys()
    for title, head, per, keys in (
        ("PLANILHA.FOLHA_SALDO", "saldo_devedor", (ROWS, "criterio"), SALDO),
        ("PLANILHA.FOLHA_KM", "km_prevista", (ROWS,), KM),
    ):
        yield View(matter.say(title), narrator.label(head).text, per, tuple(key for key in keys if key in known))


def _axis(matter: Matter, axis: Axis) -> Axis:
    """An axis and its members by the names the reader knows."""
    named = matter.narrator.labels[axis.key]
    members = tuple(replace(member, label=named[member.key]) for member in axis.members)
    return replace(axis, label=axis_label(matter.texts, matter.view.book.sheet, axis.key), members=members)


def _cover(matter: Matter) -> Cover:
    run, copy = matter.view.run, matter.copy
    subtitle = "PAPEL.PLANILHA_SUBTITULO_SEGUNDA_VIA" if copy.second else "PAPEL.PLANILHA_SUBTITULO"
    return Cover(
        title=matter.title,
        subtitle=matter.say(subtitle, calculo=str(run.id)),
        company=matter.basis.company,
        status=matter.stamp.label,
        pairs=tuple(_pairs(matter)),
        reading=tuple(matter.say(f"PLANILHA.{code}") for code in READING),
        run=str(run.id),
        hash=copy.hash,
        chain=f"{copy.head.seq} {copy.head.hash}",
        author=matter.view.author,
    )


def _pairs(matter: Matter) -> Iterator[tuple[str, str]]:
    run, approval = matter.view.run, matter.approval
    ended = run.ended or run.started
    yield matter.say("PAPEL.VIGENCIA"), run.context
    yield matter.say("PAPEL.CALCULADO_POR"), f"{matter.view.author}, {matter.instant(ended)}"
    if approval is not None:
        yield matter.say("PAPEL.APROVADO_POR"), f"{matter.basis.name(approval[1])}, {matter.instant(approval[0])}"
    yield matter.say("PAPEL.EMITIDO_EM"), matter.instant(matter.copy.generated)
    yield matter.say("PAPEL.SINAIS"), signs(matter.copy.hash)


def _goal(matter: Matter, goal: GoalRow) -> Goal:
    taken = goal.decision
    return Goal(
        line=goal.line,
        members=goal.members,
        name=f"META_{goal.criterion}_{goal.sector}",
        criterion=matter.criterion(goal),
        sector=goal.sector_label,
        unit=goal.unit,
        unit_text=matter.unit(goal.unit),
        approved=goal.approved,
        decision=matter.decision(goal),
        justification=taken.justification if taken else "",
        previous=goal.before.target if goal.before else None,
        alerts="; ".join(matter.brief(found) for found in goal.findings),
    )


def _guards(matter: Matter) -> Mapping[str, Guard]:
    """Limits and notes of the given values, from the rules of the parameters they are kept under."""
    rules = matter.view.book.rules.parameters
    found: dict[str, Guard] = {}
    for given in matter.view.book.sheet.inputs.values():
        mine = [p for p in rules if given.parameter and p.key.startswith(given.parameter)]
        found[given.key] = _guard(matter, given, mine[0]) if mine else Guard(places=_places(given))
    return found


def _guard(matter: Matter, given: Input, parameter: Parameter) -> Guard:
    told = matter.basis.registers["parametros"][parameter.key]
    note = by_whom(matter, str(told["quem"]), told["quando"])
    why = str(told["motivo"])
    return Guard(
        note=". ".join(part for part in (note, why) if part),
        places=_places(given),
        above=ZERO,
        below=ONE if parameter.is_share else LARGEST,
        at_most=parameter.maximum,
    )


def _places(given: Input) -> int | None:
    """Places a given value is shown with: money two, a price as many as it has."""
    if given.places is not None:
        return given.places
    return 2 if reader_unit(str(given.unit)) == "BRL" else 5 if str(given.unit) == "BRL/L" else None
