"""One sample month, read, calculated, decided and published once for the tests that only read it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.viewmodels.papers.sample_month import SampleMonth, sample_month


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleMonth]:
    """The sample month with its goals published, one of them adjusted."""
    with sample_month(tmp_path_factory.mktemp("exemplo")) as made:
        made.decide()
        yield made


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[SampleMonth]:
    """A sample month just calculated, for one test to change."""
    with sample_month(tmp_path) as made:
        yield made
