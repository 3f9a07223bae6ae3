"""A sample house per test, with the director at the desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sample_house import sample_house, scope_of
from viewmodels.operations.house import House
from viewmodels.operations.scope import Scope


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with sample_house(tmp_path) as opened:
        yield opened


@pytest.fixture
def director(house: House) -> Scope:
    return scope_of(house)
