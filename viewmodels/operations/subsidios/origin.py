"""Where a number outside the payment sheet comes from: the columns it is made of, and the rules read on the way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from engines.subsidy.column_lineage import Ancestor
from engines.subsidy.explain_rules import UsedRule, used_rule
from storage.auditoria.bench import Laid
from storage.auditoria.rows import CellValue, rows_of_bench
from storage.bulk.session import INPUT
from storage.errors import KnownError
from viewmodels.operations.house import House
from viewmodels.operations.registry import AUDIT_AREA, operation
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.lineage_view import column_ancestors
from viewmodels.operations.subsidios.workspace import open_audit_of


@dataclass(frozen=True, slots=True)
class OriginCell:
    """A number of a stage the payment sheet does not make; it stands on no saved run."""

    stage: str
    key: tuple[tuple[str, CellValue], ...]
    column: str
    run: None = None


@dataclass(frozen=True)
class Origin:
    """The value, every column it comes from (nearest first), and the rules in force on its day."""

    address: OriginCell
    value: CellValue
    ancestors: tuple[Ancestor, ...]
    rules: tuple[UsedRule, ...]
    known_on: date


@operation("subsidios.origem", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def origin(house: House, scope: Scope, *, address: OriginCell) -> Origin:
    """Where a number of a stage comes from. Raises KnownError AUDITORIA_SEM_CALCULO, AUDITORIA_SEM_MEMORIA."""
    bench = open_audit_of(house).bench
    laid = bench.standing()
    try:
        row = rows_of_bench(bench).row_with(address.stage, address.key)
        told = _behind(house, scope, f"{address.stage}.{address.column}")
    except KeyError:
        raise KnownError("AUDITORIA_SEM_MEMORIA") from None
    if row is None:
        raise KnownError("AUDITORIA_SEM_MEMORIA")
    day = row.get("data")
    rules = tuple(_rules(laid, told, day)) if isinstance(day, date) else ()
    return Origin(address, row[address.column], told, rules, laid.known.on)


def _behind(house: House, scope: Scope, column: str) -> tuple[Ancestor, ...]:
    """Columns a value is made of; for a count of rows, made of none, those that decide which rows there are."""
    told = column_ancestors(house, scope, address=column)
    if any(each.relation.startswith(INPUT) for each in told):
        return told
    return column_ancestors(house, scope, address=column, through_rows=True)


def _rules(laid: Laid, told: Sequence[Ancestor], day: date) -> Iterator[UsedRule]:
    for key in dict.fromkeys(rule for each in told for rule in each.rules):
        found = used_rule(laid.chain.book, laid.known, key, day)
        if found is not None:
            yield found
