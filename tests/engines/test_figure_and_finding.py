"""Figures and findings as values."""

from decimal import Decimal

from engines.figure import Cells, Figure
from engines.finding import Finding, Severity, sorted_by_severity


def test_a_figure_walks_its_tree_and_skips_the_rows() -> None:
    leaf = Figure("km", Decimal(1), inputs=(Cells("s", "dias", "km"),), member={"setor": "4"})
    tree = Figure("meta", Decimal(2), inputs=(leaf,))
    assert [f.key for f in tree.walk()] == ["meta", "km[setor=4]"]


def test_findings_come_gravest_first() -> None:
    listed = sorted_by_severity(
        (
            Finding("B", Severity.INFO),
            Finding("A", Severity.WARNING, where={"setor": "2"}),
            Finding("A", Severity.WARNING, where={"setor": "1"}),
            Finding("C", Severity.ERROR, "X"),
            Finding("D", Severity.CONSENT),
        )
    )
    assert [f.code for f in listed] == ["C", "D", "A", "A", "B"]
    assert listed[2].where["setor"] == "1"
    assert listed[0].text_code == "C.X" and listed[0].blocks and not listed[4].blocks
