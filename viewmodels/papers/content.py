"""The content a paper vouches for and its hash: what a run took in, gave and was decided, and the paper before."""

from collections.abc import Mapping

from engines.report.canonical import content_hash
from storage.runs import Input
from viewmodels.operations.metas.results import GoalRow, RunView
from viewmodels.papers.basis import APPROVED, ROLLED_BACK, Basis

PDF, XLSX = "pdf", "xlsx"
FORMAT = 1
"""Number of this form of content; another form would be another number, and old papers keep theirs."""


def document_hash(view: RunView, basis: Basis, kind: str, raw: bool, previous: str) -> str:
    """SHA-256 of a paper's content, in 64 hex digits (reference 7.2): the same for every copy of it."""
    return content_hash(content_of(view, basis, kind, raw, previous))


def content_of(view: RunView, basis: Basis, kind: str, raw: bool, previous: str) -> Mapping[str, object]:
    """What is hashed, as plain data; `previous` is the hash of the client's paper before this one, "" for the first."""
    evaluation = view.evaluation
    return {
        "formato": FORMAT,
        "papel": kind,
        "anexo": raw,
        "anterior": previous,
        "empresa": basis.company,
        "calculo": view.run.id,
        "vigencia": str(view.vigencia),
        "programa": view.run.code_version,
        "textos": dict(view.book.texts),
        "retrato": basis.source.id,
        "dados": {name: list(rows) for name, rows in evaluation.facts.tables.items()},
        "entradas": [[key, list(members), value] for (key, members), value in sorted(evaluation.facts.inputs.items())],
        "consentimentos": [_consent(given) for given in basis.consents],
        "registros": basis.registers,
        "resultados": [[c.line, list(c.members), c.value] for c in evaluation.cells()],
        "achados": [[f.text_code, str(f.severity), f.where, _plain(f.args)] for f in view.findings],
        "decisoes": [_decision(goal) for goal in view.goals if goal.decision is not None],
        "situacao": str(view.run.status),
        "atos": {verb: list(act) for verb in (APPROVED, ROLLED_BACK) if (act := basis.act(verb)) is not None},
    }


def _consent(given: Input) -> list[object]:
    return [given.member["achado"], given.value, given.who, given.when, given.why]


def _decision(goal: GoalRow) -> list[object]:
    taken = goal.decision
    assert taken is not None
    told = [taken.decision, taken.calculated, taken.value, taken.justification, taken.decided, taken.decided_by]
    return [goal.criterion, goal.sector, *told]


def _plain(args: Mapping[str, object]) -> Mapping[str, object]:
    """Arguments of a finding with sets and tuples as lists; months and the like by their text."""
    return {name: [str(v) for v in value] if isinstance(value, tuple | list) else value for name, value in args.items()}
