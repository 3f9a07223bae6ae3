"""How far an administrator of one client reaches: never over somebody who may do more, or who belongs elsewhere."""

from storage.errors import KnownError
from storage.people import Person, find_person, grants_of, rights_of
from storage.store import Connection

MANAGE = "usuarios.gerir"
_WHOLE = "*"
"""An area and sector no role is limited to: only roles held over the whole client reach it."""


def whole_rights(connection: Connection, user: str, client: str) -> frozenset[str]:
    """Rights a user holds over a whole client, leaving out roles limited to an area or sector."""
    return rights_of(connection, user, client, area=_WHOLE, sector=_WHOLE)


def refuse_partial(connection: Connection, actor: str, client: str) -> None:
    """Raises KnownError PESSOA_ALCANCE_PARCIAL unless `actor` manages the users of the whole client."""
    if MANAGE not in whole_rights(connection, actor, client):
        raise KnownError("PESSOA_ALCANCE_PARCIAL")


def known_here(connection: Connection, client: str, user: str) -> Person:
    """A person of this client, by home or by a role in it. Raises KnownError PESSOA_AUSENTE for any other."""
    person = find_person(connection, user)
    if person.client != client and all(grant.client != client for grant in grants_of(connection, user)):
        raise KnownError("PESSOA_AUSENTE")
    return person


def reachable(connection: Connection, actor: str, client: str, user: str) -> Person:
    """A person whose whole account `actor` may change from this client.

    Raises KnownError PESSOA_AUSENTE, PESSOA_ALCANCE_PARCIAL, PESSOA_DE_OUTRO_CLIENTE (a guest here) or
    PESSOA_PODE_MAIS: whoever resets a password could act as that person, in every client.
    """
    person = known_here(connection, client, user)
    refuse_partial(connection, actor, client)
    if person.client != client:
        raise KnownError("PESSOA_DE_OUTRO_CLIENTE")
    for place in {grant.client for grant in grants_of(connection, user)}:
        if not rights_of(connection, user, place) <= whole_rights(connection, actor, place):
            raise KnownError("PESSOA_PODE_MAIS")
    return person
