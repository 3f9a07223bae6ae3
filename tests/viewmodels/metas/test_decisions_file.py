"""A file of decisions is taken whole or refused by name: strange goals, strange numbers, other calculations."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from engines.goals.approval import Decision
from storage.errors import KnownError
from viewmodels.operations.metas.decisions_file import decisions_of


@dataclass(frozen=True)
class OneGoal:
    key: tuple[str, str] = ("PNEUS", "4")
    value: Decimal = Decimal("10.50")


VIEW = SimpleNamespace(run=SimpleNamespace(id=1), goals=(OneGoal(),))


def decided(folder: Path, text: str) -> object:
    path = folder / "decisoes.json"
    path.write_text(text, encoding="utf-8")
    return decisions_of(path, VIEW)  # type: ignore[arg-type]


def test_a_decision_on_the_number_that_was_calculated(tmp_path: Path) -> None:
    text = '{"PNEUS": {"4": {"value": 10.5, "approved": true, "customValue": "12.30", "justification": "acordo"}}}'
    assert decided(tmp_path, text) == {("PNEUS", "4"): Decision(True, Decimal("12.30"), "acordo")}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"PNEUS": []}', "DECISAO_ESTRANHA"),
        ('{"PNEUS": {"5": {"approved": true}}}', "DECISAO_ESTRANHA"),
        ('{"PNEUS": {"4": {"approved": "sim"}}}', "DECISAO_ESTRANHA"),
        *(
            (f'{{"PNEUS": {{"4": {{"approved": true, "customValue": {number}}}}}}}', "DECISAO_ESTRANHA")
            for number in ("1e999999999", '"1E+17"', "10.001", "NaN", "true", '"9' + "9" * 4000 + '"')
        ),
        ('{"PNEUS": {"4": {"approved": true, "value": 10.51}}}', "CALCULO_MUDOU"),
        ("[" * 100_000, "DECISOES_ILEGIVEIS"),
        ("[]", "DECISOES_ILEGIVEIS"),
    ],
)
def test_anything_else_is_refused(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(KnownError, match=f"METAS.{code}"):
        decided(tmp_path, text)
