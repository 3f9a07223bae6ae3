"""Papers for the desk, not for publishing: one number, the month's situation, the receipt of an undoing."""

from collections.abc import Iterator, Sequence

from engines.report.blocks import Align, Block, Callout, Cell, Column, Heading, Hero, KeyValues, Paragraph, RowKind
from engines.report.blocks import Row as PaperRow
from engines.report.blocks import State as PaperState
from engines.report.blocks import Table as PaperTable
from engines.report.canonical import content_hash
from engines.report.document import Chain, Document, Meta, Stamp, Status
from storage.exports.pdf import pdf_bytes
from storage.journal import head
from viewmodels.desk import Desk
from viewmodels.memory import MemoryView, RowsBehind, Step
from viewmodels.screens.cockpit import CockpitViewModel
from viewmodels.screens.history import UndoViewModel
from viewmodels.screens.routine_rows import grouped
from viewmodels.state import State, default_word
from viewmodels.table_spec import ColumnSpec, Kind, Row
from viewmodels.table_spec import RowKind as ScreenRowKind

DEEPEST = 2
"""Steps go three levels down: what is deeper is in the published report, and this is one page."""
LANGUAGES = {"pt": "pt-BR", "en": "en", "es": "es"}
_KINDS = {ScreenRowKind.GROUP: RowKind.GROUP, ScreenRowKind.TOTAL: RowKind.TOTAL, ScreenRowKind.LINE: RowKind.PLAIN}
_STATES = {State.OK: PaperState.OK, State.CRITICO: PaperState.CRITICAL, State.SEM_DADOS: PaperState.NO_DATA}


class PrintOuts:
    """Makes PDFs of what a screen shows, marked as not being the published report."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def figure(self, view: MemoryView, run: int) -> bytes:
        """One page about one number: value, sentence, formula, steps, rows behind, rule and proof."""
        title = self._desk.say("TELA.PAPEL_FIGURA", meta=", ".join(view.path[1:]))
        return self._pdf(title, "", str(run), tuple(self._figure_blocks(view)))

    def situation(self, model: CockpitViewModel) -> bytes:
        """The cockpit as a list: steps with who and when, what asks for a decision, the goals."""
        assert model.situation is not None
        title = self._desk.say("TELA.PAPEL_SITUACAO", mes=model.situation.vigencia)
        run = str(model.view.run.id) if model.view else ""
        return self._pdf(title, model.line, run, tuple(self._situation_blocks(model)))

    def routine(self, model: CockpitViewModel) -> bytes:
        """The month's checklist as it stands: what closes a vigência (§15.1.A-6)."""
        assert model.situation is not None
        done, total = model.situation.proved, len(model.situation.steps)
        title = self._desk.say("ROTINA.PAPEL", mes=model.situation.vigencia)
        lead = Paragraph(self._desk.say("ROTINA.PAPEL_TEXTO", feitos=done, total=total), lead=True)
        left = (Callout(PaperState.ATTENTION, "", model.open_words),) if model.open_words else ()
        run = str(model.view.run.id) if model.view else ""
        return self._pdf(title, model.line, run, (lead, *left, self._routine_table(model)))

    def receipt(self, model: UndoViewModel) -> bytes:
        """What an undoing changes, who else is touched, and once it is done by whom, when and why."""
        run = str(model.receipt.run.id)
        title = self._desk.say("TELA.PAPEL_RECIBO", calculo=run)
        danger = model.danger
        effects = tuple(Paragraph(text) for _, text in danger.effects)
        if model.done_words:
            effects = (*effects, Paragraph(model.done_words, lead=True))
        blocks = (Paragraph(danger.text, lead=True), _table(danger.columns, danger.rows), *effects)
        return self._pdf(title, "", run, blocks)

    def _figure_blocks(self, view: MemoryView) -> Iterator[Block]:
        say = self._desk.say
        yield Hero(view.value, view.unit, " › ".join(view.path))
        if view.proof is not None:
            yield Callout(_STATES.get(view.proof, PaperState.INFO), view.proof_word, view.sentence)
        if view.typed is not None:
            yield KeyValues(((view.typed.who, view.typed.when), (say("TELA.COLUNA.DECISAO"), view.typed.why)))
        if view.formula:
            yield Heading(say("TELA.PAPEL_FORMULA"), 2)
            yield from (Paragraph(line.text) for line in view.formula)
        if view.steps and view.typed is None:
            yield Heading(say("TELA.PAPEL_PASSOS"), 2)
            yield self._steps(view.steps)
        if view.rows is not None:
            yield Heading(say("TELA.PAPEL_LINHAS"), 2)
            yield self._rows(view.rows)
        if view.rules:
            yield Heading(say("TELA.PAPEL_REGRA"), 2)
            yield KeyValues(tuple((rule.label, rule.value) for rule in view.rules))

    def _steps(self, steps: Sequence[Step]) -> PaperTable:
        say = self._desk.say
        heads = (
            Column(say("TELA.PAPEL_PASSO"), weight=18),
            Column(say("TELA.PAPEL_VALOR"), Align.RIGHT, 10),
            Column(say("TELA.PAPEL_NOTA"), weight=22),
        )
        return PaperTable(heads, tuple(_step_rows(steps, 0)), dense=True)

    def _rows(self, rows: RowsBehind) -> PaperTable:
        return _table(rows.columns, rows.rows, dense=True)

    def _situation_blocks(self, model: CockpitViewModel) -> Iterator[Block]:
        for ask in model.asks:
            yield Callout(PaperState.ATTENTION, default_word(ask.state), ask.title, "", ask.note)
        if model.view is not None:
            yield Heading(model.goals_title, 2)
            yield _table(model.table.columns, model.table.rows)
        yield self._routine_table(model)

    def _routine_table(self, model: CockpitViewModel) -> PaperTable:
        """Every item of the checklist under the head of its group, open or not on screen."""
        say, lines = self._desk.say, model.steps
        heads = (
            Column(say("TELA.PAPEL_PASSO"), weight=26),
            Column(say("TELA.COLUNA.SITUACAO"), weight=12),
            Column(say("TELA.PAPEL_QUEM"), weight=10),
            Column(say("TELA.PAPEL_QUANDO"), weight=12),
        )
        shown = grouped(self._desk, lines, {line.group for line in lines})
        rows = tuple(
            PaperRow((Cell(s.title), Cell(s.note)), RowKind.GROUP)
            if s.is_group
            else PaperRow((Cell(f"{s.title}. {s.note}"), Cell(default_word(s.state)), Cell(s.who), Cell(s.when)))
            for s in shown
        )
        return PaperTable(heads, rows, dense=True)

    def _pdf(self, title: str, subtitle: str, run: str, blocks: tuple[Block, ...]) -> bytes:
        desk, texts = self._desk, self._desk.house.texts
        with desk.house.store.read() as connection:
            standing = head(connection, desk.scope.client)
        assert standing is not None, "a client's journal begins with the client"
        now = desk.house.clock.now()
        meta = Meta(
            title=title,
            subtitle=subtitle,
            company=desk.company(),
            context=self._context(),
            run=run,
            generated=desk.say("TELA.PAPEL_GERADO", quando=now, quem=desk.user_name()),
            page_of=texts.say("TELA.PAPEL_PAGINA"),
            stamp=Stamp(Status.DRAFT, desk.say("TELA.PAPEL_CARIMBO"), desk.say("TELA.PAPEL_CARIMBO_DETALHE")),
            hash=content_hash([title, subtitle, run, [repr(block) for block in blocks]]),
            chain=Chain(standing.seq, standing.hash),
            language=LANGUAGES[texts.locale],
            author=desk.user_name(),
        )
        return pdf_bytes(Document(meta, blocks))

    def _context(self) -> str:
        """What the paper is of: the vigência in front, or the audit."""
        if self._desk.house.audit is not None:
            return self._desk.say("SUBSIDIO_TELA.PAPEL_CABECALHO", auditoria=self._desk.house.audit.known.name)
        return self._desk.say("TELA.PAPEL_CABECALHO", vigencia=self._desk.vigencia)


def _step_rows(steps: Sequence[Step], depth: int) -> Iterator[PaperRow]:
    for step in steps:
        yield PaperRow(
            (Cell(step.label), Cell(step.value, strong=not depth), Cell(step.note, quiet=True)), indent=depth
        )
        if depth < DEEPEST:
            yield from _step_rows(step.children, depth + 1)


def _table(columns: Sequence[ColumnSpec], rows: Sequence[Row], dense: bool = False) -> PaperTable:
    """A table of the screen on paper, the same cells."""
    heads = tuple(
        Column(
            f"{c.title} {c.unit}".strip(),
            Align.RIGHT if c.kind is Kind.NUMBER else Align.LEFT,
            16 if not at else 10,
        )
        for at, c in enumerate(columns)
    )
    lines = (PaperRow(tuple(Cell(row.cell(c.key).text) for c in columns), _KINDS[row.kind]) for row in rows)
    return PaperTable(heads, tuple(lines), dense=dense)
