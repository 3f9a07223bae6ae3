"""What a standing check is, as data: its codes, weight, when it applies, what it needs, and its question in SQL."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from engines.dated import RuleError
from engines.finding import NOTHING, Severity
from engines.subsidy.rules import RuleValue

TEXTS = "SUB_VERIFICA"
"""Family of the sentences of the checks."""
EVIDENCE_PREFIX = "verificacao_"
"""What the name of a relation of evidence begins with."""


class CheckGroup(StrEnum):
    """What kind of thing a check looks at."""

    LOST_RULE = "regra_perdida"
    LOOPHOLE = "brecha"
    INPUT = "dado_de_entrada"
    BEFORE = "teste_previo"
    AFTER = "teste_posterior"
    IDENTITY = "identidade"
    COVERAGE = "nao_verificavel"

    @property
    def text_code(self) -> str:
        """Key of the name of the group."""
        return f"{TEXTS}.GRUPO.{self.value.upper()}"


@dataclass(frozen=True, slots=True)
class Check:
    """One standing check.

    `when` are scalar rules and the values they must have on a settled day, `days` the stretches [from, to) of trip
    dates it speaks of (None: open). `needs` are inputs: a table, `table.column` where the column must hold something,
    or `pago_<table>` for what was published. `by_day` is false for a question about a whole table, whatever the days.
    `whole` are result columns (`relation.column`) that must hold a value on every row: a comparison with an unknown
    amount finds nothing, and that is not to be in order. `sums` and `lists` are evidence columns that become arguments
    of its sentence.
    """

    name: str
    short: str
    group: CheckGroup
    severity: Severity
    text: str
    when: Mapping[str, RuleValue] = field(default_factory=lambda: NOTHING)
    days: tuple[tuple[date | None, date | None], ...] = ()
    needs: tuple[str, ...] = ()
    by_day: bool = True
    sums: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    binds: Mapping[str, RuleValue] = field(default_factory=lambda: NOTHING)
    km_of: str = ""
    whole: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """Key of its sentence of what was found; `.TITULO`, `.PORQUE` and `.ACERTO` follow it."""
        return f"{TEXTS}.{self.name.upper()}"

    @property
    def relation(self) -> str:
        """Relation its evidence is kept in."""
        return f"{EVIDENCE_PREFIX}{self.name}"

    def speaks_of(self, day: date) -> bool:
        """True when a trip date lies in one of its stretches."""
        return not self.days or any(
            (start is None or start <= day) and (end is None or day < end) for start, end in self.days
        )


@dataclass(frozen=True)
class Checklist:
    """Every check in order, and the relations they share (name -> select), laid before the first one."""

    grounds: Mapping[str, str]
    checks: tuple[Check, ...]

    def check(self, name: str) -> Check:
        """A check by name. Raises KeyError."""
        return {check.name: check for check in self.checks}[name]


def load_checks(files: Iterable[Mapping[str, Any]], read: Callable[[str], str]) -> Checklist:
    """Checks of the YAML files under `resources/verificacoes/subsidio`, parsed; `read` gives the SQL of a name.

    Raises RuleError when a name or a short code is written twice.
    """
    files = tuple(files)
    checks = tuple(_check(spec, read) for data in files for spec in data.get("verificacoes", ()))
    _refuse_twice([check.name for check in checks])
    _refuse_twice([check.short for check in checks])
    return Checklist({name: read(name) for data in files for name in data.get("apoio", ())}, checks)


def _refuse_twice(names: Sequence[str]) -> None:
    twice = sorted({one for one in names if names.count(one) > 1})
    if twice:
        raise RuleError(f"checks written twice: {', '.join(twice)}")


def _check(spec: Mapping[str, Any], read: Callable[[str], str]) -> Check:
    return Check(
        spec["nome"],
        spec["curto"],
        CheckGroup(spec["grupo"]),
        Severity(spec["gravidade"]),
        read(spec["nome"]),
        spec.get("quando", NOTHING),
        tuple((start, end) for start, end in spec.get("dias", ())),
        tuple(spec.get("precisa", ())),
        spec.get("por_dia", True),
        tuple(spec.get("somas", ())),
        tuple(spec.get("listas", ())),
        spec.get("parametros", NOTHING),
        spec.get("soma_km_de", ""),
        tuple(spec.get("inteiras", ())),
    )
