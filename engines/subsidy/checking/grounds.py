"""Relations the checks stand on besides the calculation's own: clauses of the window, exceptions lost, shared views."""

from collections.abc import Iterator, Sequence
from datetime import date

from engines.subsidy.checking.checks import Checklist
from engines.subsidy.rules import Dated, Known, Rulebook, RuleValue
from engines.subsidy.steps import Connection, lay

CLAUSES = "clausula_da_janela"
LOST = "fora_"
DAYS = "dia_da_verificacao"
_SHAPE = {
    "regra": "VARCHAR",
    "clausula": "VARCHAR",
    "primeiro": "DATE",
    "ultimo": "DATE",
    "conhecida": "DATE",
    "retirada": "DATE",
    "ato": "VARCHAR",
    "alteracao": "VARCHAR",
    "ressalva": "VARCHAR",
    "situacao": "VARCHAR",
}


def lay_grounds(
    connection: Connection, checklist: Checklist, book: Rulebook, days: Sequence[date], known: Known
) -> None:
    """Makes `clausula_da_janela`, `fora_<list>` with the rows each list once had and no longer has, and the views."""
    lay(connection, CLAUSES, _SHAPE, list(_clauses(book, days, known)))
    for key in book.lists:
        lay(connection, LOST + key, book.list_columns(key), list(_lost_rows(book, key, days, known)))
    lay_days(connection, days)
    for name, text in checklist.grounds.items():
        connection.execute(f"CREATE OR REPLACE VIEW {name} AS {text}")


def lay_days(connection: Connection, days: Sequence[date]) -> None:
    """Makes `dia_da_verificacao`: the settled days a check speaks of."""
    lay(connection, DAYS, {"data": "DATE"}, [(day,) for day in days])


def _clauses(book: Rulebook, days: Sequence[date], known: Known) -> Iterator[tuple[RuleValue, ...]]:
    for key, each in book.clauses():
        touched = [day for day in days if each.clause.covers(day)]
        if touched:
            clause, source = each.clause, each.source
            yield (key, source.id, min(touched), max(touched), clause.known, clause.withdrawn, clause.act,
                   source.commit, source.doubt, _standing(each, known))  # fmt: skip


def _standing(each: Dated, known: Known) -> str:
    if each.source.id in known.without:
        return "desligada"
    if each.clause.known > known.on:
        return "futura"
    return "vigente" if each.clause.standing(known.on) else "retirada"


def _lost_rows(book: Rulebook, key: str, days: Sequence[date], known: Known) -> Iterator[tuple[RuleValue, ...]]:
    """Rows known once and withdrawn or switched off, on days where no row with the same values took their place."""
    rule = book.lists[key]
    for day in days:
        kept = [dict(each.clause.value) for each in rule.at(day, known.on, known.without)]
        gone = [each for each in rule.rows if each.clause.covers(day) and each.clause.known <= known.on]
        for each in gone:
            if dict(each.clause.value) not in kept:
                yield (day, each.source.id, *(each.clause.value.get(name) for name in rule.columns))
