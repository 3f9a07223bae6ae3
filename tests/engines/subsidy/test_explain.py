"""What the memory tells of a cell is what the bulk calculation stored in it, to the last digit."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from engines.figure import Missing, Value
from engines.subsidy.chain import statuses_of
from engines.subsidy.explain import Place, evaluation_at
from storage.resources import load_yaml
from tests.engines.subsidy.referee import Case, calculated, shipped_chain

CASES = Path(__file__).parents[2] / "subsidy_cases"
PROVED = ("simples-v20-2025-08-27", "simples-v4-2024-01-18", "v9-2024-08-20", "simples-v2-2023-05-16")
LARGE = "v9-2024-08-20"
MAP: dict[str, Any] = load_yaml("catalogos/subsidio/memoria.yaml")["etapas"]  # type: ignore[index,call-overload]


@pytest.fixture(scope="module")
def settled(request: pytest.FixtureRequest) -> Iterator[tuple[Any, Any, Case]]:
    case = Case(CASES / request.param)
    connection = calculated(case)
    yield connection, shipped_chain(statuses_of(connection)), case
    connection.close()


def _cells(connection: Any, sheet: Any, every: int) -> Iterator[tuple[Place, Place, str, str, Value]]:
    """Cells of the stages the memory explains: what to read, place, stage, line, value. One band in `every`."""
    for stage, spec in MAP.items():
        axis, column = next(iter(spec["membro"].items()))
        answer = connection.execute(f"SELECT * FROM {stage}")
        names = [each[0] for each in answer.description]
        told = {**spec["colunas"], **_of_types(spec, names, sheet)}
        for row in answer.fetchall():
            cells = dict(zip(names, row, strict=True))
            around = Place("dia", str(cells["dia"])) if axis == "dia" else Place("faixa", str(cells["faixa"]))
            if around.member != "None" and int(around.member) % every == 0:
                for name, line in told.items():
                    yield around, Place(axis, str(cells[column])), stage, line, cells[name]


def _of_types(spec: dict[str, Any], names: list[str], sheet: Any) -> dict[str, str]:
    """Columns of km by type, whose lines come from the tariff table."""
    if spec.get("por_tipo"):
        return {name: name for name in names if name.startswith("km_apurada_") and name in sheet.lines}
    if spec.get("por_tipo_inteiro"):
        types = [name for name in names if name.startswith("km_apurada_") and name != "km_apurada_faixa"]
        return {name: name.replace("km_apurada_", "km_tipo_") for name in types}
    return {}


def _same(stored: Any, told: Value) -> bool:
    if stored is None or isinstance(told, Missing):
        return stored is None and isinstance(told, Missing)
    return isinstance(told, Decimal) and Decimal(stored) == told


@pytest.mark.parametrize("settled", PROVED, indirect=True)
def test_every_cell_of_a_case_is_told_as_it_was_stored(settled: Any) -> None:
    connection, chain, case = settled
    seen, around, evaluation, different = 0, None, None, []
    cells = sorted(
        _cells(connection, chain.sheet, 4 if case.folder.name == LARGE else 1), key=lambda each: str(each[0])
    )
    for read, place, stage, line, stored in cells:
        if read != around:
            around, evaluation = read, evaluation_at(connection, chain.sheet, read)
        assert evaluation is not None
        value = evaluation.value(line, evaluation.settled((place.axis,), (place.member,)))
        seen += 1
        if not _same(stored, value):
            different.append((stage, place, line, stored, value))
    assert seen > 50
    assert different == []
