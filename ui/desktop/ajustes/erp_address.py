"""The fields that say where an Oracle is and as whom it is read; the password never goes to a file."""

from PySide6.QtCore import QObject

from ui.desktop.entrance.form_page import asks, secret
from ui.desktop.kit.fields import FormField, Parsed
from viewmodels.operations.casa.erp import ErpAddress

PORTS = range(1, 65_536)


class AddressFields(QObject):
    """Server, port, service, user and password, laid out by whoever shows them."""

    def __init__(
        self, address: ErpAddress, password_words: str, parent: QObject | None = None, known: bool = True
    ) -> None:
        """The fields with an address in them; `password_words` say where the password goes, empty when it is known."""
        super().__init__(parent)
        self.host = FormField(self.tr("Servidor"), asks(self.tr("Diga o nome ou o número do servidor")))
        self.port = FormField(self.tr("Porta"), self._parse_port)
        self.service = FormField(self.tr("Serviço"), asks(self.tr("Diga o nome do serviço, como PROD")))
        self.user = FormField(self.tr("Usuário"), asks(self.tr("Diga o usuário de leitura")))
        self.password = secret(FormField(self.tr("Senha"), hint=password_words, optional=known))
        for field, text in ((self.host, address.host), (self.service, address.service), (self.user, address.user)):
            if text:
                field.set_text(text)
        self.port.set_text(str(address.port))

    @property
    def all(self) -> tuple[FormField, ...]:
        """The fields in the order they are filled."""
        return self.host, self.port, self.service, self.user, self.password

    def read(self) -> ErpAddress | None:
        """The address typed; None after marking what is wrong with it."""
        right = [field.check() for field in (self.host, self.port, self.service, self.user)]
        if not all(right):
            return None
        host, service, user = (field.edit.text().strip() for field in (self.host, self.service, self.user))
        return ErpAddress(host, service, user, int(self.port.edit.text()))

    def _parse_port(self, text: str) -> Parsed:
        if text.strip().isdecimal() and int(text) in PORTS:
            return Parsed(int(text))
        return Parsed(error=self.tr("Uma porta de 1 a 65535; a do Oracle costuma ser 1521"))
