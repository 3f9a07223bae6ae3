"""Checking a file of worked cases: each computed by the same engine as the product, one bad case stopping none."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engines.goals.cases import KINDS, compute_case
from engines.kpi.cases import check_formula_cases
from storage.errors import KnownError
from storage.metas.holiday_source import usual_typing
from storage.metas.rulebook import shipped
from viewmodels.operations.conferir.comparison import INFORMATION, Difference, differences, shaped
from viewmodels.operations.conferir.reading import has_wild_number, parse_document, read_file
from viewmodels.operations.house import House
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

Document = Mapping[str, Any]
Compute = Callable[[Mapping[str, Any], Document], object]

UNKNOWN_KIND, LACKING, MALFORMED = "CONFERIR.TIPO_DESCONHECIDO", "CONFERIR.FALTA_ENTRADA", "CONFERIR.VALOR_INVALIDO"
_MALFORMED = (
    LookupError, ValueError, TypeError, AttributeError, ArithmeticError, AssertionError, RecursionError, StopIteration,
)  # fmt: skip
"""What an engine raises over inputs that are not in the shape of their kind."""


@dataclass(frozen=True, slots=True)
class Area:
    """How one area's cases are told: where they are listed, how one is computed, which keys only inform."""

    listed: str
    expected: str
    compute: Compute
    information: frozenset[str]


@dataclass(frozen=True, slots=True)
class CaseAnswer:
    """One case: its id, our answer, True or False against its expected part (None without one), and why not.

    `fault` says what is wrong with the case itself, when it could not be computed.
    """

    id: str | int
    computed: object
    matches: bool | None
    differences: tuple[Difference, ...] = ()
    fault: KnownError | None = None

    def as_mapping(self) -> dict[str, object]:
        """The case as `conferir --json` prints it."""
        return {"id": self.id, "computed": self.computed, "matches": self.matches}


@dataclass(frozen=True, slots=True)
class CasesChecked:
    """A whole file of cases."""

    area: str
    cases: tuple[CaseAnswer, ...]

    @property
    def matched(self) -> int:
        """Cases whose answer is the expected one."""
        return sum(case.matches is True for case in self.cases)

    @property
    def differ(self) -> bool:
        """True when some answer is not the expected one, or some case could not be computed."""
        return any(case.matches is False for case in self.cases)

    def as_mapping(self) -> dict[str, object]:
        """The file as `conferir --json` prints it."""
        cases = [case.as_mapping() for case in self.cases]
        return {"area": self.area, "cases": cases, "matched": self.matched, "total": len(self.cases)}


@operation("conferir.casos", right="documentos.verificar", mode="read", area="administracao")
def check_for(house: House, scope: Scope, *, content: bytes) -> CasesChecked:
    """The cases of a file checked from a screen. Raises KnownError CONFERIR.…"""
    return check_cases(content)


def check_cases_file(path: Path) -> CasesChecked:
    """The cases of a file checked, without any store. Raises KnownError CONFERIR.…"""
    return check_cases(read_file(path))


def check_cases(content: bytes) -> CasesChecked:
    """Every case of a document of `area` metas or indicadores, computed and compared where it says what it expects.

    Raises KnownError CONFERIR.AREA (none, or unknown), CONFERIR.AREA_NAO_CONSTRUIDA, CONFERIR.SEM_CASOS,
    CONFERIR.NUMERO and those of `parse_document`; what is wrong with one case is in its own answer.
    """
    document = parse_document(content)
    name = document.get("area")
    area = _area(name)
    cases = document.get(area.listed)
    if not isinstance(cases, list):
        raise KnownError("CONFERIR.SEM_CASOS", lista=area.listed)
    if has_wild_number({key: each for key, each in document.items() if key != area.listed}):
        raise KnownError("CONFERIR.NUMERO")
    return CasesChecked(str(name), tuple(_answers(cases, document, area)))


def _area(name: object) -> Area:
    if name == "prudencial":
        raise KnownError("CONFERIR.AREA_NAO_CONSTRUIDA", nome=name)
    found = AREAS.get(name) if isinstance(name, str) else None
    if found is None:
        raise KnownError("CONFERIR.AREA", conhecidas=", ".join(AREAS))
    return found


def _answers(cases: list[Any], document: Document, area: Area) -> Iterator[CaseAnswer]:
    for position, case in enumerate(cases, start=1):
        if isinstance(case, dict):
            given = case.get("id")
            yield _answer(given if isinstance(given, (str, int)) else position, case, document, area)
        else:
            yield _faulty(position, KnownError(MALFORMED, caso=position))


def _answer(id: str | int, case: Mapping[str, Any], document: Document, area: Area) -> CaseAnswer:
    try:
        if has_wild_number(case):
            return _faulty(id, KnownError(MALFORMED, caso=id))
        computed = area.compute({k: v for k, v in case.items() if k != area.expected}, document)
    except KnownError as fault:
        return _faulty(id, fault)
    except KeyError as error:
        return _faulty(id, KnownError(LACKING, caso=id, entrada=str(error.args[0])[:80]))
    except _MALFORMED:
        return _faulty(id, KnownError(MALFORMED, caso=id))
    if area.expected not in case:
        return CaseAnswer(id, computed, None)
    expected = case[area.expected]
    found = tuple(differences(computed, expected, area.information))
    return CaseAnswer(id, shaped(computed, expected), not found, found)


def _faulty(id: str | int, fault: KnownError) -> CaseAnswer:
    return CaseAnswer(id, {"error": fault.code}, False, fault=fault)


def _goal_case(case: Mapping[str, Any], document: Document) -> object:
    if case.get("kind") not in KINDS:
        raise KnownError(UNKNOWN_KIND, caso=str(case.get("id", "")), tipo=str(case.get("kind", ""))[:80])
    book = shipped()
    return compute_case(case, document, book.sheet, book.rules, usual_typing)


def _formula_case(case: Mapping[str, Any], document: Document) -> object:
    """One vector at a time, so that a malformed one leaves the others alone."""
    (answer,) = check_formula_cases({**document, "vectors": [{"id": "", **case}]})
    return answer["computed"]


AREAS: Mapping[str, Area] = {
    "metas": Area("cases", "expected", _goal_case, INFORMATION),
    "indicadores": Area("vectors", "expect", _formula_case, INFORMATION | {"text", "args"}),
}
