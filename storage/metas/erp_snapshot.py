"""One reading of the ERP as a snapshot of the goals, and back: ERP codes become the application's sectors."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Connection

from engines.calendar import Month
from engines.finding import Finding, Severity
from engines.goals.month import SectorCost, SectorDay
from storage.erp.extract import CostRow, ErpExtract, FleetRow, OffenceKind
from storage.errors import KnownError
from storage.metas.registers import Sector
from storage.snapshots import Column, Kind, Snapshot, Table, describe, load
from storage.snapshots.shape import Row

SOURCE = "erp:metas"
DAYS, COSTS, FLEET, OFFENCES = "operacao_dia", "custos_mes", "frota", "linhas_fora"

_DAYS = (
    Column("data", Kind.DATE),
    Column("setor", Kind.TEXT),
    Column("km", Kind.DECIMAL, 2),
    Column("litros", Kind.DECIMAL, 2),
    Column("linhas", Kind.INTEGER),
)
_COSTS = (
    Column("mes", Kind.TEXT),
    Column("setor", Kind.TEXT),
    Column("criterio", Kind.TEXT),
    Column("valor", Kind.DECIMAL, 2),
    Column("linhas", Kind.INTEGER),
    Column("ultimo", Kind.DATE),
)
_FLEET = (
    Column("setor", Kind.TEXT),
    Column("ativos", Kind.INTEGER),
    Column("operacionais", Kind.INTEGER),
    Column("atualizado", Kind.DATE),
)
_OFFENCES = (
    Column("tipo", Kind.TEXT),
    Column("data", Kind.DATE),
    Column("setor", Kind.TEXT),
    Column("linhas", Kind.INTEGER),
)


@dataclass(frozen=True, slots=True)
class Fleet:
    """Vehicles of one sector: active ones count (F-33), operational stand beside; newest register update."""

    active: int
    operational: int
    updated: date | None


@dataclass(frozen=True)
class ErpReading:
    """What one snapshot of the ERP says, in the application's sectors."""

    snapshot: str
    extracted_at: datetime
    source: str
    days: tuple[SectorDay, ...]
    costs: tuple[SectorCost, ...]
    fleet: Mapping[str, Fleet]
    findings: tuple[Finding, ...]
    last_posted: Mapping[tuple[Month, str, str], date] = field(default_factory=dict)
    """Day of the last posting of each (month, sector, criterion): how far a month not closed yet is known."""
    kind: str = ""
    """Which kind of source answered: oracle, sqlite, arquivo."""


def as_snapshot(extract: ErpExtract, client: str, sectors: Iterable[Sector], where: str) -> Snapshot:
    """The extract ready to be frozen, with the queries and binds that made it; `where` is what `told_where` says."""
    ids = {int(s.erp_code): s.id for s in sectors if s.erp_code}
    tables = {
        DAYS: Table(_DAYS, [(d.dia, ids[d.setor], d.km, d.litros, d.linhas) for d in extract.days]),
        COSTS: Table(_COSTS, [_cost_row(c, ids) for c in extract.costs]),
        FLEET: Table(_FLEET, [_fleet_row(f, ids) for f in extract.fleet]),
        OFFENCES: Table(_OFFENCES, [*_offending_days(extract, ids), *_repeated_costs(extract, ids)]),
    }
    return Snapshot(
        client,
        SOURCE,
        extract.extracted_at,
        tables,
        query="\n;\n".join(query.text for query in extract.queries),
        binds={
            "vigencia": str(extract.vigencia),
            "referencia": extract.reference.isoformat(),
            "onde": where,
            "especie": extract.identity.kind,
            "versao": extract.identity.version,
            "linhas": dict(extract.row_counts),
        },
        window=(extract.window.start, extract.window.end),
    )


def _offending_days(extract: ErpExtract, ids: Mapping[int, str]) -> list[Row]:
    return [(str(o.kind), o.dia, ids[o.setor], o.linhas) for o in extract.offending_days]


def _repeated_costs(extract: ErpExtract, ids: Mapping[int, str]) -> list[Row]:
    """Postings that stand twice are summed as they are and told: an invoice may well be split in two."""
    found = [o for o in extract.offending if o.kind is OffenceKind.REPEATED_COST]
    return [(str(o.kind), o.instante.date(), ids[o.setor], o.vezes) for o in found]


def _cost_row(cost: CostRow, ids: Mapping[int, str]) -> Row:
    return (str(cost.mes), ids[cost.setor], cost.criterio, cost.valor, cost.linhas, cost.ultimo)


def _fleet_row(row: FleetRow, ids: Mapping[int, str]) -> Row:
    updated = row.atualizado.date() if row.atualizado else None
    return (ids[row.setor], row.ativos, row.operacionais, updated)


def read_back(connection: Connection, client: str, snapshot: str) -> ErpReading:
    """The reading a snapshot froze for a client. Raises KnownError FOTO_AUSENTE (another's too) or FOTO_ALTERADA."""
    about = describe(connection, snapshot)
    if about.client != client:
        raise KnownError("FOTO_AUSENTE", foto=snapshot)
    tables = load(connection, snapshot)
    return ErpReading(
        snapshot=snapshot,
        extracted_at=about.extracted_at,
        source=str(about.binds.get("onde", "")),
        days=tuple(SectorDay(d, s, km, litres) for d, s, km, litres, _ in tables[DAYS].rows if km is not None),  # type: ignore[arg-type]
        costs=tuple(SectorCost(Month.parse(str(m)), s, k, v) for m, s, k, v, *_ in tables[COSTS].rows),  # type: ignore[arg-type]
        fleet={str(s): Fleet(int(a), int(o), u) for s, a, o, u in tables[FLEET].rows},  # type: ignore[arg-type]
        findings=(*(_finding(*row) for row in tables[OFFENCES].rows), *_unknown_litres(tables[DAYS])),
        last_posted={(Month.parse(str(m)), str(s), str(k)): d for m, s, k, _, _, d in tables[COSTS].rows if d},  # type: ignore[misc]
        kind=str(about.binds.get("especie", "")),
    )


def _unknown_litres(days: Table) -> Iterator[Finding]:
    """Days with km whose litres nobody told: out of km/L, and said."""
    for day, sector, km, litres, rows in days.rows:
        if km is not None and litres is None:
            yield _finding("MISSING_LITRES", day, sector, rows)


def _finding(kind: object, day: object, sector: object, rows: object) -> Finding:
    return Finding("ORG_003", Severity.WARNING, str(kind), {"setor": str(sector)}, {"dia": day, "n": rows})
