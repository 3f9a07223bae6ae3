"""Gathering the figures of the report of an audit: over its bench, its journal and its rules, a place to stop often."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from engines.report.canonical import canonical_json
from engines.subsidy.chain import lacking, publishable, rules_holding
from engines.subsidy.checking.outcomes import Outcome
from engines.subsidy.checking.running import run_checks
from engines.subsidy.comparing import compare, order_totals
from engines.subsidy.rules import Dated, Known, Rulebook
from engines.subsidy.timeline import Turn, turns
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
from storage.auditoria.sources import Source, SourceKind, source_in_force
from storage.auditoria.workspace import audit_of, lead_name
from storage.people import names_of
from storage.runs import Run, list_runs, snapshots_of, texts_of
from storage.store import Connection
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
    ChangeFigures,
    CheckFigures,
    ComparisonFigures,
    RuleFigures,
    SourceFigures,
    SourceFile,
    Summary,
    shares,
)
from viewmodels.operations.subsidios.workspace import open_audit_of

if TYPE_CHECKING:
    import duckdb

    from storage.auditoria.bench import Laid

DATED = "%Y-%m-%d"


def summed(cursor: "duckdb.DuckDBPyConnection", rows: Sequence[ServiceDay], asked: Asked, published: bool) -> Summary:
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
        told = _told(connection, scope.client, laid)
    with bench.working():
        on = bench.session.connection
        stages = publishable(laid.chain, laid.given, laid.days, laid.known)
        comparison = yield from _compared(on, laid, stages)
        forget_check_rows(bench)
        checks = yield from _checked(on, laid)
        yield Progress("SUB_RELATORIO.SOMANDO")
        rows = service_days(on)
        summary = summed(on, rows, told["asked"], comparison is not None)  # type: ignore[arg-type]
        orders = order_totals(on, laid.chain, laid.days, laid.known)
        answered = yield from _answered(on, laid, rows)
    book = laid.chain.book
    return AuditFigures(
        **told["head"],  # type: ignore[arg-type]
        summary=summary,
        comparison=comparison,
        orders=orders,
        checks=checks,
        stages_lacking=dict(_lacking(laid)),
        rules=tuple(rules_in_force(book, laid.days, laid.known)),
        changes=tuple(changes_since(book, laid.days, laid.known)),
        caveats=tuple((each.key, each.touches(laid.days)) for each in caveats()),
        answers=answered,
    )


def _told(connection: Connection, client: str, laid: "Laid") -> Mapping[str, object]:
    """What the store says of the audit and its last run."""
    run = list_runs(connection, client, AUDIT_AREA, limit=1)[0]
    known, texts = audit_of(connection), texts_of(connection, run.id)
    assert known is not None
    paid = source_in_force(connection, SourceKind.PAID) if laid.paid else None
    sources = [each for each in (source_in_force(connection, SourceKind.INPUT), paid) if each is not None]
    names = names_of(connection, {run.author, *(each.brought_by for each in sources)})
    head = {
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
    return {"head": head, "asked": asked_of(connection, run.id)}


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


def _compared(
    on: "duckdb.DuckDBPyConnection", laid: "Laid", stages: Sequence[object]
) -> Work[ComparisonFigures | None]:
    if not laid.published:
        return None
    walked = compare(on, laid.chain, stages, sorted(laid.published), shipped_grounds(), laid.days, laid.known)  # type: ignore[arg-type]
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


def _checked(on: "duckdb.DuckDBPyConnection", laid: "Laid") -> Work[tuple[CheckFigures, ...]]:
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


def _answered(on: "duckdb.DuckDBPyConnection", laid: "Laid", rows: Sequence[ServiceDay]) -> Work[Answers]:
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


def rules_in_force(book: Rulebook, days: Sequence[date], known: Known) -> Iterator[RuleFigures]:
    """Clauses that hold on some of the days, gathered by rule, act and the day each became known."""
    gathered: dict[tuple[str, str, str, date, str, str], tuple[list[Dated], list[date]]] = {}
    for key in (*book.scalars, *book.lists):
        for day in days:
            for each in _clauses_on(book, key, day, known):
                value = "" if key in book.lists else shown(each.clause.value)
                same = (key, each.clause.act, each.source.commit, each.clause.known, each.source.doubt, value)
                many, held = gathered.setdefault(same, ([], []))
                many += [] if each in many else [each]
                held.append(day)
    for (key, act, commit, since, doubt, value), (many, held) in gathered.items():
        first, last = min(held), max(held)
        yield RuleFigures(key, many[0].source.id, len(many), first, last, since, act, commit, doubt, value)


def _clauses_on(book: Rulebook, key: str, day: date, known: Known) -> Iterator[Dated]:
    if key in book.lists:
        yield from book.lists[key].at(day, known.on, known.without)
    elif (found := book.scalars[key].at(day, known.on, known.without)) is not None:
        yield found


def changes_since(book: Rulebook, days: Sequence[date], known: Known) -> Iterator[ChangeFigures]:
    """What the rules of the days say now and did not say on the day after the last of them."""
    ended = Known(max(days) + timedelta(days=1))
    for turn in turns(book, ended, known, days) if ended.on < known.on else ():
        if turn.moves:
            yield _change(turn)


def _change(turn: Turn) -> ChangeFigures:
    told = turn.after or turn.before
    before, after = (shown(value) for value in turn.values)
    act = told.clause.act if told else ""
    commit = told.source.commit if told else ""
    since = turn.after.clause.known if turn.after else turn.before.clause.withdrawn if turn.before else None
    last = turn.end - timedelta(days=1)
    return ChangeFigures(turn.key, turn.start, last, before, after, act, commit, since)


def shown(value: object) -> str:
    """A rule's value as plain text; a row of a list by what it holds."""
    if isinstance(value, Mapping):
        return ", ".join(str(each) for each in value.values() if each not in (None, ""))
    return "" if value is None else str(value)


def _digest(texts: Mapping[str, str]) -> str:
    return hashlib.sha256(canonical_json(texts)).hexdigest()
