"""One page per goal: the number large, its sentence, its steps, the saldo, twelve months, findings and decision."""

from collections.abc import Iterator
from decimal import Decimal

from engines.calendar import Month, window_before
from engines.figure import Figure, Missing
from engines.finding import Finding, Severity
from engines.formula.tree import Aggregate, Name
from engines.formula.words import plain
from engines.goals.month import FAR
from engines.report.blocks import (
    Block,
    Callout,
    Heading,
    Hero,
    Keep,
    KeyValues,
    PageBreak,
    Paragraph,
    Sparkline,
    State,
    Step,
    StepTable,
    Thermometer,
)
from engines.sheet import Line
from viewmodels.operations.metas.results import GoalRow
from viewmodels.papers.amounts import reader_unit
from viewmodels.papers.cover import as_sentence
from viewmodels.papers.matter import Matter
from viewmodels.papers.narration import capital
from viewmodels.papers.odd_numbers import advice, odd_numbers

STATES = {
    Severity.ERROR: State.CRITICAL,
    Severity.CONSENT: State.ATTENTION,
    Severity.WARNING: State.ATTENTION,
    Severity.INFO: State.INFO,
}
BESIDE = ("custo_sem_reducao", "custo_cumprida", "economia")
"""What a goal in litres costs, beside it (F-15)."""
DEBT, DIVIDED = "SALDO_DEVEDOR", "SALDO_DEVEDOR.PARCELADO"


def money(goal: GoalRow) -> bool:
    """True for a goal in R$."""
    return reader_unit(goal.unit) == "BRL"


def goal_page(matter: Matter, goal: GoalRow) -> Iterator[Block]:
    """The page of one goal: what must be seen first stands highest."""
    shown = matter.figure(goal.line, goal.members)
    yield PageBreak()
    yield Heading(matter.goal(goal), 1, f"{goal.criterion}-{goal.sector}".lower())
    yield hero(matter, goal)
    yield Paragraph(matter.narrator.sentence(shown), lead=True)
    yield step_table(matter, shown)
    yield from saldo(matter, goal)
    yield from odd_numbers(matter, goal)
    yield from beside(matter, goal)
    yield from findings(matter, goal)
    yield KeyValues(
        (
            (matter.say("RELATORIO.DECISAO"), decided(matter, goal)),
            (matter.say("RELATORIO.PARAMETROS"), "; ".join(_parameters(matter, shown))),
        )
    )
    yield spark(matter, goal)


def hero(matter: Matter, goal: GoalRow) -> Hero:
    """The value that stands, with its unit; under it what it is and, when adjusted, what was calculated."""
    month = matter.view.vigencia
    calculated = matter.shown(goal.value, goal.unit)
    args = {"mes": month, "calculada": calculated, "decisao": matter.decision(goal)}
    value = goal.value if goal.approved is None else goal.approved
    code = "PAPEL.HEROI_CALCULADA" if goal.approved is None else "PAPEL.HEROI_APROVADA"
    if goal.approved is not None and goal.approved != goal.value:
        code = "PAPEL.HEROI_AJUSTADA"
    caption = matter.say(code, **args)
    if money(goal) or not isinstance(value, Decimal):
        return Hero(matter.shown(value, goal.unit), "", caption)
    return Hero(matter.number(value), matter.unit(goal.unit), caption)


def step_table(matter: Matter, shown: Figure) -> StepTable:
    """The steps of a goal in the order of the sheet, as G-062 asks: name, formula, values, result, explanation."""
    steps = tuple(_step(matter, number, each) for number, each in enumerate(steps_of(matter, shown), start=1))
    step, formula, result = (matter.say(f"RELATORIO.{code}") for code in ("PASSO", "FORMULA_E_VALORES", "RESULTADO"))
    return StepTable(step, formula, result, steps)


def steps_of(matter: Matter, shown: Figure) -> list[Figure]:
    """Lines the value came through that are a step of their own: not rows summed up, not a value of the formula."""
    order = {key: at for at, key in enumerate(matter.view.book.sheet.lines)}
    found: dict[str, Figure] = {}
    _gather(matter, shown, shown, found)
    return sorted(found.values(), key=lambda each: order[each.name])


def _gather(matter: Matter, whole: Figure, each: Figure, found: dict[str, Figure]) -> None:
    lines = matter.view.book.sheet.lines
    if each.name in found or each.name not in lines or not each.member.items() <= whole.member.items():
        return
    done = matter.narrator.behind(each)
    if done.name in lines and not matter.narrator.constant(done) and not _raw(lines[done.name]):
        found[each.name] = each
    for source in matter.narrator.sources(done) if done.name in lines else ():
        _gather(matter, whole, source, found)


def _raw(line: Line) -> bool:
    return isinstance(line.root, Aggregate) and bool(line.root.table)


def _step(matter: Matter, number: int, each: Figure) -> Step:
    narrator, done = matter.narrator, matter.narrator.behind(each)
    line = matter.view.book.sheet.lines[each.name]
    told = each.name if isinstance(line.root, Name) else done.name
    code = f"EXPLICA.{matter.view.book.sheet.name}.{told}"
    return Step(
        number,
        narrator.label(each.name).text,
        capital(plain(narrator.operation(done))),
        plain(narrator.operands(done)),
        narrator.value(each),
        matter.say(code) if matter.texts.knows(code) else "",
    )


def saldo(matter: Matter, goal: GoalRow) -> Iterator[Block]:
    """Goal, ceiling and spending of the vigência before, for goals in R$ (G-032)."""
    evaluation = matter.view.evaluation
    if "saldo_devedor" not in evaluation.sheet.lines or not money(goal):
        return
    target, ceiling, spent, debt = (
        evaluation.value(key, goal.members) for key in ("meta_anterior", "teto", "gasto_anterior", "saldo_devedor")
    )
    title = Heading(matter.say("RELATORIO.SALDO"), 2)
    if not (isinstance(target, Decimal) and isinstance(ceiling, Decimal) and isinstance(spent, Decimal)):
        yield Keep((title, Paragraph(matter.say("PAPEL.SALDO_SEM_DADOS"))))
        return
    over = isinstance(debt, Decimal) and debt > 0
    verdict = matter.say(
        "RELATORIO.TERMOMETRO_PASSOU" if over else "RELATORIO.TERMOMETRO_DENTRO",
        valor=matter.shown(debt if over else ceiling - spent, "BRL"),
    )
    tolerance = matter.texts.figure_text(evaluation.value("tolerancia"), "fraction")
    meter = Thermometer(
        target,
        ceiling,
        spent,
        matter.say("RELATORIO.TERMOMETRO_META", valor=matter.shown(target, "BRL")),
        matter.say("RELATORIO.TERMOMETRO_TETO", valor=matter.shown(ceiling, "BRL"), tolerancia=tolerance),
        matter.say("RELATORIO.TERMOMETRO_GASTO", valor=matter.shown(spent, "BRL")),
        verdict,
    )
    yield Keep((title, meter))


def beside(matter: Matter, goal: GoalRow) -> Iterator[Block]:
    """Cost of a goal in litres: forecast without reduction, if met, and the saving (F-15)."""
    if money(goal):
        return
    figures = [matter.figure(key, goal.members) for key in BESIDE]
    pairs = tuple(
        (matter.narrator.label(f.name).text, f"{matter.narrator.value(f)} = {plain(matter.narrator.operands(f))}")
        for f in figures
    )
    yield Keep((Heading(matter.say("PAPEL.EM_REAIS"), 2), KeyValues(pairs)))


def spark(matter: Matter, goal: GoalRow) -> Sparkline:
    """Twelve months of what the goal is about: litres, or R$ of its criterion; the goal as the dashed line."""
    series = monthly(matter, goal)
    months = window_before(matter.view.vigencia, FAR)
    first, last = (
        f"{matter.texts.numbers.month(m)}: {matter.shown(_known(series[m]), goal.unit)}"
        for m in (months[0], months[-1])
    )
    target = goal.approved if goal.approved is not None else goal.value
    caption = matter.say("PAPEL.SERIE", que=matter.criterion(goal), unidade=matter.unit(goal.unit))
    dashed = target if isinstance(target, Decimal) else None
    return Sparkline(caption, tuple(series[m] for m in months), first, last, dashed)


def monthly(matter: Matter, goal: GoalRow) -> dict[Month, Decimal | None]:
    """Litres or R$ of the goal's sector in each of the twelve months, None where there is no row."""
    tables = matter.view.evaluation.facts.tables
    found: dict[Month, Decimal | None] = dict.fromkeys(window_before(matter.view.vigencia, FAR))
    cost = money(goal)
    for row in tables["custos_12m" if cost else "meses_12m"]:
        value, month = row["valor" if cost else "litros"], Month.parse(str(row["mes"]))
        if row["setor"] == goal.sector and (not cost or row["criterio"] == goal.criterion):
            assert isinstance(value, Decimal)
            found[month] = value + (found[month] or Decimal(0))
    return found


def _known(value: Decimal | None) -> Decimal | Missing:
    return Missing("NO_ROWS") if value is None else value


def _parameters(matter: Matter, shown: Figure) -> Iterator[str]:
    """The operator's parameters a goal stood on."""
    inputs = matter.view.book.sheet.inputs
    used = {each.name: each for each in shown.walk() if each.name in inputs and inputs[each.name].parameter}
    if "teto" in {each.name for each in shown.walk()}:
        used["tolerancia"] = matter.figure("tolerancia", ())
    for each in used.values():
        yield f"{matter.narrator.label(each.name).text}, {matter.narrator.value(each)}"


def findings(matter: Matter, goal: GoalRow) -> Iterator[Block]:
    """Each finding with what to do about it; one line when there is none."""
    if not goal.findings:
        yield Callout(State.OK, matter.say("PAPEL.SEM_ALERTAS"), matter.say("RELATORIO.SEM_ACHADOS"))
    for found in _told_here(goal):
        word = matter.say(f"SEVERIDADE.{found.severity}")
        yield Callout(STATES[found.severity], word, matter.finding(found), found.code, advice(matter, found))


def _told_here(goal: GoalRow) -> tuple[Finding, ...]:
    """Findings but the debt already told by the thermometer, where its instalments tell it again."""
    divided = any(found.text_code == DIVIDED for found in goal.findings)
    return tuple(found for found in goal.findings if not (divided and found.text_code == DEBT))


def decided(matter: Matter, goal: GoalRow) -> str:
    """The decision in a sentence: what, why where somebody gave a reason, who, when."""
    taken = goal.decision
    if taken is None:
        return matter.say("RELATORIO.PENDENTE")
    what = " ".join((f"{matter.decision(goal)}.", as_sentence(taken.justification))).strip()
    who, when = matter.basis.name(taken.decided_by), matter.instant(taken.decided)
    return matter.say("PAPEL.DECIDIDA", decisao=what, quem=who, quando=when)
