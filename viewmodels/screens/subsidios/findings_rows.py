"""Words, states and rows of the board of findings, and of the history of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from engines.subsidy.checking.checks import TEXTS, Checklist
from storage.auditoria.findings import AuditFinding, Standing
from storage.texts.numbers import NO_VALUE
from storage.texts.sentences import Texts
from viewmodels.operations.subsidios.finding_history import FindingAct
from viewmodels.screens.subsidios.checks_words import CODE, STATES
from viewmodels.state import State
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row

STANDINGS = {
    Standing.OPEN: State.A_FAZER,
    Standing.STUDIED: State.EM_CURSO,
    Standing.CONFIRMED: State.OK,
    Standing.DISCARDED: State.SEM_DADOS,
}


@dataclass(frozen=True, slots=True)
class FindingFigure:
    """A number of the board: which finding, and `efeito` or `linhas`."""

    finding: int
    column: str


@dataclass(frozen=True, slots=True)
class StandingTotal:
    """Findings at one standing: how many, their R$ added up, and how many have no R$."""

    count: int
    effect: Decimal
    unknown: int


def totals(findings: Sequence[AuditFinding]) -> dict[Standing, StandingTotal]:
    """What stands at each standing, in the order they go through."""
    found = {}
    for standing in Standing:
        mine = [each.effect for each in findings if each.standing is standing]
        known = [effect for effect in mine if effect is not None]
        found[standing] = StandingTotal(len(mine), sum(known, Decimal(0)), len(mine) - len(known))
    return found


class FindingWords:
    """Says findings in one language; `checklist` gives the short codes of the checks they came from."""

    def __init__(self, texts: Texts, checklist: Checklist) -> None:
        self._texts = texts
        self._shorts = {check.code: check.short for check in checklist.checks}

    def standing(self, standing: Standing) -> str:
        """Word of a standing."""
        return self._texts.say(f"ACHADO.SITUACAO.{standing.value}")

    def code(self, finding: AuditFinding) -> str:
        """Short code of the check it came from; of another origin the code as it was kept, "" when by hand."""
        if finding.code.startswith(TEXTS):
            return self._shorts.get(finding.code, finding.code)
        return finding.code

    def effect(self, value: Decimal | None) -> str:
        """R$ with two places, a dash for none."""
        return NO_VALUE if value is None else self._texts.numbers.number(value, 2)

    def columns(self) -> tuple[ColumnSpec, ...]:
        """Columns of the board."""
        say, reais = self._texts.say, self._texts.numbers.unit("BRL")
        return (
            ColumnSpec("titulo", say("SUB_ACHADO.COLUNA_ACHADO"), stretch=1),
            ColumnSpec("gravidade", say("SUB_ACHADO.COLUNA_GRAVIDADE"), kind=Kind.CHIP),
            ColumnSpec("codigo", say("SUB_ACHADO.COLUNA_CODIGO"), quiet=True, width=CODE),
            ColumnSpec("efeito", say("SUB_ACHADO.COLUNA_EFEITO"), unit=reais, kind=Kind.NUMBER, places=2),
            ColumnSpec("linhas", say("SUB_ACHADO.COLUNA_LINHAS"), kind=Kind.NUMBER, places=0),
            ColumnSpec("situacao", say("SUB_ACHADO.COLUNA_SITUACAO"), kind=Kind.CHIP),
            ColumnSpec("quem", say("SUB_ACHADO.COLUNA_QUEM")),
            ColumnSpec("revisor", say("SUB_ACHADO.COLUNA_REVISOR")),
        )

    def row(self, finding: AuditFinding, names: Mapping[str, str]) -> Row:
        """One finding."""
        texts, code = self._texts, self.code(finding)
        severity = texts.say(f"SEVERIDADE.{finding.severity.value}")
        reviewer = names.get(finding.reviewed_by or "", "") if finding.reviewed_by else NO_VALUE
        at = {name: FindingFigure(finding.id, name) for name in ("efeito", "linhas")}
        known = at["efeito"] if finding.effect is not None else None
        title = f"{finding.id}. {finding.title}"
        return Row(
            str(finding.id),
            {
                "titulo": Cell(title, finding.id, tooltip=finding.title),
                "gravidade": Cell(severity, -finding.severity.rank, STATES[finding.severity]),
                "codigo": Cell(code, code),
                "efeito": Cell(self.effect(finding.effect), finding.effect, figure_address=known),
                "linhas": Cell(
                    texts.numbers.number(finding.evidence_rows, 0), finding.evidence_rows, figure_address=at["linhas"]
                ),
                "situacao": Cell(
                    self.standing(finding.standing), list(Standing).index(finding.standing), STANDINGS[finding.standing]
                ),
                "quem": Cell(names.get(finding.created_by, ""), names.get(finding.created_by, "")),
                "revisor": Cell(reviewer, reviewer),
            },
        )

    # --- the history of one

    def history_columns(self) -> tuple[ColumnSpec, ...]:
        """Columns of the history."""
        say = self._texts.say
        return (
            ColumnSpec("quando", say("SUB_ACHADO.COLUNA_QUANDO"), kind=Kind.DATE, sortable=False),
            ColumnSpec("quem", say("DIARIO.QUEM"), sortable=False),
            ColumnSpec("ato", say("SUB_ACHADO.COLUNA_ATO"), sortable=False),
            ColumnSpec("nota", say("SUB_ACHADO.COLUNA_POR_QUE"), sortable=False, quiet=True, stretch=1),
        )

    def history_row(self, act: FindingAct) -> Row:
        """One act."""
        texts = self._texts
        when = texts.numbers.instant(act.at, texts.zone) if act.at else NO_VALUE
        word = texts.say(f"VERBO.{act.verb}") if texts.knows(f"VERBO.{act.verb}") else act.verb
        moved = f"ACHADO.SITUACAO.{act.standing}"
        if act.standing and texts.knows(moved):
            word = texts.say("SUB_ACHADO.FOI_PARA", ato=word, situacao=texts.say(moved))
        cells = {
            "quando": Cell(when, str(act.at or "")),
            "quem": Cell(act.who),
            "ato": Cell(word),
            "nota": Cell(act.why, tooltip=act.why),
        }
        return Row(str(act.seq), cells)
