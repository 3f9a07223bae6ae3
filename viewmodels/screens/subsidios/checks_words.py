"""Words and states of the outcomes of the checks: rows of the list, and what the detail says of one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from engines.finding import Severity
from engines.subsidy.checking.checks import Check, CheckGroup
from engines.subsidy.checking.outcomes import Outcome, Verdict
from storage.texts.numbers import NO_VALUE
from storage.texts.sentences import Texts
from viewmodels.state import State
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row, RowKind

STATES = {
    Severity.ERROR: State.CRITICO,
    Severity.CONSENT: State.ATENCAO,
    Severity.WARNING: State.ATENCAO,
    Severity.INFO: State.SEM_DADOS,
}
VERDICTS = {
    Verdict.FOUND: State.ATENCAO,
    Verdict.CLEAN: State.OK,
    Verdict.NOT_VERIFIABLE: State.SEM_DADOS,
    Verdict.NOT_APPLICABLE: State.A_FAZER,
}
CODE = 112
"""Logical px of the column of short codes."""


@dataclass(frozen=True, slots=True)
class CheckFigure:
    """A number of the list of checks: which check, and `casos` or `efeito`."""

    check: str
    column: str


@dataclass(frozen=True, slots=True)
class CheckView:
    """What the detail says of one check: paragraphs as (title, text), in the order they are read."""

    check: Check
    outcome: Outcome
    title: str
    state: State
    word: str
    effect: str
    paragraphs: tuple[tuple[str, str], ...]


def effect_said(texts: Texts, effect: Decimal | None) -> str:
    """`Efeito: R$ 5.596,64.`, or that no exact amount exists."""
    if effect is None:
        return texts.say("SUB_VERIFICA.SEM_EFEITO")
    return texts.say("SUB_ACHADO.EFEITO", valor=texts.numbers.money(effect, 2))


class CheckWords:
    """Says checks and their outcomes in one language."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def title(self, check: Check) -> str:
        """Name of a check."""
        return self._texts.say(f"{check.code}.TITULO")

    def severity(self, severity: Severity) -> str:
        """Word of a severity."""
        return self._texts.say(f"SEVERIDADE.{severity.value}")

    def verdict(self, verdict: Verdict) -> str:
        """Word of an outcome."""
        return self._texts.say(verdict.text_code)

    def effect(self, outcome: Outcome) -> str:
        """R$ moved, with two places; a dash where no exact amount exists."""
        if outcome.effect is None:
            return NO_VALUE
        return self._texts.numbers.number(outcome.effect, 2)

    def days(self, outcome: Outcome) -> str:
        """`10/11 a 16/11/2025`, "" when nothing was found."""
        first, last = outcome.first, outcome.last
        if first is None or last is None:
            return ""
        told = self._texts.numbers.day(first)
        if first == last:
            return told
        # The year is said once: in every language it closes the day, after one sign.
        return self._texts.say("SUB_ACHADO.DIAS", de=told[:-5] if first.year == last.year else told, ate=last)

    def sentence(self, outcome: Outcome) -> str:
        """What was found, what is missing, or why there is nothing to say."""
        finding = outcome.finding()
        if outcome.verdict is Verdict.FOUND and finding is not None:
            return self._texts.say_finding(finding)
        if outcome.verdict is Verdict.NOT_VERIFIABLE:
            told = {"verificacao": self.title(outcome.check), "faltam": ", ".join(outcome.missing)}
            return self._texts.say_with("SUB_VERIFICA.NAO_VERIFICAVEL", told)
        clean = outcome.verdict is Verdict.CLEAN
        return self._texts.say("SUB_ACHADO.EM_ORDEM" if clean else "SUB_ACHADO.NAO_SE_APLICA")

    def missing(self, outcome: Outcome) -> str:
        """What to bring so that the check can be asked; "" when nothing is missing."""
        if not outcome.missing:
            return ""
        inputs = {need.partition(".")[0] for need in outcome.check.needs}
        brought = all(name.partition(".")[0] in inputs for name in outcome.missing)
        code = "SUB_ACHADO.FALTA" if brought else "SUB_ACHADO.FALTA_VALOR"
        return self._texts.say(code, faltam=", ".join(outcome.missing))

    # --- the list

    def columns(self, verdict: Verdict) -> tuple[ColumnSpec, ...]:
        """Columns of the list of the checks that came out so."""
        say = self._texts.say
        common = (
            ColumnSpec("titulo", say("SUB_ACHADO.COLUNA_TITULO"), stretch=1),
            ColumnSpec("gravidade", say("SUB_ACHADO.COLUNA_GRAVIDADE"), kind=Kind.CHIP),
            ColumnSpec("codigo", say("SUB_ACHADO.COLUNA_CODIGO"), quiet=True, width=CODE),
        )
        if verdict is Verdict.NOT_VERIFIABLE:
            return (*common, ColumnSpec("falta", say("SUB_ACHADO.COLUNA_FALTA"), quiet=True, stretch=1))
        if verdict is not Verdict.FOUND:
            return common
        return (
            *common,
            ColumnSpec("casos", say("SUB_ACHADO.COLUNA_CASOS"), kind=Kind.NUMBER, places=0),
            ColumnSpec(
                "efeito", say("SUB_ACHADO.COLUNA_EFEITO"), unit=self._texts.numbers.unit("BRL"), kind=Kind.NUMBER,
                places=2,
            ),
            ColumnSpec("dias", say("SUB_ACHADO.COLUNA_DIAS"), quiet=True),
        )  # fmt: skip

    def rows(self, outcomes: Sequence[Outcome]) -> Iterator[Row]:
        """Groups in their order, each with its checks, the gravest first."""
        for group in CheckGroup:
            mine = sorted((o for o in outcomes if o.check.group is group), key=lambda o: o.check.severity.rank)
            if mine:
                told = {"nome": self._texts.say(group.text_code), "n": len(mine)}
                yield Row(f"grupo.{group.value}", {"titulo": Cell(self._texts.say_with("SUB_ACHADO.GRUPO", told))},
                          kind=RowKind.GROUP)  # fmt: skip
                yield from map(self._row, mine)

    def _row(self, outcome: Outcome) -> Row:
        check, found = outcome.check, outcome.verdict is Verdict.FOUND
        title, days = self.title(check), self.days(outcome)
        word = self.severity(check.severity)
        cells = {
            "gravidade": Cell(word, -check.severity.rank, STATES[check.severity] if found else None),
            "codigo": Cell(check.short, check.short),
            "titulo": Cell(title, title, tooltip=title),
            "dias": Cell(days, outcome.first),
            "falta": Cell(", ".join(outcome.missing), tooltip=", ".join(outcome.missing)),
        }
        if found:
            told = {name: CheckFigure(check.name, name) for name in ("casos", "efeito")}
            cells["casos"] = Cell(
                self._texts.numbers.number(outcome.count, 0), outcome.count, figure_address=told["casos"]
            )
            known = told["efeito"] if outcome.effect is not None else None
            cells["efeito"] = Cell(self.effect(outcome), outcome.effect, figure_address=known)
        return Row(check.name, cells)
