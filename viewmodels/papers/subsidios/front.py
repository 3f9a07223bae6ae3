"""First pages of the report of an audit: what is owed against what was paid, in a paragraph and a table, and by day."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from engines.report.blocks import (
    Block,
    Heading,
    KeyValues,
    PageBreak,
    Paragraph,
    RowKind,
    Signature,
    Signatures,
    Table,
    VerifyBox,
)
from storage.exports.hashing import signs
from storage.store.types import instant_text
from viewmodels.operations.subsidios.report_figures import ZERO, Share
from viewmodels.papers.subsidios.words import Telling, row, table_of

QR_TAG = "SUBSIDIO1"
FOUND = "achado"


def front_page(told: Telling) -> Iterator[Block]:
    """Lead, who and when, payment by consórcio with its check line, signatures and the box to check the paper with."""
    yield Paragraph(lead(told), lead=True)
    yield by_consortium(told)
    yield Paragraph(check_line(told), quiet=True)
    yield KeyValues(tuple(_about(told)))
    yield Signatures(
        (
            Signature(told.figures.lead, told.say("SUB_RELATORIO.CONDUZ")),
            Signature("", told.say("SUB_RELATORIO.REVISA")),
        )
    )
    yield _verify_box(told)
    yield PageBreak()
    if len(told.figures.days) > 1:
        yield Heading(told.say("SUB_RELATORIO.POR_DIA"), 1, "dias")
        yield by_day(told)


def lead(told: Telling) -> str:
    """What the days pay by the rules, what was published, the difference, and what was found."""
    summary, parts = told.figures.summary, []
    args = {"periodo": told.period(), "conhecido": told.figures.known_on}
    parts.append(told.say("SUB_RELATORIO.ABRE", valor=told.money(summary.payable), **args))
    if summary.theirs is not None:
        difference = summary.payable - summary.theirs
        code = "IGUAL" if not difference else "MENOS" if difference < 0 else "MAIS"
        told_of = {"publicado": told.money(summary.theirs), "diferenca": told.money(abs(difference))}
        parts.append(told.say(f"SUB_RELATORIO.ABRE_{code}", **told_of))
    else:
        parts.append(told.say("SUB_RELATORIO.ABRE_SEM_PAGO"))
    if summary.without_value:
        parts.append(told.say("SUB_RELATORIO.SEM_VALOR", n=summary.without_value))
    fired = sum(check.verdict == FOUND for check in told.figures.checks)
    parts.append(told.say("SUB_RELATORIO.ABRE_VERIFICACOES", n=fired, de=len(told.figures.checks)))
    parts.append(told.say("SUB_RELATORIO.ABRE_ACHADOS", n=len(told.figures.findings)))
    return " ".join(parts)


def by_consortium(told: Telling) -> Table:
    """Published, recalculated and difference of each consórcio, with its penalties, and the total."""
    return _shares(told, "CONSORCIO", told.figures.summary.consortiums)


def by_day(told: Telling) -> Table:
    """The same by day."""
    return _shares(told, "DATA", told.figures.summary.days)


def _shares(told: Telling, head: str, shares: Sequence[Share]) -> Table:
    heads = (
        (head, 22, False), ("PUBLICADO", 17, True), ("RECALCULADO", 17, True), ("DIFERENCA", 16, True),
        ("PENALIDADES", 16, True), ("VIAGENS", 12, True),
    )  # fmt: skip
    rows = [row(_key(told, share), *_cells(told, [share])) for share in shares]
    total = row(told.say("RELATORIO.TOTAL"), *_cells(told, shares), kind=RowKind.TOTAL)
    return table_of(told, heads, [*rows, total], dense=False)


def _key(told: Telling, share: Share) -> str:
    return told.consortium(share.key) if isinstance(share.key, str) else told.day(share.key)


def _cells(told: Telling, shares: Sequence[Share]) -> tuple[str, ...]:
    ours = sum((share.payable for share in shares), ZERO)
    known = [share.theirs for share in shares if share.theirs is not None]
    theirs: Decimal | None = sum(known, ZERO) if known else None
    return (
        told.amount(theirs),
        told.amount(ours),
        told.amount(None if theirs is None else ours - theirs, sign=True),
        told.amount(sum((share.penalty for share in shares), ZERO)),
        told.count(sum((share.trips for share in shares), ZERO)),
    )


def check_line(told: Telling) -> str:
    """Do the consórcios, the days and the saved calculation say one total; and the trips that are in none of it."""
    summary = told.figures.summary
    code = "FECHA" if summary.closes else "NAO_FECHA"
    line = told.say(f"SUB_RELATORIO.{code}", valor=told.money(summary.payable))
    if not summary.trips_in_no_band:
        return line
    lost = told.say("SUB_RELATORIO.SEM_FAIXA", n=summary.trips_in_no_band, km=summary.km_in_no_band)
    return f"{line} {lost}"


def _about(told: Telling) -> Iterator[tuple[str, str]]:
    figures = told.figures
    yield told.say("SUB_RELATORIO.PERIODO"), told.period()
    yield told.say("SUB_RELATORIO.CONHECIDO"), told.day(figures.known_on)
    calculated = told.say("SUB_RELATORIO.CALCULADO_POR", quem=figures.author, quando=told.instant(figures.calculated))
    yield told.say("SUB_RELATORIO.CALCULO"), f"{figures.run}. {calculated}"
    yield told.say("SUB_RELATORIO.REGRAS_DIGITAL"), figures.rules_digest[:16]
    yield told.say("SUB_RELATORIO.PROGRAMA"), figures.program
    yield told.say("SUB_RELATORIO.IMPORTACOES"), ". ".join(_imports(told))


def _imports(told: Telling) -> Iterator[str]:
    for each in told.figures.sources:
        args = {"n": len(each.files), "numero": each.number, "quando": told.instant(each.brought)}
        yield told.say(f"SUB_RELATORIO.IMPORTACAO_{each.kind}", **args)


def _verify_box(told: Telling) -> VerifyBox:
    """QR `SUBSIDIO1|run|days|sha256|instant`, the 16 signs and what checking proves."""
    figures, copy = told.figures, told.copy
    how = " ".join((told.say("SUB_RELATORIO.CONFIRA_COMO"), told.say("RELATORIO.CONFIRA_LIMITE")))
    context = f"{figures.days[0]}..{figures.days[-1]}"
    qr = "|".join((QR_TAG, str(figures.run), context, copy.hash, instant_text(figures.calculated)))
    return VerifyBox(told.say("RELATORIO.CONFIRA"), qr, signs(copy.hash), (how,))
