"""What the administrator's screen lists: people with their roles here, the roles there are, the clients."""

from collections.abc import Mapping
from dataclasses import dataclass

from storage.people import Client, Grant, Person, grants_of, list_clients, list_people, shipped_roles
from viewmodels.operations.house import House
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

AREA = "administracao"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as listed for one client: their roles in it, whether it is their home, whether they are who asks."""

    person: Person
    roles: tuple[Grant, ...]
    at_home: bool
    own: bool


@operation("pessoas.listar", right="usuarios.gerir", mode="read", area=AREA)
def list_rows(house: House, scope: Scope) -> tuple[PersonRow, ...]:
    """People of the client, by name; service users among them."""
    with house.store.read() as connection:
        return tuple(
            PersonRow(
                person,
                tuple(grant for grant in grants_of(connection, person.id) if grant.client == scope.client),
                person.client == scope.client,
                person.id == scope.user,
            )
            for person in list_people(connection, scope.client)
        )


@operation("pessoas.papeis", right="usuarios.gerir", mode="read", area=AREA)
def list_roles(house: House, scope: Scope) -> Mapping[str, tuple[str, ...]]:
    """Roles that can be given, each with its rights; their names are the texts PAPEL.<id> and DIREITO.<right>."""
    return shipped_roles()


@operation("clientes.listar", right="clientes.gerir", mode="read", area=AREA)
def list_companies(house: House, scope: Scope) -> tuple[Client, ...]:
    """Every client of the store, by name."""
    with house.store.read() as connection:
        return list_clients(connection)
