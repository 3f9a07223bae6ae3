"""What one month's reading of an ERP brings: small frozen rows, the queries that made them, and what was left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from engines.calendar import Month
from storage.erp.statements import Window


class OffenceKind(StrEnum):
    """Why a row of the ERP is listed (details of ORG_003); the last two are listed and still summed."""

    DUPLICATE_ROW = "DUPLICATE_ROW"
    NEGATIVE_KM = "NEGATIVE_KM"
    NEGATIVE_LITRES = "NEGATIVE_LITRES"
    MISSING_KM = "MISSING_KM"
    FUTURE_ROW = "FUTURE_ROW"
    REPEATED_COST = "REPEATED_COST"

    @property
    def excluded(self) -> bool:
        """True when the row (or all but one of the rows alike) stays out of every sum."""
        return self is not OffenceKind.REPEATED_COST


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of one sector (ERP code): km and litres of valid rows, None where no valid row tells any.

    `linhas` valid rows summed, `invalidas` and `repetidas` rows left out (F-53). A day without a DayRow is unknown,
    never zero (F-28).
    """

    dia: date
    setor: int
    km: Decimal | None
    litros: Decimal | None
    linhas: int
    invalidas: int
    repetidas: int


@dataclass(frozen=True, slots=True)
class CostRow:
    """One month, sector and cost type: sum in reais, postings, and the last day posted (F-14)."""

    mes: Month
    setor: int
    tipo: str
    criterio: str
    valor: Decimal
    linhas: int
    ultimo: date


@dataclass(frozen=True, slots=True)
class FleetRow:
    """Fleet of one sector: distinct active vehicles, active records, operational ones, newest update (F-33)."""

    setor: int
    ativos: int
    registros: int
    operacionais: int
    atualizado: datetime | None


@dataclass(frozen=True, slots=True)
class OffendingDay:
    """How many rows of a kind one day of one sector has; complete, where the listing is not."""

    kind: OffenceKind
    dia: date
    setor: int
    linhas: int


@dataclass(frozen=True, slots=True)
class OffendingRow:
    """One row of the listing: `vezes` times there; costs tell `valor` and `documento` instead of km and litres."""

    kind: OffenceKind
    instante: datetime
    setor: int
    veiculo: str | None = None
    km: Decimal | None = None
    litros: Decimal | None = None
    vezes: int = 1
    tipo: str | None = None
    valor: Decimal | None = None
    documento: str | None = None


@dataclass(frozen=True, slots=True)
class QueryRecord:
    """A statement as it was sent: name, text, binds and how many rows came back."""

    name: str
    text: str
    binds: Mapping[str, object]
    rows: int


@dataclass(frozen=True, slots=True)
class ErpIdentity:
    """Which ERP answered: kind (`oracle`, `sqlite`), where, as whom, which version. Never a password."""

    kind: str
    where: str
    user: str
    version: str


@dataclass(frozen=True, slots=True)
class ErpExtract:
    """One whole reading (F-60): either all of this, or none of it."""

    vigencia: Month
    reference: date
    sectors: tuple[int, ...]
    window: Window
    days: tuple[DayRow, ...]
    costs: tuple[CostRow, ...]
    fleet: tuple[FleetRow, ...]
    offending_days: tuple[OffendingDay, ...]
    offending: tuple[OffendingRow, ...]
    queries: tuple[QueryRecord, ...]
    identity: ErpIdentity
    profile: str
    extracted_at: datetime

    @property
    def row_counts(self) -> Mapping[str, int]:
        """Rows that came back by statement."""
        return {query.name: query.rows for query in self.queries}
