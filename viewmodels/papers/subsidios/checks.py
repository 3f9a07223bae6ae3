"""Findings of the auditor, standing checks by group, and what could not be verified or has no referee."""

from collections.abc import Iterator

from engines.report.blocks import (
    Block,
    Callout,
    Cell,
    Column,
    Heading,
    Keep,
    KeyValues,
    Paragraph,
    Row,
    RowKind,
    State,
    Table,
)
from storage.auditoria.report_data import BoardFinding
from viewmodels.operations.subsidios.report_figures import CheckFigures
from viewmodels.papers.subsidios.words import Telling, row, table_of

FOUND, CLEAN, UNVERIFIABLE = "achado", "em_ordem", "nao_verificavel"
ROWS, COLUMNS = 5, 7
"""Rows and columns of evidence printed under a finding."""
STATES = {"ERROR": State.CRITICAL, "CONSENT": State.ATTENTION, "WARNING": State.ATTENTION, "INFO": State.INFO}


def check_pages(told: Telling) -> Iterator[Block]:
    """The board, the checks, the not verifiable, the not refereed."""
    yield Heading(told.say("SUB_RELATORIO.ACHADOS"), 1, "achados")
    if not told.figures.findings:
        yield Paragraph(told.say("SUB_RELATORIO.SEM_ACHADOS"))
    for finding in told.figures.findings:
        yield _finding(told, finding)
        yield from _evidence(told, finding)
    yield Heading(told.say("SUB_RELATORIO.VERIFICACOES"), 1, "verificacoes")
    yield checks(told)
    yield Heading(told.say("SUB_RELATORIO.NAO_VERIFICAVEL"), 1, "nao-verificavel")
    yield from unverifiable(told)
    yield Keep((Heading(told.say("SUB_RELATORIO.SEM_ARBITRO"), 1, "sem-arbitro"), *caveats(told)))


def _finding(told: Telling, finding: BoardFinding) -> Callout:
    word = told.say(f"SEVERIDADE.{finding.severity}")
    parts = [told.say("SUB_RELATORIO.ACHADO_SITUACAO", situacao=situation(told, finding.status))]
    if finding.effect is not None:
        parts.append(told.say("SUB_VERIFICA.EFEITO", efeito=finding.effect))
    parts += [finding.note] if finding.note else []
    parts.append(told.say("SUB_RELATORIO.ACHADO_POR", quem=finding.author, quando=told.instant(finding.created)))
    parts.append(told.say("SUB_RELATORIO.EVIDENCIA", n=finding.evidence_rows))
    if finding.reviewer:
        parts.append(told.say("SUB_RELATORIO.REVISTO", quem=finding.reviewer, nota=finding.review_note))
    return Callout(STATES.get(finding.severity, State.INFO), word, finding.title, finding.code, " ".join(parts))


def _evidence(told: Telling, finding: BoardFinding) -> Iterator[Block]:
    """The first rows that prove a finding, as many columns as the page holds."""
    if not finding.rows:
        return
    columns = tuple(Column(name, weight=10) for name in finding.columns[:COLUMNS])
    shown = [row(*(told.cell(value) for value in values[:COLUMNS])) for values in finding.rows[:ROWS]]
    yield Table(columns, tuple(shown), dense=True)
    if finding.evidence_rows > ROWS:
        yield Paragraph(told.say("SUB_RELATORIO.MAIS_EVIDENCIA", n=finding.evidence_rows - ROWS), quiet=True)


def situation(told: Telling, status: str) -> str:
    """Name of where a finding stands."""
    code = f"ACHADO.SITUACAO.{status}"
    return told.say(code) if told.texts.knows(code) else status


def checks(told: Telling) -> Table:
    """Every check that looked at something, by group: its result, how many, R$."""
    heads = (
        ("CODIGO", 18, False),
        ("VERIFICACAO", 42, False),
        ("RESULTADO", 14, False),
        ("CASOS", 11, True),
        ("EFEITO", 17, True),
    )
    rows: list[Row] = []
    looked = [check for check in told.figures.checks if check.verdict in (FOUND, CLEAN)]
    for group in dict.fromkeys(check.group for check in looked):
        mine = [check for check in looked if check.group == group]
        fired = sum(check.verdict == FOUND for check in mine)
        name = told.say(f"SUB_VERIFICA.GRUPO.{group.upper()}")
        rows.append(row(name, told.say("SUB_RELATORIO.DE_N", n=fired, de=len(mine)), kind=RowKind.GROUP))
        rows += [_check(told, check) for check in sorted(mine, key=lambda c: (c.verdict != FOUND, c.short))]
    return table_of(told, heads, rows)


def _check(told: Telling, check: CheckFigures) -> Row:
    fired = check.verdict == FOUND
    word = told.say(f"SUB_VERIFICA.RESULTADO.{check.verdict.upper()}")
    effect = told.amount(check.effect) if check.effect is not None else ""
    counted = told.count(check.count) if fired else ""
    texts = (check.short, told.check_title(check), word, counted, effect)
    return Row(tuple(Cell(text, strong=fired and at == 2, quiet=not fired) for at, text in enumerate(texts)))


def unverifiable(told: Telling) -> Iterator[Block]:
    """Tables nobody brought, stages they leave out, checks that wait for something."""
    source = told.figures.source("ENTRADA")
    pairs = []
    if source is not None and source.absent:
        pairs.append(
            (told.say("SUB_RELATORIO.TABELAS_AUSENTES"), "; ".join(told.table(name) for name in source.absent))
        )
    for stage, missing in told.figures.stages_lacking.items():
        given = source is not None and any(file.table == stage for file in source.files)
        code = "ETAPA_DADA" if given else "ETAPA_ESPERA"
        pairs.append((told.stage(stage), told.say(f"SUB_RELATORIO.{code}", faltam=", ".join(missing))))
    for check in told.figures.checks:
        if check.verdict == UNVERIFIABLE:
            text = told.say(
                "SUB_RELATORIO.VERIFICACAO_ESPERA", titulo=told.check_title(check), faltam=", ".join(check.missing)
            )
            pairs.append((check.short, text))
    if pairs:
        yield KeyValues(tuple(pairs))
    else:
        yield Paragraph(told.say("SUB_RELATORIO.TUDO_VERIFICAVEL"))


def caveats(told: Telling) -> Iterator[Block]:
    """What is recalculated without a referee, those that touch these days first."""
    yield Paragraph(told.say("SUB_RELATORIO.SEM_ARBITRO_EXPLICA"))
    pairs = []
    for key, touches in sorted(told.figures.caveats, key=lambda each: not each[1]):
        where = told.say("SUB_RELATORIO.TOCA" if touches else "SUB_RELATORIO.NAO_TOCA")
        pairs.append((where, told.say(f"SUB_RELATORIO.RESSALVA.{key}")))
    yield KeyValues(tuple(pairs))
