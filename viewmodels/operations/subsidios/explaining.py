"""Explaining a cell of a stage: the same sheet evaluated again over its band or its day, down to the trips."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from engines.figure import Figure, Missing, Rule, Value
from engines.money import round_half_away
from engines.sheet import Evaluation
from engines.subsidy.explain import Place, explain
from engines.subsidy.explain_rules import UsedRule, rules_used
from engines.subsidy.explain_trips import TripBehind, trips_behind
from storage.auditoria.bench import Laid
from storage.auditoria.rows import CellValue, rows_of_bench
from storage.errors import KnownError
from storage.resources import load_yaml
from viewmodels.operations.house import House
from viewmodels.operations.registry import AUDIT_AREA, operation
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.workspace import open_audit_of

MAP = "catalogos/subsidio/memoria.yaml"
PLACES = 9
"""Decimal places of what the stages keep."""
TYPE_KM, WHOLE_KM = "km_apurada_", "km_tipo_"


@dataclass(frozen=True, slots=True)
class StageCell:
    """A cell of a stage: its table, the key of its row (column, value), its column; it stands on no saved run."""

    stage: str
    key: tuple[tuple[str, CellValue], ...]
    column: str
    run: None = None


@dataclass(frozen=True, slots=True)
class LineCell:
    """A line of the sheet at one of its members, as a step of the dock opens it."""

    place: Place
    line: str
    members: tuple[str, ...]
    run: None = None


@dataclass(frozen=True)
class ExplainedCell:
    """A cell with its proof: the tree, what was stored, whether both agree, the rules it stands on.

    `stored` is None for a line no stage keeps.
    """

    address: StageCell | LineCell
    place: Place
    figure: Figure
    evaluation: Evaluation
    stored: Value | None
    identical: bool
    rules: tuple[UsedRule, ...]
    known_on: date


def explains(stage: str, row: Mapping[str, CellValue]) -> tuple[str, ...]:
    """Columns of a row of a stage that can be explained: none when the row is of no band."""
    spec = _map().get(stage)
    if spec is None or any(row.get(column) is None for column in spec["membro"].values()):
        return ()
    if "faixa" in row and row["faixa"] is None:
        return ()
    return tuple(column for column in row if _line_of(spec, column))


@operation("subsidios.explicar", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def explain_cell(house: House, scope: Scope, *, address: StageCell | LineCell) -> ExplainedCell:
    """The figure behind a cell of a stage, or a line at a member of the same sheet.

    Raises KnownError AUDITORIA_SEM_CALCULO, AUDITORIA_SEM_MEMORIA for a cell the sheet does not make.
    """
    bench = open_audit_of(house).bench
    laid = bench.standing()
    if isinstance(address, LineCell):
        return _told(bench.cursor(), laid, address, address.place, address.line, None)
    spec = _map().get(address.stage)
    line = _line_of(spec, address.column) if spec is not None else ""
    row = rows_of_bench(bench).row_with(address.stage, address.key)
    if spec is None or not line or row is None:
        raise KnownError("AUDITORIA_SEM_MEMORIA")
    axis, column = next(iter(spec["membro"].items()))
    place = Place(axis, str(row[column]))
    return _told(bench.cursor(), laid, address, place, line, _stored(row[address.column]))


@operation("subsidios.viagens", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def trips(
    house: House, scope: Scope, *, explained: ExplainedCell, members: Mapping[str, str]
) -> tuple[TripBehind, ...]:
    """Trips behind some members of an explained number. Raises KnownError AUDITORIA_SEM_CALCULO."""
    return trips_behind(open_audit_of(house).bench.cursor(), explained.evaluation, members)


def _told(
    cursor: Any, laid: Laid, address: StageCell | LineCell, place: Place, line: str, stored: Value | None
) -> ExplainedCell:
    members = address.members if isinstance(address, LineCell) else None
    told = explain(cursor, laid.chain.sheet, place, line, members)
    rules = rules_used(cursor, laid.chain.book, laid.known, told.evaluation)
    identical = stored is None or _same(stored, told.figure.value)
    tree = _ruled(told.figure, rules)
    return ExplainedCell(address, place, tree, told.evaluation, stored, identical, rules, laid.known.on)


def _stored(value: CellValue) -> Value:
    if value is None:
        return Missing("NULL_INPUT")
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _same(stored: Value, told: Value) -> bool:
    if isinstance(stored, Missing) or isinstance(told, Missing):
        return isinstance(stored, Missing) and isinstance(told, Missing)
    if isinstance(stored, Decimal) and isinstance(told, Decimal):
        return round_half_away(stored, PLACES) == round_half_away(told, PLACES)
    return stored == told


def _ruled(tree: Figure, rules: tuple[UsedRule, ...]) -> Figure:
    """The tree with the rule each given value stands on."""
    by_input = {name: rule for rule in rules for name in rule.inputs}
    found = by_input.get(tree.name)
    given = tuple(_ruled(item, rules) if isinstance(item, Figure) else item for item in tree.inputs)
    if found is None:
        return replace(tree, inputs=given)
    return replace(tree, inputs=given, rule=Rule(found.key, found.act, found.start, found.known))


def _line_of(spec: Mapping[str, Any], column: str) -> str:
    if column in spec["colunas"]:
        return str(spec["colunas"][column])
    if spec.get("por_tipo") and column.startswith(TYPE_KM):
        return column
    if spec.get("por_tipo_inteiro") and column.startswith(TYPE_KM):
        return column.replace(TYPE_KM, WHOLE_KM)
    return ""


@cache
def _map() -> Mapping[str, Mapping[str, Any]]:
    content: Any = load_yaml(MAP)
    return {str(stage): spec for stage, spec in content["etapas"].items()}
