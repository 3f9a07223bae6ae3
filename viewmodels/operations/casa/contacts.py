"""Whom to call and whom to write to: escalation contacts in three levels and three lists of e-mail (G-106)."""

import re

from storage.errors import KnownError
from storage.journal import Act, append
from storage.routine.contacts import LISTS, Contact, Contacts, contact_facts, contacts, keep_contacts
from viewmodels.operations.house import House
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

VERB = "contatos.guardar"
LONGEST = 120
LEVELS = (1, 2, 3)
_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+")
_PHONE = re.compile(r"[0-9()+ .\-]{6,30}")


@operation("contatos.ver", right="metas.ver", mode="read", area="administracao")
def see_contacts(house: House, scope: Scope) -> Contacts:
    """The contacts of the client; the specification's examples until it writes its own."""
    with house.store.read() as connection:
        return contacts(connection, scope.client)


@operation(
    "contatos.guardar", right="configuracoes.alterar", mode="write", area="administracao", verb=VERB, whole_company=True
)
def keep(house: House, scope: Scope, *, kept: Contacts) -> None:
    """Keeps the contacts, journalled. Raises KnownError CONTATOS.PESSOA or CONTATOS.EMAIL naming what is wrong."""
    for person in kept.people:
        _refuse_person(person)
    for key in LISTS:
        _refuse_list(house, key, kept.lists.get(key, ""))
    at = house.clock.now()
    with house.store.write() as connection:
        before = contact_facts(contacts(connection, scope.client))
        keep_contacts(connection, scope.client, kept, at, scope.user)
        after = contact_facts(kept)
        append(connection, Act(scope.client, scope.user, VERB, "contatos", at, before, after, "", scope.origin))


def _refuse_person(person: Contact) -> None:
    role_ok = 0 < len(person.role.strip()) <= LONGEST
    if not role_ok or person.level not in LEVELS or not _PHONE.fullmatch(person.phone.strip()):
        raise KnownError("CONTATOS.PESSOA", papel=person.role, telefone=person.phone, nivel=person.level)


def _refuse_list(house: House, key: str, typed: str) -> None:
    for address in addresses(typed):
        if len(address) > LONGEST or not _EMAIL.fullmatch(address):
            raise KnownError("CONTATOS.EMAIL", lista=house.texts.say(f"CONTATO.LISTA.{key}"), endereco=address)


def addresses(typed: str) -> tuple[str, ...]:
    """The addresses of a list, however they were separated."""
    return tuple(part for part in re.split(r"[,;\s]+", typed.strip()) if part)


def is_email(text: str) -> bool:
    """True for something an e-mail program would take as an address."""
    return bool(_EMAIL.fullmatch(text.strip()))
