"""The transparency report of a run as data: steps, base data and metadata of each goal (G-061 to G-063, G-075)."""

from collections.abc import Iterator, Mapping

from engines.figure import Figure, Missing, Value
from engines.formula.words import plain
from engines.goals.rules import Criterion
from engines.report.blocks import Row as PaperRow
from engines.sheet.proof import figure
from storage.errors import KnownError
from storage.journal import head
from storage.store import Connection
from viewmodels.operations.house import House
from viewmodels.operations.metas.results import GoalRow, RunView, usable_run, view_of
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope
from viewmodels.papers.basis import basis_of
from viewmodels.papers.closing_pages import parameter_value, validations
from viewmodels.papers.goal_page import steps_of
from viewmodels.papers.matter import Copy, Matter
from viewmodels.papers.narration import Narrator

DEBT = ("meta_anterior", "gasto_anterior", "tolerancia", "teto", "excedente", "houve_excedente", "saldo_devedor")
HISTORY = {True: "meses_12m", False: "meses"}


@operation("metas.transparencia", right="metas.ver", mode="read", area="metas")
def transparency(
    house: House, scope: Scope, *, vigencia: str = "", run: int | None = None, sector: str = "", criterion: str = "",
    raw: bool = False,
) -> Mapping[str, object]:  # fmt: skip
    """Reports of the goals of a run, of one sector or criterion when asked, with the rows behind when `raw`.

    Raises KnownError METAS.SEM_CALCULO, CORRIDA_AUSENTE, or METAS.SEM_META for a place that has no goal.
    """
    with house.store.read() as connection:
        view = view_of(connection, scope.client, usable_run(connection, scope.client, vigencia, run))
        matter = _matter(connection, house, scope, view)
    chosen = [g for g in view.goals if sector in ("", g.sector, g.sector_label) and criterion in ("", g.criterion)]
    if not chosen:
        raise KnownError("METAS.SEM_META", setor=sector or "*", criterio=criterion or "*")
    told: dict[str, object] = {
        "calculation": _calculation(matter),
        "parametersSnapshot": {p.key: _plain(parameter_value(matter, p.key)) for p in view.book.rules.parameters},
        "reports": [_report(matter, goal) for goal in chosen],
    }
    if raw:
        sectors = {g.sector for g in chosen}
        tables = view.evaluation.facts.tables
        told["rawDataUsed"] = {
            name: [row for row in rows if row.get("setor", "") in sectors or "setor" not in row]
            for name, rows in tables.items()
        }
    return told


def _matter(connection: Connection, house: House, scope: Scope, view: RunView) -> Matter:
    standing = head(connection, scope.client)
    assert standing is not None, "a client's journal begins with the client"
    basis = basis_of(connection, scope.client, view, standing, None)
    copy = Copy("", house.clock.now(), standing)
    return Matter(house.texts, view, basis, copy, Narrator.of(house.texts, view.evaluation))


def _calculation(matter: Matter) -> Mapping[str, object]:
    view = matter.view
    return {
        "calculationId": view.run.id,
        "competitionPeriod": str(view.vigencia),
        "status": str(view.run.status),
        "calculationDate": view.run.started,
        "calculatedBy": view.author,
        "engineVersion": view.run.code_version,
        "oracleDataSnapshot": matter.basis.source.id,
        "dataSourcesUsed": [str(matter.basis.source.binds.get("onde", "")), matter.basis.source.source],
        "validationsApplied": [_validation(row) for row in validations(matter).rows],
    }


def _validation(row: PaperRow) -> Mapping[str, str]:
    what, group, result = (cell.text for cell in row.cells)
    return {"validation": what, "group": group, "result": result}


def _report(matter: Matter, goal: GoalRow) -> Mapping[str, object]:
    shown = figure(matter.view.evaluation, goal.line, goal.members)
    evaluation = matter.view.evaluation
    criterion = _criterion(matter, goal)
    base: dict[str, object] = {
        "kmPrevista": _plain(evaluation.value("km_prevista", (goal.sector,))),
        "historicoUtilizado": _history(matter, goal, criterion),
        "parametrosAplicados": dict(_parameters(matter, shown)),
    }
    if criterion.is_cost:
        base["sistemaSaldo"] = {key: _plain(evaluation.value(key, _members(matter, key, goal))) for key in DEBT}
    return {
        "calculationId": matter.view.run.id,
        "competitionPeriod": str(matter.view.vigencia),
        "sectorId": goal.sector,
        "sectorName": goal.sector_label,
        "criterion": goal.criterion,
        "finalValue": _plain(goal.value),
        "approvedValue": goal.approved,
        "unit": criterion.unit,
        "sentence": matter.narrator.sentence(shown),
        "calculationSteps": [_step(matter, at, each) for at, each in enumerate(steps_of(matter, shown), start=1)],
        "baseData": base,
        "findings": goal.findings,
    }


def _criterion(matter: Matter, goal: GoalRow) -> Criterion:
    return next(c for c in matter.view.book.rules.criteria if c.key == goal.criterion)


def _members(matter: Matter, key: str, goal: GoalRow) -> tuple[str, ...]:
    known = {"setor": goal.sector, "criterio": goal.criterion}
    return tuple(known[axis] for axis in matter.view.book.sheet.per(key))


def _step(matter: Matter, number: int, each: Figure) -> Mapping[str, object]:
    """One step as G-062 asks: number, name, formula in words, named values, result, explanation."""
    narrator, done = matter.narrator, matter.narrator.behind(each)
    code = f"EXPLICA.{matter.view.book.sheet.name}.{each.name}"
    return {
        "stepNumber": number,
        "stepKey": each.name,
        "stepName": narrator.label(each.name).text,
        "formula": plain(narrator.operation(done)),
        "inputValues": {narrator.label(s.name).text: _plain(s.value) for s in narrator.sources(done)},
        "result": _plain(each.value),
        "unit": each.unit,
        "explanation": matter.say(code) if matter.texts.knows(code) else "",
    }


def _history(matter: Matter, goal: GoalRow, criterion: Criterion) -> list[Mapping[str, object]]:
    """Months the goal stands on: three for fuel, twelve with the criterion's costs for the others."""
    tables = matter.view.evaluation.facts.tables
    costs = {row["mes"]: row["valor"] for row in tables["custos_12m"]
             if (row["setor"], row["criterio"]) == (goal.sector, goal.criterion)}  # fmt: skip
    found: list[Mapping[str, object]] = []
    for row in tables[HISTORY[criterion.is_cost]]:
        if row["setor"] == goal.sector:
            told = {"mes": row["mes"], "km": row["km"]}
            found.append({**told, "custo": costs.get(row["mes"])} if criterion.is_cost else
                         {**told, "litros": row["litros"]})  # fmt: skip
    return found


def _parameters(matter: Matter, shown: Figure) -> Iterator[tuple[str, object]]:
    inputs = matter.view.book.sheet.inputs
    for each in shown.walk():
        if each.name in inputs and inputs[each.name].parameter:
            yield "_".join((inputs[each.name].parameter, *each.member.values())), _plain(each.value)


def _plain(value: Value) -> object:
    return None if isinstance(value, Missing) else value
