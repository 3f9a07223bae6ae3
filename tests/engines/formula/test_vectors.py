"""Every published formula case, answer by answer."""

from decimal import Decimal
from typing import Any

import pytest

from engines.kpi.cases import check_formula_cases
from tests.engines.formula.setting import DOCUMENT

COMPUTED = {case["id"]: case["computed"] for case in check_formula_cases(DOCUMENT)}


@pytest.mark.parametrize("vector", DOCUMENT["vectors"], ids=lambda vector: vector["id"])
def test_vector(vector: dict[str, Any]) -> None:
    expected, computed = dict(vector["expect"]), dict(COMPUTED[vector["id"]])  # type: ignore[call-overload]
    wanted, given = expected.pop("value", None), computed.pop("value", None)
    assert computed == expected
    if wanted is None:
        assert given is None
    else:
        assert abs(Decimal(given) - Decimal(wanted)) <= Decimal("1e-9") * max(abs(Decimal(wanted)), Decimal(1))
