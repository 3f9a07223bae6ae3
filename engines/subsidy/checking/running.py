"""Running the checks one after another on a calculated session, keeping every evidence row on the engine's side."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any

from engines.subsidy.checking.checks import Check, Checklist
from engines.subsidy.checking.grounds import DAYS, lay_days, lay_grounds
from engines.subsidy.checking.outcomes import Outcome, Verdict
from engines.subsidy.rules import Known, Rulebook
from engines.subsidy.steps import INPUT_PREFIX, Connection

PAID_PREFIX = "pago_"
NAMED = 5
"""How many members of a list a sentence names."""
_KM = "/*km*/0"
_NOT_KM = ("km_apurada_faixa", "km_apurada_dia")


@dataclass(frozen=True)
class Audited:
    """What the checks look at: rules, settled days, what was known, and the names of the inputs that were given.

    `given` holds plain names of the catalogue, and `pago_<table>` for each published table that was brought.
    """

    book: Rulebook
    days: Sequence[date]
    known: Known
    given: AbstractSet[str]


def run_checks(connection: Connection, checklist: Checklist, audited: Audited) -> Iterator[tuple[Check, Outcome]]:
    """Runs the checks in order; yields each with its outcome, a place to show progress and to stop.

    Leaves `verificacao_<name>` with all the evidence (data, valor in BRL or null, sinal, then its own columns).
    """
    lay_grounds(connection, checklist, audited.book, audited.days, audited.known)
    for check in checklist.checks:
        yield check, _outcome(connection, check, audited)


def _outcome(connection: Connection, check: Check, audited: Audited) -> Outcome:
    connection.execute(f"DROP TABLE IF EXISTS {check.relation}")
    days = [day for day in audited.days if check.speaks_of(day) and _in_force(check, day, audited)]
    if not days:
        return Outcome(check, Verdict.NOT_APPLICABLE)
    missing = tuple(need for need in check.needs if not _there(connection, need, audited.given))
    if missing:
        return Outcome(check, Verdict.NOT_VERIFIABLE, missing=missing)
    lay_days(connection, days)
    _gather(connection, check, audited.known)
    outcome = _counted(connection, check)
    unknown = _unknown(connection, check) if outcome.verdict is Verdict.CLEAN else ()
    return Outcome(check, Verdict.NOT_VERIFIABLE, missing=unknown) if unknown else outcome


def _in_force(check: Check, day: date, audited: Audited) -> bool:
    return all(audited.book.value(key, day, audited.known) == value for key, value in check.when.items())


def _there(connection: Connection, need: str, given: AbstractSet[str]) -> bool:
    table, _, column = need.partition(".")
    if table not in given:
        return False
    relation = table if table.startswith(PAID_PREFIX) else INPUT_PREFIX + table
    if not column:
        return True
    if column not in _columns(connection, relation):
        return False
    return bool(connection.execute(f'SELECT 1 FROM {relation} WHERE "{column}" IS NOT NULL LIMIT 1').fetchone())


def _unknown(connection: Connection, check: Check) -> tuple[str, ...]:
    """Result columns with a row that holds no value on the days of the check."""
    asked = ((name, *name.split(".")) for name in check.whole)
    where = f"data IN (SELECT data FROM {DAYS})"
    return tuple(
        name
        for name, relation, column in asked
        if connection.execute(f'SELECT 1 FROM {relation} WHERE "{column}" IS NULL AND {where} LIMIT 1').fetchone()
    )


def _columns(connection: Connection, relation: str) -> list[str]:
    return [str(row[0]) for row in connection.execute(f"DESCRIBE {relation}").fetchall()]


def _gather(connection: Connection, check: Check, known: Known) -> None:
    text = check.text.replace(_KM, _sum_of_km(connection, check.km_of)) if check.km_of else check.text
    offered = {**check.binds, "conhecido": known.on}
    binds = {name: value for name, value in offered.items() if f"${name}" in text}
    kept = f"WHERE data IN (SELECT data FROM {DAYS})" if check.by_day else ""
    connection.execute(f"CREATE TABLE {check.relation} AS SELECT * FROM ({text}) AS e {kept}", binds or None)


def _sum_of_km(connection: Connection, relation: str) -> str:
    """The km columns of a summary added up, totals left out: which there are depends on its tariff table."""
    names = [
        name
        for name in _columns(connection, relation)
        if name.startswith("km_apurada_") and not name.startswith("km_apurada_total_") and name not in _NOT_KM
    ]
    return " + ".join(f's."{name}"' for name in names) or "0"


def _counted(connection: Connection, check: Check) -> Outcome:
    sums = "".join(f', SUM("{name}")' for name in check.sums)
    row = connection.execute(
        f"SELECT COUNT(*), COUNT(valor), SUM(CAST(valor AS DECIMAL(38, 9))), MIN(data), MAX(data){sums} "
        f"FROM {check.relation}"
    ).fetchone()
    count, valued, effect, first, last, *totals = row
    if not count:
        return Outcome(check, Verdict.CLEAN)
    args: dict[str, Any] = {"quantidade": count, "primeiro": first, "ultimo": last}
    args |= {name: total if total is not None else 0 for name, total in zip(check.sums, totals, strict=True)}
    args |= {name: _members(connection, check.relation, name) for name in check.lists}
    exact = effect if valued == count else None
    return Outcome(check, Verdict.FOUND, count, exact, first, last, args)


def _members(connection: Connection, relation: str, column: str) -> str:
    asked = f'SELECT DISTINCT CAST("{column}" AS VARCHAR) FROM {relation} WHERE "{column}" IS NOT NULL'
    rows = connection.execute(f"{asked} ORDER BY 1 LIMIT {NAMED + 1}").fetchall()
    names = [str(name) for (name,) in rows]
    return ", ".join(names[:NAMED]) + (", …" if len(names) > NAMED else "")
