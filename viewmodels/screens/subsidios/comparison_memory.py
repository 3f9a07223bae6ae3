"""What the dock Memória de cálculo says of the numbers of Comparação: an amount of a band, a total, a cause."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from engines.money import round_half_away
from engines.subsidy.comparing import Cause
from storage.auditoria.compared_rows import BANDS
from storage.auditoria.publishing import PAYMENT
from storage.auditoria.row_conditions import Filter
from storage.auditoria.rows import RowsAsked, RowsPage
from viewmodels.memory import FormulaLine, MemoryView, RuleLine, Step
from viewmodels.operations.subsidios.cause_words import NO_RULE, cause_reason, cause_words, stage_words
from viewmodels.operations.subsidios.explaining import StageCell
from viewmodels.screens.memory_source import MemorySource, Told
from viewmodels.screens.subsidios import comparison_words as words
from viewmodels.screens.subsidios.comparison import ComparisonViewModel
from viewmodels.screens.subsidios.comparison_columns import REAIS
from viewmodels.screens.subsidios.comparison_parts import CauseAt, TotalAt
from viewmodels.screens.subsidios.comparison_rows import BandAt, TripAt, band_name
from viewmodels.screens.subsidios.stage_memory import StageMemory
from viewmodels.state import State

Values = Mapping[str, Any]
"""The values of a band, as the comparison keeps them."""


class ComparisonMemory:
    """Teaches the dock the numbers of the page."""

    def __init__(self, model: ComparisonViewModel, memory: MemorySource) -> None:
        """Numbers of the viewmodel, shown through `memory`."""
        self._model, self._texts, self._say = model, model.texts, model.desk.say
        self._stages = StageMemory.of(model.desk)
        memory.teach(BandAt, self.band)
        memory.teach(TotalAt, self.total)
        memory.teach(CauseAt, self.cause)
        memory.teach(TripAt, self.trip)

    def band(self, address: BandAt) -> Told | None:
        """An amount of a band: ours with its whole calculation, theirs and the difference with the causes."""
        row = self._row(address) if address.serial == self._model.serial else {}
        if not row:
            return None
        told = self._calculated(row) if address.column == "nosso" else None
        if told is None:
            return Told(self._plain(address, row))
        state, word = self._paid_word(row)
        said = (told.view.sentence.rstrip("."), self._origin(row).rstrip("."))
        sentence = "".join(f"{part}. " for part in said if part).strip()
        view = replace(told.view, address=address, path=self._path(row), proof=state, proof_word=word)
        return replace(told, view=replace(view, sentence=sentence))

    def total(self, address: TotalAt) -> Told | None:
        """A total over every band; the difference cause by cause."""
        found = self._model.comparison
        if found is None or address.serial != self._model.serial:
            return None
        sides = {"nosso": found.ours, "deles": found.theirs, "efeito": found.difference}
        if found.difference is None:
            return None
        rounded = {name: _cents(value or Decimal(0)) for name, value in sides.items()}
        sentence = self._say(f"SUB_COMPARA.FRASE_DO_TOTAL.{address.column}", **rounded)
        title, differs = self._say(f"SUB_COMPARA.TOTAL.{address.column}"), address.column == "efeito"
        shown = self._amount(sides[address.column], differs)
        steps = (Step("0", title, shown, children=tuple(self._cause_steps(found.causes))),) if differs else ()
        orders = [RuleLine(self._say("SUB_COMPARA.ORDENS"), line) for line in self._model.orders_told.splitlines()]
        rules = tuple(orders or [RuleLine(self._say("SUB_COMPARA.ORDENS"), self._model.orders.text)])
        if differs:
            sentence = f"{sentence} {self._model.checked.text}"
        return Told(self._view(address, (title,), shown, sentence, steps=steps, rules=rules))

    def cause(self, address: CauseAt) -> Told | None:
        """What a cause moves, what it means, and the clause and act behind it."""
        cause = self._model.cause(address.place) if address.serial == self._model.serial else None
        if cause is None:
            return None
        name = cause_words(self._texts, cause.code, cause.theirs, cause.ours)
        reach, shown = words.reach(self._texts, cause, self._model.by_day), self._amount(cause.effect, sign=True)
        sentence = self._say("SUB_COMPARA.FRASE_DA_CAUSA", nome=name, efeito=_cents(cause.effect), alcance=reach)
        reason = cause_reason(self._texts, cause.code, cause.theirs, cause.ours)
        path = (self._say("SUB_COMPARA.POR_CAUSA"), name)
        rules = tuple(self._rules(cause))
        return Told(self._view(address, path, shown, f"{sentence} {reason}", rules=rules))

    def trip(self, address: TripAt) -> Told | None:
        """What a trip is paid here and at SMTR, and why that differs."""
        if address.serial != self._model.serial:
            return None
        key = (Filter("data", "igual", address.day), Filter("id_viagem", "igual", address.trip))
        row = self._found(address.view, key)
        if not row or row["efeito"] is None:
            return None
        cause = _cause_of(row)
        paid = {"pago": _cents(row["pago_deles"]), "nosso": _cents(row["pago_nosso"])}
        sentence = self._say("SUB_COMPARA.FRASE_DA_VIAGEM", **paid)
        reason = cause_reason(self._texts, cause.code, cause.theirs, cause.ours) if cause.code else ""
        told = self._say("SUB_COMPARA.CONTA", diferenca=row["efeito"], nosso=row["pago_nosso"], pago=row["pago_deles"])
        path = (self._texts.numbers.day(address.day), address.trip)
        shown, rules = self._amount(row["efeito"], sign=True), tuple(self._rules(cause))
        view = self._view(address, path, shown, f"{sentence} {reason}".strip(), (FormulaLine(told),), rules=rules)
        return Told(view)

    # --- bands

    def row_of(self, address: BandAt) -> Values:
        """The values of a band; nothing for one that is not there."""
        return self._row(address)

    def _row(self, address: BandAt) -> Values:
        return self._found(BANDS, (Filter("unidade", "igual", address.unit),))

    def _found(self, table: str, key: tuple[Filter, ...]) -> Values:
        asked = RowsAsked(table, key)
        page: RowsPage = self._model.desk.ask("subsidios.diferencas", asked=asked, limit=1)
        names = [column.name for column in page.columns]
        return dict(zip(names, page.rows[0], strict=True)) if page.rows else {}

    def _calculated(self, row: Values) -> Told | None:
        stage = str(row["etapa"])
        key = next((each.key for each in self._model.desk.ask("subsidios.etapas") if each.name == stage), ())
        held = tuple((name, row[name]) for name in key if row.get(name) is not None)
        column = PAYMENT.get(stage, "valor_a_pagar").partition(" ")[0]
        return self._stages.tell(StageCell(stage, held, column))

    def _plain(self, address: BandAt, row: Values) -> MemoryView:
        """An amount without a calculation of its own: the difference as the two amounts and its causes."""
        differs = address.column == "efeito"
        causes: tuple[Cause, ...] = self._model.desk.ask("subsidios.causas_da_faixa", unit=address.unit)
        state, word = self._paid_word(row)
        shown = self._amount(row[address.column], differs)
        title = self._say("SUB_COMPARA.TOTAL.efeito")
        steps = (Step("0", title, self._amount(row["efeito"], True), children=tuple(self._band_steps(causes))),)
        formula: tuple[FormulaLine, ...] = ()
        if row["nosso"] is not None and row["deles"] is not None:
            told = self._say("SUB_COMPARA.CONTA", diferenca=row["efeito"], nosso=row["nosso"], pago=row["deles"])
            formula = (FormulaLine(told),)
        rules = tuple(self._rules(causes[0])) if causes else ()
        view = self._view(address, self._path(row), shown, self._origin(row), formula, steps if causes else (), rules)
        return replace(view, proof=state, proof_word=word)

    def _path(self, row: Values) -> tuple[str, ...]:
        return (stage_words(self._texts, str(row["etapa"])), *band_name(self._texts, row))

    def _paid_word(self, row: Values) -> tuple[State, str]:
        if row["deles"] is None:
            return State.ATENCAO, self._say("SUB_COMPARA.NAO_PAGOU")
        if not row["efeito"]:
            return State.OK, self._say("SUB_COMPARA.CONFERE")
        return State.ATENCAO, self._say("SUB_COMPARA.PAGOU", valor=_cents(row["deles"]))

    def _origin(self, row: Values) -> str:
        """Where the difference is born, in words."""
        told = {"pago": _cents(row["deles"] or Decimal(0)), "diferenca": _cents(row["efeito"])}
        if not row["efeito"]:
            return ""
        if row["lado"] != "ambos":
            return self._say("SUB_COMPARA.SO_NOSSA" if row["lado"] == "nosso" else "SUB_COMPARA.SO_SMTR", **told)
        if not row["primeira_etapa"]:
            return self._say("SUB_COMPARA.SEM_ORIGEM", **told)
        stage = stage_words(self._texts, str(row["primeira_etapa"]))
        return self._say("SUB_COMPARA.NASCE", etapa=stage, **told)

    # --- inside

    def _cause_steps(self, causes: Sequence[Cause]) -> Iterator[Step]:
        for at, cause in enumerate(causes):
            name = cause_words(self._texts, cause.code, cause.theirs, cause.ours)
            where = CauseAt(self._model.serial, at)
            yield Step(f"0.{at}", name, self._amount(cause.effect, True), words.ground(self._texts, cause), where)

    def _band_steps(self, causes: Sequence[Cause]) -> Iterator[Step]:
        for at, cause in enumerate(causes):
            name = cause_words(self._texts, cause.code, cause.theirs, cause.ours)
            yield Step(f"0.{at}", name, self._amount(cause.effect, True), words.ground(self._texts, cause))

    def _rules(self, cause: Cause) -> Iterator[RuleLine]:
        if cause.code in NO_RULE or not cause.clause:
            return
        laid = self._model.audit.laid
        found = laid.chain.book.clauses() if laid is not None else ()
        standing = next(((key, each) for key, each in found if each.source.id == cause.clause), None)
        if standing is not None:
            code = f"SUB_REGRA.{standing[0]}"
            name = self._say(code) if self._texts.knows(code) else standing[0]
            yield RuleLine(self._say("SUB_COMPARA.REGRA"), name)
        yield RuleLine(self._say("SUB_COMPARA.ATO"), cause.act)
        yield RuleLine(self._say("SUB_COMPARA.CLAUSULA"), cause.clause, mono=True)
        if standing is not None:
            known = standing[1].clause.known
            yield RuleLine(self._say("SUB_COMPARA.CONHECIDA"), self._texts.numbers.day(known))

    def _view(
        self,
        address: object,
        path: tuple[str, ...],
        value: str,
        sentence: str,
        formula: tuple[FormulaLine, ...] = (),
        steps: tuple[Step, ...] = (),
        rules: tuple[RuleLine, ...] = (),
    ) -> MemoryView:
        place = (self._say("SUB_COMPARA.PAGINA"), *path)
        return MemoryView(
            address, place, value, REAIS, unit_first=True, sentence=sentence, formula=formula, steps=steps, rules=rules
        )

    def _amount(self, value: Decimal | None, sign: bool = False) -> str:
        return words.amount(self._texts, value, sign)


def _cause_of(row: Values) -> Cause:
    """The cause of a trip's difference."""
    code, theirs, ours = (str(row[name] or "") for name in ("causa", "causa_de", "causa_para"))
    return Cause(code, theirs, ours, str(row["clausula"] or ""), str(row["ato"] or ""), 1, 1, row["efeito"])


def _cents(value: Decimal) -> Decimal:
    """An amount as the table shows it."""
    return round_half_away(value, words.PLACES)
