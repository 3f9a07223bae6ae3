"""The comparison with the customer's own spreadsheet on paper and as a table: each difference with its cause."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from engines.figure import Missing, Value
from engines.goals.own_sheet.tracing import Cause, Departure
from engines.report.blocks import Align, Block, Callout, Cell, Column, Heading, Paragraph, Row, RowKind, State, Table
from engines.report.document import Document
from engines.sheet import Sheet
from storage.texts.sentences import Texts
from viewmodels.operations.metas.own_sheet.result import ComparedGoal, OwnSheetComparison
from viewmodels.papers.amounts import exact, reader_unit
from viewmodels.papers.leaves import label_of
from viewmodels.papers.loose import Desk, loose_document
from viewmodels.papers.narration import member_label

SAME, DIFFERENT, ABSENT = "PROPRIA.CONFERE", "PROPRIA.DIFERE", "PROPRIA.NAO_TRAZ"


def situation(texts: Texts, goal: ComparedGoal) -> str:
    """`Confere`, `Difere` or that the spreadsheet does not tell it."""
    return texts.say(ABSENT if goal.theirs is None else SAME if goal.agrees else DIFFERENT)


def goal_name(texts: Texts, goal: ComparedGoal) -> str:
    """`Combustível, SÃO SEBASTIÃO`."""
    criterion = member_label(texts, "criterio", goal.goal.criterion, goal.goal.criterion_label)
    return texts.say("ONDE.SETOR_CRITERIO", criterio=criterion, setor=goal.goal.sector_label)


def departure_words(texts: Texts, sheet: Sheet, found: Departure) -> str:
    """Where it departs and why: `KM prevista: 122.998,00 km em vez de 124.999,90 km. É a mesma conta com …`."""
    args: Mapping[str, object] = {
        "linha": label_of(texts, sheet, found.line),
        "deles": shown(texts, sheet, found.line, found.theirs),
        "nosso": shown(texts, sheet, found.line, found.ours),
    }
    return f"{texts.say_with('PROPRIA.PARTE', args)} {cause_words(texts, found.cause)}"


def cause_words(texts: Texts, cause: Cause | None) -> str:
    """The cause as a sentence; an unexplained difference says so."""
    if cause is None:
        return texts.say("CAUSA.SEM_CAUSA")
    if not cause.proved:
        return texts.say_with(f"CAUSA.{cause.codes[0]}", cause.args)
    args = dict(cause.args)
    value = args.get("valor")
    if isinstance(value, Decimal):
        args["valor"] = texts.figure_text(value, str(args["unidade"]))
    told = tuple(texts.say_with(f"CAUSA.{code}", args) for code in cause.codes)
    return texts.say("CAUSA.MESMA_CONTA", com=texts.numbers.listed(told))


def shown(texts: Texts, sheet: Sheet, line: str, value: Decimal | None) -> str:
    """A number of a line with its unit and places."""
    told: Value = Missing("NOT_GIVEN") if value is None else value
    return exact(texts, told, str(sheet.unit(line)), sheet.places(line)) if value is not None else "–"


def summary(texts: Texts, compared: OwnSheetComparison) -> str:
    """How many agree, differ and are not told, in one sentence."""
    told = [g for g in compared.goals if g.theirs is not None]
    return texts.say(
        "PROPRIA.RESUMO",
        iguais=compared.agreeing,
        metas=len(told),
        diferentes=len(told) - compared.agreeing,
        sem_causa=compared.unexplained,
        ausentes=len(compared.goals) - len(told),
    )


def comparison_rows(texts: Texts, compared: OwnSheetComparison) -> tuple[tuple[str, ...], list[tuple[Value, ...]]]:
    """Heads and rows of the comparison as a table of values, one line per departure."""
    codes = ("META", "UNIDADE", "PROVA_REAL", "PLANILHA", "DIFERENCA", "SITUACAO", "LINHA", "NOSSO", "DELES", "CAUSA",
             "CELULA")  # fmt: skip
    return tuple(texts.say(f"PROPRIA.COL_{code}") for code in codes), list(_rows(texts, compared))


def _rows(texts: Texts, compared: OwnSheetComparison) -> Iterator[tuple[Value, ...]]:
    sheet = compared.view.book.sheet
    for goal in compared.goals:
        unit = texts.numbers.unit(reader_unit(goal.goal.unit))
        head: tuple[Value, ...] = (
            goal_name(texts, goal), unit, goal.goal.value, _value(goal.theirs), _value(goal.difference),
            situation(texts, goal),
        )  # fmt: skip
        if not goal.departures:
            yield (*head, "", "", "", "", goal.cell)
        for found in goal.departures:
            label = label_of(texts, sheet, found.line)
            cause = cause_words(texts, found.cause)
            yield (*head, label, _value(found.ours), found.theirs, cause, goal.cell)


def _value(number: Decimal | None) -> Value:
    return Missing("NOT_GIVEN") if number is None else number


def comparison_document(texts: Texts, compared: OwnSheetComparison, desk: Desk) -> Document:
    """The comparison on paper: the goals side by side, then each difference with its cause."""
    view = compared.view
    title = texts.say("PROPRIA.TITULO", mes=view.vigencia)
    subtitle = texts.say("PROPRIA.SUBTITULO", arquivo=compared.file, calculo=str(view.run.id))
    return loose_document(texts, desk, title, subtitle, str(view.vigencia), str(view.run.id), _blocks(texts, compared))


def _blocks(texts: Texts, compared: OwnSheetComparison) -> Iterator[Block]:
    yield Paragraph(summary(texts, compared), lead=True)
    yield _goals(texts, compared)
    differing = [goal for goal in compared.goals if goal.departures]
    if differing:
        yield Heading(texts.say("PROPRIA.CAUSAS"), 1, "causas")
    for goal in differing:
        yield from _differences(texts, compared.view.book.sheet, goal)
    yield Paragraph(texts.say("PROPRIA.TOLERANCIA"), quiet=True)
    yield Paragraph(texts.say("PROPRIA.ARQUIVO", arquivo=compared.file, hash=compared.sha256), quiet=True)


def _goals(texts: Texts, compared: OwnSheetComparison) -> Table:
    heads = (("META", Align.LEFT, 30), ("PROVA_REAL", Align.RIGHT, 18), ("PLANILHA", Align.RIGHT, 18),
             ("DIFERENCA", Align.RIGHT, 16), ("SITUACAO", Align.LEFT, 18))  # fmt: skip
    columns = tuple(Column(texts.say(f"PROPRIA.COL_{code}"), side, weight) for code, side, weight in heads)
    rows: list[Row] = []
    last = ""
    for goal in compared.goals:
        if goal.goal.criterion != last:
            last = goal.goal.criterion
            rows.append(Row((Cell(_group(texts, goal)),), RowKind.GROUP))
        rows.append(_goal(texts, goal))
    return Table(columns, tuple(rows))


def _group(texts: Texts, goal: ComparedGoal) -> str:
    label = member_label(texts, "criterio", goal.goal.criterion, goal.goal.criterion_label)
    return f"{label}, {texts.numbers.unit(reader_unit(goal.goal.unit))}"


def _goal(texts: Texts, goal: ComparedGoal) -> Row:
    def number(value: Value | None, sign: bool = False) -> str:
        return texts.numbers.number(value, 2, sign) if isinstance(value, Decimal) else "–"

    return Row(
        (
            Cell(goal.goal.sector_label),
            Cell(number(goal.goal.value)),
            Cell(number(goal.theirs)),
            Cell(number(goal.difference, sign=True), strong=not goal.agrees),
            Cell(situation(texts, goal), strong=goal.theirs is not None and not goal.agrees, quiet=goal.agrees),
        )
    )


def _differences(texts: Texts, sheet: Sheet, goal: ComparedGoal) -> Iterator[Block]:
    for found in goal.departures:
        explained = found.cause is not None and found.cause.proved
        state = State.INFO if explained else State.ATTENTION
        word = texts.say("PROPRIA.EXPLICADA" if explained else "PROPRIA.SEM_EXPLICACAO")
        yield Callout(state, word, goal_name(texts, goal), "", departure_words(texts, sheet, found))
