"""Operations on the customer's own spreadsheet: propose a mapping, keep it, compare, hand the comparison over."""

import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from engines.goals.month import SectorDay
from engines.goals.own_sheet.tracing import Departure, Tracer, claims_of
from engines.goals.own_sheet.world import World, tolerance
from storage.departures import record_departure
from storage.errors import KnownError
from storage.exports.csv_text import csv_bytes
from storage.exports.delivery import deliver
from storage.exports.pdf import pdf_bytes
from storage.imports.table_file import read_grid
from storage.journal import Act, append, head
from storage.metas.erp_snapshot import read_back
from storage.metas.own_sheet_map import keep_map, kept_map
from storage.metas.registers import sectors
from storage.metas.vehicle_rows import vehicle_rows
from storage.people import list_clients, names_of
from storage.runs import snapshots_of
from storage.store import Connection
from viewmodels.operations.house import House
from viewmodels.operations.metas.calculating import ERP
from viewmodels.operations.metas.own_sheet.layout import Layout, layout_from
from viewmodels.operations.metas.own_sheet.proposing import Proposal, proposal_of
from viewmodels.operations.metas.own_sheet.reading import Place, Reader, Told
from viewmodels.operations.metas.own_sheet.result import ComparedGoal, OwnSheetComparison
from viewmodels.operations.metas.own_sheet.vocabulary import Vocabulary
from viewmodels.operations.metas.results import GoalRow, RunView, usable_run, view_of
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope
from viewmodels.papers.loose import Desk
from viewmodels.papers.own_sheet import comparison_document, comparison_rows

RIGHT = "metas.exportar"
LEFT_AS = "comparacao"
"""What the log of departures calls a comparison."""


@operation("metas.planilha_propria", right="metas.ver", mode="read", area="metas")
def propose(
    house: House, scope: Scope, *, path: Path, vigencia: str, run: int | None = None, layout: Layout | None = None
) -> Proposal:
    """What a spreadsheet seems to tell of a vigência: the mapping kept when it still fits, else a guess.

    Raises KnownError IMPORTACAO.* for a file that cannot be read, METAS.SEM_CALCULO without a run to compare with.
    """
    grid = read_grid(path)
    with house.store.read() as connection:
        view, words = _words(connection, scope, vigencia, run)
        kept = kept_map(connection, scope.client)
    return proposal_of(grid, words, None if kept is None else layout_from(kept), layout, view.vigencia)


@operation("metas.guardar_mapa", right=RIGHT, mode="write", area="metas", verb="OWN_SHEET_MAPPED")
def keep_mapping(house: House, scope: Scope, *, layout: Layout) -> None:
    """Keeps how the company's spreadsheet is read; next month's file is read the same way."""
    at, told = house.clock.now(), layout.as_mapping()
    with house.store.write() as connection:
        before = kept_map(connection, scope.client)
        keep_map(connection, scope.client, told, at, scope.user)
        entity = "metas/planilha_propria"
        append(
            connection, Act(scope.client, scope.user, "OWN_SHEET_MAPPED", entity, at, before, told, "", scope.origin)
        )


@operation("metas.comparar_planilha", right="metas.ver", mode="read", area="metas")
def compare(
    house: House, scope: Scope, *, path: Path, vigencia: str = "", run: int | None = None, layout: Layout | None = None
) -> OwnSheetComparison:
    """Compares a spreadsheet with a run, goal by goal, with the cause of each difference (idea 15, F-55).

    A single unreadable number refuses the whole file: the answer then has faults and no goals. Raises KnownError
    PROPRIA.SEM_METAS when the file tells no goal, and what `propose` raises.
    """
    grid = read_grid(path)
    with house.store.read() as connection:
        view, words = _words(connection, scope, vigencia, run)
        kept = kept_map(connection, scope.client)
        snapshot = snapshots_of(connection, view.run.id)[ERP]
        days = read_back(connection, scope.client, snapshot).days
        records = vehicle_rows(connection, snapshot)
    chosen = layout or proposal_of(grid, words, None if kept is None else layout_from(kept), None, view.vigencia).layout
    told, faults = Reader(grid, chosen, words).read()
    if not faults and not any(goal_place(goal) in told for goal in view.goals):
        raise KnownError("PROPRIA.SEM_METAS", arquivo=grid.name)
    goals = () if faults else tuple(_compared(view, told, days, records))
    return OwnSheetComparison(view, grid.name, grid.sha256, goals, faults)


@operation("metas.salvar_comparacao", right=RIGHT, mode="write", area="metas", verb="OWN_SHEET_COMPARED")
def save_comparison(house: House, scope: Scope, *, compared: OwnSheetComparison, path: Path) -> Path:
    """Writes a comparison as PDF or, by the ending of the file, CSV. Raises KnownError EXPORTAR_*."""
    at = house.clock.now()
    with house.store.read() as connection:
        content = comparison_bytes(connection, house, scope, compared, path.suffix)
    with house.store.write() as connection:
        sha = hashlib.sha256(content).hexdigest()
        record_departure(connection, scope, LEFT_AS, path.name, sha, str(path.parent), at)
        told = {"arquivo": path.name, "planilha": compared.file, "hash_planilha": compared.sha256,
                "iguais": compared.agreeing, "sem_causa": compared.unexplained}  # fmt: skip
        entity = f"metas/calculo/{compared.view.run.id}"
        verb = "OWN_SHEET_COMPARED"
        append(connection, Act(scope.client, scope.user, verb, entity, at, None, told, "", scope.origin))
        return deliver(path, content)


def comparison_bytes(
    connection: Connection, house: House, scope: Scope, compared: OwnSheetComparison, ending: str
) -> bytes:
    """The comparison as CSV for `.csv`, as PDF otherwise."""
    if ending.lower() == ".csv":
        heads, rows = comparison_rows(house.texts, compared)
        return csv_bytes(heads, rows)
    company = next(c.name for c in list_clients(connection) if c.id == scope.client)
    name = names_of(connection, {scope.user}).get(scope.user, scope.user)
    standing = head(connection, scope.client)
    assert standing is not None, "a client's journal begins with the client"
    return pdf_bytes(comparison_document(house.texts, compared, Desk(company, name, house.clock.now(), standing)))


def goal_place(goal: GoalRow) -> Place:
    """Where a goal stands in the sheet."""
    return goal.line, goal.members


def _words(connection: Connection, scope: Scope, vigencia: str, run: int | None) -> tuple[RunView, Vocabulary]:
    view = view_of(connection, scope.client, usable_run(connection, scope.client, vigencia, run))
    listed = sectors(connection, scope.client, only_active=False)
    return view, Vocabulary(view.book.sheet, view.book.rules, listed)


def _compared(
    view: RunView, told: Mapping[Place, Told], days: tuple[SectorDay, ...], records: Mapping[tuple[date, str], int]
) -> list[ComparedGoal]:
    sheet = view.book.sheet
    known = {m.key for m in view.evaluation.facts.axes["setor"]}
    world = World(sheet, view.evaluation.facts, view.vigencia, days=_run_days(view, days), records=records)
    numbers = {place: each.value for place, each in told.items() if not (set(place[1]) - known - set(world.costs))}
    claims = claims_of(sheet, {goal_place(g): g.criterion for g in view.goals}, numbers)
    tracer = Tracer(world)
    traced = {(claim.line, claim.members): tracer.departures(claim) for claim in claims}
    return [_goal(goal, told.get(goal_place(goal)), traced.get(goal_place(goal), ())) for goal in view.goals]


def _run_days(view: RunView, days: tuple[SectorDay, ...]) -> tuple[SectorDay, ...]:
    """The days read for the run, when they are the very days it summed; other windows are tried only on those."""
    held = {(row["data"], row["setor"]): row["km"] for row in view.evaluation.facts.tables["dias_12m"]}
    mine = tuple(day for day in days if (day.day, day.sector) in held)
    same = len(mine) == len(held) and all(held[day.day, day.sector] == day.km for day in mine)
    return mine if same else ()


def _goal(goal: GoalRow, told: Told | None, departures: tuple[Departure, ...]) -> ComparedGoal:
    ours = goal.value if isinstance(goal.value, Decimal) else None
    if told is None:
        return ComparedGoal(goal, None, "", None, False, ())
    gap = None if ours is None else told.value - ours
    agrees = gap is not None and abs(gap) <= tolerance(goal.unit)
    return ComparedGoal(goal, told.value, told.cell, gap, agrees, () if agrees else departures)
