"""A finding opened from Comparação: a cause with the bands it moves, or one band, ready to be named and noted."""

from dataclasses import replace
from typing import Any

from engines.finding import Severity
from engines.money import round_half_away
from engines.subsidy.comparing import Cause
from storage.auditoria.findings import NewFinding
from storage.errors import KnownError
from viewmodels.operations.subsidios.cause_words import cause_reason, cause_words
from viewmodels.screens.subsidios import comparison_words as words
from viewmodels.screens.subsidios.audit import FINDINGS
from viewmodels.screens.subsidios.comparison import ComparisonViewModel
from viewmodels.screens.subsidios.comparison_rows import band_name

CODE, OPEN, PAGE = "SUB_COMPARACAO", "subsidios.abrir_achado", "achados"
BAND_ROWS = "comparacao_pagamento"
GRAVE = (Severity.ERROR, Severity.WARNING, Severity.INFO)


class ComparisonFinding:
    """What would be opened, and opening it with the rows that prove it."""

    def __init__(self, model: ComparisonViewModel, new: NewFinding, cause: Cause | None = None, unit: int = 0) -> None:
        """A finding about a cause, or about the band of a unit."""
        self._model, self.new, self._cause, self._unit = model, new, cause, unit

    @staticmethod
    def of_cause(model: ComparisonViewModel, cause: Cause) -> "ComparisonFinding":
        """About everything a cause moves."""
        texts, say = model.texts, model.desk.say
        name = cause_words(texts, cause.code, cause.theirs, cause.ours)
        note = say(
            "SUB_COMPARA.NOTA_DA_CAUSA", razao=cause_reason(texts, cause.code, cause.theirs, cause.ours),
            alcance=words.reach(texts, cause), fundamento=words.ground(texts, cause),
        )  # fmt: skip
        title = say("SUB_COMPARA.ACHADO_DA_CAUSA", nome=name, valor=round_half_away(cause.effect, words.PLACES))
        return ComparisonFinding(model, NewFinding(title, Severity.WARNING, CODE, cause.effect, note.strip()), cause)

    @staticmethod
    def of_band(model: ComparisonViewModel, row: dict[str, Any]) -> "ComparisonFinding":
        """About one band that is paid otherwise."""
        place = ", ".join(band_name(model.texts, row))
        title = model.desk.say(
            "SUB_COMPARA.ACHADO_DA_FAIXA", lugar=place, valor=round_half_away(row["efeito"], words.PLACES)
        )
        note = " ".join(part for part in (row.get("causa_texto"), row.get("ato")) if part)
        new = NewFinding(title, Severity.WARNING, CODE, row["efeito"], note)
        return ComparisonFinding(model, new, unit=int(row["unidade"]))

    @property
    def severities(self) -> tuple[tuple[str, str], ...]:
        """How grave it may be, in words."""
        return tuple((each.value, self._model.desk.say(f"SUB_COMPARA.GRAVIDADE.{each.value}")) for each in GRAVE)

    def open(self, title: str, severity: str, note: str) -> str:
        """Opens it with these words; the sentence of what refused it, "" when nothing did."""
        desk = self._model.desk
        new = replace(self.new, title=title, severity=Severity(severity), note=note)
        try:
            relation, where = self._evidence()
            number = desk.act(OPEN, FINDINGS, new=new, relation=relation, where=where)
        except KnownError as error:
            return desk.say_error(error)
        desk.shell.notify(
            desk.say("SUB_COMPARA.ABERTO", numero=number), desk.say("SUB_COMPARA.VER_ACHADOS"),
            lambda: desk.shell.go("subsidios", PAGE),
        )  # fmt: skip
        return ""

    def _evidence(self) -> tuple[str, str]:
        if self._cause is None:
            return BAND_ROWS, str(self._unit)
        return str(self._model.desk.ask("subsidios.separar_causa", cause=self._cause)), ""
