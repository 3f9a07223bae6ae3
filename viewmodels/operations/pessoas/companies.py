"""A new client of the store, administered by who made it."""

from storage import people
from storage.errors import KnownError
from storage.people import Grant
from storage.people.rights import ADMINISTRATOR
from viewmodels.operations.house import House
from viewmodels.operations.pessoas.listing import AREA
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

LONGEST = 200
"""Letters of a client's name."""


@operation("clientes.criar", right="clientes.gerir", mode="write", area=AREA, verb="cliente.criar", whole_company=True)
def create(house: House, scope: Scope, *, name: str, document: str = "") -> str:
    """Adds a client, opens its journal, makes who asked its administrator, and returns its id.

    Raises KnownError CLIENTE_NOME (none, or too long) or CLIENTE_EXISTE.
    """
    wanted = " ".join(name.split())
    if not wanted or len(wanted) > LONGEST:
        raise KnownError("CLIENTE_NOME", maximo=LONGEST)
    at = house.clock.now()
    with house.store.write() as connection:
        if any(each.name.casefold() == wanted.casefold() for each in people.list_clients(connection)):
            raise KnownError("CLIENTE_EXISTE", nome=wanted)
        made = people.create_client(connection, wanted, at, actor=scope.user, document=document.strip())
        people.assign(connection, scope.user, Grant(ADMINISTRATOR, made), actor=scope.user, at=at)
    return made
