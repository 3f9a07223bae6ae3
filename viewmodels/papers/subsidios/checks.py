"""Findings of the auditor, standing checks by group, and what could not be verified or has no referee."""

from collections.abc import Iterator

from engines.report.blocks import (
    Block,
    Cell,
    Heading,
    Keep,
    KeyValues,
    Paragraph,
    Row,
    RowKind,
    Table,
)
from viewmodels.operations.subsidios.report_figures import CheckFigures
from viewmodels.papers.subsidios.board import findings
from viewmodels.papers.subsidios.words import Telling, row, table_of

FOUND, CLEAN, UNVERIFIABLE = "achado", "em_ordem", "nao_verificavel"


def check_pages(told: Telling) -> Iterator[Block]:
    """The board, the checks, the not verifiable, the not refereed."""
    yield Heading(told.say("SUB_RELATORIO.ACHADOS"), 1, "achados")
    yield from findings(told)
    yield Heading(told.say("SUB_RELATORIO.VERIFICACOES"), 1, "verificacoes")
    yield checks(told)
    yield Heading(told.say("SUB_RELATORIO.NAO_VERIFICAVEL"), 1, "nao-verificavel")
    yield from unverifiable(told)
    yield Keep((Heading(told.say("SUB_RELATORIO.SEM_ARBITRO"), 1, "sem-arbitro"), *caveats(told)))


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
