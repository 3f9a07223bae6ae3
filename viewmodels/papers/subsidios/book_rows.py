"""Rows of the payment in the workbook: bands, or services by day; amounts the identities make are formulas."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engines.figure import Value
from engines.subsidy.steps import Connection
from storage.auditoria.report_bands import Band, bands, only_theirs
from storage.auditoria.report_queries import PaidThere, ServiceDay, paid_there
from storage.exports.audit_content import AuditColumn, AuditSheet, Row
from viewmodels.papers.subsidios.words import Telling

DATA = "pagamento"
KEYS = ("day", "consortium", "service")
KM, MONEY = ("km", 3), ("BRL", None)
PAYABLE = 'IF(COUNT({earned},{penalty})=2,{earned}+{penalty},"")'
GLOSA = 'IF(COUNT({payable},{without_glosa})=2,{payable}-{without_glosa},"")'
GROSS = 'IF(COUNT({over_cap},{penalty},{without_glosa})=3,{over_cap}+{penalty}+{without_glosa},"")'
DIFFERENCE = 'IF(ISNUMBER({theirs}),N({payable})-{theirs},"")'
VERDICT = (
    'IF(COUNT({{payable}},{{calculated}})<2,"",IF(AND(ABS({{payable}}-{{calculated}})<0.000001,'
    "IFERROR(ABS({{gross}}-{{over_cap}}+{{glosa}}-{{penalty}}-{{payable}}),0)<0.000001),"
    '"{agree}","{differ}"))'
)
Amounts = tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class _Paid:
    """Amounts of one row, as the calculation has them."""

    earned: Decimal | None = None
    penalty: Decimal | None = None
    calculated: Decimal | None = None
    over_cap: Decimal | None = None
    without_glosa: Decimal | None = None
    judicial: Decimal | None = None
    theirs: Decimal | None = None


def band_sheet(told: Telling, cursor: Connection, count: int) -> AuditSheet:
    """One row per band, and one for each the city paid and nobody planned."""
    extra = only_theirs(cursor) if told.figures.comparison else ()
    place = (
        _text(told, "day", "DATA", "date"), _text(told, "consortium", "CONSORCIO"), _text(told, "service", "SERVICO"),
        _text(told, "way", "SENTIDO"), _text(told, "start", "DE"), _text(told, "end", "ATE"), *_run(told),
        AuditColumn("pof", told.say("SUB_RELATORIO.COLUNA.POF_PLANILHA"), "percent", 2),
    )  # fmt: skip

    def rows() -> Iterator[Row]:
        for band in bands(cursor):
            yield _band(told, band)
        for one in extra:
            place = (one.day, told.consortium(one.consortium), one.service, one.way, one.start, "")
            yield (*place, *([None] * 5), *_amounts(told, _Paid(theirs=one.value)))

    return _sheet(told, "FAIXAS", (*place, *_money(told)), rows(), count + len(extra))


def service_sheet(told: Telling, cursor: Connection, rows: Sequence[ServiceDay], count: int) -> AuditSheet:
    """One row per service and day, where bands are not what is paid or are too many to be opened."""
    there = {_key(paid): paid for paid in (paid_there(cursor) if told.figures.comparison else ())}
    known = {_key(row) for row in rows}
    extra = [paid for key, paid in there.items() if key not in known]
    place = (
        _text(told, "day", "DATA", "date"), _text(told, "consortium", "CONSORCIO"), _text(told, "service", "SERVICO"),
        *_run(told),
    )  # fmt: skip

    def walked() -> Iterator[Row]:
        for row in rows:
            yield _service(told, row, there.get(_key(row)))
        for paid in extra:
            place = (paid.day, told.consortium(paid.consortium), paid.service)
            yield (*place, *([None] * 4), *_amounts(told, _Paid(theirs=paid.value)))

    note = told.say("SUB_RELATORIO.FAIXAS_DEMAIS", n=count) if count else told.say("SUB_RELATORIO.DIAS_SEM_FAIXA")
    return _sheet(told, "SERVICOS", (*place, *_money(told)), walked(), len(rows) + len(extra), note)


def _sheet(
    told: Telling, code: str, columns: tuple[AuditColumn, ...], rows: Iterator[Row], count: int, note: str = ""
) -> AuditSheet:
    title = told.say(f"SUB_RELATORIO.LISTA.{code}")
    return AuditSheet(DATA, told.say(f"SUB_RELATORIO.FOLHA.{code}"), title, columns, rows, count, note, KEYS)


def _key(row: ServiceDay | PaidThere) -> tuple[date, str, str]:
    return row.day, row.consortium, row.service


def _text(told: Telling, field: str, code: str, unit: str = "text") -> AuditColumn:
    return AuditColumn(field, told.say(f"SUB_RELATORIO.COLUNA.{code}"), unit)


def _run(told: Telling) -> tuple[AuditColumn, ...]:
    def said(code: str) -> str:
        return told.say(f"SUB_RELATORIO.COLUNA.{code}")

    return (
        AuditColumn("trips", said("VIAGENS"), "count"),
        AuditColumn("planned_km", said("KM_PLANEJADA"), *KM),
        AuditColumn("run_km", said("KM_APURADA"), *KM),
        AuditColumn("paid_km", said("KM_SUBSIDIADA"), *KM),
    )


def _money(told: Telling) -> tuple[AuditColumn, ...]:
    def column(field: str, code: str, formula: str = "") -> AuditColumn:
        return AuditColumn(field, told.say(f"SUB_RELATORIO.COLUNA.{code}"), *MONEY, formula=formula)

    agree, differ = told.say("SUB_RELATORIO.PALAVRA_FECHA"), told.say("SUB_RELATORIO.PALAVRA_NAO_FECHA")
    verdict = VERDICT.format(agree=agree, differ=differ)
    ours = (
        column("earned", "APURADO"), column("penalty", "PENALIDADE_VALOR"), column("payable", "A_PAGAR", PAYABLE),
        column("calculated", "A_PAGAR_CALCULO"), column("over_cap", "ACIMA"), column("without_glosa", "SEM_GLOSA"),
        column("glosa", "GLOSADO", GLOSA), column("gross", "TOTAL_APURADO", GROSS), column("judicial", "JUDICIAL"),
        AuditColumn("verdict", told.say("SUB_RELATORIO.COLUNA.IDENTIDADE"), formula=verdict),
    )  # fmt: skip
    if told.figures.comparison is None:
        return ours
    return (*ours, column("theirs", "PUBLICADO"), column("difference", "DIFERENCA", DIFFERENCE))


def _band(told: Telling, band: Band) -> Row:
    place = (band.day, told.consortium(band.consortium), band.service, band.way, band.start, band.end)
    run = (band.trips, band.planned_km, band.run_km, band.paid_km, band.pof)
    paid = _Paid(
        band.earned, band.penalty, band.payable, band.over_cap, band.without_glosa, band.judicial, band.theirs
    )  # fmt: skip
    return (*place, *run, *_amounts(told, paid))


def _service(told: Telling, row: ServiceDay, there: PaidThere | None) -> Row:
    place = (row.day, told.consortium(row.consortium), row.service)
    theirs = None if there is None else there.value
    paid = _Paid(row.earned, row.penalty, row.payable, row.over_cap, row.without_glosa, row.judicial, theirs)
    return (*place, row.trips, row.planned_km, row.run_km, row.paid_km, *_amounts(told, paid))


def _amounts(told: Telling, paid: _Paid) -> tuple[Value | None, ...]:
    """Amounts in the order of `_money`, live ones with the value the formula gives."""
    payable = _added(paid.earned, paid.penalty)
    glosa = _added(payable, _minus(paid.without_glosa))
    gross = _added(paid.over_cap, paid.penalty, paid.without_glosa)
    ours = (
        paid.earned, paid.penalty, _or_blank(payable), paid.calculated, paid.over_cap, paid.without_glosa,
        _or_blank(glosa), _or_blank(gross), paid.judicial, _verdict(told, payable, paid.calculated),
    )  # fmt: skip
    if told.figures.comparison is None:
        return ours
    difference = None if paid.theirs is None else (payable or Decimal(0)) - paid.theirs
    return (*ours, paid.theirs, _or_blank(difference))


def _added(*parts: Decimal | None) -> Decimal | None:
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if len(known) == len(parts) else None


def _minus(value: Decimal | None) -> Decimal | None:
    return None if value is None else -value


def _or_blank(value: Decimal | None) -> Value:
    return "" if value is None else value


def _verdict(told: Telling, payable: Decimal | None, calculated: Decimal | None) -> Value:
    """The word the identity gives: the other one is an identity of its own terms."""
    if payable is None or calculated is None:
        return ""
    return told.say("SUB_RELATORIO.PALAVRA_FECHA" if payable == calculated else "SUB_RELATORIO.PALAVRA_NAO_FECHA")
