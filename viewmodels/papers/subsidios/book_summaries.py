"""Summaries of the workbook: by consórcio, by day, and the weight of each reason, added up live."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from storage.auditoria.report_queries import PaidThere, ServiceDay
from storage.exports.audit_content import AuditColumn, AuditSheet, FootCheck, Row
from viewmodels.operations.subsidios.report_figures import ZERO, Share, shares
from viewmodels.papers.subsidios.book_rows import KM, MONEY
from viewmodels.papers.subsidios.words import Telling

ADDED = ("trips", "run_km", "earned", "penalty", "payable", "theirs", "difference")
LOST = "{at_ceiling}-{paid}"
DIFFERENCE = "{payable}-{theirs}"


def by_consortium(told: Telling) -> AuditSheet:
    """One row per consórcio."""
    found = told.figures.summary.consortiums
    place = (AuditColumn("consortium", _head(told, "CONSORCIO")),)
    rows = [(told.consortium(share.key), *_values(told, share)) for share in found]
    return _summary(told, "RESUMO", place, rows, found)


def by_day(told: Telling, services: Sequence[ServiceDay], there: Sequence[PaidThere]) -> AuditSheet:
    """One row per day and consórcio."""
    place = (AuditColumn("day", _head(told, "DATA"), "date"), AuditColumn("consortium", _head(told, "CONSORCIO")))
    rows: list[Row] = []
    every: list[Share] = []
    for day in sorted({row.day for row in services} | {paid.day for paid in there}):
        found = shares(_of(services, day), _of(there, day), by_day=False)
        every += found
        rows += [(day, told.consortium(share.key), *_values(told, share)) for share in found]
    return _summary(told, "POR_DIA", place, rows, every)


def _of(rows: Iterable, day: date) -> list:  # type: ignore[type-arg]
    return [row for row in rows if row.day == day]


def _summary(
    told: Telling, code: str, place: tuple[AuditColumn, ...], rows: Sequence[Row], found: Sequence[Share]
) -> AuditSheet:
    columns = (*place, *_columns(told))
    totals = {name: _total(found, name) for name in ADDED if any(column.field == name for column in columns)}
    saved = told.figures.summary.saved
    agree, differ = told.say("SUB_RELATORIO.PALAVRA_FECHA"), told.say("SUB_RELATORIO.PALAVRA_NAO_FECHA")
    checks = (
        () if saved is None else (FootCheck(told.say("SUB_RELATORIO.TOTAL_GUARDADO"), "payable", saved, agree, differ),)
    )
    return AuditSheet(
        code, told.say(f"SUB_RELATORIO.FOLHA.{code}"), told.say(f"SUB_RELATORIO.LISTA.{code}"), columns, rows,
        len(rows), keys=tuple(column.field for column in place), totals=totals,
        total_label=told.say("RELATORIO.TOTAL"), checks=checks,
    )  # fmt: skip


def _columns(told: Telling) -> tuple[AuditColumn, ...]:
    def money(field: str, code: str, formula: str = "") -> AuditColumn:
        return AuditColumn(field, _head(told, code), *MONEY, formula=formula, adds="" if formula else field)

    ours = (
        AuditColumn("trips", _head(told, "VIAGENS"), "count", adds="trips"),
        AuditColumn("run_km", _head(told, "KM_APURADA"), *KM, adds="run_km"),
        money("earned", "APURADO"), money("penalty", "PENALIDADE_VALOR"), money("payable", "A_PAGAR"),
    )  # fmt: skip
    if told.figures.comparison is None:
        return ours
    return (*ours, money("theirs", "PUBLICADO"), money("difference", "DIFERENCA", DIFFERENCE))


def _values(told: Telling, share: Share) -> Row:
    ours = (share.trips, share.run_km, share.earned, share.penalty, share.payable)
    if told.figures.comparison is None:
        return ours
    theirs = share.theirs or ZERO
    return (*ours, theirs, share.payable - theirs)


def _total(found: Sequence[Share], name: str) -> Decimal:
    return sum((getattr(share, name) or ZERO for share in found), ZERO)


def weights(told: Telling) -> AuditSheet:
    """Every reason and type of trip of each consórcio: value at the ceiling, paid, and what is lost, live."""
    losses = told.figures.summary.losses
    columns = (
        AuditColumn("consortium", _head(told, "CONSORCIO")), AuditColumn("reason", _head(told, "MOTIVO")),
        AuditColumn("kind", _head(told, "TIPO_VIAGEM")), AuditColumn("trips", _head(told, "VIAGENS"), "count"),
        AuditColumn("km", _head(told, "KM"), *KM), AuditColumn("at_ceiling", _head(told, "NO_TETO"), *MONEY),
        AuditColumn("paid", _head(told, "PAGO"), *MONEY),
        AuditColumn("lost", _head(told, "NAO_PAGO"), *MONEY, formula=LOST),
    )  # fmt: skip
    rows: list[Row] = [
        (told.consortium(x.consortium), told.say(f"SUB_RELATORIO.MOTIVO.{x.reason.upper()}"), told.kind(x.kind),
         x.trips, x.km, x.at_ceiling, x.paid, x.lost)
        for x in losses
    ]  # fmt: skip
    names = ("trips", "km", "at_ceiling", "paid", "lost")
    totals = {name: sum((getattr(x, name) for x in losses), ZERO) for name in names}
    return AuditSheet(
        "PESOS", told.say("SUB_RELATORIO.FOLHA.PESOS"), told.say("SUB_RELATORIO.LISTA.PESOS"), columns, rows, len(rows),
        totals=totals, total_label=told.say("RELATORIO.TOTAL"),
    )  # fmt: skip


def _head(told: Telling, code: str) -> str:
    return told.say(f"SUB_RELATORIO.COLUNA.{code}")
