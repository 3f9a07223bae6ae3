"""One sample month, read, calculated, decided and published once for the tests that only read it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.viewmodels.papers.sample_month import SampleMonth, sample_month


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a sample company whose August is read and calculated: the slow part, done once."""
    folder = tmp_path_factory.mktemp("empresa")
    with sample_month(folder):
        return folder


@pytest.fixture(scope="module")
def month(company: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleMonth]:
    """The sample month with its goals published, one of them adjusted."""
    folder = shutil.copytree(company, tmp_path_factory.mktemp("exemplo") / "copia")
    with sample_month(folder) as made:
        made.decide()
        yield made


@pytest.fixture
def fresh(company: Path, tmp_path: Path) -> Iterator[SampleMonth]:
    """A sample month just calculated, for one test to change."""
    with sample_month(shutil.copytree(company, tmp_path / "copia")) as made:
        yield made
