"""Parameters with their authors, validations with their results, the trail of acts, and what the paper proves."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from engines.figure import Value
from engines.finding import Finding
from engines.report.blocks import Align, Block, Cell, Column, Heading, Keep, KeyValues, PageBreak, Paragraph, Row, Table
from storage.journal import Line
from viewmodels.operations.metas.step_trail import spent_on
from viewmodels.papers.matter import Matter

CALCULATED, RECALCULATED = "CALCULATION_COMPLETED", "CALCULATION_RECALCULATED"
CONSISTENCY, RANGE = "CONSISTENCIA", "FAIXA"
EARLY = ("CPE_001", "HOL_001", "HOL_003", "PAR_001", "PAR_002", "PAR_003")
READING = ("ORG_002.PARTIAL_HISTORICAL_DATA", "ORG_003.DUPLICATE_ROW", "ORG_003.NEGATIVE_KM", "ORG_003.FUTURE_ROW")
RANGES = ("CAL_001", "CAL_003", "CAL_004", "SALDO")
"""Codes of the second of the seed's two validations, Faixa Aceitável; the others are Consistência de Dados (G-064)."""


def closing_pages(matter: Matter) -> Iterator[Block]:
    """What the run stood on and what was done with it."""
    yield PageBreak()
    yield Keep((Heading(matter.say("RELATORIO.PARAMETROS"), 1, "parametros"), parameters(matter)))
    yield Heading(matter.say("RELATORIO.VALIDACOES"), 1, "validacoes")
    yield Paragraph(matter.say("PAPEL.VALIDACOES_EXPLICA"))
    yield validations(matter)
    yield Heading(matter.say("RELATORIO.TRILHA"), 1, "trilha")
    yield trail(matter)
    yield Keep((Heading(matter.say("RELATORIO.CONFIRA"), 2), proof(matter)))


def parameters(matter: Matter) -> Table:
    """Value used, the one before it, who gave it, when and why."""
    heads = (("PARAMETRO", 26), ("VALOR", 11), ("VALOR_ANTERIOR", 11), ("MUDADO_POR", 32), ("MOTIVO", 20))
    columns = tuple(
        Column(matter.say(f"RELATORIO.{code}"), Align.RIGHT if code.startswith("VALOR") else Align.LEFT, weight)
        for code, weight in heads
    )
    rows = []
    for parameter in matter.view.book.rules.parameters:
        told = matter.basis.registers["parametros"][parameter.key]
        unit = "fraction" if parameter.is_share else "BRL/L"
        before = told["anterior"]
        texts = (
            parameter_label(matter, parameter.key, parameter.label),
            matter.texts.figure_text(parameter_value(matter, parameter.key), unit),
            "" if before is None else matter.texts.figure_text(Decimal(str(before)), unit),
            by_whom(matter, str(told["quem"]), told["quando"]),
            str(told["motivo"]),
        )
        rows.append(Row(tuple(Cell(text) for text in texts)))
    return Table(columns, tuple(rows), dense=True)


def parameter_label(matter: Matter, key: str, label: str) -> str:
    """Name of a parameter in the reader's language."""
    code = f"PARAMETRO.{key}"
    return matter.say(code) if matter.texts.locale != "pt" and matter.texts.knows(code) else label


def parameter_value(matter: Matter, key: str) -> Value:
    """Value of a parameter as the run froze it: the input kept under that name, or under its member's."""
    evaluation = matter.view.evaluation
    for given in evaluation.sheet.inputs.values():
        for members in evaluation.members_of(given.per):
            if given.parameter and "_".join((given.parameter, *members)) == key:
                return evaluation.value(given.key, members)
    raise KeyError(key)


def by_whom(matter: Matter, who: str, when: object) -> str:
    """`Diretor Silva, 02/08/2025 às 08:25`, as much of it as is known."""
    name = matter.basis.name(who) if who else ""
    at = matter.instant(datetime.fromisoformat(str(when))) if when else ""
    return ", ".join(part for part in (name, at) if part)


def validations(matter: Matter) -> Table:
    """Every validation the run went through with how many findings it raised, under the seed's two names."""
    found: dict[str, list[Finding]] = {}
    for finding in matter.view.findings:
        found.setdefault(finding.text_code, []).append(finding)
    codes = list(dict.fromkeys((*EARLY, *READING, *(check.key for check in matter.view.book.sheet.checks), *found)))
    columns = (
        Column(matter.say("RELATORIO.VALIDACAO"), weight=54),
        Column(matter.say("PAPEL.GRUPO"), weight=22),
        Column(matter.say("RELATORIO.RESULTADO"), weight=24),
    )
    rows = [_validation(matter, code, found.get(code, [])) for code in codes]
    return Table(columns, tuple(rows), dense=True)


def _validation(matter: Matter, code: str, found: list[Finding]) -> Row:
    group = RANGE if code.startswith(RANGES) else CONSISTENCY
    named = f"VALIDACAO.{code}"
    what = matter.say(named) if matter.texts.knows(named) else code
    result = matter.say("PAPEL.ACHADOS_N", n=len(found))
    cells = (Cell(f"{what} ({code.partition('.')[0]})"), Cell(matter.say(f"PAPEL.GRUPO_{group}"), quiet=True))
    return Row((*cells, Cell(result, strong=bool(found), quiet=not found)))


def trail(matter: Matter) -> Table:
    """Acts of the run as the journal has them: number, instant, who, what, and how long the calculation took."""
    heads = (("SEQUENCIA", 7), ("QUANDO", 22), ("QUEM", 20), ("ATO", 38), ("DURACAO", 13))
    columns = tuple(
        Column(matter.say(f"RELATORIO.{code}"), Align.RIGHT if code in ("SEQUENCIA", "DURACAO") else Align.LEFT, weight)
        for code, weight in heads
    )
    return Table(
        columns, tuple(Row(tuple(Cell(t) for t in act_texts(matter, line))) for line in matter.basis.trail), dense=True
    )


def act_texts(matter: Matter, line: Line) -> tuple[str, str, str, str, str]:
    """Number, instant, who, what and duration in milliseconds of one act."""
    if line.body is None:
        return str(line.seq), "", "", matter.say("PAPEL.ATO_APAGADO"), ""
    verb, when = str(line.body["verb"]), datetime.fromisoformat(line.body["at"])
    code = f"VERBO.{verb}"
    what = matter.say(code) if matter.texts.knows(code) else verb
    place = _goal_of(matter, str(line.body["entity"]))
    run = matter.view.run
    spent = _milliseconds(run.started, run.ended) if verb == CALCULATED and run.ended else spent_on(line.body)
    lasted = "" if spent is None else matter.texts.numbers.number(Decimal(spent), 0)
    told = f"{what}: {place}" if place else what
    if verb == RECALCULATED:
        before = line.body["before"]["calculo"]
        told = f"{what}. {matter.say('RECALCULO.CORRIGE', original=before, motivo=str(line.body['why']))}"
    return str(line.seq), matter.instant(when), matter.basis.name(str(line.body["actor"])), told, lasted


def _goal_of(matter: Matter, entity: str) -> str:
    """The goal an act is about, "" when it is about the run."""
    parts = tuple(entity.split("/")[3:])
    return next((matter.goal(goal) for goal in matter.view.goals if goal.key == parts), "")


def _milliseconds(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds() * 1000)


def proof(matter: Matter) -> KeyValues:
    """Full hash, the paper before this one, and where the journal stood."""
    copy = matter.copy
    chain = matter.say("RELATORIO.CADEIA", seq=copy.head.seq, cabeca=copy.head.hash)
    return KeyValues(
        (
            (matter.say("RELATORIO.HASH_INTEIRO"), copy.hash),
            (matter.say("PAPEL.ANTERIOR"), copy.previous or matter.say("PAPEL.PRIMEIRO")),
            (matter.say("PAPEL.DIARIO"), chain),
        )
    )
