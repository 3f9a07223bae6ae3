"""A finding opened from Comparação: a cause with the bands it moves, or one band, ready to be named and noted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from engines.finding import Severity
from engines.money import round_half_away
from engines.subsidy.comparing import Cause
from storage.auditoria.findings import NewFinding
from storage.errors import KnownError
from viewmodels.operations.subsidios.cause_words import cause_reason, cause_words
from viewmodels.operations.subsidios.differences import CauseRows
from viewmodels.screens.subsidios import comparison_words as words
from viewmodels.screens.subsidios.audit import FINDINGS
from viewmodels.screens.subsidios.comparison import ComparisonViewModel
from viewmodels.screens.subsidios.comparison_rows import band_name
from viewmodels.screens.subsidios.findings_new import OPEN, FindingDraft

CODE, BAND_ROWS = "SUB_COMPARACAO", "comparacao_pagamento"


@dataclass(frozen=True)
class DifferenceDraft(FindingDraft):
    """A finding about a difference; the rows of `relation` with the key `where` ("" all) are frozen with it."""

    where: str = ""

    def open(self, title: str, severity: str, note: str, effect: Decimal | None) -> str:
        """Opens it with these words; the sentence of what refused it, "" when nothing did."""
        held = replace(self.new, title=title, severity=Severity(severity), note=note.strip(), effect=effect)
        try:
            number = self.desk.act(OPEN, FINDINGS, new=held, relation=self.relation, where=self.where)
        except KnownError as error:
            return self.desk.say_error(error)
        self.desk.shell.notify(
            self.desk.say("SUB_COMPARA.ABERTO", numero=number), self.desk.say("SUB_COMPARA.VER_ACHADOS"), self._board
        )
        return ""

    def _board(self) -> None:
        self.desk.shell.go("subsidios", "achados")


Chosen = Cause | Mapping[str, Any]
"""What a finding is opened from: a cause, or the values of a band."""


def drafted(model: ComparisonViewModel, chosen: Chosen) -> DifferenceDraft | None:
    """What would be opened, ready to be named; None after the window was told why not."""
    try:
        return draft_of_cause(model, chosen) if isinstance(chosen, Cause) else draft_of_band(model, chosen)
    except KnownError as error:
        model.desk.refused.emit(error)
        return None


def draft_of_cause(model: ComparisonViewModel, cause: Cause) -> DifferenceDraft:
    """About everything a cause moves. Raises KnownError AUDITORIA_OCUPADA while another work holds the bench."""
    texts, say = model.texts, model.desk.say
    name = cause_words(texts, cause.code, cause.theirs, cause.ours)
    note = say(
        "SUB_COMPARA.NOTA_DA_CAUSA",
        razao=cause_reason(texts, cause.code, cause.theirs, cause.ours),
        alcance=words.reach(texts, cause, model.by_day),
        fundamento=words.ground(texts, cause),
    )
    title = say("SUB_COMPARA.ACHADO_DA_CAUSA", nome=name, valor=round_half_away(cause.effect, words.PLACES))
    kept: CauseRows = model.desk.ask("subsidios.separar_causa", cause=cause)
    new = NewFinding(title, Severity.WARNING, CODE, cause.effect, note.strip())
    return DifferenceDraft(model.desk, new, kept.relation, kept.rows)


def draft_of_band(model: ComparisonViewModel, row: Mapping[str, Any]) -> DifferenceDraft:
    """About one band that is paid otherwise."""
    place = ", ".join(band_name(model.texts, row))
    value = round_half_away(row["efeito"], words.PLACES)
    title = model.desk.say("SUB_COMPARA.ACHADO_DA_FAIXA", lugar=place, valor=value)
    note = " ".join(part for part in (row.get("causa_texto"), row.get("ato")) if part)
    new = NewFinding(title, Severity.WARNING, CODE, row["efeito"], note)
    return DifferenceDraft(model.desk, new, BAND_ROWS, 1, str(row["unidade"]))
