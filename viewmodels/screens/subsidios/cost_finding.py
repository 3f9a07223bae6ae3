"""A finding opened from Quanto custou: the bar in front, or the whole way from A to B, ready to be named and noted."""

from dataclasses import replace

from engines.finding import Severity
from storage.auditoria.findings import NewFinding
from storage.errors import KnownError
from storage.texts.numbers import NO_VALUE
from viewmodels.operations.subsidios import cost_words as words
from viewmodels.screens.subsidios.audit import FINDINGS
from viewmodels.screens.subsidios.cost import CostViewModel

OPEN = "subsidios.abrir_achado"
SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)


class CostFinding:
    """What would be opened, and opening it."""

    def __init__(self, model: CostViewModel, whole: bool = False) -> None:
        """Of the bar in front; `whole` of everything between A and B. A cost must have been calculated."""
        assert model.cost is not None and model.costed is not None
        self._model, self._desk = model, model.desk
        effect = model.cost.total.difference if whole else model.selected_effect
        code = "SUBSIDIO_CUSTO.ACHADO_DE_TUDO" if whole else "SUBSIDIO_CUSTO.ACHADO_DA_BARRA"
        moved = model.texts.numbers.money(effect, words.PLACES, sign=True)
        title = model.desk.say(code, nome=model.selected_name, valor=moved)
        self.new = NewFinding(title, Severity.WARNING, effect=effect, note=self._note(whole))

    @property
    def reason(self) -> str:
        """Why it cannot be opened, in words; "" when it can."""
        return self._desk.reason(OPEN) or ""

    @property
    def severities(self) -> tuple[tuple[str, str], ...]:
        """How grave it may be: key and word."""
        return tuple((each.value, self._desk.say(f"SEVERIDADE.{each}")) for each in SEVERITIES)

    def open(self, title: str, severity: str, note: str) -> str:
        """Opens it with these words; the sentence of what refused it, "" when nothing did."""
        new = replace(self.new, title=title, severity=Severity(severity), note=note)
        try:
            number = self._desk.act(OPEN, FINDINGS, new=new)
        except KnownError as error:
            return self._desk.say_error(error)
        self._desk.shell.notify(self._desk.say("SUBSIDIO_CUSTO.ABERTO", numero=number))
        return ""

    def _note(self, whole: bool) -> str:
        """A, B and both amounts; of a bar, its clauses and acts too."""
        model = self._model
        assert model.cost is not None and model.costed is not None
        sides, total = model.costed, model.cost.total
        said = {"a": model.words.known(sides.a), "b": model.words.known(sides.b)}
        note = self._desk.say("SUBSIDIO_CUSTO.NOTA", **said, antes=total.before, depois=total.after)
        if whole:
            return note
        bars = [bar.bar for bar in model.selected_bars]
        clauses = ", ".join(each for bar in bars for each in bar.ids) or NO_VALUE
        acts = words.few(model.texts, (act for bar in bars for act in bar.acts), most=20)
        return f"{note} {self._desk.say('SUBSIDIO_CUSTO.NOTA_DAS_CLAUSULAS', clausulas=clauses, atos=acts)}"
