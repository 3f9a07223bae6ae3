"""Dialogs of the registers: a sector, a vigência to open or to move on, a spending."""

from datetime import date, datetime
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from ui.desktop.entrance.add_dialog import AddDialog
from ui.desktop.entrance.form_page import asks
from ui.desktop.kit.check import Check
from ui.desktop.kit.fields import FormField, Parsed, parse_decimal
from ui.desktop.kit.labels import label
from viewmodels.operations.faces import KnownError
from viewmodels.operations.metas.spending_book import SpendingLine
from viewmodels.screens import goal_words as words
from viewmodels.screens.cadastros import CadastrosViewModel, field_of, money_text
from viewmodels.screens.spending_section import SpendingSection
from viewmodels.screens.spending_tables import spending_name, unit_of

DAY, MONTH = "%d/%m/%Y", "%m/%Y"


class RegisterDialog(AddDialog):
    """Base: a refusal stands at the field it is about, else on the problem line; nothing typed is lost."""

    fields: dict[str, FormField] = {}
    codes: dict[str, tuple[str, ...]] = {}

    def settle(self, model: CadastrosViewModel | SpendingSection, refused: KnownError | None) -> None:
        """Close when it was done; else say what refused it."""
        if refused is None:
            self.accept()
            return
        sentence, at = model.desk.say_error(refused), field_of(refused, self.codes)
        for name, field in self.fields.items():
            field.show_error(sentence if name == at else "")
        self.refuse("" if at else sentence)
        if at:
            self.fields[at].edit.setFocus()

    def checked(self) -> bool:
        """True when every field reads right; the wrong ones say why."""
        right = [field.check() for field in self.fields.values()]
        self.adjustSize()
        return all(right)


class SectorDialog(RegisterDialog):
    """Name and ERP code of a sector; one that exists can be taken out of use."""

    def __init__(self, model: CadastrosViewModel, sector: str, parent: QWidget) -> None:
        """A dialog for the sector with this id, "" for a new one."""
        tr, held = parent.tr, model.sector(sector)
        self._model, self._sector = model, sector
        self.name = FormField(tr("Nome"), asks(tr("Diga o nome do setor")))
        hint = tr("Só algarismos. Sem ele, o setor não entra no cálculo.")
        self.code = FormField(tr("Código no ERP"), hint=hint, optional=True)
        if held is not None:
            self.name.set_text(held.name)
            self.code.set_text(held.erp_code or "")
        self.active = None if held is None else self._standing(tr("Em uso"), held.active)
        title = tr("Novo setor") if held is None else tr("Editar setor")
        asked: list[QWidget] = [self.name, self.code, *([self.active] if self.active else [])]
        super().__init__(title, asked, tr("Salvar setor"), parent)
        self.fields = {"nome": self.name, "codigo": self.code}
        self.codes = {
            "nome": ("METAS.SETOR_NOME", "METAS.SETOR_REPETIDO"),
            "codigo": ("METAS.SETOR_CODIGO", "METAS.SETOR_CODIGO_REPETIDO"),
        }

    def _standing(self, words: str, active: bool) -> Check:
        made = Check(words)
        made.setChecked(active)
        return made

    def submit(self) -> None:
        """Writes the sector."""
        if self.checked():
            name, code = self.name.edit.text(), self.code.edit.text()
            active = self.active is None or self.active.isChecked()
            self.settle(self._model, self._model.save_sector(self._sector, name, code, active))


class OpenPeriodDialog(RegisterDialog):
    """The month to open, and what is said while another is still in planning."""

    def __init__(self, model: CadastrosViewModel, vigencia: str, parent: QWidget) -> None:
        """A dialog that proposes `vigencia` (YYYY-MM)."""
        tr = parent.tr
        self._model = model
        self._wrong = tr("Escreva o mês como 08/2025")
        self.month = FormField(tr("Mês"), self._parse, hint=tr("Abre em planejamento."))
        self.month.set_text(f"{datetime.strptime(vigencia, '%Y-%m'):{MONTH}}")
        self.note = label(model.others_planned, "body", "t2", wrap=True)
        asked: list[QWidget] = [self.month, *([self.note] if model.others_planned else [])]
        super().__init__(tr("Abrir vigência"), asked, tr("Abrir vigência"), parent)
        self.fields = {"mes": self.month}
        known = ("ESCRITA", "LONGE", "EXISTE")
        self.codes = {"mes": (*(f"METAS.VIGENCIA_{code}" for code in known), "METAS.SEM_REGRA")}

    def _parse(self, text: str) -> Parsed:
        try:
            return Parsed(f"{datetime.strptime(text.strip(), MONTH):%Y-%m}")
        except ValueError:
            return Parsed(error=self._wrong)

    def submit(self) -> None:
        """Opens the vigência."""
        if self.checked():
            self.settle(self._model, self._model.open_period(str(self.month.value)))


class MovePeriodDialog(RegisterDialog):
    """Confirms the one way a vigência goes; closed with the month's routine open, it asks why."""

    def __init__(self, model: CadastrosViewModel, key: str, act: str, parent: QWidget) -> None:
        """A dialog for the vigência `key`; `act` is the word of the button."""
        self._model, self._key = model, key
        title, text = model.move_words(key)
        self.reason = FormField(parent.tr("Por que fechar assim"), hint=parent.tr("Fica no diário, com o seu nome."))
        super().__init__(title, [label(text, "body", "t2", wrap=True), self.reason], act, parent)
        self.reason.hide()
        self.fields, self.codes = {"motivo": self.reason}, {"motivo": ("METAS.ROTINA_ABERTA",)}
        self.confirm.setFocus()

    def submit(self) -> None:
        """Moves it."""
        refused = self._model.move(self._key, self.reason.edit.text().strip())
        if refused is not None and refused.code in self.codes["motivo"]:
            self.reason.show()
        self.settle(self._model, refused)
        self.adjustSize()


class SpendingDialog(RegisterDialog):
    """Actual spending of one goal: value, closing day, reason; an empty value takes it back."""

    def __init__(self, model: SpendingSection, row: SpendingLine, parent: QWidget) -> None:
        """A dialog for one goal of the vigência shown."""
        tr, held = parent.tr, row.held
        self._model, self._row = model, row
        self._wrong_day = tr("Escreva a data como 31/07/2025")
        unit = words.unit_word(model.desk, unit_of(row.criterion))
        target = words.quantity(model.desk, held.target, unit_of(row.criterion))
        about = label(tr("Meta aprovada: %s").replace("%s", target), "body", "t2", wrap=True)
        hint = tr("Em branco, desfaz o lançamento.") if held.realized is not None else ""
        self.value = FormField(tr("Gasto realizado"), parse_decimal, unit, hint=hint)
        hint = tr("Último dia cujos lançamentos entraram. Antes do fim do mês, o gasto é provisório.")
        self.until = FormField(tr("Lançado até"), self._parse_day, hint=hint)
        hint = tr("Fica no diário, com o seu nome. Pelo menos 10 letras.")
        self.reason = FormField(tr("Justificativa"), asks(tr("Diga de onde vem o valor")), hint=hint)
        self.value.set_text(money_text(model.desk, held.realized))
        self.until.set_text(f"{held.until or model.closing:{DAY}}")
        title = spending_name(model.desk, row)
        super().__init__(title, [self.value, self.until, self.reason], tr("Lançar gasto"), parent)
        column = self.layout()
        assert column is not None
        column.insertWidget(1, about)  # type: ignore[attr-defined]
        self.fields = {"valor": self.value, "ate": self.until, "motivo": self.reason}
        self.codes = {
            "valor": ("METAS.GASTO_VALOR",),
            "ate": ("METAS.GASTO_ATE",),
            "motivo": ("METAS.JUSTIFICATIVA_CURTA",),
        }

    def _parse_day(self, text: str) -> Parsed:
        try:
            return Parsed(datetime.strptime(text.strip(), DAY).date())
        except ValueError:
            return Parsed(error=self._wrong_day)

    def submit(self) -> None:
        """Types the spending."""
        if self.checked():
            value, until = self.value.value, self.until.value
            assert value is None or isinstance(value, Decimal)
            assert isinstance(until, date)
            done = self._model.type_spending(self._row, value, until, self.reason.edit.text())
            self.settle(self._model, done)
