"""Which client a command or a first screen is about, when a store holds more than one."""

from storage.errors import KnownError
from storage.people import list_clients
from viewmodels.operations.house import House


def chosen_client(house: House, wanted: str = "") -> str:
    """Id of the client named by id or name, or of the only one in use when none is named.

    Raises KnownError CLIENTE_AUSENTE, or CLIENTE_ESCOLHA when there is none or several to choose from.
    """
    with house.store.read() as connection:
        active = [each for each in list_clients(connection) if each.active]
    if wanted:
        found = [each.id for each in active if wanted in (each.id, each.name)]
        if not found:
            raise KnownError("CLIENTE_AUSENTE")
        return found[0]
    if len(active) != 1:
        raise KnownError("CLIENTE_ESCOLHA", n=len(active))
    return active[0].id
