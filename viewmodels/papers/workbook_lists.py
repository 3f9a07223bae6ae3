"""Plain lists of the workbook: validations, anomalies, decisions, acts."""

from collections.abc import Iterator
from decimal import Decimal

from engines.figure import Missing, Value
from engines.finding import Finding, Severity
from storage.exports.workbook_content import Listing
from viewmodels.papers.closing_pages import act_texts, validations
from viewmodels.papers.matter import Matter
from viewmodels.papers.odd_numbers import advice

Rows = tuple[tuple[Value, ...], ...]


def listings(matter: Matter) -> Iterator[Listing]:
    """Validacoes, Anomalias, Consentimentos where some was given, Aprovacao, Auditoria."""
    yield _validations(matter)
    yield _listing(matter, "ANOMALIAS", ("CODIGO", "GRAVIDADE", "O_QUE", "O_QUE_FAZER"), _findings(matter))
    if matter.basis.consents:
        yield _listing(matter, "CONSENTIMENTOS", ("O_QUE", "JUSTIFICATIVA", "QUEM", "QUANDO"), _consents(matter))
    yield _decisions(matter)
    yield _acts(matter)


def _listing(matter: Matter, sheet: str, heads: tuple[str, ...], rows: Rows) -> Listing:
    titles = tuple(matter.say(f"PLANILHA.{head}") for head in heads)
    return Listing(matter.say(f"PLANILHA.FOLHA_{sheet}"), matter.say(f"PAPEL.LISTA_{sheet}"), titles, rows)


def _validations(matter: Matter) -> Listing:
    table = validations(matter)
    rows = tuple(tuple(cell.text for cell in row.cells) for row in table.rows)
    titles = tuple(column.title for column in table.columns)
    return Listing(matter.say("PLANILHA.FOLHA_VALIDACOES"), matter.say("RELATORIO.VALIDACOES"), titles, rows)


def _findings(matter: Matter) -> Rows:
    worth = [found for found in matter.view.findings if found.severity is not Severity.INFO]
    return tuple(_finding(matter, found) for found in worth)


def _finding(matter: Matter, found: Finding) -> tuple[Value, ...]:
    return found.code, matter.say(f"SEVERIDADE.{found.severity}"), matter.finding(found), advice(matter, found)


def _consents(matter: Matter) -> Rows:
    """What was consented to or chosen where data was missing: the sentence as it was read, why, who, when."""
    return tuple(
        (
            str(given.value),
            given.why,
            matter.basis.name(given.who),
            "" if given.when is None else matter.instant(given.when),
        )
        for given in matter.basis.consents
    )


def _decisions(matter: Matter) -> Listing:
    heads = ("DECISAO", "CALCULADA", "APROVADA", "JUSTIFICATIVA", "QUEM", "QUANDO")
    rows: list[tuple[Value, ...]] = []
    for goal in matter.view.goals:
        taken = goal.decision
        who = matter.basis.name(taken.decided_by) if taken else ""
        when = matter.instant(taken.decided) if taken else ""
        why = taken.justification if taken else ""
        approved: Value = Missing("NOT_GIVEN") if goal.approved is None else goal.approved
        rows.append((matter.goal(goal), matter.decision(goal), goal.value, approved, why, who, when))
    titles = (matter.say("PAPEL.META"), *(matter.say(f"PLANILHA.{head}") for head in heads))
    sheet, title = matter.say("PLANILHA.FOLHA_APROVACAO"), matter.say("PAPEL.LISTA_APROVACAO")
    return Listing(sheet, title, titles, tuple(rows))


def _acts(matter: Matter) -> Listing:
    heads = tuple(matter.say(f"RELATORIO.{head}") for head in ("SEQUENCIA", "QUANDO", "QUEM", "ATO", "DURACAO"))
    rows: list[tuple[Value, ...]] = []
    for line in matter.basis.trail:
        seq, *rest = act_texts(matter, line)
        rows.append((Decimal(seq), *rest))
    return Listing(matter.say("PLANILHA.FOLHA_AUDITORIA"), matter.say("RELATORIO.TRILHA"), heads, tuple(rows))
