"""What several tests of an audit look at, made once."""

from collections.abc import Iterator

import pytest

from tests.viewmodels.subsidios.audits import bring, calculate, new_audit, sitting
from tests.viewmodels.subsidios.published_audit import HEAD, PAID, Audit, said
from viewmodels.jobs import drive
from viewmodels.operations.registry import perform
from viewmodels.operations.subsidios.report_gathering import gather


@pytest.fixture(scope="package")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Audit]:
    """The small case compared with what an older code paid, its report published."""
    folder = tmp_path_factory.mktemp("auditoria")
    with sitting(new_audit(folder)) as (house, scope):
        bring(house, scope, HEAD, PAID)
        calculate(house, scope, "2026-05-26")
        path = folder / "relatorio.pdf"
        drive(perform(house, scope, "subsidios.relatorio", path=path))
        pdf = path.read_bytes()
        yield Audit(house, scope, drive(gather(house, scope)), path, said(pdf))
