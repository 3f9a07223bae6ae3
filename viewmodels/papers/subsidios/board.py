"""Findings of the auditor on paper: what each says, where it stands, who answers for it, and its first rows."""

from collections.abc import Iterator
from decimal import Decimal

from engines.report.blocks import Align, Block, Callout, Column, Paragraph, State, Table
from storage.auditoria.report_data import BoardFinding
from viewmodels.papers.subsidios.words import Telling, row

ROWS, COLUMNS = 5, 7
"""Rows and columns of evidence printed under a finding."""
NARROWEST, WIDEST = 12, 25
"""Least and most weight of a column of evidence."""
STATES = {"ERROR": State.CRITICAL, "CONSENT": State.ATTENTION, "WARNING": State.ATTENTION, "INFO": State.INFO}


def findings(told: Telling) -> Iterator[Block]:
    """Every finding with its evidence, or that there is none."""
    if not told.figures.findings:
        yield Paragraph(told.say("SUB_RELATORIO.SEM_ACHADOS"))
    for finding in told.figures.findings:
        yield _finding(told, finding)
        yield from _evidence(told, finding)


def situation(told: Telling, status: str) -> str:
    """Name of where a finding stands."""
    code = f"ACHADO.SITUACAO.{status}"
    return told.say(code) if told.texts.knows(code) else status


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
    columns = tuple(_column(finding, at) for at in range(min(COLUMNS, len(finding.columns))))
    shown = [row(*(told.cell(value) for value in values[:COLUMNS])) for values in finding.rows[:ROWS]]
    yield Table(columns, tuple(shown), dense=True)
    if finding.evidence_rows > ROWS:
        yield Paragraph(told.say("SUB_RELATORIO.MAIS_EVIDENCIA", n=finding.evidence_rows - ROWS), quiet=True)


def _column(finding: BoardFinding, at: int) -> Column:
    """A column of evidence: numbers right, as wide as its texts ask."""
    held = [values[at] for values in finding.rows[:ROWS] if values[at] is not None]
    numbers = bool(held) and all(isinstance(value, Decimal | int) for value in held)
    longest = max((len(str(value)) for value in held), default=0)
    width = min(WIDEST, max(NARROWEST, longest, len(finding.columns[at])))
    return Column(finding.columns[at], Align.RIGHT if numbers else Align.LEFT, width)
