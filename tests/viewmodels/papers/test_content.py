"""The hash of a paper: the same for the same content, another for any part that changes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from engines.finding import Finding, Severity
from storage.runs import Input, Status
from tests.viewmodels.papers.sample_month import ADJUSTED, SampleMonth, with_facts
from viewmodels.operations.metas.results import RunView
from viewmodels.papers.basis import Basis
from viewmodels.papers.content import PDF, XLSX, document_hash

PREVIOUS = "ab" * 32
Change = Callable[[RunView, Basis], tuple[RunView, Basis]]


def _input(view: RunView, basis: Basis) -> tuple[RunView, Basis]:
    return with_facts(view, {("preco_litro", ()): Decimal("4.46194")}), basis


def _typing(view: RunView, basis: Basis) -> tuple[RunView, Basis]:
    rows = view.evaluation.facts.tables["calendario"]
    changed = ({**rows[0], "tipo": "SABADO"}, *rows[1:])
    return with_facts(view, tables={"calendario": changed}), basis


def _data(view: RunView, basis: Basis) -> tuple[RunView, Basis]:
    rows = view.evaluation.facts.tables["dias"]
    changed = ({**rows[0], "km": Decimal("0.01")}, *rows[1:])
    return with_facts(view, tables={"dias": changed}), basis


def _result(view: RunView, basis: Basis) -> tuple[RunView, Basis]:
    return with_facts(view, given={("media_mensal_litros", ("4",)): Decimal("1.00")}), basis


def _decision(view: RunView, basis: Basis) -> tuple[RunView, Basis]:
    def worded(goal):  # type: ignore[no-untyped-def]
        return replace(goal, decision=replace(goal.decision, justification="outra")) if goal.key == ADJUSTED else goal

    return replace(view, goals=tuple(worded(goal) for goal in view.goals)), basis


def _finding(view: RunView, basis: Basis) -> tuple[RunView, Basis]:
    return replace(view, findings=(*view.findings, Finding("CAL_001", Severity.ERROR, where={"setor": "1"}))), basis


def _consent(view: RunView, basis: Basis) -> tuple[RunView, Basis]:
    at = datetime(2025, 8, 2, tzinfo=UTC)
    return view, replace(basis, consents=(Input("consentimento", "frase", {"achado": "x"}, "", "quem", at, "porque"),))


def _author_of_parameter(view: RunView, basis: Basis) -> tuple[RunView, Basis]:
    given = basis.registers["parametros"]
    name = next(iter(given))
    changed = {**given, name: {**given[name], "motivo": "outro"}}
    return view, replace(basis, registers={**basis.registers, "parametros": changed})


def _status(view: RunView, basis: Basis) -> tuple[RunView, Basis]:
    return replace(view, run=replace(view.run, status=Status.ROLLED_BACK)), basis


def _approval(view: RunView, basis: Basis) -> tuple[RunView, Basis]:
    return view, replace(basis, trail=basis.trail[:-1])


CHANGES = (
    _input, _typing, _data, _result, _decision, _finding, _consent, _author_of_parameter, _status, _approval,
)  # fmt: skip


def test_stable(month: SampleMonth) -> None:
    first = document_hash(month.view, month.basis(), PDF, False, PREVIOUS)
    again = document_hash(month.view, month.basis(), PDF, False, PREVIOUS)
    assert first == again
    assert len(first) == 64


@pytest.mark.parametrize("change", CHANGES, ids=lambda each: each.__name__.strip("_"))
def test_every_part_counts(month: SampleMonth, change: Change) -> None:
    view, basis = month.view, month.basis()
    changed = change(view, basis)
    assert document_hash(view, basis, PDF, False, PREVIOUS) != document_hash(*changed, PDF, False, PREVIOUS)


def test_the_paper_before_kind_and_annex_count(month: SampleMonth) -> None:
    view, basis = month.view, month.basis()
    made = {
        document_hash(view, basis, PDF, False, PREVIOUS),
        document_hash(view, basis, PDF, False, ""),
        document_hash(view, basis, PDF, True, PREVIOUS),
        document_hash(view, basis, XLSX, False, PREVIOUS),
    }
    assert len(made) == 4
