"""Plain lists of the workbook: causes, stages, checks, findings, exceptions, rules, files."""

from collections.abc import Iterator
from decimal import Decimal

from storage.exports.audit_content import AuditColumn, AuditSheet, Row
from viewmodels.operations.subsidios.report_figures import ZERO
from viewmodels.papers.subsidios.board import situation
from viewmodels.papers.subsidios.questions import whom
from viewmodels.papers.subsidios.sources import proof
from viewmodels.papers.subsidios.words import Telling

WIDE = 60.0
Heads = tuple[tuple[str, str], ...]
"""Code of each column and its unit; `long` is a text that wraps."""


def listings(told: Telling) -> Iterator[AuditSheet]:
    """Every list the audit has something for; those of findings and checks always."""
    if told.figures.comparison is not None:
        yield _causes(told)
        yield _stages(told)
    yield _list(told, "VERIFICACOES", _CHECKS, [_check_row(told, at) for at in range(len(told.figures.checks))])
    yield _findings(told)
    if any(finding.rows for finding in told.figures.findings):
        yield _evidence(told)
    yield _exceptions(told)
    yield _rules(told)
    yield _files(told)


_CHECKS: Heads = (
    ("CODIGO", "text"), ("GRUPO", "text"), ("VERIFICACAO", "long"), ("RESULTADO", "text"), ("CASOS", "count"),
    ("EFEITO", "BRL"), ("O_QUE", "long"),
)  # fmt: skip


def _list(
    told: Telling, code: str, heads: Heads, rows: list[Row], totals: dict[str, Decimal] | None = None
) -> AuditSheet:
    columns = tuple(
        AuditColumn(
            head.lower(), told.say(f"SUB_RELATORIO.COLUNA.{head}"), "text" if unit == "long" else unit,
            width=WIDE if unit == "long" else 0.0,
        )
        for head, unit in heads
    )  # fmt: skip
    sheet, title = told.say(f"SUB_RELATORIO.FOLHA.{code}"), told.say(f"SUB_RELATORIO.LISTA.{code}")
    label = told.say("RELATORIO.TOTAL")
    return AuditSheet(code, sheet, title, columns, rows, len(rows), totals=totals or {}, total_label=label)


def _causes(told: Telling) -> AuditSheet:
    assert told.figures.comparison is not None
    found = told.figures.comparison.causes
    heads: Heads = (
        ("CAUSA", "long"), ("CLAUSULA", "text"), ("ATO", "text"), ("VIAGENS", "count"), ("FAIXAS", "count"),
        ("EFEITO", "BRL"),
    )  # fmt: skip
    rows: list[Row] = [
        (told.cause(c), c.clause, c.act, Decimal(c.trips), Decimal(c.units), c.effect) for c in found
    ]  # fmt: skip
    return _list(told, "CAUSAS", heads, rows, {"efeito": sum((c.effect for c in found), ZERO)})


def _stages(told: Telling) -> AuditSheet:
    assert told.figures.comparison is not None
    heads: Heads = (
        ("ETAPA", "long"), ("LINHAS", "count"), ("SO_NOSSAS", "count"), ("SO_DELES", "count"), ("CELULAS", "count"),
        ("DIFEREM", "count"), ("PRIMEIRA_VIAGENS", "count"), ("PRIMEIRA_FAIXAS", "count"),
    )  # fmt: skip
    rows: list[Row] = []
    for s in told.figures.comparison.stages:
        counts = (s.rows, s.ours_only, s.theirs_only, s.cells, s.differing_rows, s.first_trips, s.first_units)
        rows.append((told.stage(s.stage), *(Decimal(count) for count in counts)))
    return _list(told, "ETAPAS", heads, rows)


def _check_row(told: Telling, at: int) -> Row:
    check = told.figures.checks[at]
    found = check.verdict == "achado"
    missing = told.say("SUB_RELATORIO.ETAPA_ESPERA", faltam=", ".join(check.missing)) if check.missing else ""
    return (
        check.short, told.say(f"SUB_VERIFICA.GRUPO.{check.group.upper()}"), told.check_title(check),
        told.say(f"SUB_VERIFICA.RESULTADO.{check.verdict.upper()}"), Decimal(check.count) if found else None,
        check.effect, told.check_found(check) if found else missing,
    )  # fmt: skip


def _findings(told: Telling) -> AuditSheet:
    heads: Heads = (
        ("NUMERO", "count"), ("CODIGO", "text"), ("GRAVIDADE", "text"), ("TITULO", "long"), ("SITUACAO", "text"),
        ("EFEITO", "BRL"), ("NOTA", "long"), ("EVIDENCIAS", "count"), ("QUEM", "text"), ("QUANDO", "text"),
        ("REVISOR", "text"), ("NOTA_REVISOR", "long"),
    )  # fmt: skip
    rows: list[Row] = [
        (Decimal(f.number), f.code, told.say(f"SEVERIDADE.{f.severity}"), f.title, situation(told, f.status), f.effect,
         f.note, Decimal(f.evidence_rows), f.author, told.instant(f.created), f.reviewer, f.review_note)
        for f in told.figures.findings
    ]  # fmt: skip
    return _list(told, "ACHADOS", heads, rows)


def _evidence(told: Telling) -> AuditSheet:
    """First rows frozen with each finding, each as one text of its columns."""
    heads: Heads = (("NUMERO", "count"), ("LINHA", "count"), ("DADOS", "long"))
    rows: list[Row] = []
    for finding in told.figures.findings:
        for at, values in enumerate(finding.rows, start=1):
            pairs = zip(finding.columns, values, strict=True)
            text = "; ".join(f"{name}: {told.cell(value)}" for name, value in pairs if value is not None)
            rows.append((Decimal(finding.number), Decimal(at), text))
    return _list(told, "EVIDENCIAS", heads, rows)


def _exceptions(told: Telling) -> AuditSheet:
    heads: Heads = (
        ("REGRA", "long"), ("CLAUSULA", "text"), ("ATO", "text"), ("ALTERACAO", "text"), ("DE_QUEM", "long"),
        ("PRIMEIRO", "date"), ("ULTIMO", "date"), ("EFEITO_DA_REGRA", "BRL"), ("RESSALVA", "long"),
    )  # fmt: skip
    effects = told.figures.answers.effects
    rows: list[Row] = [
        (told.rule(e.rule), e.clause, e.act, e.commit, whom(told, e), e.first, e.last, effects.get(e.rule), e.doubt)
        for e in told.figures.answers.exceptions
    ]
    return _list(told, "EXCECOES", heads, rows)


def _rules(told: Telling) -> AuditSheet:
    heads: Heads = (
        ("REGRA", "long"), ("CHAVE", "text"), ("CLAUSULA", "text"), ("CLAUSULAS", "count"), ("VALOR_DA_REGRA", "text"),
        ("ATO", "text"), ("ALTERACAO", "text"), ("CONHECIDA", "date"), ("PRIMEIRO", "date"), ("ULTIMO", "date"),
        ("RESSALVA", "long"),
    )  # fmt: skip
    rows: list[Row] = [
        (told.rule(r.rule), r.rule, r.clause, Decimal(r.clauses), told.value(r.value), r.act, r.commit, r.known,
         r.first, r.last, r.doubt)
        for r in told.figures.rules
    ]  # fmt: skip
    return _list(told, "REGRAS", heads, rows)


def _files(told: Telling) -> AuditSheet:
    heads: Heads = (("TABELA", "text"), ("ARQUIVO", "text"), ("SHA256", "long"), ("IMPORTACAO", "count"))
    rows: list[Row] = [
        (file.table, file.name, proof(told, file), Decimal(source.number))
        for source in told.figures.sources
        for file in source.files
    ]
    return _list(told, "ARQUIVOS", heads, rows)
