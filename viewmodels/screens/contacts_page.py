"""Contacts on screen: whom to call and whom to write to; no widgets."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from storage.errors import KnownError
from storage.routine.contacts import LISTS, Contact, Contacts
from viewmodels.desk import Desk
from viewmodels.operations.casa.limits import EMAIL

LEVELS = (1, 2, 3)
MENDED_BY_OTHERS = ("ORG_001", "SYS_", "LOJA_")
"""Beginnings of the codes that IT mends, not the person at the desk."""


class ContactsPage(QObject):
    """Whom to call in three levels, and the three lists of e-mail."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Contacts of the desk's client."""
        super().__init__()
        self.desk = desk
        self.reason = desk.reason("contatos.guardar") or ""
        self.contacts: Contacts = desk.ask("contatos.ver")

    @property
    def note(self) -> str:
        """Says that these are examples while they are."""
        return "" if self.contacts.own else self.desk.say("CONTATO.EXEMPLO")

    def people(self, level: int) -> tuple[Contact, ...]:
        """People of a level."""
        return tuple(person for person in self.contacts.people if person.level == level)

    def keep(self, people: Sequence[tuple[int, str, str]], lists: dict[str, str]) -> str:
        """Keeps (level, role, telephone) and lists: "" or what refuses it. A line left blank is left out."""
        named = tuple(Contact(level, role.strip(), phone.strip()) for level, role, phone in people if role or phone)
        try:
            self.desk.act("contatos.guardar", "contatos", kept=Contacts(named, lists, own=True))
        except KnownError as error:
            return self.desk.say_error(error)
        self.contacts = self.desk.ask("contatos.ver")
        self.changed.emit()
        return ""

    def list_name(self, key: str) -> str:
        """Name of a list."""
        return self.desk.say(f"CONTATO.LISTA.{key}")

    def level_name(self, level: int) -> str:
        """Name of a level."""
        return self.desk.say(f"CONTATO.NIVEL.{level}")

    @property
    def lists(self) -> tuple[str, ...]:
        """Keys of the lists."""
        return LISTS


def whom_to_call(desk: Desk) -> tuple[str, ...]:
    """Lines that say whom to call: the first level, then the list of what is critical; none for who may not see."""
    if not desk.allowed("contatos.ver"):
        return ()
    held: Contacts = desk.ask("contatos.ver")
    first = [p for p in held.people if p.level == LEVELS[0]]
    lines = [desk.say("CONTATO.CHAMAR", papel=p.role, telefone=p.phone) for p in first]
    if held.lists["critico"]:
        lines.append(desk.say("CONTATO.ESCREVER", endereco=held.lists["critico"]))
    return tuple(lines)


def whom_for(desk: Desk, code: str) -> tuple[str, ...]:
    """Whom to call about a refusal: only where somebody else must mend it (the ERP, the disk, the store)."""
    return whom_to_call(desk) if code.startswith(MENDED_BY_OTHERS) else ()


def whom_for_faults(desk: Desk) -> tuple[str, ...]:
    """Whom to call about a fault of the program itself: the first level and the address kept for it."""
    if not desk.allowed("limites.ver"):
        return whom_to_call(desk)
    address = next(row.value for row in desk.ask("limites.ver") if row.rule.key == EMAIL)
    return (*whom_to_call(desk), desk.say("CONTATO.ESCREVER", endereco=address))
