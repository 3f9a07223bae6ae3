"""Gathering the figures of the report of an audit: over its bench, its journal and its rules, a place to stop often."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from engines.report.canonical import canonical_json
from engines.subsidy.chain import lacking, publishable, rules_holding
from engines.subsidy.checking.outcomes import Outcome
from engines.subsidy.checking.running import run_checks
from engines.subsidy.comparing import compare, order_totals
from engines.subsidy.steps import Connection
from storage.auditoria.evidence_rows import forget_check_rows
from storage.auditoria.report_data import board_findings, caveats
from storage.auditoria.report_queries import (
    ServiceDay,
    losses,
    paid_there,
    penalties,
    service_days,
    trips_in_no_band,
)
from storage.auditoria.sources import Source, list_sources
from storage.auditoria.workspace import audit_of, lead_name
from storage.people import names_of
from storage.runs import Run, list_runs, snapshots_of, texts_of
from storage.store import Connection as StoreConnection
from viewmodels.jobs import Progress, Work
from viewmodels.operations.house import House
from viewmodels.operations.registry import AUDIT_AREA
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.calculating import Asked, asked_of
from viewmodels.operations.subsidios.checking import audited, shipped_checks
from viewmodels.operations.subsidios.comparing import shipped_grounds
from viewmodels.operations.subsidios.open_questions import Answers, answers
from viewmodels.operations.subsidios.report_figures import (
    AuditFigures,
    CheckFigures,
    ComparisonFigures,
    SourceFigures,
    SourceFile,
    Summary,
    shares,
)
from viewmodels.operations.subsidios.report_rules import changes_since, rules_in_force
from viewmodels.operations.subsidios.workspace import open_audit_of

if TYPE_CHECKING:
    from storage.auditoria.bench import AuditBench, Laid


def summed(cursor: Connection, rows: Sequence[ServiceDay], asked: Asked, published: bool) -> Summary:
    """The summary of what stands on the bench; `published` when tables of the city were brought and compared."""
    there = paid_there(cursor) if published else ()
    count, km = trips_in_no_band(cursor)
    return Summary(
        shares(rows, there, by_day=False), shares(rows, there, by_day=True), losses(cursor), penalties(cursor),
        asked.total, count, km,
    )  # fmt: skip


def gather(house: House, scope: Scope) -> Work[AuditFigures]:
    """Every figure of the report of the calculation on the bench.

    Raises KnownError AUDITORIA_NENHUMA, AUDITORIA_SEM_CALCULO, AUDITORIA_OCUPADA.
    """
    bench = open_audit_of(house).bench
    laid = bench.standing()
    with house.store.read() as connection:
        head, asked = _told(connection, scope.client, laid)
    with bench.working():
        measured = yield from _measured(bench, laid, asked)
    book = laid.chain.book
    return AuditFigures(
        **head,
        **measured,
        stages_lacking=dict(_lacking(laid)),
        rules=tuple(rules_in_force(book, laid.days, laid.known)),
        changes=tuple(changes_since(book, laid.days, laid.known)),
        caveats=tuple((each.key, each.touches(laid.days)) for each in caveats()),
    )


def _measured(bench: "AuditBench", laid: "Laid", asked: Asked) -> Work[dict[str, Any]]:
    """What is computed over the tables on the bench."""
    on = bench.session.connection
    comparison = yield from _compared(on, laid)
    forget_check_rows(bench)
    checks = yield from _checked(on, laid)
    yield Progress("SUB_RELATORIO.SOMANDO")
    rows = service_days(on)
    return {
        "comparison": comparison,
        "checks": checks,
        "summary": summed(on, rows, asked, comparison is not None),
        "orders": order_totals(on, laid.chain, laid.days, laid.known),
        "answers": (yield from _answered(on, laid, rows)),
    }


def _told(connection: StoreConnection, client: str, laid: "Laid") -> tuple[dict[str, Any], Asked]:
    """What the store says of the audit and its last run, and what that run was asked."""
    run = list_runs(connection, client, AUDIT_AREA, limit=1)[0]
    known, texts = audit_of(connection), texts_of(connection, run.id)
    assert known is not None
    brought = {each.id: each for each in list_sources(connection)}
    sources = [brought[number] for number in (laid.inputs, laid.paid) if number in brought]
    names = names_of(connection, {run.author, *(each.brought_by for each in sources)})
    head: dict[str, Any] = {
        "name": known.name,
        "lead": lead_name(connection, known),
        **_run_told(run, names),
        "known_on": laid.known.on,
        "days": laid.days,
        "rules_digest": _digest({name: text for name, text in texts.items() if name.startswith("rules/")}),
        "steps_digest": _digest({name: text for name, text in texts.items() if not name.startswith("rules/")}),
        "results": dict(snapshots_of(connection, run.id)),
        "sources": tuple(_source(each, names) for each in sources),
        "findings": board_findings(connection),
    }
    return head, asked_of(connection, run.id)


def _run_told(run: Run, names: Mapping[str, str]) -> Mapping[str, object]:
    author = names.get(run.author, run.author)
    return {"run": run.id, "author": author, "calculated": run.ended or run.started, "program": run.code_version}


def _source(source: Source, names: Mapping[str, str]) -> SourceFigures:
    files = tuple(
        SourceFile(table, each["arquivo"], each["sha256"])
        for table, some in sorted(source.files.items())
        for each in some
    )
    who = names.get(source.brought_by, source.brought_by)
    return SourceFigures(
        source.kind.value, source.id, source.snapshot, source.brought, who, files, source.absent
    )  # fmt: skip


def _compared(on: Connection, laid: "Laid") -> Work[ComparisonFigures | None]:
    if not laid.published:
        return None
    stages = publishable(laid.chain, laid.given, laid.days, laid.known)
    walked = compare(on, laid.chain, stages, sorted(laid.published), shipped_grounds(), laid.days, laid.known)
    while True:
        try:
            name = next(walked)
        except StopIteration as end:
            made = end.value
            break
        yield Progress("SUB_RELATORIO.COMPARANDO", args={"etapa": name})
    return ComparisonFigures(
        made.stages, made.causes, made.ours, made.theirs, made.units, made.differing_units, made.left_out
    )  # fmt: skip


def _checked(on: Connection, laid: "Laid") -> Work[tuple[CheckFigures, ...]]:
    checklist = shipped_checks()
    found: list[CheckFigures] = []
    for check, outcome in run_checks(on, checklist, audited(laid)):
        found.append(_check(outcome))
        yield Progress("SUB_RELATORIO.VERIFICANDO", len(found), len(checklist.checks), {"verificacao": check.short})
    return tuple(found)


def _check(outcome: Outcome) -> CheckFigures:
    check = outcome.check
    return CheckFigures(
        check.name, check.short, check.group.value, str(check.severity), outcome.verdict.value, outcome.count,
        outcome.effect, dict(outcome.args), outcome.missing,
    )  # fmt: skip


def _answered(on: Connection, laid: "Laid", rows: Sequence[ServiceDay]) -> Work[Answers]:
    walked = answers(on, laid, rows)
    while True:
        try:
            step = next(walked)
        except StopIteration as end:
            made: Answers = end.value
            return made
        yield Progress("SUB_RELATORIO.REFAZENDO", args={"etapa": step})


def _lacking(laid: "Laid") -> Iterator[tuple[str, list[str]]]:
    """Stages the rules of the days call for that could not be published, and the tables they wait for."""
    holding = rules_holding(laid.chain, laid.days, laid.known)
    for step in laid.chain.steps:
        if step.published and (not step.when or step.when in holding):
            absent = lacking(laid.chain, step, laid.given, holding)
            if absent:
                yield step.name, sorted(absent)


def _digest(texts: Mapping[str, str]) -> str:
    return hashlib.sha256(canonical_json(texts)).hexdigest()
