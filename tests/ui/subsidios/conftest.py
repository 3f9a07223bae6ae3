"""One calculated audit for every test of these screens."""

from pathlib import Path

import pytest

from tests.ui.subsidios.windows import made_audit


@pytest.fixture(scope="session")
def audit_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a small audit; who writes in it takes a copy."""
    return made_audit(tmp_path_factory.mktemp("auditoria"))
